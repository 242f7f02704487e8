/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-share.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

#define CT_SHARES_MAX_CREDENTIALS 20
#define CT_SHARES_MAX_LISTED 100 /* in a transcript, of credentials and of attempts */
#define CT_SHARES_MAX_RECIPIENTS 10
#define CT_SHARES_MAX_MESSAGE 1000
#define CT_SHARES_MAX_DAYS 365

/* How many addresses one account may write to within a day; a link or a transcript is one more. */
#define CT_SHARES_MAX_A_DAY 50

/**
 * ct_shares_list:
 * @base_uri: where links begin
 *
 * Returns: (transfer full) (element-type CtShare): the shares of an account with their
 *   recipients, the newest first
 */
GPtrArray *ct_shares_list (CtDatabase *database,
                           const char *account_id,
                           const char *base_uri,
                           GDateTime *now,
                           GError **error);

/**
 * ct_shares_count_recent:
 * @n: (out): how many addresses the account wrote to within the last day
 */
gboolean ct_shares_count_recent (CtDatabase *database,
                                 const char *account_id,
                                 GDateTime *now,
                                 int *n,
                                 GError **error);

/**
 * ct_shares_send:
 * @share: what to send, valid; its times and recipients are kept
 * @base_uri: where the links begin
 *
 * Keeps @share and writes a mail with a link of their own to each recipient.
 */
gboolean ct_shares_send (CtDatabase *database,
                         CtAccount *account,
                         CtShare *share,
                         const char *base_uri,
                         GDateTime *now,
                         GError **error);

/**
 * ct_shares_make_link:
 * @share: what to show, valid; its `uri` is set
 *
 * Keeps @share, and its link as long as it can be opened, so that it can be copied again.
 */
gboolean ct_shares_make_link (CtDatabase *database,
                              const char *account_id,
                              CtShare *share,
                              const char *base_uri,
                              GError **error);

/**
 * ct_shares_make_transcript:
 * @share: what to list, valid; its `code` is set
 */
gboolean ct_shares_make_transcript (CtDatabase *database,
                                    const char *account_id,
                                    CtShare *share,
                                    GError **error);

/* Returns: (transfer full) (nullable): the account's transcript, or %NULL without an error */
CtShare *ct_shares_get_transcript (CtDatabase *database,
                                   const char *account_id,
                                   const char *id,
                                   GDateTime *now,
                                   GError **error);

/**
 * ct_shares_preview:
 * @share: what would be sent
 *
 * Keeps @share for a quarter of an hour, for the candidate alone to look at.
 *
 * Returns: (transfer full): the secret of its link
 */
char *ct_shares_preview (CtDatabase *database,
                         const char *account_id,
                         CtShare *share,
                         GDateTime *now,
                         GError **error);

/**
 * ct_shares_withdraw:
 * @found: (out): whether the account has such a share
 */
gboolean ct_shares_withdraw (CtDatabase *database,
                             const char *account_id,
                             const char *id,
                             GDateTime *now,
                             gboolean *found,
                             GError **error);

/**
 * CtOpenedShare:
 * @share: what is shown, without its recipients
 * @account_id: whose it is
 * @is_preview: whether the candidate looks at it before it is sent
 *
 * A share that somebody opened by its link.
 */
typedef struct
{
  CtShare *share;
  char *account_id;
  gboolean is_preview;
} CtOpenedShare;

void ct_opened_share_free (CtOpenedShare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtOpenedShare, ct_opened_share_free)

/**
 * ct_shares_open:
 * @link: the secret of a link
 *
 * Returns: (transfer full) (nullable): the share, whatever its state; %NULL without an error
 *   if there is none with that link
 */
CtOpenedShare *
ct_shares_open (CtDatabase *database, const char *link, GDateTime *now, GError **error);

/* The same by the code of a transcript; case, spaces and dashes don't matter. */
CtOpenedShare *
ct_shares_open_transcript (CtDatabase *database, const char *code, GDateTime *now, GError **error);

/* Notes that somebody looked at what @secret opens: a link, or a code as it was printed. */
gboolean
ct_shares_count_view (CtDatabase *database, const char *secret, GDateTime *now, GError **error);

G_END_DECLS

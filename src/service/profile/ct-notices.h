/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "service/mail/ct-mail.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * Mail that nobody asked for, and that can be declined: in the application, by a link in the
 * mail, or by the mail reader itself (RFC 8058).
 */

/* Returns: what the notice is about, as in “mail about …” */
const char *ct_notices_get_title (CtNotice notice);

/* Whether the candidate gets it. */
gboolean ct_notices_is_wanted (CtAccount *account, CtNotice notice);

/**
 * ct_notices_send:
 * @mail: what to say; it is told there how to decline
 * @base_uri: where the link begins
 *
 * Puts a notice into the outbox.
 */
gboolean ct_notices_send (CtDatabase *database,
                          CtAccount *account,
                          CtNotice notice,
                          CtMail *mail,
                          const char *base_uri,
                          GDateTime *now,
                          GError **error);

/**
 * ct_notices_find:
 * @token: from the link in a mail
 *
 * Returns: (transfer full) (nullable): the account whose @notice it declines; %NULL without an
 *   error if there is none
 */
CtAccount *
ct_notices_find (CtDatabase *database, const char *token, CtNotice *notice, GError **error);

/* Says whether the candidate gets a notice from now on. Doing it again changes nothing. */
gboolean ct_notices_set_wanted (CtDatabase *database,
                                CtAccount *account,
                                CtNotice notice,
                                gboolean wanted,
                                GError **error);

G_END_DECLS

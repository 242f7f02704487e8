/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * How people get an account: the first thing that is asked for is an e-mail address, and only
 * the code that is mailed to it leads further. The code makes an account, or it hands over one
 * that was made from the partner record. Nobody learns here whether an address has an account.
 */

#define CT_ENROLMENT_HOURS 24
#define CT_INVITATION_DAYS 14

/**
 * ct_enrolment_ask:
 * @email: a valid address, whether or not it has an account
 * @company_id: (nullable): the employer, of the program's list
 * @base_uri: where the link in the mail begins
 */
gboolean ct_enrolment_ask (CtDatabase *database,
                           const char *email,
                           const char *company_id,
                           const char *base_uri,
                           GDateTime *now,
                           GError **error);

/**
 * ct_enrolment_answer:
 *
 * Writes the mails that were asked for: with a code, or saying that there is an account
 * already. An address gets a few a day at most.
 */
gboolean ct_enrolment_answer (CtDatabase *database, GDateTime *now, GError **error);

/**
 * ct_enrolment_invite:
 * @account: made for somebody who has not seen it yet
 * @base_uri: where the link in the mail begins
 *
 * Mails a code that hands @account over. Those that were mailed before end.
 *
 * Returns: (transfer full): the id of the mail, or %NULL with @error set
 */
char *ct_enrolment_invite (CtDatabase *database,
                           CtAccount *account,
                           const char *base_uri,
                           GDateTime *now,
                           GError **error);

/**
 * CtEnrolment:
 * @hash: of the code
 * @email: to which it was mailed
 * @company_id: (nullable): the employer
 * @account_id: (nullable): the account that is handed over, or that was made
 * @is_finished: whether the code was used
 * @n_claims: how many score reports were tried with it
 */
typedef struct
{
  char *hash;
  char *email;
  char *company_id;
  char *account_id;
  gboolean is_finished;
  guint n_claims;
} CtEnrolment;

void ct_enrolment_free (CtEnrolment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtEnrolment, ct_enrolment_free)

/**
 * ct_enrolment_find:
 * @code: as it came by mail
 *
 * Returns: (transfer full) (nullable): what @code leads to, or %NULL without an error if it has
 *   expired or never was
 */
CtEnrolment *
ct_enrolment_find (CtDatabase *database, const char *code, GDateTime *now, GError **error);

/* Notes that a score report was tried. */
gboolean ct_enrolment_count_claim (CtDatabase *database, CtEnrolment *self, GError **error);

/* Ends the code: it made, or handed over, that account. All others of its address end too. */
gboolean ct_enrolment_finish (CtDatabase *database,
                              CtEnrolment *self,
                              const char *account_id,
                              GDateTime *now,
                              GError **error);

G_END_DECLS

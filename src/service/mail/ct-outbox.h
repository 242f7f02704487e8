/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/mail/ct-mail.h"
#include "service/mail/ct-smtp.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * ct_outbox_add:
 * @database: inside of the transaction of what @mail tells of
 * @now: the present instant
 *
 * Puts @mail into the outbox. It is sent once the transaction is done.
 */
gboolean ct_outbox_add (CtDatabase *database, CtMail *mail, GDateTime *now, GError **error);

/**
 * ct_outbox_get_mails:
 * @recipient: (nullable): only to that address
 *
 * Returns: (transfer full) (element-type CtMail): what is and was in the outbox, the newest
 *   first
 */
GPtrArray *ct_outbox_get_mails (CtDatabase *database, const char *recipient, GError **error);

/* Returns: (transfer full) (nullable): the mail, or %NULL without an error */
CtMail *ct_outbox_get_mail (CtDatabase *database, const char *id, GError **error);

#define CT_TYPE_POSTMAN (ct_postman_get_type ())
G_DECLARE_FINAL_TYPE (CtPostman, ct_postman, CT, POSTMAN, GObject)

/**
 * CtPostman:
 *
 * Takes mail from the outbox to the mail server, one after the other, on a thread of its own.
 * What the server will never take has failed at once. What it does not take now is tried
 * again, after a minute at first and then less and less often, for five days (RFC 5321,
 * section 4.5.4.1).
 */
CtPostman *ct_postman_new (CtStore *store, CtSmtp *smtp);

/* Looks into the outbox now; it does so by itself once a minute. */
void ct_postman_wake (CtPostman *self);

/**
 * ct_postman_get_next_try:
 * @tries: how often it was tried, from 1
 *
 * Returns: (transfer full) (nullable): when to try again, or %NULL to give up
 */
GDateTime *ct_postman_get_next_try (int tries, GDateTime *created_at, GDateTime *now);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/mail/ct-mail.h"
#include "service/store/ct-database.h"

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

G_END_DECLS

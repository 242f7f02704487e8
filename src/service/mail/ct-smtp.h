/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/mail/ct-mail.h"

G_BEGIN_DECLS

/**
 * CtSmtpError:
 * @CT_SMTP_ERROR_TRY_LATER: the server is away, busy, or wants it later
 * @CT_SMTP_ERROR_REFUSED: the server will never take it
 */
typedef enum
{
  CT_SMTP_ERROR_TRY_LATER,
  CT_SMTP_ERROR_REFUSED,
} CtSmtpError;

#define CT_SMTP_ERROR (ct_smtp_error_quark ())
GQuark ct_smtp_error_quark (void);

#define CT_TYPE_SMTP (ct_smtp_get_type ())
G_DECLARE_FINAL_TYPE (CtSmtp, ct_smtp, CT, SMTP, GObject)

/**
 * ct_smtp_new:
 * @uri: `smtps://HOST:PORT`, or `smtp://HOST:PORT`, which must offer STARTTLS unless HOST is
 *   loopback
 * @user_name: (nullable): for servers that ask for it
 * @password: (nullable): its password
 * @sender: (nullable): the address mail comes from
 * @sender_name: (nullable): whose it is
 */
CtSmtp *ct_smtp_new (const char *uri,
                     const char *user_name,
                     const char *password,
                     const char *sender,
                     const char *sender_name);

/**
 * ct_smtp_send:
 *
 * Hands one message to the server, from any thread. Blocks, for at most a minute. The
 * Message-ID comes from the mail's id, so that a copy sent after a lost answer is known as one.
 *
 * Returns: %FALSE with %CT_SMTP_ERROR and the server's own words
 */
gboolean ct_smtp_send (CtSmtp *self, CtMail *mail, GError **error);

G_END_DECLS

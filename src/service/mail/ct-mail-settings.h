/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/mail/ct-postman.h"

G_BEGIN_DECLS

/**
 * CtMailSettings:
 * @server: (nullable): as for ct_smtp_new(); without it mail stays in the outbox
 * @sender: (nullable): the address that mail comes from
 * @account_file: (nullable): a file with user name and password, a line each
 *
 * How mail leaves.
 */
typedef struct
{
  char *server;
  char *sender;
  char *account_file;
} CtMailSettings;

void ct_mail_settings_clear (CtMailSettings *self);

/**
 * ct_mail_settings_open:
 * @postman: (out) (nullable) (transfer full): who takes the mail away; %NULL if there is no
 *   server
 *
 * Returns: %FALSE with words for the person who runs the service if the settings are wrong
 */
gboolean ct_mail_settings_open (CtMailSettings *self,
                                CtStore *store,
                                CtClock *clock,
                                CtPostman **postman,
                                GError **error);

G_END_DECLS

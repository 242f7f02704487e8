/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-session.h"

G_BEGIN_DECLS

/* The way back into an account, for who is not signed in: see ct_session_visit(). */

/**
 * CtForgotten:
 * @CT_FORGOTTEN_PASSWORD: asks for a mail with a code that sets a new password
 * @CT_FORGOTTEN_USER_NAME: asks for a mail with the user name
 */
typedef enum
{
  CT_FORGOTTEN_PASSWORD,
  CT_FORGOTTEN_USER_NAME,
} CtForgotten;

/**
 * ct_recovering_ask_async:
 * @name: a user name or an e-mail address
 *
 * Asks for a mail. The service does not say whether there is such an account.
 */
void ct_recovering_ask_async (CtSession *session,
                              const char *name,
                              CtForgotten forgotten,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ct_recovering_ask_finish (CtSession *session, GAsyncResult *result, GError **error);

/**
 * ct_recovering_finish_async:
 * @code: as it came by mail
 * @end_sessions: whether to sign out every device
 *
 * Sets a new password. It fails with %CT_ERROR_NOT_FOUND if @code was used or has expired,
 * and with %CT_ERROR_REFUSED if the password is too short.
 */
void ct_recovering_finish_async (CtSession *session,
                                 const char *code,
                                 const char *password,
                                 gboolean end_sessions,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean ct_recovering_finish_finish (CtSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

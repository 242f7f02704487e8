/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-tokens.h"
#include "service/ct-clock.h"
#include "service/sessions/ct-passwords.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * CT_SIGN_IN_ERROR:
 *
 * Why nobody was signed in.
 */
#define CT_SIGN_IN_ERROR (ct_sign_in_error_quark ())

/**
 * CtSignInError:
 * @CT_SIGN_IN_ERROR_BAD_CREDENTIALS: the name or the password is wrong
 * @CT_SIGN_IN_ERROR_LIMITED: too many tries
 * @CT_SIGN_IN_ERROR_BUSY: there is no memory to check a password now
 */
typedef enum
{
  CT_SIGN_IN_ERROR_BAD_CREDENTIALS,
  CT_SIGN_IN_ERROR_LIMITED,
  CT_SIGN_IN_ERROR_BUSY,
} CtSignInError;

GQuark ct_sign_in_error_quark (void);

#define CT_TYPE_SIGN_IN (ct_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CtSignIn, ct_sign_in, CT, SIGN_IN, GObject)

/**
 * CtSignIn:
 *
 * Lets candidates in. Wrong tries are limited by the name that is tried and by the address
 * they come from; a name that nobody has is answered like one that somebody has, after the
 * same work.
 */
CtSignIn *ct_sign_in_new (CtStore *store, CtClock *clock);

/**
 * ct_sign_in_run_async:
 * @name: a user name or an e-mail address, in any case
 * @device: (nullable): what the session is to be called
 * @address: where it comes from
 */
void ct_sign_in_run_async (CtSignIn *self,
                           const char *name,
                           const char *password,
                           const char *device,
                           const char *address,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * ct_sign_in_run_finish:
 * @retry_after: (out): with %CT_SIGN_IN_ERROR_LIMITED, in how many seconds to try again
 *
 * Returns: (transfer full): tokens, or %NULL with %CT_SIGN_IN_ERROR or %CT_STORE_ERROR
 */
CtTokens *
ct_sign_in_run_finish (CtSignIn *self, GAsyncResult *result, guint *retry_after, GError **error);

/**
 * ct_sign_in_confirm_async:
 * @token: (nullable): an access token
 *
 * Checks that it is the candidate who asks, and not who found the device. Wrong tries are
 * limited as those to sign in are.
 */
void ct_sign_in_confirm_async (CtSignIn *self,
                               const char *token,
                               const char *password,
                               const char *address,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * ct_sign_in_confirm_finish:
 * @retry_after: (out): with %CT_SIGN_IN_ERROR_LIMITED, in how many seconds to try again
 * @error: %CT_SIGN_IN_ERROR or %CT_STORE_ERROR
 *
 * Returns: whether it is; %FALSE without an error if @token is not good for anything
 */
gboolean ct_sign_in_confirm_finish (CtSignIn *self,
                                    GAsyncResult *result,
                                    guint *retry_after,
                                    GError **error);

/**
 * ct_sign_in_take_turn:
 * @address: where it comes from
 *
 * Limits what strangers may ask for at all, by the address they come from.
 *
 * Returns: 0, or in how many seconds to try again
 */
guint ct_sign_in_take_turn (CtSignIn *self, const char *address);

/* Who hashes passwords: (transfer none) */
CtPasswords *ct_sign_in_get_passwords (CtSignIn *self);

G_END_DECLS

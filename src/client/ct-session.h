/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-client-enum-types.h"
#include "client/ct-copy.h"
#include "client/ct-transport.h"

G_BEGIN_DECLS

/**
 * CtSessionState:
 * @CT_SESSION_STATE_SIGNED_OUT: nobody is signed in
 * @CT_SESSION_STATE_BUSY: signing in or out, or reading the keyring
 * @CT_SESSION_STATE_SIGNED_IN: a candidate is signed in
 */
typedef enum
{
  CT_SESSION_STATE_SIGNED_OUT,
  CT_SESSION_STATE_BUSY,
  CT_SESSION_STATE_SIGNED_IN,
} CtSessionState;

#define CT_TYPE_SESSION (ct_session_get_type ())
G_DECLARE_FINAL_TYPE (CtSession, ct_session, CT, SESSION, GObject)

/**
 * CtSession:
 *
 * Who is signed in at which service. It keeps the access token in memory and the refresh
 * token in the keyring, and it is the one place where a 401 is dealt with: it refreshes
 * once, and if that is refused too the session has ended.
 *
 * Properties, all read-only and notified: `state` (#CtSessionState), `account-id` (string,
 * nullable), `address` (string, nullable: the service's base URI), `keyring-error` (boxed
 * GError, nullable: why the session could not be kept in the keyring; it then lasts until
 * the application ends).
 *
 * Property `keeps-copy` (boolean, read and written, %TRUE at first): whether there is an offline
 * copy. That of who is signed in is erased when it becomes %FALSE.
 *
 * Signal `ended` (error): the session was ended by the service, or elsewhere.
 */

/**
 * ct_session_new:
 * @tls_database: (nullable): whom to trust instead of the system's authorities
 */
CtSession *ct_session_new (GTlsDatabase *tls_database);

CtSessionState ct_session_get_state (CtSession *self);
const char *ct_session_get_account_id (CtSession *self);
const char *ct_session_get_address (CtSession *self);

/* Returns: (transfer none) (nullable): the offline copy of who is signed in, if one is kept */
CtCopy *ct_session_get_copy (CtSession *self);

/**
 * ct_session_prepare:
 * @address: (nullable): the service's address, if it is known already
 *
 * Begins to look into the keyring, since ct_session_restore_async() follows. To be called before
 * anything else.
 */
void ct_session_prepare (CtSession *self, const char *address);

/**
 * ct_session_restore_async:
 * @address: the service's address
 *
 * Takes the session of @address from the keyring, without asking the service, so that the
 * offline copy can be shown at once. Fails with %CT_ERROR_SIGNED_OUT if there is none, and
 * with a keyring error if that could not be found out.
 */
void ct_session_restore_async (CtSession *self,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ct_session_restore_finish (CtSession *self, GAsyncResult *result, GError **error);

/**
 * ct_session_sign_in_async:
 * @address: the service's address, as typed
 *
 * Signs in. The password is not kept. A keyring that fails does not make this fail: see
 * the property `keyring-error`.
 */
void ct_session_sign_in_async (CtSession *self,
                               const char *address,
                               const char *user_name,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ct_session_sign_in_finish (CtSession *self, GAsyncResult *result, GError **error);

/**
 * ct_session_visit:
 * @address: the service's address, as typed
 * @error: %CT_ERROR_BAD_ADDRESS
 *
 * Says which service is asked while nobody is signed in: for what it tells everybody.
 */
gboolean ct_session_visit (CtSession *self, const char *address, GError **error);

/**
 * ct_session_sign_out_async:
 *
 * Ends the session here and, if the service can be reached, there. It never fails here: the
 * keyring is emptied and the offline copy removed whatever the service says. It takes a few
 * seconds at most and, once begun, is not cancelled.
 */
void ct_session_sign_out_async (CtSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ct_session_sign_out_finish (CtSession *self, GAsyncResult *result, GError **error);

/**
 * ct_session_send_async:
 *
 * As ct_transport_send_async(), signed with the access token; unsigned where the session only
 * visits.
 */
void ct_session_send_async (CtSession *self,
                            const CtCall *call,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
CtAnswer *
ct_session_send_finish (CtSession *self, GAsyncResult *result, CtProblem **problem, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_STORED_SESSION (ct_stored_session_get_type ())
G_DECLARE_FINAL_TYPE (CtStoredSession, ct_stored_session, CT, STORED_SESSION, CtResource)

/**
 * CtStoredSession:
 * @refresh_token: good for one refresh
 * @account_id: whose session it is
 * @session_id: the #CtLogin
 *
 * What is kept of a session between two starts. Secret.
 */
struct _CtStoredSession
{
  CtResource parent_instance;

  char *refresh_token;
  char *account_id;
  char *session_id;
};

#define CT_TYPE_KEYRING (ct_keyring_get_type ())
G_DECLARE_FINAL_TYPE (CtKeyring, ct_keyring, CT, KEYRING, GObject)

/**
 * CtKeyring:
 *
 * The desktop's keyring, with one session for each address of a service. What it is asked
 * for is done one after the other, in that order. Whatever fails there is
 * %CT_ERROR_KEYRING_LOCKED or %CT_ERROR_KEYRING_MISSING, and what is stored stays as it was.
 */
CtKeyring *ct_keyring_new (void);

/**
 * ct_keyring_prepare:
 * @address: (nullable): what will be asked for first
 *
 * Begins to open the keyring, and to look into it, for who will ask soon. To be called before
 * anything else. Nothing is asked of the person, and that it fails is found out by who asks.
 */
void ct_keyring_prepare (CtKeyring *self, const char *address);

void ct_keyring_load_async (CtKeyring *self,
                            const char *address,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * ct_keyring_load_finish:
 * @error: %CT_ERROR_SIGNED_OUT if none is stored, or a keyring error
 *
 * Returns: (transfer full): the stored session, or %NULL
 */
CtStoredSession *ct_keyring_load_finish (CtKeyring *self, GAsyncResult *result, GError **error);

/**
 * ct_keyring_store_async:
 * @session: (nullable): what to store in place of what is there; %NULL to remove it
 */
void ct_keyring_store_async (CtKeyring *self,
                             const char *address,
                             CtStoredSession *session,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ct_keyring_store_finish (CtKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS

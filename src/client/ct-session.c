/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-session.h"

#include <glib/gi18n-lib.h>

#include "client/ct-signer.h"
#include "client/ct-keyring.h"
#include "model/ct-error.h"
#include "model/ct-json.h"

/* How long a sign-out waits for others, in seconds. */
#define PATIENCE 4

struct _CtSession
{
  GObject parent_instance;

  GTlsDatabase *tls_database;
  CtKeyring *keyring;
  GError *keyring_error;
  CtSessionState state;
  CtTransport *visited; /* nullable: asked while nobody is signed in */

  /* While somebody is signed in: */
  char *address;
  CtStoredSession *stored;
  CtSigner *signer;
  CtCopy *copy;
};

G_DEFINE_FINAL_TYPE (CtSession, ct_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ACCOUNT_ID,
  PROP_ADDRESS,
  PROP_KEYRING_ERROR,
  N_PROPERTIES
} CtSessionProperty;

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_state (CtSession *self, CtSessionState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_keyring_error (CtSession *self, GError *error)
{
  if (self->keyring_error == NULL && error == NULL)
    return;

  g_clear_error (&self->keyring_error);
  self->keyring_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_ERROR]);
}

/* The keyring. */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSession) self = user_data;
  GError *error = NULL;

  if (!ct_keyring_store_finish (CT_KEYRING (source), result, &error))
    take_keyring_error (self, error);

  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static void
keep_in_keyring (CtSession *self, CtStoredSession *stored)
{
  /* The application does not end before this is done: a token that was used up must not be
   * what the next start finds. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());

  ct_keyring_store_async (self->keyring, self->address, stored, NULL, on_stored,
                          g_object_ref (self));
}

/* Beginning and end. */

static void
erase_copy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ct_copy_erase (source);
  g_task_return_boolean (task, TRUE);
}

static void
erase_copy_async (CtCopy *copy, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (copy, NULL, callback, user_data);

  g_task_set_source_tag (task, erase_copy_async);
  g_task_run_in_thread (task, erase_copy);
}

static void
forget (CtSession *self)
{
  if (self->signer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->signer, self);
      ct_signer_stop (self->signer);
    }

  g_clear_object (&self->signer);
  g_clear_object (&self->copy);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->address, g_free);
}

static void
set_signed_out (CtSession *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  forget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  set_state (self, CT_SESSION_STATE_SIGNED_OUT);
  g_object_thaw_notify (G_OBJECT (self));
}

static CtStoredSession *
stored_from_tokens (CtTokens *tokens)
{
  return g_object_new (CT_TYPE_STORED_SESSION, "refresh-token", tokens->refresh_token, "account-id",
                       tokens->account_id, "session-id", tokens->session_id, NULL);
}

static void
on_renewed (CtSigner *signer, CtTokens *tokens, CtSession *self)
{
  g_set_object (&self->stored, NULL);
  self->stored = stored_from_tokens (tokens);

  /* Who declined to open the keyring is not asked again each time. */
  if (self->keyring_error == NULL)
    keep_in_keyring (self, self->stored);
}

static void
on_copy_gone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_object_unref (user_data);
}

static void
on_refused (CtSigner *signer, GError *error, CtSession *self)
{
  g_autoptr (CtSession) alive = g_object_ref (self);
  g_autoptr (GError) reason = g_error_copy (error);

  keep_in_keyring (self, NULL);
  erase_copy_async (self->copy, on_copy_gone, g_object_ref (self));
  set_signed_out (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, reason);
}

static void
set_signed_in (CtSession *self, const char *address, CtStoredSession *stored, CtSigner *signer)
{
  g_object_freeze_notify (G_OBJECT (self));

  forget (self);
  self->address = g_strdup (address);
  self->stored = g_object_ref (stored);
  self->copy = ct_copy_new (address, stored->account_id);
  self->signer = g_object_ref (signer);
  g_signal_connect (signer, "renewed", G_CALLBACK (on_renewed), self);
  g_signal_connect (signer, "refused", G_CALLBACK (on_refused), self);

  take_keyring_error (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  set_state (self, CT_SESSION_STATE_SIGNED_IN);

  g_object_thaw_notify (G_OBJECT (self));
}

/* What a restore or a sign-in goes by. */
typedef struct
{
  char *address;
  CtTransport *transport;
  GBytes *credentials;
} Entry;

static void
entry_free (Entry *self)
{
  g_free (self->address);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->credentials, g_bytes_unref);
  g_free (self);
}

/* Returns: (transfer full) (nullable): a task that has an Entry, or %NULL if it failed already */
static GTask *
begin_entry (CtSession *self,
             const char *address,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);

  if (self->state != CT_SESSION_STATE_SIGNED_OUT)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                                       "Somebody is signed in, or about to be.");
      return NULL;
    }

  g_autoptr (GUri) base = ct_transport_check_address (address, &error);
  if (base == NULL)
    {
      g_task_return_error (task, error);
      return NULL;
    }

  Entry *entry = g_new0 (Entry, 1);
  entry->address = g_uri_to_string (base);
  entry->transport = ct_transport_new (base, self->tls_database);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);

  set_state (self, CT_SESSION_STATE_BUSY);
  return g_steal_pointer (&task);
}

/* Takes @error. */
static void
fail_entry (GTask *task, GError *error)
{
  set_state (g_task_get_source_object (task), CT_SESSION_STATE_SIGNED_OUT);
  g_task_return_error (task, error);
}

/* Restoring. */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSession *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtStoredSession) stored = ct_keyring_load_finish (CT_KEYRING (source), result, &error);

  if (stored == NULL)
    {
      fail_entry (task, error);
      return;
    }

  g_autoptr (CtSigner) signer = ct_signer_new (entry->transport, stored->refresh_token);
  set_signed_in (self, entry->address, stored, signer);
  g_task_return_boolean (task, TRUE);
}

void
ct_session_restore_async (CtSession *self,
                          const char *address,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  GTask *task
      = begin_entry (self, address, ct_session_restore_async, cancellable, callback, user_data);

  if (task != NULL)
    {
      Entry *entry = g_task_get_task_data (task);
      ct_keyring_load_async (self->keyring, entry->address, cancellable, on_loaded, task);
    }
}

gboolean
ct_session_restore_finish (CtSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_restore_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Signing in. */

static void
on_admitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSession *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);
  g_autoptr (JsonNode) node = answer != NULL ? ct_json_parse (answer->body, &error) : NULL;
  g_autoptr (CtTokens) tokens
      = node != NULL ? ct_resource_from_json (CT_TYPE_TOKENS, node, &error) : NULL;

  if (tokens == NULL)
    {
      fail_entry (task, error);
      return;
    }

  g_autoptr (CtStoredSession) stored = stored_from_tokens (tokens);
  g_autoptr (CtSigner) signer = ct_signer_new_for_tokens (entry->transport, tokens);
  set_signed_in (self, entry->address, stored, signer);
  keep_in_keyring (self, stored);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_our_service (CtAnswer *answer)
{
  g_autoptr (JsonNode) node = ct_json_parse (answer->body, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  const char *name
      = json_object_get_string_member_with_default (json_node_get_object (node), "name", NULL);
  return g_strcmp0 (name, "certtracker-service") == 0;
}

static void
on_introduced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);

  if (answer != NULL ? !is_our_service (answer)
                     : g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND)
                           || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER))
    {
      g_clear_error (&error);
      error = g_error_new_literal (CT_ERROR, CT_ERROR_BAD_ADDRESS,
                                   _ ("Something else answers there."));
    }

  if (error != NULL)
    {
      fail_entry (task, error);
      return;
    }

  ct_transport_send_async (entry->transport,
                           &(CtCall) { .method = "POST",
                                       .path = "v1/sessions",
                                       .body = entry->credentials },
                           NULL, g_task_get_cancellable (task), on_admitted, g_object_ref (task));
}

static GBytes *
write_credentials (const char *user_name, const char *password)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "user_name", user_name);
  json_object_set_string_member (object, "password", password);
  json_object_set_string_member (object, "device", g_get_host_name ());
  return ct_json_to_bytes (node);
}

void
ct_session_sign_in_async (CtSession *self,
                          const char *address,
                          const char *user_name,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (self));
  g_return_if_fail (address != NULL && user_name != NULL && password != NULL);

  GTask *task
      = begin_entry (self, address, ct_session_sign_in_async, cancellable, callback, user_data);

  if (task != NULL)
    {
      Entry *entry = g_task_get_task_data (task);

      /* A mistyped address must not be told the password, so who is there is asked first. */
      entry->credentials = write_credentials (user_name, password);
      ct_transport_send_async (entry->transport, &(CtCall) { .method = "GET", .path = "v1" }, NULL,
                               cancellable, on_introduced, task);
    }
}

gboolean
ct_session_sign_in_finish (CtSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_sign_in_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Signing out. */

typedef struct
{
  guint pending;
  guint patience_id;
  GCancellable *cancellable;
} Leaving;

static void
leaving_free (Leaving *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
leave (GTask *task)
{
  Leaving *leaving = g_task_get_task_data (task);

  leaving->pending = 0;
  g_clear_handle_id (&leaving->patience_id, g_source_remove);
  set_signed_out (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
leave_if_done (GTask *task)
{
  Leaving *leaving = g_task_get_task_data (task);

  if (leaving->pending > 0 && --leaving->pending == 0)
    leave (task);
}

static void
on_patience_over (gpointer user_data)
{
  GTask *task = user_data;
  Leaving *leaving = g_task_get_task_data (task);

  leaving->patience_id = 0;
  g_cancellable_cancel (leaving->cancellable);
  if (leaving->pending > 0)
    leave (task);
}

static void
on_left_service (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = ct_signer_send_finish (CT_SIGNER (source), result, NULL, NULL);

  leave_if_done (task);
}

static void
on_left_keyring (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ct_keyring_store_finish (CT_KEYRING (source), result, &error))
    take_keyring_error (g_task_get_source_object (task), error);

  leave_if_done (task);
}

static void
on_copy_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  leave_if_done (task);
}

void
ct_session_sign_out_async (CtSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ct_session_sign_out_async);

  if (self->state != CT_SESSION_STATE_SIGNED_IN)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  Leaving *leaving = g_new0 (Leaving, 1);
  leaving->pending = 3;
  leaving->cancellable = g_cancellable_new ();
  leaving->patience_id = g_timeout_add_seconds_once (PATIENCE, on_patience_over, task);
  g_task_set_task_data (task, leaving, (GDestroyNotify) leaving_free);

  /* From here on nothing that the service says matters any more. */
  g_signal_handlers_disconnect_by_data (self->signer, self);
  set_state (self, CT_SESSION_STATE_BUSY);

  ct_signer_send_async (self->signer,
                        &(CtCall) { .method = "DELETE", .path = "v1/sessions/current" },
                        leaving->cancellable, on_left_service, g_object_ref (task));
  ct_keyring_store_async (self->keyring, self->address, NULL, NULL, on_left_keyring,
                          g_object_ref (task));
  erase_copy_async (self->copy, on_copy_erased, g_object_ref (task));
}

gboolean
ct_session_sign_out_finish (CtSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_sign_out_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Asking. */

typedef struct
{
  CtProblem *problem;
} Refusal;

static void
refusal_free (Refusal *self)
{
  g_clear_object (&self->problem);
  g_free (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Refusal *refusal = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswer *answer = ct_signer_send_finish (CT_SIGNER (source), result, &refusal->problem, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
  else
    g_task_return_error (task, error);
}

static void
on_visit_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Refusal *refusal = g_task_get_task_data (task);
  GError *error = NULL;
  CtAnswer *answer
      = ct_transport_send_finish (CT_TRANSPORT (source), result, &refusal->problem, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
  else
    g_task_return_error (task, error);
}

gboolean
ct_session_visit (CtSession *self, const char *address, GError **error)
{
  g_return_val_if_fail (CT_IS_SESSION (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  g_autoptr (GUri) base = ct_transport_check_address (address, error);
  if (base == NULL)
    return FALSE;

  g_clear_object (&self->visited);
  self->visited = ct_transport_new (base, self->tls_database);
  return TRUE;
}

void
ct_session_send_async (CtSession *self,
                       const CtCall *call,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (self));
  g_return_if_fail (call != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_session_send_async);
  g_task_set_task_data (task, g_new0 (Refusal, 1), (GDestroyNotify) refusal_free);

  if (self->state == CT_SESSION_STATE_SIGNED_OUT && self->visited != NULL)
    {
      ct_transport_send_async (self->visited, call, NULL, cancellable, on_visit_answered,
                               g_object_ref (task));
      return;
    }

  if (self->state != CT_SESSION_STATE_SIGNED_IN)
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_SIGNED_OUT, "Nobody is signed in.");
      return;
    }

  ct_signer_send_async (self->signer, call, cancellable, on_sent, g_object_ref (task));
}

CtAnswer *
ct_session_send_finish (CtSession *self, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_send_async), NULL);

  Refusal *refusal = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&refusal->problem);

  return g_task_propagate_pointer (G_TASK (result), error);
}

CtSessionState
ct_session_get_state (CtSession *self)
{
  g_return_val_if_fail (CT_IS_SESSION (self), CT_SESSION_STATE_SIGNED_OUT);

  return self->state;
}

const char *
ct_session_get_account_id (CtSession *self)
{
  g_return_val_if_fail (CT_IS_SESSION (self), NULL);

  return self->stored != NULL ? self->stored->account_id : NULL;
}

const char *
ct_session_get_address (CtSession *self)
{
  g_return_val_if_fail (CT_IS_SESSION (self), NULL);

  return self->address;
}

CtCopy *
ct_session_get_copy (CtSession *self)
{
  g_return_val_if_fail (CT_IS_SESSION (self), NULL);

  return self->copy;
}

static void
ct_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtSession *self = CT_SESSION (object);

  switch ((CtSessionProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ACCOUNT_ID:
      g_value_set_string (value, ct_session_get_account_id (self));
      break;

    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;

    case PROP_KEYRING_ERROR:
      g_value_set_boxed (value, self->keyring_error);
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_session_dispose (GObject *object)
{
  CtSession *self = CT_SESSION (object);

  forget (self);
  g_clear_object (&self->visited);
  g_clear_object (&self->keyring);
  g_clear_object (&self->tls_database);
  g_clear_error (&self->keyring_error);

  G_OBJECT_CLASS (ct_session_parent_class)->dispose (object);
}

static void
ct_session_class_init (CtSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_session_get_property;
  object_class->dispose = ct_session_dispose;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CT_TYPE_SESSION_STATE,
                                              CT_SESSION_STATE_SIGNED_OUT, flags);
  properties[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_KEYRING_ERROR]
      = g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_ENDED] = g_signal_new ("ended", CT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ct_session_init (CtSession *self)
{
  self->keyring = ct_keyring_new ();
}

CtSession *
ct_session_new (GTlsDatabase *tls_database)
{
  g_return_val_if_fail (tls_database == NULL || G_IS_TLS_DATABASE (tls_database), NULL);

  CtSession *self = g_object_new (CT_TYPE_SESSION, NULL);

  g_set_object (&self->tls_database, tls_database);
  return self;
}

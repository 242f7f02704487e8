/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-session.h"

#include "client/ct-admission.h"
#include "client/ct-departure.h"
#include "model/ct-error.h"

struct _CtSession
{
  GObject parent_instance;

  GTlsDatabase *tls_database;
  CtKeyring *keyring;
  GError *keyring_error;
  CtSessionState state;
  CtTransport *visited; /* nullable: asked while nobody is signed in */
  gboolean keeps_copy;

  /* While somebody is signed in: */
  char *address;
  CtStoredSession *stored;
  CtSigner *signer;
  CtCopy *copy; /* nullable */
};

G_DEFINE_FINAL_TYPE (CtSession, ct_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ACCOUNT_ID,
  PROP_ADDRESS,
  PROP_KEYRING_ERROR,
  PROP_KEEPS_COPY,
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
  g_clear_object (&self->stored);
  self->stored = stored_from_tokens (tokens);

  /* Who declined to open the keyring is not asked again each time. */
  if (self->keyring_error == NULL)
    keep_in_keyring (self, self->stored);
}

static void
on_copy_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtSession) self = user_data;

  ct_copy_erase_finish (CT_COPY (source), result, NULL);
}

static void
erase_copy (CtSession *self)
{
  if (self->copy != NULL)
    ct_copy_erase_async (self->copy, on_copy_erased, g_object_ref (self));
  g_clear_object (&self->copy);
}

static void
on_refused (CtSigner *signer, GError *error, CtSession *self)
{
  g_autoptr (CtSession) alive = g_object_ref (self);
  g_autoptr (GError) reason = g_error_copy (error);

  keep_in_keyring (self, NULL);
  erase_copy (self);
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
  if (!self->keeps_copy)
    erase_copy (self);
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
} Entry;

static void
entry_free (Entry *self)
{
  g_free (self->address);
  g_clear_object (&self->transport);
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
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_TRY_LATER,
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

void
ct_session_prepare (CtSession *self, const char *address)
{
  g_return_if_fail (CT_IS_SESSION (self));

  ct_keyring_prepare (self->keyring, address);
}

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
  g_autoptr (CtTokens) tokens = ct_admission_finish (CT_TRANSPORT (source), result, &error);

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
      ct_admission_async (entry->transport, user_name, password, cancellable, on_admitted, task);
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

static void
on_departed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ct_departure_finish (CT_SIGNER (source), result, &error))
    take_keyring_error (self, error);

  set_signed_out (self);
  g_task_return_boolean (task, TRUE);
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

  /* From here on nothing that the service says matters any more. */
  g_signal_handlers_disconnect_by_data (self->signer, self);
  set_state (self, CT_SESSION_STATE_BUSY);

  ct_departure_async (self->signer, self->keyring, self->address, self->copy, on_departed,
                      g_object_ref (task));
}

gboolean
ct_session_sign_out_finish (CtSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_sign_out_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Asking. */

/* Takes all three. */
static void
return_answer (GTask *task, CtAnswer *answer, CtProblem *problem, GError *error)
{
  g_task_set_task_data (task, problem, problem != NULL ? g_object_unref : NULL);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
  else
    g_task_return_error (task, error);
}

static void
release_application (gpointer application)
{
  g_application_release (application);
  g_object_unref (application);
}

/* What was done in the last moment is done: the application does not end while the service is told
 * of a change. */
static void
hold_application (GTask *task, const CtCall *call)
{
  if (g_str_equal (call->method, "GET") || g_application_get_default () == NULL)
    return;

  g_application_hold (g_application_get_default ());
  g_object_set_data_full (G_OBJECT (task), "ct-hold", g_object_ref (g_application_get_default ()),
                          release_application);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtProblem *problem = NULL;
  GError *error = NULL;
  CtAnswer *answer = ct_signer_send_finish (CT_SIGNER (source), result, &problem, &error);

  return_answer (task, answer, problem, error);
}

static void
on_sent_unsigned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtProblem *problem = NULL;
  GError *error = NULL;
  CtAnswer *answer = ct_transport_send_finish (CT_TRANSPORT (source), result, &problem, &error);

  return_answer (task, answer, problem, error);
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

  if (self->state == CT_SESSION_STATE_SIGNED_OUT && self->visited != NULL)
    {
      ct_transport_send_async (self->visited, call, NULL, cancellable, on_sent_unsigned,
                               g_object_ref (task));
      return;
    }

  if (self->state != CT_SESSION_STATE_SIGNED_IN)
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_SIGNED_OUT, "Nobody is signed in.");
      return;
    }

  hold_application (task, call);
  ct_signer_send_async (self->signer, call, cancellable, on_sent, g_object_ref (task));
}

CtAnswer *
ct_session_send_finish (CtSession *self, GAsyncResult *result, CtProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_session_send_async), NULL);

  CtProblem *reason = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = reason != NULL ? g_object_ref (reason) : NULL;

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

    case PROP_KEEPS_COPY:
      g_value_set_boolean (value, self->keeps_copy);
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_keeps_copy (CtSession *self, gboolean keeps_copy)
{
  if (self->keeps_copy == keeps_copy)
    return;

  self->keeps_copy = keeps_copy;
  if (self->state == CT_SESSION_STATE_SIGNED_IN && keeps_copy)
    self->copy = ct_copy_new (self->address, self->stored->account_id);
  else
    erase_copy (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPS_COPY]);
}

static void
ct_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtSessionProperty) prop_id)
    {
    case PROP_KEEPS_COPY:
      set_keeps_copy (CT_SESSION (object), g_value_get_boolean (value));
      break;

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
  object_class->set_property = ct_session_set_property;
  object_class->dispose = ct_session_dispose;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CT_TYPE_SESSION_STATE,
                                              CT_SESSION_STATE_SIGNED_OUT, flags);
  properties[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_KEYRING_ERROR]
      = g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_KEEPS_COPY]
      = g_param_spec_boolean ("keeps-copy", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_ENDED] = g_signal_new ("ended", CT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ct_session_init (CtSession *self)
{
  self->keyring = ct_keyring_new ();
  self->keeps_copy = TRUE;
}

CtSession *
ct_session_new (GTlsDatabase *tls_database)
{
  g_return_val_if_fail (tls_database == NULL || G_IS_TLS_DATABASE (tls_database), NULL);

  CtSession *self = g_object_new (CT_TYPE_SESSION, NULL);

  g_set_object (&self->tls_database, tls_database);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "model/ct-error.h"
#include "model/ct-json.h"

static const CtField ct_stored_session_fields[] = {
  CT_FIELD (CtStoredSession, refresh_token, "refresh-token", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtStoredSession, account_id, "account-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtStoredSession, session_id, "session-id", STRING, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtStoredSession, ct_stored_session)

/* The name of the schema is not matched, since that would keep a keyring that was not opened
 * yet from being asked; `application` tells our items from those of others instead. */
static const SecretSchema schema = {
  APPLICATION_ID ".Session",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "address", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

struct _CtKeyring
{
  GObject parent_instance;

  GQueue waiting;            /* of GTask; the head is under way */
  SecretService *service;    /* nullable */
  GCancellable *preparing;   /* nullable: from ct_keyring_prepare() on */
  CtStoredSession *prepared; /* nullable: what is stored for @prepared_address */
  char *prepared_address;
};

G_DEFINE_FINAL_TYPE (CtKeyring, ct_keyring, G_TYPE_OBJECT)

typedef struct
{
  char *address;
  char *secret;     /* NULL: remove it */
  gulong cancel_id; /* 0, or the handler that calls preparing off with it */
} Job;

static void
job_free (Job *self)
{
  g_free (self->address);
  g_clear_pointer (&self->secret, secret_password_free);
  g_free (self);
}

/* Errors come in three domains, and a person who declines to unlock in yet other ways. */
static GError *
map_error (const GError *reason, GCancellable *cancellable)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (reason);
  gboolean declined = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (declined && g_cancellable_is_cancelled (cancellable))
    return g_error_copy (reason);

  gboolean locked = declined || g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
                    || g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0;

  return g_error_new_literal (CT_ERROR, locked ? CT_ERROR_KEYRING_LOCKED : CT_ERROR_KEYRING_MISSING,
                              reason->message);
}

static void run_next (CtKeyring *self);

/* To be called once @task has returned; takes it. */
static void
finish_job (CtKeyring *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);

  g_assert (g_queue_peek_head (&self->waiting) == task);

  if (job->cancel_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), job->cancel_id);
  job->cancel_id = 0;
  g_queue_pop_head (&self->waiting);
  run_next (self);
  g_object_unref (task);
}

static CtStoredSession *
read_secret (SecretValue *value, GError **error)
{
  const char *text = secret_value_get_text (value);

  if (text != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (JsonNode) node = ct_json_parse (bytes, NULL);
      CtStoredSession *session
          = node != NULL ? ct_resource_from_json (CT_TYPE_STORED_SESSION, node, NULL) : NULL;

      if (session != NULL)
        return session;
    }

  g_set_error_literal (error, CT_ERROR, CT_ERROR_SIGNED_OUT, "The stored session is unreadable.");
  return NULL;
}

static void
on_retrieved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (SecretValue) value
      = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &reason);
  CtStoredSession *session = NULL;

  if (reason != NULL)
    error = map_error (reason, g_task_get_cancellable (task));
  else if (value == NULL)
    error = g_error_new_literal (CT_ERROR, CT_ERROR_KEYRING_LOCKED, "The item stayed locked.");
  else
    session = read_secret (value, &error);

  if (session != NULL)
    g_task_return_pointer (task, session, g_object_unref);
  else
    g_task_return_error (task, error);

  finish_job (g_task_get_source_object (task), task);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) reason = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &reason);

  if (items != NULL)
    {
      secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task), on_retrieved,
                                          task);
      return;
    }

  if (reason != NULL)
    g_task_return_error (task, map_error (reason, g_task_get_cancellable (task)));
  else
    g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_SIGNED_OUT, "No session is stored.");

  finish_job (g_task_get_source_object (task), task);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;

  if (job->secret != NULL)
    secret_password_store_finish (result, &reason);
  else
    secret_password_clear_finish (result, &reason);

  if (reason != NULL)
    g_task_return_error (task, map_error (reason, g_task_get_cancellable (task)));
  else
    g_task_return_boolean (task, TRUE);

  finish_job (g_task_get_source_object (task), task);
}

static void prepare (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable);

static void
run_next (CtKeyring *self)
{
  GTask *task = g_queue_peek_head (&self->waiting);

  if (task == NULL)
    return;

  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_get_source_tag (task) == ct_keyring_prepare)
    {
      g_task_run_in_thread (task, prepare);
      return;
    }

  /* What was found is for who asks first, and for nobody once something else is stored. */
  g_autoptr (CtStoredSession) prepared = g_steal_pointer (&self->prepared);

  if (g_task_get_source_tag (task) == ct_keyring_load_async && prepared != NULL
      && g_strcmp0 (self->prepared_address, job->address) == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&prepared), g_object_unref);
      finish_job (self, task);
    }
  else if (g_task_get_source_tag (task) == ct_keyring_load_async)
    secret_password_search (&schema, SECRET_SEARCH_UNLOCK, cancellable, on_searched, task,
                            "application", APPLICATION_ID, "address", job->address, NULL);
  else if (job->secret != NULL)
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, _ ("CertTracker session"),
                           job->secret, cancellable, on_stored, task, "application", APPLICATION_ID,
                           "address", job->address, NULL);
  else
    secret_password_clear (&schema, cancellable, on_stored, task, "application", APPLICATION_ID,
                           "address", job->address, NULL);
}

static void
add_job (CtKeyring *self, GTask *task, const char *address, char *secret)
{
  Job *job = g_new0 (Job, 1);

  job->address = g_strdup (address);
  job->secret = secret;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  g_queue_push_tail (&self->waiting, task);
  if (g_queue_get_length (&self->waiting) == 1)
    run_next (self);
}

/* In a thread, since most of it is waiting and reckoning. Nobody is asked to unlock anything. */

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GMainContext *context, GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (context, TRUE);
  return *result;
}

/* Not by the functions of libsecret that wait themselves: what their items have of the bus is
 * given back in a context that is gone by then. */
static SecretValue *
look_up (const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (context);
  GAsyncResult *found = NULL, *retrieved = NULL;
  SecretValue *value = NULL;
  GList *items;

  secret_password_search (&schema, SECRET_SEARCH_NONE, cancellable, take_result, &found,
                          "application", APPLICATION_ID, "address", address, NULL);
  items = secret_password_search_finish (await (context, &found), error);
  if (items != NULL)
    {
      secret_retrievable_retrieve_secret (items->data, cancellable, take_result, &retrieved);
      value = secret_retrievable_retrieve_secret_finish (items->data, await (context, &retrieved),
                                                         error);
    }

  g_list_free_full (items, g_object_unref);
  g_clear_object (&found);
  g_clear_object (&retrieved);
  while (g_main_context_iteration (context, FALSE))
    continue;
  return value;
}

static gboolean
ask_bus (GDBusConnection *bus,
         const char *method,
         GVariant *arguments,
         const char *type,
         GVariant **answer)
{
  *answer
      = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", method, arguments,
                                     G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  return *answer != NULL;
}

/* Whether somebody keeps secrets, or would be started for it. libsecret complains in its own way
 * when it is asked where nobody does. */
static gboolean
has_service (void)
{
  const char *name = "org.freedesktop.secrets";
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) owned = NULL, startable = NULL;
  g_autofree const char **names = NULL;
  gboolean has_owner;

  if (bus == NULL || !ask_bus (bus, "NameHasOwner", g_variant_new ("(s)", name), "(b)", &owned))
    return FALSE;
  g_variant_get (owned, "(b)", &has_owner);
  if (has_owner || !ask_bus (bus, "ListActivatableNames", NULL, "(as)", &startable))
    return has_owner;
  g_variant_get (startable, "(^a&s)", &names);
  return g_strv_contains (names, name);
}

static void
prepare (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CtKeyring *self = source;
  const Job *job = task_data;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) ignored = NULL; /* libsecret crashes without one where there is no keyring */

  /* Held so that libsecret need not open it again. A sandbox sees no keyring: there libsecret keeps
   * a file of its own, and asks the Secret portal for the key to it. */
  gboolean is_sandbox = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  if (!is_sandbox && has_service ())
    self->service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, &ignored);
  if (job->address != NULL && (is_sandbox || self->service != NULL))
    value = look_up (job->address, cancellable, &ignored);
  if (value != NULL)
    self->prepared = read_secret (value, NULL);
  g_set_str (&self->prepared_address, job->address);
  g_task_return_boolean (task, TRUE);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  finish_job (CT_KEYRING (source), G_TASK (result));
}

void
ct_keyring_prepare (CtKeyring *self, const char *address)
{
  g_return_if_fail (CT_IS_KEYRING (self));
  g_return_if_fail (self->service == NULL && g_queue_is_empty (&self->waiting));

  self->preparing = g_cancellable_new ();

  GTask *task = g_task_new (self, self->preparing, on_prepared, NULL);
  g_task_set_source_tag (task, ct_keyring_prepare);
  add_job (self, task, address, NULL);
}

static void
call_off (GCancellable *cancellable, gpointer preparing)
{
  g_cancellable_cancel (preparing);
}

void
ct_keyring_load_async (CtKeyring *self,
                       const char *address,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (CT_IS_KEYRING (self));
  g_return_if_fail (address != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_keyring_load_async);
  add_job (self, task, address, NULL);

  /* Who does not wait for what they ask for does not wait for what comes before it. */
  if (cancellable != NULL && self->preparing != NULL && g_queue_peek_head (&self->waiting) != task)
    {
      Job *job = g_task_get_task_data (task);

      job->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (call_off),
                                              g_object_ref (self->preparing), g_object_unref);
    }
}

CtStoredSession *
ct_keyring_load_finish (CtKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_keyring_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
write_secret (CtStoredSession *session)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (session));

  return json_to_string (node, FALSE);
}

void
ct_keyring_store_async (CtKeyring *self,
                        const char *address,
                        CtStoredSession *session,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (CT_IS_KEYRING (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (session == NULL || CT_IS_STORED_SESSION (session));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_keyring_store_async);
  add_job (self, task, address, session != NULL ? write_secret (session) : NULL);
}

gboolean
ct_keyring_store_finish (CtKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ct_keyring_finalize (GObject *object)
{
  CtKeyring *self = CT_KEYRING (object);

  g_clear_object (&self->service);
  g_clear_object (&self->preparing);
  g_clear_object (&self->prepared);
  g_free (self->prepared_address);

  G_OBJECT_CLASS (ct_keyring_parent_class)->finalize (object);
}

static void
ct_keyring_class_init (CtKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_keyring_finalize;
}

static void
ct_keyring_init (CtKeyring *self)
{
  g_queue_init (&self->waiting);
}

CtKeyring *
ct_keyring_new (void)
{
  return g_object_new (CT_TYPE_KEYRING, NULL);
}

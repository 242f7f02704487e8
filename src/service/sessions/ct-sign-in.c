/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sessions/ct-sign-in.h"

#include <sodium.h>
#include <string.h>

#include "service/sessions/ct-rate-limit.h"
#include "service/sessions/ct-sessions.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-statement.h"

/* Wrong tries: so many at once, then one per interval in seconds. */
#define NAME_BURST 10
#define NAME_INTERVAL 60
#define ADDRESS_BURST 50
#define ADDRESS_INTERVAL 12
#define MAX_NAMES 10000

G_DEFINE_QUARK (ct-sign-in-error-quark, ct_sign_in_error)

struct _CtSignIn
{
  GObject parent_instance;

  CtStore *store;
  CtClock *clock;
  CtPasswords *passwords;
  CtRateLimit *by_name;
  CtRateLimit *by_address;
  CtRateLimit *strangers; /* by address too: those who sign in do not wait for them */
};

G_DEFINE_FINAL_TYPE (CtSignIn, ct_sign_in, G_TYPE_OBJECT)

/* Somebody who wants in, or who is in and has to show that again. */
typedef struct
{
  char *token; /* of who is in */
  char *name;  /* folded; of who is in, the id of the account */
  char *password;
  char *device;
  char *address;
  char *network; /* what the address is limited as */

  char *account_id;
  char *password_hash;
  GDateTime *now;
  guint retry_after;
} Entry;

static void
entry_free (Entry *entry)
{
  sodium_memzero (entry->password, strlen (entry->password));
  g_free (entry->token);
  g_free (entry->name);
  g_free (entry->password);
  g_free (entry->device);
  g_free (entry->address);
  g_free (entry->network);
  g_free (entry->account_id);
  g_free (entry->password_hash);
  g_clear_pointer (&entry->now, g_date_time_unref);
  g_free (entry);
}

/* Whoever has one IPv6 address has the 2⁶⁴ around it. */
static char *
network_from_address (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  guint8 bytes[16] = { 0 };

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (text);

  memcpy (bytes, g_inet_address_to_bytes (address), 8);
  g_autoptr (GInetAddress) network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}

static void
ct_sign_in_finalize (GObject *object)
{
  CtSignIn *self = CT_SIGN_IN (object);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->passwords);
  g_clear_pointer (&self->by_name, ct_rate_limit_free);
  g_clear_pointer (&self->by_address, ct_rate_limit_free);
  g_clear_pointer (&self->strangers, ct_rate_limit_free);

  G_OBJECT_CLASS (ct_sign_in_parent_class)->finalize (object);
}

static void
ct_sign_in_class_init (CtSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ct_sign_in_finalize;
}

static void
ct_sign_in_init (CtSignIn *self)
{
  self->passwords = ct_passwords_new ();
  self->by_name = ct_rate_limit_new (NAME_BURST, NAME_INTERVAL, MAX_NAMES);
  self->by_address = ct_rate_limit_new (ADDRESS_BURST, ADDRESS_INTERVAL, MAX_NAMES);
  self->strangers = ct_rate_limit_new (ADDRESS_BURST, ADDRESS_INTERVAL, MAX_NAMES);
}

CtSignIn *
ct_sign_in_new (CtStore *store, CtClock *clock)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (CT_IS_CLOCK (clock), NULL);

  CtSignIn *self = g_object_new (CT_TYPE_SIGN_IN, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  return self;
}

static gpointer
find_account (CtDatabase *database, gpointer data, GError **error)
{
  Entry *entry = data;

  ct_candidate_table_find_sign_in (database, entry->name, &entry->account_id, &entry->password_hash,
                                   error);
  return NULL;
}

static gpointer
start_session (CtDatabase *database, gpointer data, GError **error)
{
  Entry *entry = data;
  g_autoptr (CtTokens) tokens = ct_sessions_start (database, entry->account_id, entry->device,
                                                   entry->address, entry->now, error);

  if (tokens == NULL
      || !ct_event_table_note (database, entry->account_id, CT_EVENT_KIND_SIGNED_IN, NULL,
                               entry->now, entry->address, tokens->session_id, error))
    return NULL;
  return g_steal_pointer (&tokens);
}

static void
session_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  CtTokens *tokens = ct_store_run_finish (CT_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tokens, g_object_unref);
}

static void
password_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean fits = ct_passwords_check_finish (CT_PASSWORDS (source), result, &error);

  if (error == NULL && !fits)
    {
      g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BAD_CREDENTIALS,
                                       "The user name or the password is wrong.");
      return;
    }

  /* Only wrong tries count; that one may have been wrong is known only now. */
  ct_rate_limit_give_back (self->by_name, entry->name);
  ct_rate_limit_give_back (self->by_address, entry->network);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BUSY, error->message);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ct_store_run_async (self->store, CT_STORE_WRITE, start_session, entry, NULL, g_object_unref,
                        g_task_get_cancellable (task), session_started, g_object_ref (task));
}

static void
account_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  ct_store_run_finish (CT_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    ct_passwords_check_async (self->passwords, entry->password_hash, entry->password,
                              g_task_get_cancellable (task), password_checked, g_object_ref (task));
}

/* An address that is over its limit must not use up the tries of a name as well. */
static guint
take_turn (CtSignIn *self, Entry *entry)
{
  gint64 now = g_date_time_to_unix (entry->now);
  guint wait = ct_rate_limit_take (self->by_address, entry->network, now);

  return wait > 0 ? wait : ct_rate_limit_take (self->by_name, entry->name, now);
}

void
ct_sign_in_run_async (CtSignIn *self,
                      const char *name,
                      const char *password,
                      const char *device,
                      const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (CT_IS_SIGN_IN (self));
  g_return_if_fail (name != NULL && password != NULL && address != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  entry->name = ct_candidate_table_fold_name (name);
  entry->password = g_strdup (password);
  entry->device = g_strdup (device);
  entry->address = g_strdup (address);
  entry->network = network_from_address (address);
  entry->now = ct_clock_now (self->clock);
  g_task_set_source_tag (task, ct_sign_in_run_async);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);

  entry->retry_after = take_turn (self, entry);
  if (entry->retry_after > 0)
    {
      g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_LIMITED,
                                       "There were too many tries. Wait a little.");
      return;
    }

  ct_store_run_async (self->store, CT_STORE_READ, find_account, entry, NULL, NULL, cancellable,
                      account_found, g_object_ref (task));
}

CtTokens *
ct_sign_in_run_finish (CtSignIn *self, GAsyncResult *result, guint *retry_after, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sign_in_run_async), NULL);

  Entry *entry = g_task_get_task_data (G_TASK (result));

  *retry_after = entry->retry_after;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
find_session (CtDatabase *database, gpointer data, GError **error)
{
  Entry *entry = data;
  g_autofree char *session_id = NULL;
  g_autoptr (GDateTime) last_used_at = NULL;
  g_autoptr (CtStatement) statement = NULL;

  if (ct_sessions_check_access (database, entry->token, entry->now, &session_id, &entry->account_id,
                                &last_used_at, error)
      != CT_ACCESS_VALID)
    return NULL;

  statement = ct_statement_new (database, "SELECT password_hash FROM accounts WHERE id = ?",
                                entry->account_id);
  if (ct_statement_next (statement, error))
    entry->password_hash = g_strdup (ct_statement_get_text (statement, "password_hash"));
  return NULL;
}

static void
confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean fits = ct_passwords_check_finish (CT_PASSWORDS (source), result, &error);

  if (fits || error != NULL)
    {
      ct_rate_limit_give_back (self->by_name, entry->name);
      ct_rate_limit_give_back (self->by_address, entry->network);
    }

  if (fits)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BUSY, error->message);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_BAD_CREDENTIALS,
                                     "This is not your password.");
}

static void
session_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  ct_store_run_finish (CT_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (entry->account_id == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  entry->name = g_strconcat ("confirm ", entry->account_id, NULL);
  entry->retry_after = take_turn (self, entry);
  if (entry->retry_after > 0)
    g_task_return_new_error_literal (task, CT_SIGN_IN_ERROR, CT_SIGN_IN_ERROR_LIMITED,
                                     "There were too many tries. Wait a little.");
  else
    ct_passwords_check_async (self->passwords, entry->password_hash, entry->password, NULL,
                              confirmed, g_object_ref (task));
}

void
ct_sign_in_confirm_async (CtSignIn *self,
                          const char *token,
                          const char *password,
                          const char *address,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_SIGN_IN (self));
  g_return_if_fail (password != NULL && address != NULL);

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  entry->token = g_strdup (token != NULL ? token : "");
  entry->password = g_strdup (password);
  entry->address = g_strdup (address);
  entry->network = network_from_address (address);
  entry->now = ct_clock_now (self->clock);
  g_task_set_source_tag (task, ct_sign_in_confirm_async);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);

  ct_store_run_async (self->store, CT_STORE_READ, find_session, entry, NULL, NULL, NULL,
                      session_found, g_object_ref (task));
}

gboolean
ct_sign_in_confirm_finish (CtSignIn *self, GAsyncResult *result, guint *retry_after, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_sign_in_confirm_async), FALSE);

  Entry *entry = g_task_get_task_data (G_TASK (result));

  *retry_after = entry->retry_after;
  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
ct_sign_in_take_turn (CtSignIn *self, const char *address)
{
  g_return_val_if_fail (CT_IS_SIGN_IN (self), 0);

  g_autoptr (GDateTime) now = ct_clock_now (self->clock);
  g_autofree char *network = network_from_address (address);
  return ct_rate_limit_take (self->strangers, network, g_date_time_to_unix (now));
}

CtPasswords *
ct_sign_in_get_passwords (CtSignIn *self)
{
  g_return_val_if_fail (CT_IS_SIGN_IN (self), NULL);

  return self->passwords;
}

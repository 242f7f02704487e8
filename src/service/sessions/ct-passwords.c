/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sessions/ct-passwords.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define MAX_THREADS 2
#define MAX_WAITING 32
#define HASH_BYTES 32

struct _CtPasswords
{
  GObject parent_instance;

  GThreadPool *pool;

  /* What is checked for accounts that do not exist; made by the first check, so that nobody
   * waits for it at the start. */
  GMutex lock;
  char *dummy;
};

G_DEFINE_FINAL_TYPE (CtPasswords, ct_passwords, G_TYPE_OBJECT)

typedef struct
{
  char *hash;
  char *password;
} Check;

static void
check_free (Check *check)
{
  sodium_memzero (check->password, strlen (check->password));
  g_free (check->password);
  g_free (check->hash);
  g_free (check);
}

static void
set_busy (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       "There is no memory to check a password now.");
}

/* The same characters can be typed in several ways. */
static char *
normalize (const char *password)
{
  char *normalized = g_utf8_normalize (password, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return normalized != NULL ? normalized : g_strdup (password);
}

char *
ct_passwords_hash (const char *password, GError **error)
{
  g_return_val_if_fail (password != NULL, NULL);

  if (sodium_init () == -1)
    g_error ("The system has no random numbers.");

  g_autofree char *normalized = normalize (password);
  g_autofree char *hash = g_malloc (crypto_pwhash_STRBYTES);
  int result
      = crypto_pwhash_str (hash, normalized, strlen (normalized),
                           crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);

  sodium_memzero (normalized, strlen (normalized));
  if (result == 0)
    return g_steal_pointer (&hash);

  set_busy (error);
  return NULL;
}

static const char *
get_dummy (CtPasswords *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->dummy == NULL)
    self->dummy = ct_passwords_hash ("", error);
  return self->dummy;
}

/* A hash as libsodium writes it: $argon2id$v=19$m=65536,t=2,p=1$salt$hash */
typedef struct
{
  guint kibibytes;
  guint rounds;
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 hash[HASH_BYTES];
} Parts;

static gboolean
read_bytes (const char *text, guint8 *bytes, gsize size)
{
  gsize length;

  return sodium_base642bin (bytes, size, text, strlen (text), NULL, &length, NULL,
                            sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
             == 0
         && length == size;
}

static gboolean
parse (const char *text, Parts *parts)
{
  g_auto (GStrv) words = g_strsplit (text, "$", -1);
  guint lanes;
  char end;

  return g_strv_length (words) == 6 && strcmp (words[1], "argon2id") == 0
         && strcmp (words[2], "v=19") == 0
         && sscanf (words[3], "m=%u,t=%u,p=%u%c", &parts->kibibytes, &parts->rounds, &lanes, &end)
                == 3
         && lanes == 1 && read_bytes (words[4], parts->salt, sizeof parts->salt)
         && read_bytes (words[5], parts->hash, sizeof parts->hash);
}

/* crypto_pwhash_str_verify() takes a lack of memory for a wrong password, so that nobody could
 * be told the truth. */
static gboolean
check_password (const char *hash, const char *password, GError **error)
{
  g_autofree char *normalized = NULL;
  guint8 computed[HASH_BYTES];
  Parts parts;

  if (!parse (hash, &parts))
    {
      g_warning ("A stored password is not readable.");
      return FALSE;
    }

  normalized = normalize (password);
  int result
      = crypto_pwhash (computed, sizeof computed, normalized, strlen (normalized), parts.salt,
                       parts.rounds, (gsize) parts.kibibytes * 1024, crypto_pwhash_ALG_ARGON2ID13);
  sodium_memzero (normalized, strlen (normalized));
  if (result != 0)
    {
      set_busy (error);
      return FALSE;
    }
  return sodium_memcmp (computed, parts.hash, sizeof computed) == 0;
}

static void
check_in_pool (GTask *task)
{
  CtPasswords *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean fits = FALSE;
  const char *dummy = get_dummy (self, &error);

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_error (&error);
      return;
    }

  if (dummy != NULL)
    fits = check_password (check->hash != NULL ? check->hash : dummy, check->password, &error)
           && check->hash != NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, fits);
}

static void
hash_in_pool (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  char *hash = ct_passwords_hash (check->password, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

static void
work_in_pool (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;

  if (g_task_get_source_tag (task) == ct_passwords_hash_async)
    hash_in_pool (task);
  else
    check_in_pool (task);
}

static void
ct_passwords_finalize (GObject *object)
{
  CtPasswords *self = CT_PASSWORDS (object);

  /* Each check holds a reference, so the pool is empty; this may be its own thread. */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_free (self->dummy);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (ct_passwords_parent_class)->finalize (object);
}

static void
ct_passwords_class_init (CtPasswordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ct_passwords_finalize;
}

static void
ct_passwords_init (CtPasswords *self)
{
  g_mutex_init (&self->lock);
  self->pool = g_thread_pool_new (work_in_pool, NULL, MAX_THREADS, FALSE, NULL);
}

CtPasswords *
ct_passwords_new (void)
{
  return g_object_new (CT_TYPE_PASSWORDS, NULL);
}

/* Takes @task. */
static void
queue (CtPasswords *self, GTask *task, const char *hash, const char *password)
{
  Check *check = g_new0 (Check, 1);

  check->hash = g_strdup (hash);
  check->password = g_strdup (password);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);

  if (g_thread_pool_unprocessed (self->pool) >= MAX_WAITING)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                                       "Too many passwords wait to be checked.");
      g_object_unref (task);
    }
  else
    g_thread_pool_push (self->pool, task, NULL);
}

void
ct_passwords_check_async (CtPasswords *self,
                          const char *hash,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CT_IS_PASSWORDS (self));
  g_return_if_fail (password != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ct_passwords_check_async);
  queue (self, task, hash, password);
}

gboolean
ct_passwords_check_finish (CtPasswords *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_passwords_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ct_passwords_hash_async (CtPasswords *self,
                         const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_PASSWORDS (self));
  g_return_if_fail (password != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ct_passwords_hash_async);
  queue (self, task, NULL, password);
}

char *
ct_passwords_hash_finish (CtPasswords *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_passwords_hash_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "client/ct-keyring.h"
#include "client/ct-session.h"
#include "model/ct-error.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/waiting.h"

/*
 * On a bus of its own and, but where there shall be none, a real keyring of its own. As what
 * libsecret knows of both lasts as long as the process, each kind of keyring is a process. "file"
 * is what libsecret has in a sandbox, where nobody else on the bus keeps secrets.
 */

#define ADDRESS "https://tracker.example.org"
#define PASSWORD "opensesame"

static char *folder; /* where all of it lives */
static GSubprocess *bus;
static GSubprocess *daemon_process;

static const char bus_configuration[]
    = "<busconfig><type>session</type><listen>unix:dir=%s</listen><policy context=\"default\">"
      "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
      "<allow own=\"*\"/></policy></busconfig>";

/* A bus on which nothing is started unless a test does. */
static void
start_bus (void)
{
  g_autofree char *file = g_build_filename (folder, "bus.conf", NULL);
  g_autofree char *argument = g_strconcat ("--config-file=", file, NULL);
  g_autofree char *text = g_strdup_printf (bus_configuration, folder);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, "dbus-daemon", "--nofork", "--print-address=1", argument, NULL);
  g_assert_no_error (error);

  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  g_autofree char *address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

static void
stop (GSubprocess *process)
{
  if (process == NULL)
    return;

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static GSubprocess *
run_daemon (const char *how)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                              | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                          how, NULL);

  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), PASSWORD, strlen (PASSWORD),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, &error);
  g_assert_no_error (error);
  return process;
}

static void
on_name_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  gboolean *appeared = data;

  *appeared = TRUE;
}

/* @how: (nullable): what to do with the keyring "login" */
static void
start_keyring (const char *how)
{
  gboolean appeared = FALSE;

  daemon_process = run_daemon (how);
  guint watch
      = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                          G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_appeared, NULL, &appeared, NULL);
  wait_until (appeared);
  g_bus_unwatch_name (watch);
}

static CtStoredSession *
create_session (const char *token)
{
  return g_object_new (CT_TYPE_STORED_SESSION, "refresh-token", token, "account-id", "c1",
                       "session-id", "s1", NULL);
}

static gboolean
store (CtKeyring *keyring, const char *address, const char *token, GError **error)
{
  g_autoptr (CtStoredSession) session = token != NULL ? create_session (token) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  ct_keyring_store_async (keyring, address, session, NULL, take_result, &result);
  return ct_keyring_store_finish (keyring, wait_for_result (&result), error);
}

static CtStoredSession *
load (CtKeyring *keyring, const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_keyring_load_async (keyring, address, NULL, take_result, &result);
  return ct_keyring_load_finish (keyring, wait_for_result (&result), error);
}

static void
assert_stored (CtKeyring *keyring, const char *address, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtStoredSession) session = load (keyring, address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (session->refresh_token, ==, token);
  g_assert_cmpstr (session->account_id, ==, "c1");
  g_assert_cmpstr (session->session_id, ==, "s1");
}

static void
assert_load_fails (CtKeyring *keyring, const char *address, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (keyring, address, &error));
  g_assert_error (error, CT_ERROR, code);
}

/* A keyring that is open. */

static void
test_store (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) error = NULL;

  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);

  store (keyring, ADDRESS, "one", &error);
  g_assert_no_error (error);
  assert_stored (keyring, ADDRESS, "one");
  assert_load_fails (keyring, "https://elsewhere.example", CT_ERROR_SIGNED_OUT);

  /* Another takes its place. */
  store (keyring, ADDRESS, "two", &error);
  g_assert_no_error (error);
  store (keyring, "https://elsewhere.example", "three", &error);
  g_assert_no_error (error);
  assert_stored (keyring, ADDRESS, "two");
  assert_stored (keyring, "https://elsewhere.example", "three");

  store (keyring, ADDRESS, NULL, &error);
  g_assert_no_error (error);
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
  assert_stored (keyring, "https://elsewhere.example", "three");

  /* Nothing is there to be removed, which is fine. */
  store (keyring, ADDRESS, NULL, &error);
  g_assert_no_error (error);

  assert_finalized (keyring);
}

/* What was looked up ahead is what is stored, for its address and for once. */
static void
test_prepared (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, ADDRESS, "before", &error));
  assert_finalized (keyring);

  keyring = ct_keyring_new ();
  ct_keyring_prepare (keyring, ADDRESS);
  assert_stored (keyring, ADDRESS, "before");
  g_assert_true (store (keyring, ADDRESS, "after", &error));
  assert_stored (keyring, ADDRESS, "after");
  assert_finalized (keyring);

  keyring = ct_keyring_new ();
  ct_keyring_prepare (keyring, ADDRESS);
  g_assert_true (store (keyring, ADDRESS, NULL, &error));
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
  assert_finalized (keyring);

  keyring = ct_keyring_new ();
  ct_keyring_prepare (keyring, "https://elsewhere.example/");
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
  assert_finalized (keyring);

  keyring = ct_keyring_new ();
  ct_keyring_prepare (keyring, NULL);
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
  g_assert_no_error (error);
  assert_finalized (keyring);
}

/* What is asked for in one breath is done in that order. */
static void
test_order (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  GAsyncResult *results[6] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *token = g_strdup_printf ("%u", i);
      g_autoptr (CtStoredSession) session = i % 2 == 0 ? create_session (token) : NULL;

      ct_keyring_store_async (keyring, ADDRESS, i == 5 ? NULL : session, NULL, take_result,
                              &results[i]);
    }
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_true (ct_keyring_store_finish (keyring, wait_for_result (&results[i]), NULL));
      g_clear_object (&results[i]);
    }
  assert_finalized (keyring);
}

static void
test_of_others (void)
{
  static const SecretSchema others
      = { "org.example.Other",
          SECRET_SCHEMA_NONE,
          { { "address", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } } };
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) error = NULL;

  secret_password_store_sync (&others, SECRET_COLLECTION_DEFAULT, "Other", "theirs", NULL, &error,
                              "address", ADDRESS, NULL);
  g_assert_no_error (error);
  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);

  store (keyring, ADDRESS, "ours", NULL);
  store (keyring, ADDRESS, NULL, NULL);
  g_autofree char *theirs
      = secret_password_lookup_sync (&others, NULL, &error, "address", ADDRESS, NULL);
  g_assert_cmpstr (theirs, ==, "theirs");
  assert_finalized (keyring);
}

static void
test_unreadable (void)
{
  static const char *const texts[] = { "", "nonsense", "{}", "[]", "{\"refresh_token\":7}" };
  static const SecretSchema ours = { APPLICATION_ID ".Session",
                                     SECRET_SCHEMA_NONE,
                                     { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "address", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { NULL, 0 } } };
  CtKeyring *keyring = ct_keyring_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      secret_password_store_sync (&ours, SECRET_COLLECTION_DEFAULT, "CertTracker", texts[i], NULL,
                                  &error, "application", APPLICATION_ID, "address", ADDRESS, NULL);
      g_assert_no_error (error);
      assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
    }

  store (keyring, ADDRESS, "good", NULL);
  assert_stored (keyring, ADDRESS, "good");
  store (keyring, ADDRESS, NULL, NULL);
  assert_finalized (keyring);
}

static void
test_cancelled (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_keyring_load_async (keyring, ADDRESS, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (ct_keyring_load_finish (keyring, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  assert_finalized (keyring);
}

/* A keyring that is locked, and nobody there to open it. */

static void
lock (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service
      = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections = secret_service_get_collections (service);

  g_assert_no_error (error);
  secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_list_free_full (collections, g_object_unref);
}

static void
test_locked (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) error = NULL;

  store (keyring, ADDRESS, "kept", &error);
  g_assert_no_error (error);
  lock ();

  assert_load_fails (keyring, ADDRESS, CT_ERROR_KEYRING_LOCKED);
  g_assert_false (store (keyring, ADDRESS, "lost", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_KEYRING_LOCKED);

  /* Nothing of that harmed what was stored, as shows when it is opened the next time. */
  secret_service_disconnect ();
  stop (daemon_process);
  start_keyring ("--unlock");
  assert_stored (keyring, ADDRESS, "kept");
  assert_finalized (keyring);
}

static gboolean
restore (CtSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_restore_async (session, ADDRESS, NULL, take_result, &result);
  return ct_session_restore_finish (session, wait_for_result (&result), error);
}

/* A session that cannot be read now is there again when it can. */
static void
test_restore_from_locked (void)
{
  g_autoptr (CtKeyring) keyring = ct_keyring_new ();
  CtSession *session = ct_session_new (NULL);
  g_autoptr (GError) error = NULL;

  store (keyring, ADDRESS, "kept", NULL);
  lock ();
  g_assert_false (restore (session, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_OUT);
  g_clear_error (&error);

  secret_service_disconnect ();
  stop (daemon_process);
  start_keyring ("--unlock");
  g_assert_true (restore (session, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ct_session_get_account_id (session), ==, "c1");
  assert_finalized (session);
}

/* No keyring, for one reason or the other. */

static int
get_keyring_error (CtSession *session)
{
  g_autoptr (GError) error = NULL;

  g_object_get (session, "keyring-error", &error, NULL);
  return error != NULL ? error->code : -1;
}

/* Without a keyring one can sign in all the same; only the next start does not know it. */
static void
test_session_without_keyring (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtSession *session = ct_session_new (NULL);

  let_sign_in (server);
  sign_in_at (session, server);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_IN);
  wait_until (get_keyring_error (session) == CT_ERROR_KEYRING_MISSING);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_IN);

  sign_out_of (session);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_OUT);
  assert_finalized (session);
}

static void
test_missing (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;

  ct_keyring_prepare (keyring, ADDRESS);
  assert_load_fails (keyring, ADDRESS, CT_ERROR_KEYRING_MISSING);
  g_assert_false (store (keyring, ADDRESS, "token", &store_error));
  g_assert_error (store_error, CT_ERROR, CT_ERROR_KEYRING_MISSING);
  g_assert_false (store (keyring, ADDRESS, NULL, &clear_error));
  g_assert_error (clear_error, CT_ERROR, CT_ERROR_KEYRING_MISSING);
  assert_finalized (keyring);
}

/* There is a service, but it has no keyring to store anything in. */
static void
test_without_collection (void)
{
  CtKeyring *keyring = ct_keyring_new ();
  g_autoptr (GError) error = NULL;

  assert_load_fails (keyring, ADDRESS, CT_ERROR_SIGNED_OUT);
  g_assert_false (store (keyring, ADDRESS, "token", &error));
  g_assert_true (g_error_matches (error, CT_ERROR, CT_ERROR_KEYRING_MISSING)
                 || g_error_matches (error, CT_ERROR, CT_ERROR_KEYRING_LOCKED));
  assert_finalized (keyring);
}

/* A keyring that is there and never says anything. */

static void
say_nothing (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer user_data)
{
  g_ptr_array_add (user_data, invocation);
}

static void
test_silent (void)
{
  static const char description[]
      = "<node><interface name='org.freedesktop.Secret.Service'>"
        "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
        "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
        "</interface></node>";
  static const GDBusInterfaceVTable table = { say_nothing, NULL, NULL, { 0 } };
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  CtKeyring *keyring = ct_keyring_new ();

  /* Called off, libsecret 0.21.8 lets go of what it does not hold, which GLib complains of. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_assert_no_error (error);
  guint id = g_dbus_connection_register_object (connection, "/org/freedesktop/secrets",
                                                node->interfaces[0], &table, asked, NULL, &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  /* Who does not want to wait any longer need not, though it was asked before they came. */
  ct_keyring_prepare (keyring, ADDRESS);
  ct_keyring_load_async (keyring, ADDRESS, cancellable, take_result, &result);
  wait_until (asked->len > 0);
  g_assert_null (result);
  gint64 begun = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (ct_keyring_load_finish (keyring, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Far less than the 25 seconds that a bus waits for an answer. */
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_TIME_SPAN_SECOND);

  g_clear_object (&result);
  assert_finalized (keyring);
  g_dbus_connection_unregister_object (connection, id);
  g_log_set_always_fatal (fatal);
}

static void
prepare (const char *kind)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("certtracker-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);

  if (strcmp (kind, "no-bus") == 0)
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      return;
    }

  start_bus ();
  if (strcmp (kind, "file") == 0)
    use_scripted_keyring ();
  else if (strcmp (kind, "no-collection") == 0)
    start_keyring (NULL);
  else if (strcmp (kind, "no-service") != 0 && strcmp (kind, "silent") != 0)
    start_keyring ("--unlock");
}

static void
clean_up (void)
{
  secret_service_disconnect ();
  stop (daemon_process);
  stop (bus);
  if (g_getenv ("SECRET_BACKEND") != NULL)
    drop_scripted_keyring ();

  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-r", folder, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  const char *kind = argc > 1 ? argv[1] : "open";
  g_autofree char *keyring_path = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *bus_path = g_find_program_in_path ("dbus-daemon");

  g_test_init (&argc, &argv, NULL);

  if (keyring_path == NULL || bus_path == NULL)
    {
      g_print ("1..0 # SKIP gnome-keyring-daemon or dbus-daemon is not installed\n");
      return 0;
    }

  prepare (kind);
  if (strcmp (kind, "open") == 0 || strcmp (kind, "file") == 0)
    {
      g_test_add_func ("/keyring/open/store", test_store);
      g_test_add_func ("/keyring/open/prepared", test_prepared);
      g_test_add_func ("/keyring/open/order", test_order);
      g_test_add_func ("/keyring/open/of-others", test_of_others);
      g_test_add_func ("/keyring/open/unreadable", test_unreadable);
      g_test_add_func ("/keyring/open/cancelled", test_cancelled);
    }
  else if (strcmp (kind, "locked") == 0)
    {
      g_test_add_func ("/keyring/locked/store", test_locked);
      g_test_add_func ("/keyring/locked/restore", test_restore_from_locked);
    }
  else if (strcmp (kind, "silent") == 0)
    g_test_add_func ("/keyring/silent", test_silent);
  else if (strcmp (kind, "no-collection") == 0)
    g_test_add_func ("/keyring/no-collection", test_without_collection);
  else
    {
      g_test_add_func ("/keyring/missing/store", test_missing);
      g_test_add_func ("/keyring/missing/session", test_session_without_keyring);
    }

  int status = g_test_run ();
  clean_up ();
  return status;
}

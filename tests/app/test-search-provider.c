/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GNOME Shell searches: the program itself is started by the bus, answers from the offline copy
 * without a window, says nothing while nobody is signed in, and opens what is chosen. */

#include "config.h"

#include "client/ct-way-in.h"
#include "model/ct-credential.h"
#include "model/ct-exam.h"
#include "support/page-window.h"
#include "support/waiting.h"

#define OBJECT_PATH "/org/example/CertTracker"
#define TICK 20 /* in ms: how often what another process does is looked at */

static GDBusConnection *bus;
static CtDemo *service;

static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (bus, name, path, interface, method, arguments,
                                                  NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static GVariant *
ask (const char *method, GVariant *arguments)
{
  return call (APPLICATION_ID, OBJECT_PATH "/SearchProvider", "org.gnome.Shell.SearchProvider2",
               method, arguments);
}

static GStrv
find (const char *term)
{
  const char *const terms[] = { term, NULL };
  g_autoptr (GVariant) answer = ask ("GetInitialResultSet", g_variant_new ("(^as)", terms));
  GStrv ids;

  g_variant_get (answer, "(^as)", &ids);
  return ids;
}

static gboolean
has_window (void)
{
  g_autoptr (GVariant) answer = call (APPLICATION_ID, OBJECT_PATH "/window",
                                      "org.freedesktop.DBus.Introspectable", "Introspect", NULL);
  const char *xml;

  g_variant_get (answer, "(&s)", &xml);
  return strstr (xml, "<node name=") != NULL;
}

static gboolean
is_running (void)
{
  g_autoptr (GVariant) answer
      = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
              "NameHasOwner", g_variant_new ("(s)", APPLICATION_ID));
  gboolean has_owner;

  g_variant_get (answer, "(b)", &has_owner);
  return has_owner;
}

static gboolean
is_page (GSettings *settings, const char *name)
{
  g_autofree char *page = g_settings_get_string (settings, "page");

  return g_str_equal (page, name);
}

static void
quit (void)
{
  g_autoptr (GVariant) answer = call (APPLICATION_ID, OBJECT_PATH, "org.gtk.Actions", "Activate",
                                      g_variant_new ("(sava{sv})", "quit", NULL, NULL));

  wait_until (!is_running ());
}

/* The bus is told how to start the program, with this test's settings and keyring. */
static void
make_activatable (void)
{
  static const char *const names[]
      = { "GSETTINGS_BACKEND", "SECRET_BACKEND", "SECRET_FILE_TEST_PATH",
          "SECRET_FILE_TEST_PASSWORD", "GTK_A11Y" };
  g_auto (GVariantBuilder) environment = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autofree char *folder
      = g_build_filename (g_get_user_runtime_dir (), "dbus-1", "services", NULL);
  g_autofree char *file = g_build_filename (folder, APPLICATION_ID ".service", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (file,
                       "[D-BUS Service]\nName=" APPLICATION_ID "\nExec=" PROGRAM
                       " --gapplication-service\n",
                       -1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_getenv (names[i]) != NULL)
      g_variant_builder_add (&environment, "{ss}", names[i], g_getenv (names[i]));

  g_variant_unref (call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         "UpdateActivationEnvironment", g_variant_new ("(a{ss})", &environment)));
  g_variant_unref (call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         "ReloadConfig", NULL));
}

/* As the application does, which then was closed without signing out. */
static void
leave_signed_in (char **exam, char **credential, char **title)
{
  g_autoptr (CtClient) client = ct_client_new (NULL);
  g_autoptr (CtWayIn) way_in = ct_way_in_new (ct_client_get_session (client));
  g_autoptr (CtResource) first_exam = NULL, first_credential = NULL;

  ct_way_in_sign_in (way_in, ct_demo_get_address (service), "zofia",
                     ct_demo_get_password (service));
  wait_until (ct_way_in_get_state (way_in) == CT_WAY_IN_STATE_IN);
  wait_until_loaded (client);
  first_exam = g_list_model_get_item (G_LIST_MODEL (ct_client_get_exams (client)), 0);
  first_credential = g_list_model_get_item (G_LIST_MODEL (ct_client_get_credentials (client)), 0);
  *exam = g_strdup (ct_resource_get_id (first_exam));
  *credential = g_strdup (CT_CREDENTIAL (first_credential)->number);
  *title = g_strdup (CT_CREDENTIAL (first_credential)->title);
  handle_pending ();
  g_settings_sync ();
}

static void
test_signed_out (void)
{
  g_auto (GStrv) ids = find ("exam");

  g_assert_cmpuint (g_strv_length (ids), ==, 0);
  g_assert_false (has_window ());
  quit ();
}

static void
test_signed_in (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autofree char *code = NULL, *number = NULL, *title = NULL, *wanted = NULL;
  g_auto (GStrv) ids = NULL, ids_of_credential = NULL, few = NULL;
  g_autoptr (GVariant) subset = NULL, metas = NULL, meta = NULL;
  const char *name, *description;
  gint64 asked;

  leave_signed_in (&code, &number, &title);
  g_assert_false (is_running ());

  asked = g_get_monotonic_time ();
  ids = find (code);
  g_test_message ("started and answered in %d ms",
                  (int) ((g_get_monotonic_time () - asked) / 1000));
  asked = g_get_monotonic_time ();
  ids_of_credential = find (number);
  g_test_message ("answered in %d ms", (int) ((g_get_monotonic_time () - asked) / 1000));

  wanted = g_strconcat ("exams/", code, NULL);
  g_assert_true (g_strv_contains ((const char *const *) ids, wanted));
  g_assert_cmpuint (g_strv_length (ids_of_credential), ==, 1);
  g_assert_true (g_str_has_prefix (ids_of_credential[0], "credentials/"));

  metas = ask ("GetResultMetas", g_variant_new ("(^as)", ids_of_credential));
  g_assert_cmpuint (g_variant_n_children (g_variant_get_child_value (metas, 0)), ==, 1);
  meta = g_variant_get_child_value (g_variant_get_child_value (metas, 0), 0);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &name));
  g_assert_true (g_variant_lookup (meta, "description", "&s", &description));
  g_assert_cmpstr (name, ==, title);
  g_assert_true (g_str_has_prefix (description, "Credential, "));

  /* Of what was found, what has the other words, too: nothing else. */
  subset = ask ("GetSubsearchResultSet",
                g_variant_new ("(^as^as)", ids, (const char *[]) { number, NULL }));
  g_variant_get (subset, "(^as)", &few);
  g_assert_cmpuint (g_strv_length (few), ==, 0);
  g_assert_false (has_window ());

  g_variant_unref (ask ("ActivateResult",
                        g_variant_new ("(s^asu)", wanted, (const char *[]) { code, NULL }, 0)));
  wait_until (is_page (settings, "exams"));
  g_assert_true (has_window ());

  g_variant_unref (
      ask ("LaunchSearch", g_variant_new ("(^asu)", (const char *[]) { number, NULL }, 0)));
  wait_until (is_page (settings, "credentials"));
  quit ();
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  page_test_init (&argc, &argv);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  service = start_service ();
  make_activatable ();
  g_timeout_add (TICK, on_tick, NULL);

  g_test_add_func ("/search-provider/signed-out", test_signed_out);
  g_test_add_func ("/search-provider/signed-in", test_signed_in);
  status = page_test_run ();
  g_object_unref (service);
  return status;
}

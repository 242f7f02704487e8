/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the program begins with, before there is a window. */

#include "config.h"

#include <adwaita.h>

#include "app/ct-application.h"
#include "app/ct-window.h"
#include "support/page-window.h"
#include "support/scripted-keyring.h"
#include "support/waiting.h"

/* GTK warns of it once it reads its theme, and no test survives a warning. */
static void
spoil_theme_of_gtk (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "gtk.css", NULL);
  g_autofree char *overlay = g_strconcat ("/org/gtk/libgtk/theme/Default/gtk.css=", path, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "no style", -1, &error);
  g_assert_no_error (error);
  g_setenv ("G_RESOURCE_OVERLAYS", overlay, TRUE);
}

static char *
start (void)
{
  g_autoptr (CtApplication) application = ct_application_new ();
  g_autoptr (GError) error = NULL;
  char *theme_name;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme_name, NULL);
  return theme_name;
}

static void
test_style (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *theme_name = NULL;

      spoil_theme_of_gtk ();
      theme_name = start ();
      g_assert_cmpstr (theme_name, ==, "Adwaita-empty");
      g_assert_null (g_getenv ("GTK_THEME"));
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_chosen_style (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *theme_name = NULL;

      g_setenv ("GTK_THEME", "Default:dark", TRUE);
      theme_name = start ();
      g_assert_cmpstr (g_getenv ("GTK_THEME"), ==, "Default:dark");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* It is what GLib answers --version with. */
static void
test_version (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CtApplication) application = ct_application_new ();

      g_assert_cmpstr (g_application_get_version (G_APPLICATION (application)), ==,
                       PACKAGE_VERSION);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* The second process, which hands over what it was started with to this one. */
typedef struct
{
  char *said;
  int status;
} Again;

static Again
start_again (const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, CERTTRACKER, argument, NULL);
  Again again = { 0 };

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, take_result, &result);
  g_subprocess_communicate_utf8_finish (process, wait_for_result (&result), NULL, &again.said,
                                        &error);
  g_assert_no_error (error);
  again.status = g_subprocess_get_exit_status (process);
  return again;
}

static void
sign_in (GtkWindow *window, CtDemo *service)
{
  g_autoptr (CtClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  CtSession *session;

  g_object_get (window, "client", &client, NULL);
  session = ct_client_get_session (client);
  ct_session_sign_in_async (session, ct_demo_get_address (service), "zofia",
                            ct_demo_get_password (service), NULL, take_result, &result);
  g_assert_true (ct_session_sign_in_finish (session, wait_for_result (&result), NULL));
  wait_until_loaded (client);
}

/* Whoever starts it again is told what became of it: there, and in the window. */
static void
test_second_start (void)
{
  if (g_test_subprocess ())
    {
      CtDemo *service;
      g_autoptr (CtApplication) application = NULL;
      GtkWindow *window;
      Again again;

      use_scripted_keyring ();
      service = start_service ();
      application = ct_application_new ();
      g_application_register (G_APPLICATION (application), NULL, NULL);
      g_application_activate (G_APPLICATION (application));
      window = gtk_application_get_active_window (GTK_APPLICATION (application));
      wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));

      again = start_again ("certtracker:nonsense");
      g_assert_cmpint (again.status, ==, 1);
      g_assert_nonnull (strstr (again.said, "Not a CertTracker link: certtracker:nonsense"));
      g_free (again.said);
      wait_until (is_said (window, "This link leads nowhere in CertTracker"));

      sign_in (window, service);
      again = start_again ("--demo");
      g_assert_cmpint (again.status, ==, 1);
      g_assert_nonnull (strstr (again.said, "Sign out first to try the demo"));
      g_free (again.said);
      wait_until (is_said (window, "Sign out first to try the demo"));

      again = start_again ("certtracker:history");
      g_assert_cmpint (again.status, ==, 0);
      g_free (again.said);
      g_object_unref (service);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/style", test_style);
  g_test_add_func ("/application/chosen-style", test_chosen_style);
  g_test_add_func ("/application/version", test_version);
  g_test_add_func ("/application/second-start", test_second_start);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the program begins with, before there is a window. */

#include "config.h"

#include <adwaita.h>

#include "app/ct-application.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/style", test_style);
  g_test_add_func ("/application/chosen-style", test_chosen_style);
  g_test_add_func ("/application/version", test_version);
  return g_test_run ();
}

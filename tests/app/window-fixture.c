/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "app/ct-shortcuts.h"
#include "support/page-window.h"
#include "support/waiting.h"

/* One for all tests: a process has one. */
static GtkApplication *
get_application (void)
{
  static GtkApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
      ct_shortcuts_install (application);
    }
  return application;
}

void
window_fixture_open (WindowFixture *self)
{
  self->way_in = ct_way_in_new (ct_client_get_session (self->client));
  self->window = GTK_WIDGET (ct_window_new (self->application, self->client, self->way_in));
  gtk_window_present (GTK_WINDOW (self->window));
  ct_way_in_start (self->way_in);
  wait_until (gtk_widget_get_mapped (self->window));
}

void
window_fixture_set_up (WindowFixture *self, gconstpointer service)
{
  static const char *const keys[] = { "service-address",  "user-name",    "demo",         "page",
                                      "window-maximized", "window-width", "window-height" };

  self->service = (CtDemo *) service;
  self->application = get_application ();
  self->settings = g_settings_new (APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->settings, keys[i]);
  self->client = ct_client_new (NULL);
  window_fixture_open (self);
}

void
window_fixture_close (WindowFixture *self)
{
  g_object_ref (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  assert_finalized (g_steal_pointer (&self->window));
  assert_finalized (g_steal_pointer (&self->way_in));
}

void
window_fixture_tear_down (WindowFixture *self, gconstpointer data)
{
  if (self->window)
    window_fixture_close (self);
  wait_until_loaded (self->client);
  sign_out_candidate (self->client);
  g_object_unref (self->settings);
}

void
window_fixture_sign_in (WindowFixture *self, const char *user_name)
{
  CtSession *session = ct_client_get_session (self->client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_sign_in_async (session, ct_demo_get_address (self->service), user_name,
                            ct_demo_get_password (self->service), NULL, take_result, &result);
  ct_session_sign_in_finish (session, wait_for_result (&result), &error);
  g_assert_no_error (error);
  wait_until_loaded (self->client);
  handle_pending ();
}

void
window_fixture_activate (WindowFixture *self, const char *action, const char *parameter)
{
  g_assert_true (
      gtk_widget_activate_action (self->window, action, parameter ? "s" : NULL, parameter));
  handle_pending ();
}

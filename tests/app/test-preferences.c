/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each row of Preferences changes its setting, and each setting does what its row says. */

#include "config.h"

#include "app/ct-preferences.h"
#include "pages/page-fixture.h"
#include "support/waiting.h"

typedef struct
{
  PageFixture page;
  GSettings *settings;
  AdwDialog *dialog;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const keys[]
      = { "color-scheme",       "offline-copy",         "check-for-updates", "notify-results",
          "notify-credentials", "notify-registrations", "notify-support" };

  self->settings = g_settings_new (APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->settings, keys[i]);
  page_fixture_set_up (&self->page, NULL);
  ct_preferences_apply (self->page.client);
  gtk_window_present (self->page.window);
  self->dialog = ct_preferences_dialog_new (self->page.client);
  adw_dialog_present (self->dialog, GTK_WIDGET (self->page.window));
  wait_until (find_shown (self->dialog, ADW_TYPE_SWITCH_ROW, "Offline") != NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  adw_dialog_force_close (self->dialog);
  page_fixture_tear_down (&self->page, NULL);
  g_object_unref (self->settings);
}

static void
flip (Fixture *self, const char *title)
{
  activate_row (self->dialog, title);
}

static void
test_switches (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *title;
    const char *key;
  } rows[] = {
    { "Exam _Results", "notify-results" },
    { "New _Credentials", "notify-credentials" },
    { "Re_gistrations", "notify-registrations" },
    { "Replies From _Support", "notify-support" },
    { "Check for _Updates in the Background", "check-for-updates" },
    { "_Keep an Offline Copy", "offline-copy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (g_settings_get_boolean (self->settings, rows[i].key));
      flip (self, rows[i].title);
      g_assert_false (g_settings_get_boolean (self->settings, rows[i].key));
      flip (self, rows[i].title);
      g_assert_true (g_settings_get_boolean (self->settings, rows[i].key));
    }
  assert_usable (self->dialog);
}

static void
test_style (Fixture *self, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  adw_toggle_group_set_active_name (find_widget (self->dialog, ADW_TYPE_TOGGLE_GROUP, 0),
                                    "force-dark");
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  adw_toggle_group_set_active_name (find_widget (self->dialog, ADW_TYPE_TOGGLE_GROUP, 0),
                                    "force-light");
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_reset (self->settings, "color-scheme");
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
  g_assert_cmpstr (adw_toggle_group_get_active_name (
                       find_widget (self->dialog, ADW_TYPE_TOGGLE_GROUP, 0)),
                   ==, "default");
}

static void
test_updates (Fixture *self, gconstpointer data)
{
  gboolean active = TRUE;

  flip (self, "Check for _Updates in the Background");
  g_object_get (ct_client_get_news (self->page.client), "active", &active, NULL);
  g_assert_false (active);
}

/* Whether the account is in the offline copy. */
static gboolean
is_kept (Fixture *self)
{
  CtSession *session = ct_client_get_session (self->page.client);
  g_autoptr (CtCopy) copy
      = ct_copy_new (ct_session_get_address (session), ct_session_get_account_id (session));
  CtCopied *copied = ct_copy_load (copy, "v1/account");
  gboolean kept = copied != NULL;

  g_clear_pointer (&copied, ct_copied_free);
  return kept;
}

/* Off erases it, and nothing is kept from then on; on fills it, though nothing is new. */
static void
test_offline_copy (Fixture *self, gconstpointer data)
{
  wait_until (is_kept (self));
  flip (self, "_Keep an Offline Copy");
  while (is_kept (self))
    handle_pending ();
  page_fixture_refresh (&self->page);
  g_assert_false (is_kept (self));

  flip (self, "_Keep an Offline Copy");
  while (!is_kept (self))
    handle_pending ();
}

static void
test_service (Fixture *self, gconstpointer data)
{
  assert_shows (self->dialog, ct_session_get_address (ct_client_get_session (self->page.client)));
  activate_row (self->dialog, "_Sign Out to Use Another Service");
  wait_until (self->page.asked != NULL);
  g_assert_cmpstr (self->page.asked, ==, "win.sign-out ");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/preferences/switches", test_switches }, { "/preferences/style", test_style },
    { "/preferences/updates", test_updates },   { "/preferences/offline-copy", test_offline_copy },
    { "/preferences/service", test_service },
  };

  page_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return page_test_run ();
}

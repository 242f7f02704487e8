/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window follows the session: whose pages are shown, where one was, and what is remembered. */

#include "config.h"

#include "app/ct-window.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-history-page.h"
#include "pages/ct-logins-dialog.h"
#include "pages/ct-overview-page.h"
#include "pages/ct-recovery-dialog.h"
#include "support/page-window.h"
#include "support/waiting.h"
#include "window-fixture.h"

static CtDemo *service;

/* Signs in elsewhere and ends all other sessions of the candidate. */
static void
end_elsewhere (WindowFixture *self, const char *user_name)
{
  CtClient *other = sign_in_candidate (service, user_name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_client_end_login_async (other, NULL, NULL, take_result, &result);
  ct_client_end_login_finish (other, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  sign_out_candidate (other);

  ct_client_refresh (self->client);
  wait_until (ct_session_get_state (ct_client_get_session (self->client))
              == CT_SESSION_STATE_SIGNED_OUT);
  handle_pending ();
}

static void
test_signing_in (WindowFixture *self, gconstpointer data)
{
  assert_shows (self->window, "Try the Demo");
  assert_usable (self->window);

  window_fixture_sign_in (self, "zofia");
  assert_hides (self->window, "Try the Demo");
  g_assert_nonnull (find_shown (self->window, CT_TYPE_OVERVIEW_PAGE, NULL));
  assert_shows (self->window, "Hello, Zofia");
  assert_shows (self->window, "Sample program");
  assert_usable (self->window);
}

/* Whose account it is can be read where the name is longer than the sidebar, too. */
static void
test_long_name (WindowFixture *self, gconstpointer data)
{
  GtkWidget *button = NULL, *name;

  window_fixture_sign_in (self, "zofia");
  wait_until ((button = find_shown (self->window, GTK_TYPE_MENU_BUTTON, "Your Account")) != NULL);
  name = find_shown (button, GTK_TYPE_LABEL, "Zofia Wiśniewska-Lindström");
  g_assert_nonnull (name);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (name), ==, "Zofia Wiśniewska-Lindström");
}

/* A page is not built before somebody looks at it. */
static void
test_pages (WindowFixture *self, gconstpointer data)
{
  static const char *const names[]
      = { "history", "progress", "credentials", "support", "overview" };

  window_fixture_sign_in (self, "zofia");
  g_assert_cmpuint (count_widgets (self->window, CT_TYPE_HISTORY_PAGE), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *page = NULL;

      window_fixture_activate (self, "win.page", names[i]);
      page = g_settings_get_string (self->settings, "page");
      g_assert_cmpstr (page, ==, names[i]);
      assert_usable (self->window);
    }
}

static void
test_show (WindowFixture *self, gconstpointer data)
{
  g_autoptr (CtResource) attempt = NULL;

  window_fixture_sign_in (self, "samuel");
  attempt = g_list_model_get_item (G_LIST_MODEL (ct_client_get_attempts (self->client)), 20);
  gtk_widget_activate_action (self->window, "win.show", "(ss)", "history",
                              ct_resource_get_id (attempt));
  wait_until (find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  assert_shows (self->window, ((CtAttempt *) attempt)->exam_title);
}

/* Ended elsewhere: it says so, and whoever signs in again is where they were. */
static void
test_place_is_kept (WindowFixture *self, gconstpointer data)
{
  g_autoptr (CtResource) attempt = NULL;

  window_fixture_sign_in (self, "samuel");
  attempt = g_list_model_get_item (G_LIST_MODEL (ct_client_get_attempts (self->client)), 20);
  gtk_widget_activate_action (self->window, "win.show", "(ss)", "history",
                              ct_resource_get_id (attempt));
  window_fixture_activate (self, "win.logins", NULL);
  end_elsewhere (self, "samuel");
  assert_shows (self->window, "You Are Signed Out");
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  assert_usable (self->window);

  window_fixture_sign_in (self, "samuel");
  g_assert_nonnull (find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  assert_hides (self->window, "You Are Signed Out");
}

/* What one candidate had open is not shown to another. */
static void
test_another_candidate (WindowFixture *self, gconstpointer data)
{
  g_autoptr (CtResource) attempt = NULL;

  window_fixture_sign_in (self, "samuel");
  window_fixture_activate (self, "win.page", "history");
  attempt = g_list_model_get_item (G_LIST_MODEL (ct_client_get_attempts (self->client)), 20);
  gtk_widget_activate_action (self->window, "win.show", "(ss)", "history",
                              ct_resource_get_id (attempt));
  end_elsewhere (self, "samuel");
  window_fixture_sign_in (self, "zofia");
  g_assert_null (find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  g_assert_nonnull (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));
  wait_until (is_said (self->window, "14 attempts"));
}

/* The page of the account leads from here to the team. */
static void
test_request_change (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.request-change", "name-change");
  wait_until (is_said (self->window, "New Name"));
  assert_shows (self->window, "Reason");
  assert_hides (self->window, "Topic");
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  handle_pending ();
}

static void
press_escape (WindowFixture *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      guint n_keys
          = G_IS_LIST_MODEL (controller) ? g_list_model_get_n_items (G_LIST_MODEL (controller)) : 0;

      for (guint j = 0; j < n_keys; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == GDK_KEY_Escape)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, self->window,
                                          gtk_shortcut_get_arguments (shortcut));
        }
    }
}

/* Whatever a dialog waits for, and wherever the focus is meanwhile. */
static void
test_escape (WindowFixture *self, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self->window);

  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.request-change", "name-change");
  g_assert_nonnull (adw_application_window_get_visible_dialog (window));
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  press_escape (self);
  wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  press_escape (self);
}

/* Who signs in next can type at once. */
static gboolean
has_field_focus (WindowFixture *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) != NULL;
}

static void
note_dismissed (gboolean *dismissed)
{
  *dismissed = TRUE;
}

static void
test_signing_out (WindowFixture *self, gconstpointer data)
{
  AdwToast *toast = adw_toast_new ("About what this candidate did");
  gboolean dismissed = FALSE;

  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.page", "history");
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_swapped (toast, "dismissed", G_CALLBACK (note_dismissed), &dismissed);
  adw_toast_overlay_add_toast (find_widget (self->window, ADW_TYPE_TOAST_OVERLAY, 0), toast);
  window_fixture_activate (self, "win.sign-out", NULL);
  wait_until (is_said (self->window, "Try the Demo"));
  g_assert_true (dismissed);
  g_assert_null (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));
  wait_until (has_field_focus (self));

  /* There is nothing left to refresh, or to end. */
  window_fixture_activate (self, "win.sign-out", NULL);
  window_fixture_sign_in (self, "samuel");
  g_assert_nonnull (find_shown (self->window, CT_TYPE_OVERVIEW_PAGE, NULL));
}

/* Nothing of who deleted the account stays, neither there nor here. */
static void
test_leaving (WindowFixture *self, gconstpointer data)
{
  g_autofree char *user_name = NULL;
  GtkEditable *password;
  AdwDialog *dialog;

  window_fixture_sign_in (self, "tomas");
  g_settings_set_string (self->settings, "user-name", "tomas");
  window_fixture_activate (self, "win.data", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  wait_until (find_shown (dialog, ADW_TYPE_BUTTON_ROW, "_Delete My Account…") != NULL);
  activate_row (dialog, "_Delete My Account…");
  wait_until ((password = find_widget (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, 0)) != NULL);
  gtk_editable_set_text (password, ct_demo_get_password (service));
  click (dialog, "_Delete My Account");
  wait_until (is_said (self->window, "Try the Demo"));
  assert_shows (self->window, "Your account was deleted");
  assert_hides (self->window, "tomas");
  user_name = g_settings_get_string (self->settings, "user-name");
  g_assert_cmpstr (user_name, ==, "");
}

static void
test_refresh (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.refresh", NULL);
  wait_until (is_said (self->window, "Everything is up to date"));
}

/* What is said for a moment is the latest, and is gone with the page that it spoke of. */
static void
test_toasts (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.toast", "The first");
  assert_shows (self->window, "The first");
  window_fixture_activate (self, "win.toast", "The second & last");
  assert_shows (self->window, "The second & last");
  assert_hides (self->window, "The first");

  window_fixture_activate (self, "win.page", "history");
  assert_hides (self->window, "The second & last");
}

static void
test_logins (WindowFixture *self, gconstpointer data)
{
  CtClient *other = sign_in_candidate (service, "zofia");
  GtkWidget *dialog;

  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.logins", NULL);
  wait_until (is_said (self->window, "This device") && is_said (self->window, "Last used"));
  dialog = GTK_WIDGET (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  g_assert_true (CT_IS_LOGINS_DIALOG (dialog));
  assert_usable (dialog);

  click (dialog, "Sign Out There");
  wait_until (!is_said (self->window, "Last used"));
  assert_shows (self->window, "This device");

  ct_client_refresh (other);
  wait_until (ct_session_get_state (ct_client_get_session (other)) == CT_SESSION_STATE_SIGNED_OUT);
  wait_until_loaded (other);
  assert_finalized (other);
}

static void
test_remembers (WindowFixture *self, gconstpointer data)
{
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (self->window), 801, 602);
  window_fixture_close (self);
  g_assert_cmpint (g_settings_get_int (self->settings, "window-width"), ==, 801);
  g_assert_cmpint (g_settings_get_int (self->settings, "window-height"), ==, 602);

  g_settings_set_string (self->settings, "page", "history");
  window_fixture_open (self);
  gtk_window_get_default_size (GTK_WINDOW (self->window), &width, &height);
  g_assert_cmpint (width, ==, 801);
  g_assert_cmpint (height, ==, 602);
  window_fixture_sign_in (self, "zofia");
  g_assert_nonnull (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));
}

/* A page that there is no more, or never was, is no place to be. */
static void
test_unknown_page (WindowFixture *self, gconstpointer data)
{
  window_fixture_close (self);
  g_settings_set_string (self->settings, "page", "yesterday");
  window_fixture_open (self);
  window_fixture_sign_in (self, "zofia");
  wait_until (find_shown (self->window, CT_TYPE_OVERVIEW_PAGE, NULL));
}

/* A link waits until who may follow it is there. */
static void
test_links (WindowFixture *self, gconstpointer data)
{
  CtSession *session = ct_client_get_session (self->client);
  g_autoptr (GAsyncResult) result = NULL;
  AdwDialog *dialog;

  window_fixture_close (self);
  g_settings_set_string (self->settings, "service-address", ct_demo_get_address (service));
  window_fixture_open (self);
  wait_until (ct_session_get_state (session) == CT_SESSION_STATE_SIGNED_OUT);
  ct_window_follow (CT_WINDOW (self->window), ct_link_parse ("certtracker:exams/250-447"));
  handle_pending ();
  g_assert_null (find_shown (self->window, CT_TYPE_EXAM_PAGE, NULL));
  window_fixture_sign_in (self, "zofia");
  wait_until (find_shown (self->window, CT_TYPE_EXAM_PAGE, NULL));
  assert_shows (self->window, "Exam 250-447");

  ct_window_follow (CT_WINDOW (self->window), ct_link_parse ("certtracker:exams?from=error"));
  wait_until (is_said (self->window, "Pearson VUE could not go on. Nothing is lost; try again"));

  /* Nobody is signed out by a link. */
  ct_window_follow (CT_WINDOW (self->window), ct_link_parse ("certtracker:recover?code=c0de"));
  handle_pending ();
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));

  ct_session_sign_out_async (session, NULL, take_result, &result);
  ct_session_sign_out_finish (session, wait_for_result (&result), NULL);
  ct_window_follow (CT_WINDOW (self->window), ct_link_parse ("certtracker:recover?code=c0de"));
  handle_pending ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  g_assert_true (CT_IS_RECOVERY_DIALOG (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_template_child (
                       GTK_WIDGET (dialog), CT_TYPE_RECOVERY_DIALOG, "code"))),
                   ==, "c0de");
  adw_dialog_force_close (dialog);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (WindowFixture *self, gconstpointer data);
  } tests[] = {
    { "signing-in", test_signing_in },
    { "long-name", test_long_name },
    { "pages", test_pages },
    { "show", test_show },
    { "place-is-kept", test_place_is_kept },
    { "another-candidate", test_another_candidate },
    { "request-change", test_request_change },
    { "escape", test_escape },
    { "signing-out", test_signing_out },
    { "leaving", test_leaving },
    { "refresh", test_refresh },
    { "toasts", test_toasts },
    { "logins", test_logins },
    { "links", test_links },
    { "remembers", test_remembers },
    { "unknown-page", test_unknown_page },
  };

  int status;

  page_test_init (&argc, &argv);
  service = start_service ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/window/", tests[i].name, NULL);

      g_test_add (path, WindowFixture, service, window_fixture_set_up, tests[i].test,
                  window_fixture_tear_down);
    }

  status = page_test_run ();
  g_object_unref (service);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: who forgot the password is led to a new one, and what was typed survives what
 * goes wrong on the way. */
#include "page-fixture.h"
#include "pages/ct-code-help.h"
#include "pages/ct-recovery-dialog.h"
#include "support/waiting.h"

#define ASK "POST /v1/recoveries"
#define FINISH "POST /v1/recoveries/finish"

static AdwDialog *
show_dialog (PageFixture *self, const char *code)
{
  AdwDialog *dialog = ct_recovery_dialog_new (self->client, "jane", code);

  gtk_window_present (self->window);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  return dialog;
}

static const char *
get_step (AdwDialog *dialog)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_dialog_get_child (dialog));

  return adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (view));
}

static gboolean
act (AdwDialog *dialog, const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
}

static gpointer
get_child (AdwDialog *dialog, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (GTK_WIDGET (dialog), CT_TYPE_RECOVERY_DIALOG, name);

  g_assert_nonnull (child);
  return child;
}

static void
test_new_password (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, NULL);

  scripted_server_answer (self->server, ASK, 202, NULL, NULL);
  g_assert_true (act (dialog, "recovery.ask-password"));
  wait_until (g_str_equal (get_step (dialog), "code"));
  g_assert_cmpstr (scripted_server_last_body (self->server, ASK), ==,
                   "{\"name\":\"jane\",\"forgot\":\"password\"}");

  /* It says whom the code was sent to, and sends another after a while. */
  wait_until (is_said (dialog, "If there is an account for jane, an email with a code was sent"));
  g_assert_true (is_said (dialog, "You can ask for another code in"));
  ct_code_help_sent (get_child (dialog, "help"), 0);
  click (dialog, "Send _Another Code");
  wait_until (scripted_server_count (self->server, ASK) == 2);
  wait_until (is_said (dialog, "You can ask for another code in"));
  g_assert_cmpstr (get_step (dialog), ==, "code");

  /* All that is missing is said at once. */
  wait_until (gtk_widget_get_mapped (get_child (dialog, "code")));
  gtk_editable_set_text (get_child (dialog, "password"), "nine char");
  act (dialog, "recovery.finish");
  g_assert_cmpuint (scripted_server_count (self->server, FINISH), ==, 0);
  assert_wrong (get_child (dialog, "code"), "Enter the code");
  assert_wrong (get_child (dialog, "password"), "at least 10 characters");
  gtk_editable_set_text (get_child (dialog, "code"), " c0de ");
  assert_right (get_child (dialog, "code"));

  /* A code that was used does not cost what was typed. */
  gtk_editable_set_text (get_child (dialog, "password"), "long enough");
  scripted_server_answer (self->server, FINISH, 404, "application/problem+json",
                          "{\"status\":404,\"title\":\"Not Found\"}");
  act (dialog, "recovery.finish");
  wait_until (gtk_widget_get_visible (get_child (dialog, "code_fault")));
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "password")), ==, "long enough");

  scripted_server_answer (self->server, FINISH, 204, NULL, NULL);
  act (dialog, "recovery.finish");
  wait_until (g_str_equal (get_step (dialog), "done"));
  g_assert_cmpstr (scripted_server_last_body (self->server, FINISH), ==,
                   "{\"code\":\"c0de\",\"password\":\"long enough\",\"end_sessions\":true}");
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "password")), ==, "");
  adw_dialog_force_close (dialog);
}

static void
test_user_name (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, NULL);

  scripted_server_answer (self->server, ASK, 202, NULL, NULL);
  act (dialog, "recovery.ask-name");
  wait_until (g_str_equal (get_step (dialog), "done"));
  adw_dialog_force_close (dialog);
}

static void
test_nothing_typed (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, NULL);

  gtk_editable_set_text (get_child (dialog, "name"), "  ");
  act (dialog, "recovery.ask-password");
  act (dialog, "recovery.ask-name");
  handle_pending ();
  g_assert_cmpuint (scripted_server_count (self->server, ASK), ==, 0);
  assert_wrong (get_child (dialog, "name"), "Enter your user name");
  gtk_editable_set_text (get_child (dialog, "name"), "jane");
  assert_right (get_child (dialog, "name"));
  adw_dialog_force_close (dialog);
}

static void
test_too_often (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, NULL);

  scripted_server_answer (self->server, ASK, 429, "application/problem+json",
                          "{\"type\":\"urn:certtracker:rate-limited\",\"status\":429}");
  act (dialog, "recovery.ask-password");
  wait_until (gtk_widget_get_visible (get_child (dialog, "ask_fault")));
  g_assert_cmpstr (get_step (dialog), ==, "ask");
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "name")), ==, "jane");
  adw_dialog_force_close (dialog);
}

/* As if Return were pressed in it. */
static void
enter (AdwDialog *dialog, const char *name)
{
  g_signal_emit_by_name (get_child (dialog, name), "entry-activated");
}

/* Who types needs no pointer. */
static void
test_return (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, NULL);

  scripted_server_answer (self->server, ASK, 202, NULL, NULL);
  enter (dialog, "name");
  wait_until (g_str_equal (get_step (dialog), "code"));
  gtk_editable_set_text (get_child (dialog, "code"), "c0de");
  gtk_editable_set_text (get_child (dialog, "password"), "too short");
  enter (dialog, "password");
  g_assert_cmpuint (scripted_server_count (self->server, FINISH), ==, 0);

  gtk_editable_set_text (get_child (dialog, "password"), "long enough");
  scripted_server_answer (self->server, FINISH, 204, NULL, NULL);
  enter (dialog, "password");
  wait_until (g_str_equal (get_step (dialog), "done"));
  adw_dialog_force_close (dialog);
}

/* The link in the mail leaves nothing to type but the password. */
static void
test_link (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog = show_dialog (self, "c0de");

  wait_until (g_str_equal (get_step (dialog), "code"));
  gtk_editable_set_text (get_child (dialog, "password"), "long enough");
  scripted_server_answer (self->server, FINISH, 204, NULL, NULL);
  act (dialog, "recovery.finish");
  wait_until (g_str_equal (get_step (dialog), "done"));
  g_assert_nonnull (strstr (scripted_server_last_body (self->server, FINISH), "c0de"));
  adw_dialog_force_close (dialog);
}

#define ADD(name, function) \
  g_test_add ("/recovery-dialog/" name, PageFixture, NULL, page_fixture_set_up, function, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);
  ADD ("new-password", test_new_password);
  ADD ("return", test_return);
  ADD ("link", test_link);
  ADD ("user-name", test_user_name);
  ADD ("nothing-typed", test_nothing_typed);
  ADD ("too-often", test_too_often);
  return page_test_run ();
}

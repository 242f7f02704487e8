/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done on a page: the focus is where to go on from, and what needs the service waits
 * while it cannot be reached, and says so. */

#include "page-fixture.h"
#include "pages/ct-achievement-page.h"
#include "pages/ct-appointment-page.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-exams-page.h"
#include "pages/ct-share-dialog.h"
#include "support/waiting.h"
#include "widgets/ct-focus.h"

#define REGISTER "POST /v1/authorizations"
#define ACCOUNT "GET /v1/account"
#define JANE \
  "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\"," \
  "\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:00Z\"}"
#define EXAM(rest) \
  "{\"id\":\"E1\",\"title\":\"Endpoint\",\"kind\":\"exam\",\"price\":150,\"currency\":" \
  "\"USD\"," rest "}"
#define OPEN "\"eligible\":true,\"first_appointment\":\"2026-12-02T12:00:00Z\""
#define AUTHORIZATION \
  "{\"id\":\"z1\",\"exam_code\":\"E1\",\"exam_title\":" \
  "\"Endpoint\",\"state\":\"accepted\",\"first_day\":\"2026-12-02T00:00:00Z\",\"last_day\":" \
  "\"2027-05-31T00:00:00Z\",\"created_at\":\"2026-12-01T12:00:00Z\",\"changed_at\":" \
  "\"2026-12-01T12:00:00Z\"}"
#define REGISTERED "\"eligible\":false,\"authorization\":" AUTHORIZATION

static gpointer
first_of (CtCollection *collection)
{
  g_autoptr (CtResource) first = g_list_model_get_item (G_LIST_MODEL (collection), 0);

  g_assert_nonnull (first);
  return first;
}

static GtkWidget *
show_exam (PageFixture *self)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/eligibility", EXAM (OPEN));
  page_fixture_refresh (self);
  page_fixture_show (self, GTK_WIDGET (ct_exams_page_new (self->client)));
  page = GTK_WIDGET (
      ct_exam_page_new (self->client, first_of (ct_client_get_eligibility (self->client))));
  page_fixture_show (self, page);
  return page;
}

/* The service's front answers in place of the service. */
static void
lose_service (PageFixture *self)
{
  scripted_server_answer (self->server, ACCOUNT, 503, "text/html", "Down");
  page_fixture_refresh (self);
  wait_until (ct_client_get_trouble (self->client) != NULL);
}

static void
find_service (PageFixture *self)
{
  scripted_server_answer_json (self->server, ACCOUNT, JANE);
  page_fixture_refresh (self);
  wait_until (ct_client_get_trouble (self->client) == NULL);
}

static GtkWidget *
get_button (gpointer root, const char *label)
{
  GtkWidget *button = find_shown (root, GTK_TYPE_BUTTON, label);

  if (button == NULL)
    g_error ("no button: %s", label);
  return button;
}

/* It went wrong: the button has it again when the alert is closed. */
static void
test_focus_after_failure (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self);
  GtkWidget *button = get_button (page, "_Register");

  ct_focus_keep (self->window);
  gtk_widget_grab_focus (button);
  scripted_server_answer (self->server, REGISTER, 503, NULL, NULL);
  click (page, "_Register");
  wait_until (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) != NULL);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  wait_until (gtk_window_get_focus (self->window) == button);
}

static void
test_waits (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self);
  GtkWidget *button = get_button (page, "_Register");

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_null (find_shown (page, ADW_TYPE_BANNER, NULL));

  lose_service (self);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (find_shown (page, GTK_TYPE_WIDGET, "This needs the service. Try Again Later."));
  g_assert_nonnull (find_shown (page, ADW_TYPE_BANNER, NULL));

  find_service (self);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_null (find_shown (page, ADW_TYPE_BANNER, NULL));
}

/* What is wrong with one list does not stop everything. */
static void
test_one_list (PageFixture *self, gconstpointer data)
{
  GtkWidget *page = show_exam (self);

  scripted_server_answer (self->server, "GET /v1/incidents?limit=500", 503, NULL, NULL);
  page_fixture_refresh (self);
  g_assert_null (ct_client_get_trouble (self->client));
  g_assert_true (gtk_widget_is_sensitive (get_button (page, "_Register")));
}

static void
see_banner (PageFixture *self, gpointer page)
{
  page_fixture_show (self, page);
  g_assert_nonnull (find_shown (page, ADW_TYPE_BANNER, NULL));
  adw_navigation_view_pop (self->view);
}

/* On the pages below the lists, too. */
static void
test_banner (PageFixture *self, gconstpointer data)
{
  page_fixture_answer (self, "v1/attempts",
                       "{\"id\":\"a1\",\"exam_code\":\"E9\",\"exam_title\":\"Old\",\"kind\":"
                       "\"exam\",\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"passed\"}");
  page_fixture_answer (
      self, "v1/progress",
      "{\"id\":\"p\",\"title\":\"P\",\"short_title\":\"P\",\"kind\":\"certification\",\"summary\":"
      "\"\",\"field\":\"F\",\"state\":\"not-started\",\"fraction\":0,\"done\":0,\"total\":1,"
      "\"requirement\":{\"kind\":\"exam\",\"ref\":\"E1\",\"state\":\"open\"}}");
  page_fixture_answer (self, "v1/eligibility", EXAM (OPEN));
  page_fixture_refresh (self);
  lose_service (self);

  see_banner (self,
              ct_attempt_page_new (self->client, first_of (ct_client_get_attempts (self->client))));
  see_banner (self, ct_achievement_page_new (self->client,
                                             first_of (ct_client_get_progress (self->client))));
  see_banner (self,
              ct_exam_page_new (self->client, first_of (ct_client_get_eligibility (self->client))));
  see_banner (self, ct_appointment_page_new (self->client,
                                             first_of (ct_client_get_eligibility (self->client))));
}

#define ADD(name, function) \
  g_test_add ("/actions/" name, PageFixture, NULL, page_fixture_set_up, function, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);
  ADD ("focus-after-failure", test_focus_after_failure);
  ADD ("waits", test_waits);
  ADD ("one-list", test_one_list);
  ADD ("banner", test_banner);
  return page_test_run ();
}

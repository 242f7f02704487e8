/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate sees how far each achievement is and what to do next, finds one among many, and
 * is led from a requirement to what met it. */

#include "model/ct-progress.h"
#include "page-fixture.h"
#include "pages/ct-achievement-cell.h"
#include "pages/ct-achievement-page.h"
#include "pages/ct-agreement-dialog.h"
#include "pages/ct-progress-page.h"
#include "pages/ct-requirement-row.h"
#include "support/waiting.h"
#include "widgets/ct-look.h"
#include "widgets/ct-group.h"

#define PROGRESS(id, title, kind, field, state, done, total, rest) \
  "{\"id\":\"" id "\",\"title\":\"" title "\",\"short_title\":\"S\",\"kind\":\"" kind \
  "\",\"field\":\"" field "\",\"state\":\"" state "\",\"fraction\":0.5,\"done\":" done \
  ",\"total\":" total ",\"retired\":false" rest "}"

#define LEAF(kind, ref, title, state, rest) \
  "{\"kind\":\"" kind "\",\"ref\":\"" ref "\",\"title\":\"" title "\",\"state\":\"" state \
  "\",\"retired\":false,\"fraction\":0" rest "}"

#define TREE(state, children) \
  ",\"requirement\":{\"kind\":\"all-of\",\"state\":\"" state \
  "\",\"retired\":false,\"requirements\":[" children "]}"

#define EXAM_MET \
  LEAF ("exam", "250-428", "Endpoint Administration", "met", \
        ",\"met_at\":\"2026-03-03T12:00:00Z\",\"met_by\":\"a7\"")
#define EXAM_OPEN \
  LEAF ("exam", "250-441", "Threat Administration", "open", ",\"max_age_months\":24")
#define AGREEMENT_OPEN LEAF ("agreement", "agr", "Certification Agreement", "open", "")
#define AGREEMENT_MET \
  LEAF ("agreement", "agr", "Certification Agreement", "met", \
        ",\"met_at\":\"2026-01-02T12:00:00Z\"")

#define HELD \
  PROGRESS ("held", "Specialist: Endpoint", "certification", "Endpoint Security", "held", "2", \
            "2", \
            ",\"credential_id\":\"cr1\",\"valid_until\":\"2099-05-05T00:00:00Z\"" TREE ( \
                "met", EXAM_MET "," AGREEMENT_MET))
#define BEGUN \
  PROGRESS ("begun", "Specialist: Threats", "certification", "Network Security", "in-progress", \
            "1", "2", TREE ("partial", EXAM_OPEN "," AGREEMENT_MET))
#define WAITING \
  PROGRESS ("waiting", "Specialist: Agreement", "certification", "Network Security", "waiting", \
            "1", "2", TREE ("partial", EXAM_MET "," AGREEMENT_OPEN))
#define UNTOUCHED \
  PROGRESS ("untouched", "Sales Expert", "accreditation", "Sales", "not-started", "0", "1", \
            TREE ("open", LEAF ("assessment", "SA0-101", "Sales Basics", "open", "")))

#define ALL HELD "," BEGUN "," WAITING "," UNTOUCHED

static guint
count_cells (CtProgressPage *page)
{
  return count_widgets (page, CT_TYPE_ACHIEVEMENT_CELL);
}

static CtProgressPage *
show_page (PageFixture *self, const char *items)
{
  CtProgressPage *page;

  page_fixture_answer (self, "v1/progress", items);
  page_fixture_refresh (self);
  page = ct_progress_page_new (self->client);
  page_fixture_show (self, GTK_WIDGET (page));

  return page;
}

static void
test_content (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, ALL);

  g_assert_cmpuint (count_cells (page), ==, 4);
  g_assert_cmpuint (count_widgets (page, CT_TYPE_GROUP), ==, 2);
  g_assert_true (is_said (page, "Expires on 5 May 2099"));
  g_assert_true (is_said (page, "Next: Pass exam 250-441"));
  g_assert_true (is_said (page, "Next: Accept the Certification Agreement"));
  g_assert_true (is_said (page, "1/2"));

  /* What waits for the candidate comes first. */
  g_assert_true (is_said (find_widget (page, CT_TYPE_ACHIEVEMENT_CELL, 0), "Agreement missing"));
}

/* What was taken and has no result yet is under way, and there is nothing to do but wait. */
static void
test_result_to_come (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page
      = show_page (self,
                   PROGRESS ("taken", "Specialist: Taken", "certification", "Network Security",
                             "in-progress", "0", "1",
                             TREE ("pending", LEAF ("exam", "250-441", "Threat Administration",
                                                    "pending", ",\"met_by\":\"a9\""))));

  g_assert_true (is_said (page, "In progress"));
  g_assert_true (is_said (page, "0/1"));
  g_assert_true (is_said (page, "Waiting for a result"));
  g_assert_false (is_said (page, "Next:"));

  activate_row (page, "Specialist: Taken");
  wait_until (is_said (self->view, "Exam 250-441 · Result pending"));
}

static char *
say_day (int days_from_now)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days_from_now);

  return g_date_time_format_iso8601 (day);
}

/* What expires soon says what there is to do about it. */
static void
test_renewal (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    int days;
    const char *state;
    const char *words;
  } cases[] = {
    { 40, "lapsed", " · To renew it: Pass exam 250-441: Threats" },
    { 40, "pending", " · Waiting for a result" },
    { 40, "met", " · The next one begins then" },
    { 400, "lapsed", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *until = say_day (cases[i].days);
      g_autofree char *item = g_strdup_printf (
          PROGRESS ("held", "Specialist: Endpoint", "certification", "Endpoint Security", "held",
                    "1", "1",
                    ",\"valid_until\":\"%s\",\"credential_id\":\"cr1\",\"renewal\":" LEAF (
                        "exam", "250-441", "Threats", "%s", "") TREE ("met", EXAM_MET)),
          until, cases[i].state);
      CtProgressPage *page = show_page (self, item);

      if (cases[i].words != NULL)
        {
          g_assert_true (is_said (page, cases[i].words));
          g_assert_true (is_said (page, "Expires in 40 days"));
        }
      else
        g_assert_false (is_said (page, "To renew it"));

      if (i == 0)
        {
          activate_row (page, "Specialist: Endpoint");
          wait_until (is_said (self->view, "To renew it: Pass exam 250-441"));
          adw_navigation_view_pop (self->view);
        }
      adw_navigation_view_pop (self->view);
    }
}

static void
test_row_is_spoken (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, BEGUN);

  gtk_test_accessible_assert_property (find_widget (page, GTK_TYPE_LIST_BOX_ROW, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Specialist: Threats, In progress, 1 of 2 steps done, "
                                       "Next: Pass exam 250-441: Threat Administration");
}

static void
test_filter (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, ALL);
  AdwToggleGroup *filter = find_widget (page, ADW_TYPE_TOGGLE_GROUP, 0);

  adw_toggle_group_set_active_name (filter, "in-progress");
  g_assert_cmpuint (count_cells (page), ==, 2);
  adw_toggle_group_set_active_name (filter, "held");
  g_assert_cmpuint (count_cells (page), ==, 1);
  g_assert_true (is_said (page, "Specialist: Endpoint"));
  adw_toggle_group_set_active_name (filter, "not-started");
  g_assert_cmpuint (count_cells (page), ==, 1);
  g_assert_true (is_said (page, "Sales Expert"));
  adw_toggle_group_set_active_name (filter, "expired");
  g_assert_cmpuint (count_cells (page), ==, 0);
}

/* What only other people can earn stands apart and says so, also on its page. */
static void
test_partners (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (
      self, BEGUN
      "," PROGRESS ("sse", "Sales Expert", "accreditation", "Sales", "not-started", "0", "1",
                    ",\"partners_only\":true" TREE ("open", LEAF ("assessment", "SA0-101",
                                                                  "Sales Basics", "open", ""))));

  g_assert_true (is_said (page, "Only employees of partner companies can earn these."));
  g_assert_false (is_said (page, "Accreditations"));
  activate_row (page, "Sales Expert");
  wait_until (is_said (self->view, "Employees of partner companies only"));
  adw_navigation_view_pop (self->view);

  scripted_server_answer_json (
      self->server, "GET /v1/account",
      "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
      "\"is_partner\":true,\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:"
      "00Z\"}");
  page_fixture_refresh (self);
  wait_until (is_said (page, "Accreditations"));
  g_assert_false (is_said (page, "Only employees of partner companies"));
}

static void
test_search (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, ALL);
  GtkSearchBar *bar = find_widget (page, GTK_TYPE_SEARCH_BAR, 0);
  GtkButton *all;

  /* Asked for twice, it is still there. */
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.search", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "progress.search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (bar));
  type_text (bar, "sales");
  g_assert_cmpuint (count_cells (page), ==, 1);
  type_text (bar, "network sec");
  g_assert_cmpuint (count_cells (page), ==, 2);
  type_text (bar, "nothing like it");
  g_assert_cmpuint (count_cells (page), ==, 0);
  g_assert_true (is_said (page, "No Results"));

  /* The way out. */
  for (guint i = 0; (all = find_widget (page, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (all), "Show _All") == 0)
      break;
  g_assert_nonnull (all);
  g_signal_emit_by_name (all, "clicked");
  g_assert_cmpuint (count_cells (page), ==, 4);
}

static void
test_news (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, ALL);
  AdwToggleGroup *filter = find_widget (page, ADW_TYPE_TOGGLE_GROUP, 0);

  /* An exam was passed while the page is looked at. */
  adw_toggle_group_set_active_name (filter, "held");
  page_fixture_answer (self, "v1/progress",
                       HELD "," PROGRESS ("begun", "Specialist: Threats", "certification",
                                          "Network Security", "held", "2", "2",
                                          TREE ("met", EXAM_MET "," AGREEMENT_MET)));
  page_fixture_refresh (self);
  g_assert_cmpuint (count_cells (page), ==, 2);
}

static void
test_empty (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, "");

  g_assert_true (is_said (page, "Nothing to Earn Yet"));
  g_assert_null (find_shown (page, GTK_TYPE_TOGGLE_BUTTON, "Search"));
  g_assert_cmpuint (count_cells (page), ==, 0);
}

static CtAchievementPage *
open_achievement (PageFixture *self, const char *id)
{
  CtProgressPage *page = show_page (self, ALL);
  GtkWidget *detail;

  ct_page_show_item (CT_PAGE (page), id);
  detail = GTK_WIDGET (adw_navigation_view_get_visible_page (self->view));
  g_assert_true (CT_IS_ACHIEVEMENT_PAGE (detail));
  wait_until (gtk_widget_get_mapped (detail));

  return CT_ACHIEVEMENT_PAGE (detail);
}

static void
activate (CtAchievementPage *page, guint row)
{
  g_signal_emit_by_name (find_widget (page, CT_TYPE_REQUIREMENT_ROW, row), "activate");
}

static void
test_achievement (PageFixture *self, gconstpointer data)
{
  CtAchievementPage *page = open_achievement (self, "held");

  g_assert_cmpuint (count_widgets (page, CT_TYPE_REQUIREMENT_ROW), ==, 2);
  g_assert_true (is_said (page, "All of the following · 2 of 2 done"));
  g_assert_true (is_said (page, "Exam 250-428 · Done on 3 March 2026"));
  g_assert_true (is_said (page, "Agreement · Accepted on 2 January 2026"));
  g_assert_true (is_said (page, "Expires on 5 May 2099"));
  g_assert_false (is_said (page, "One Step Left: the Agreement"));

  activate (page, 0);
  g_assert_cmpstr (self->asked, ==, "win.show ('history', 'a7')");
}

/* What was not started is not said to be half done, because an agreement was accepted for something
 * else; neither in the list nor on the page. */
static void
test_agreement_is_no_start (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, PROGRESS ("agreed", "Specialist: Agreed", "certification",
                                                    "Network Security", "not-started", "1", "2",
                                                    TREE ("partial", EXAM_OPEN "," AGREEMENT_MET)));
  AdwNavigationPage *detail;

  g_assert_false (is_said (page, "1/2"));

  activate_row (page, "Specialist: Agreed");
  detail = adw_navigation_view_get_visible_page (self->view);
  g_assert_true (CT_IS_ACHIEVEMENT_PAGE (detail));
  assert_shows (detail, "Not started");
  assert_shows (detail, "All of the following");
  assert_shows (detail, "Agreement · Accepted on 2 January 2026");
  assert_hides (detail, "1 of 2 done");
  g_assert_cmpuint (count_widgets (detail, GTK_TYPE_PROGRESS_BAR), ==, 0);
}

/* A credential is called the same here as where the credentials are. */
static void
test_words_of_credentials (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page = show_page (self, HELD);
  g_autoptr (CtLook) look = ct_look_credential (NULL, CT_CREDENTIAL_STATE_ACTIVE, NULL);

  g_assert_true (is_said (find_widget (page, CT_TYPE_ACHIEVEMENT_CELL, 0), look->words));
  g_assert_true (is_said (find_widget (page, ADW_TYPE_TOGGLE_GROUP, 0), look->words));
  g_assert_false (is_said (page, "Held"));
}

static void
test_agreement_missing (PageFixture *self, gconstpointer data)
{
  CtAchievementPage *page = open_achievement (self, "waiting");

  g_assert_true (is_said (page, "One Step Left: the Agreement"));

  activate (page, 1);
  g_assert_true (
      CT_IS_AGREEMENT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (self->window))));
}

static void
test_achievement_news (PageFixture *self, gconstpointer data)
{
  CtAchievementPage *page = open_achievement (self, "begun");

  g_assert_true (is_said (page, "Exam 250-441 · To do · A pass counts for 24 months"));

  page_fixture_answer (self, "v1/progress",
                       HELD "," PROGRESS ("begun", "Specialist: Threats", "certification",
                                          "Network Security", "held", "2", "2",
                                          TREE ("met", EXAM_MET "," AGREEMENT_MET)));
  page_fixture_refresh (self);
  g_assert_true (is_said (page, "Exam 250-428 · Done on 3 March 2026"));
  g_assert_false (is_said (page, "To do"));
}

#define CHOICE \
  "{\"kind\":\"n-of\",\"needed\":2,\"title\":\"Two exams\",\"state\":\"partial\"," \
  "\"retired\":false,\"requirements\":[" EXAM_MET "," \
  "{\"kind\":\"exam\",\"ref\":\"250-430\",\"title\":\"Old\",\"state\":\"open\",\"retired\":true}," \
  "{\"kind\":\"any-of\",\"state\":\"lapsed\",\"retired\":false,\"requirements\":[" \
  "{\"kind\":\"exam\",\"ref\":\"250-445\",\"title\":\"Deep\",\"state\":\"lapsed\"," \
  "\"retired\":false,\"valid_until\":\"2025-06-07T12:00:00Z\",\"met_by\":\"a1\"}]}]}"

static void
test_nested (PageFixture *self, gconstpointer data)
{
  CtProgressPage *page;
  AdwNavigationPage *detail;

  page_fixture_answer (self, "v1/exams",
                       "{\"id\":\"250-430\",\"title\":\"Old\",\"kind\":\"exam\","
                       "\"replaced_by\":\"250-556\"}");
  page = show_page (self, PROGRESS ("n", "Professional", "certification", "F", "in-progress", "1",
                                    "2", ",\"requirement\":" CHOICE));
  ct_page_show_item (CT_PAGE (page), "n");
  detail = adw_navigation_view_get_visible_page (self->view);

  g_assert_cmpuint (count_widgets (detail, CT_TYPE_REQUIREMENT_ROW), ==, 5);
  g_assert_true (is_said (detail, "Two exams"));
  g_assert_true (is_said (detail, "2 of the following 3 · Partly done"));
  g_assert_true (is_said (detail, "Exam 250-430 · To do · Retired, replaced by 250-556"));
  g_assert_true (is_said (detail, "Any one of the following"));
  g_assert_true (is_said (detail, "Exam 250-445 · Lapsed on 7 June 2025"));
}

static void
test_finalised (PageFixture *self, gconstpointer data)
{
  CtAchievementPage *detail = open_achievement (self, "held");
  AdwNavigationPage *page
      = adw_navigation_view_get_previous_page (self->view, ADW_NAVIGATION_PAGE (detail));

  g_object_ref (detail);
  adw_navigation_view_pop (self->view);
  assert_finalized (detail);

  g_object_ref (page);
  adw_navigation_view_replace (self->view, NULL, 0);
  assert_finalized (page);
}

#define add(path, function) \
  g_test_add (path, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  add ("/progress-page/content", test_content);
  add ("/progress-page/result-to-come", test_result_to_come);
  add ("/progress-page/renewal", test_renewal);
  add ("/progress-page/row-is-spoken", test_row_is_spoken);
  add ("/progress-page/filter", test_filter);
  add ("/progress-page/partners", test_partners);
  add ("/progress-page/search", test_search);
  add ("/progress-page/news", test_news);
  add ("/progress-page/empty", test_empty);
  add ("/progress-page/achievement", test_achievement);
  add ("/progress-page/agreement-is-no-start", test_agreement_is_no_start);
  add ("/progress-page/words-of-credentials", test_words_of_credentials);
  add ("/progress-page/agreement-missing", test_agreement_missing);
  add ("/progress-page/achievement-news", test_achievement_news);
  add ("/progress-page/nested", test_nested);
  add ("/progress-page/finalised", test_finalised);

  return page_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a candidate stands, at a glance: what is held, what expires, what is nearly done. */

#include "../client/signed-in.h"
#include "page-fixture.h"
#include "pages/ct-achievement-cell.h"
#include "pages/ct-overview-page.h"
#include "support/waiting.h"
#include "widgets/ct-cells.h"

#define PROGRESS(id, state, fraction, rest) \
  "{\"id\":\"" id "\",\"title\":\"Specialist " id \
  "\",\"kind\":\"certification\",\"state\":\"" state "\",\"fraction\":" fraction \
  ",\"done\":1,\"total\":2,\"requirement\":{\"kind\":\"exam\"," \
  "\"ref\":\"250-428\",\"title\":\"Endpoint\",\"state\":\"open\"}" rest "}"
#define UNTOUCHED PROGRESS ("p1", "not-started", "0", "")
#define BEGUN PROGRESS ("p2", "in-progress", "0.2", "")
#define FURTHER PROGRESS ("p3", "waiting", "0.8", "")
#define HELD PROGRESS ("p4", "held", "1", "")
#define GONE PROGRESS ("p5", "in-progress", "0.9", ",\"retired\":true")

#define CREDENTIAL(id, state, rest) \
  "{\"id\":\"" id "\",\"number\":\"1\",\"achievement_id\":\"x\",\"title\":\"Credential " id \
  "\",\"kind\":\"certification\",\"name\":\"J\",\"state\":\"" state \
  "\",\"issued_at\":\"2025-01-01T00:00:00Z\",\"verification_code\":\"V\"" rest "}"

#define ATTEMPT(id, result) \
  "{\"id\":\"" id "\",\"exam_code\":\"250-428\",\"exam_title\":\"Exam " id "\",\"kind\":\"exam\"," \
  "\"taken_at\":\"2026-01-01T00:00:00Z\",\"result\":\"" result "\"}"

static char *
expiring_in (const char *id, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);
  g_autofree char *text = g_date_time_format (then, "%FT%TZ");

  return g_strdup_printf (CREDENTIAL ("%s", "active", ",\"expires_at\":\"%s\""), id, id, text);
}

static GtkWidget *
show_overview (PageFixture *self)
{
  GtkWidget *page;

  page_fixture_refresh (self);
  page = g_object_new (CT_TYPE_OVERVIEW_PAGE, "client", self->client, NULL);
  page_fixture_show (self, page);
  return page;
}

static void
test_new (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/progress", UNTOUCHED);
  page = show_overview (self);

  assert_shows (page, "Welcome, Jane Doe");
  assert_shows (page, "Choose What to Earn");
  assert_hides (page, "Latest Results");
  assert_usable (page);
  activate_row (page, "Choose What to Earn");
  g_assert_cmpstr (self->asked, ==, "win.page 'progress'");
  activate_row (page, "Read the First Questions");
  g_assert_cmpstr (self->asked, ==, "win.program ");
}

static void
test_standing (PageFixture *self, gconstpointer data)
{
  g_autofree char *later = expiring_in ("c1", 80);
  g_autofree char *sooner = expiring_in ("c2", 10);
  g_autofree char *far = expiring_in ("c3", 400);
  g_autofree char *credentials
      = g_strjoin (",", later, sooner, far, CREDENTIAL ("c4", "expired", ""), NULL);
  GtkWidget *page;

  page_fixture_answer (self, "v1/progress", UNTOUCHED "," BEGUN "," FURTHER "," HELD "," GONE);
  page_fixture_answer (self, "v1/credentials", credentials);
  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "pending") "," ATTEMPT ("a2", "passed"));
  page = show_overview (self);

  assert_shows (page, "Hello, Jane Doe");
  assert_shows (page, "You hold 3 credentials. 2 of them expire soon. 1 result is on its way.");
  assert_usable (page);

  /* What is held is listed once, and what expires first comes first. */
  g_assert_cmpuint (count_widgets (page, CT_TYPE_CREDENTIAL_CELL), ==, 3);
  g_assert_true (is_said (find_widget (page, CT_TYPE_CREDENTIAL_CELL, 0), "Credential c2"));
  g_assert_true (is_said (find_widget (page, CT_TYPE_CREDENTIAL_CELL, 0), "Expires in 10 days"));
  g_assert_true (is_said (find_widget (page, CT_TYPE_CREDENTIAL_CELL, 1), "Credential c1"));
  g_assert_cmpuint (count_widgets (page, CT_TYPE_ACHIEVEMENT_CELL), ==, 2);
  g_assert_true (is_said (find_widget (page, CT_TYPE_ACHIEVEMENT_CELL, 0), "Specialist p3"));
  g_assert_cmpuint (count_widgets (page, CT_TYPE_ATTEMPT_CELL), ==, 2);

  activate_row (page, "Credential c2");
  g_assert_cmpstr (self->asked, ==, "win.show ('credentials', 'c2')");
  activate_row (page, "Specialist p3");
  g_assert_cmpstr (self->asked, ==, "win.show ('progress', 'p3')");
  activate_row (page, "Exam a1");
  g_assert_cmpstr (self->asked, ==, "win.show ('history', 'a1')");

  /* What stands beside its heading is short for the eye and whole for the ear. */
  click (page, "All");
  g_assert_cmpstr (self->asked, ==, "win.page 'progress'");
  gtk_test_accessible_assert_property (find_shown (page, GTK_TYPE_BUTTON, "All"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "All Progress");
}

#define TREE(id, state, done, total, requirement, rest) \
  "{\"id\":\"" id "\",\"title\":\"Specialist " id \
  "\",\"kind\":\"certification\",\"state\":\"" state "\",\"fraction\":0.5,\"done\":" done \
  ",\"total\":" total ",\"requirement\":" requirement rest "}"
#define LEAF(kind, ref, rest) \
  "{\"kind\":\"" kind "\",\"ref\":\"" ref "\",\"title\":\"" ref "\",\"state\":\"open\"" rest "}"

/* What lacks least comes first, and nothing that this candidate cannot earn, not even by way of
 * something else. */
static void
test_reach (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (
      self, "v1/progress",
      TREE ("two-missing", "in-progress", "3", "5", LEAF ("exam", "E", ""), "") "," TREE (
          "one-missing", "in-progress", "1", "2", LEAF ("exam", "E", ""),
          "") "," TREE ("partners", "in-progress", "9", "10", LEAF ("assessment", "S", ""),
                        ",\"partners_only\":true") "," TREE ("by-partners", "in-progress", "9",
                                                             "10",
                                                             LEAF ("achievement", "partners", ""),
                                                             "") "," TREE ("closed", "in-progress",
                                                                           "9", "10",
                                                                           LEAF (
                                                                               "exam", "R",
                                                                               ",\"retired\":true"),
                                                                           ""));
  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "failed"));
  page = show_overview (self);

  g_assert_cmpuint (count_widgets (page, CT_TYPE_ACHIEVEMENT_CELL), ==, 2);
  g_assert_true (is_said (find_widget (page, CT_TYPE_ACHIEVEMENT_CELL, 0), "one-missing"));
  g_assert_true (is_said (find_widget (page, CT_TYPE_ACHIEVEMENT_CELL, 1), "two-missing"));

  /* Who works for a partner can. */
  scripted_server_answer_json (
      self->server, "GET /v1/account",
      "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
      "\"is_partner\":true,\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:"
      "00Z\"}");
  page_fixture_refresh (self);
  wait_until (count_widgets (page, CT_TYPE_ACHIEVEMENT_CELL) == 3);
}

/* Nothing is announced that there is nothing of. */
static void
test_little (PageFixture *self, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_answer (self, "v1/progress", UNTOUCHED);
  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "failed"));
  page = show_overview (self);

  assert_shows (page, "You hold no credential at the moment.");
  assert_shows (page, "Latest Results");
  assert_hides (page, "Nearly Done");
  assert_hides (page, "What You Hold");
}

/* That they could not be loaded is not that there are none. */
static void
test_failed (PageFixture *self, gconstpointer data)
{
  CtSession *session = ct_client_get_session (self->client);
  GtkWidget *page;

  sign_out_of (session);
  page_fixture_answer (self, "v1/progress", UNTOUCHED);
  scripted_server_answer (self->server, "GET /v1/credentials?limit=500", 500, "text/plain",
                          "broken");
  sign_in_at (session, self->server);
  page = show_overview (self);

  assert_shows (page, "Your credentials could not be loaded.");
  assert_hides (page, "You hold no credential");
}

/* What has changed moves to where it belongs, and the words with it. */
static void
test_news (PageFixture *self, gconstpointer data)
{
  g_autofree char *soon = expiring_in ("c1", 10);
  GtkWidget *page;

  page_fixture_answer (self, "v1/progress", BEGUN);
  page_fixture_answer (self, "v1/credentials", soon);
  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "pending"));
  page = show_overview (self);
  assert_shows (page, "Nearly Done");

  page_fixture_answer (self, "v1/progress", PROGRESS ("p2", "held", "1", ""));
  page_fixture_answer (self, "v1/credentials", CREDENTIAL ("c1", "revoked", ""));
  page_fixture_answer (self, "v1/attempts", ATTEMPT ("a1", "passed"));
  page_fixture_refresh (self);
  assert_shows (page, "You hold no credential at the moment.");
  assert_hides (page, "on its way");
  assert_hides (page, "Nearly Done");
  assert_shows (page, "Passed");
}

/* Each of the sample's candidates, at the real service. */
static void
test_real (void)
{
  static const struct
  {
    const char *user_name;
    const char *words;
  } candidates[] = {
    { "zofia", "Hello, Zofia" },
    { "tomas", "Welcome, Tom" },
    { "teodora", "Hello, " },
    { "abdulrahman", "Hello, " },
  };
  g_autoptr (CtDemo) service = start_service ();

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      CtClient *client = sign_in_candidate (service, candidates[i].user_name);
      GtkWidget *page = g_object_new (CT_TYPE_OVERVIEW_PAGE, "client", client, NULL);
      GtkWindow *window = present_page (page);

      assert_shows (page, candidates[i].words);
      assert_usable (page);
      close_page (window);
      sign_out_candidate (client);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (PageFixture *self, gconstpointer data);
  } tests[] = {
    { "new", test_new },       { "standing", test_standing }, { "little", test_little },
    { "failed", test_failed }, { "news", test_news },         { "reach", test_reach },
  };

  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/overview-page/", tests[i].name, NULL);

      g_test_add (path, PageFixture, NULL, page_fixture_set_up, tests[i].test,
                  page_fixture_tear_down);
    }
  g_test_add_func ("/overview-page/real", test_real);

  return page_test_run ();
}

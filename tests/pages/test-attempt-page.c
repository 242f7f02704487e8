/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A score report: each result says what it means, and only what there is is shown. */

#include <json-glib/json-glib.h>

#include "pages/ct-attempt-page.h"
#include "support/page-window.h"
#include "support/waiting.h"

#define ATTEMPT(more) \
  "{\"id\":\"a\",\"exam_code\":\"250-428\",\"exam_title\":\"Title & <More>\",\"kind\":\"exam\"," \
  "\"taken_at\":\"2026-03-03T10:00:00Z\"," more "}"

#define PENDING ATTEMPT ("\"result\":\"pending\",\"expected_by\":\"2199-03-03T10:00:00Z\"")

#define MAX_WORDS 12

static const struct
{
  const char *name;
  const char *json;
  const char *shown[MAX_WORDS];
  const char *hidden[MAX_WORDS];
} cases[] = {
  { "passed",
    ATTEMPT ("\"result\":\"passed\",\"score\":83.5,\"passing_score\":70,\"number\":2,"
             "\"place\":\"Berlin\",\"minutes_used\":86,\"language\":\"de\","
             "\"registration_id\":\"314\",\"sections\":["
             "{\"title\":\"First\",\"score\":92,\"questions\":12},"
             "{\"title\":\"Second\",\"score\":0,\"questions\":1}]"),
    { "Passed", "Title & <More>", "83.5%", "Passing score", "You reached", "First", "12 questions",
      "1 question", "1 hour 26 minutes", "German", "No. 2", "314" },
    { "Not passed" } },
  { "failed",
    ATTEMPT ("\"result\":\"failed\",\"score\":58,\"passing_score\":70"),
    { "Not passed", "58%", "did not reach" },
    { "sections", "By Section", "Place", "Time Used", "Language", "Registration Number" } },
  { "failed-in-sections",
    ATTEMPT ("\"result\":\"failed\",\"score\":58,\"passing_score\":70,\"sections\":["
             "{\"title\":\"First\",\"score\":92,\"questions\":12}]"),
    { "The sections below show", "By Section" },
    { NULL } },
  { "score-without-passing-score",
    ATTEMPT ("\"result\":\"passed\",\"score\":58"),
    { "58%" },
    { "Passing score" } },
  { "pending", PENDING, { "Result pending", "Result usually within" }, { "Your score" } },
  { "pending-late",
    ATTEMPT ("\"result\":\"pending\",\"expected_by\":\"2020-03-03T10:00:00Z\""),
    { "Result pending", "Result was expected by 3 March 2020", "Program Support Team" },
    { "Your score" } },
  { "pending-unknown", ATTEMPT ("\"result\":\"pending\""), { "has not arrived yet" }, { "%" } },
  { "no-show", ATTEMPT ("\"result\":\"no-show\""), { "No show", "you did not come" }, { "%" } },
  { "revoked",
    ATTEMPT ("\"result\":\"revoked\",\"score\":90,\"passing_score\":70"),
    { "Revoked", "was taken back", "90%" },
    { "Passed" } },
};

static CtAttempt *
read_attempt (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);
  CtAttempt *attempt;

  g_assert_no_error (error);
  attempt = ct_resource_from_json (CT_TYPE_ATTEMPT, node, &error);
  g_assert_no_error (error);
  return attempt;
}

static void
test_face (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CtClient) client = ct_client_new (NULL);
  CtAttempt *attempt = read_attempt (cases[i].json);
  GtkWidget *page = GTK_WIDGET (ct_attempt_page_new (client, attempt));
  GtkWindow *window = present_page (page);

  for (guint j = 0; j < MAX_WORDS && cases[i].shown[j]; j++)
    assert_shows (page, cases[i].shown[j]);
  for (guint j = 0; j < MAX_WORDS && cases[i].hidden[j]; j++)
    assert_hides (page, cases[i].hidden[j]);
  assert_usable (page);

  close_page (window);
  assert_finalized (attempt);
}

/* A result that arrives while one looks at it is shown at once. */
static void
test_arrival (void)
{
  g_autoptr (CtClient) client = ct_client_new (NULL);
  CtAttempt *attempt = read_attempt (PENDING);
  g_autoptr (CtAttempt) news = read_attempt (cases[0].json);
  GtkWidget *page = GTK_WIDGET (ct_attempt_page_new (client, attempt));
  GtkWindow *window = present_page (page);

  assert_shows (page, "Result pending");
  ct_resource_assign (CT_RESOURCE (attempt), CT_RESOURCE (news));
  assert_shows (page, "Passed");
  assert_shows (page, "83.5%");
  assert_shows (page, "First");
  assert_hides (page, "Result pending");

  close_page (window);
  assert_finalized (attempt);
}

/* What has a result has a report to save and to print. */
static void
test_report (void)
{
  static const char *const results[] = { "passed", "failed", "pending", "no-show", "revoked" };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (CtClient) client = ct_client_new (NULL);
      g_autofree char *result = g_strdup_printf ("\"result\":\"%s\"", results[i]);
      g_autofree char *json
          = g_strconcat ("{\"id\":\"a\",\"exam_code\":\"1\",\"exam_title\":\"T\",\"kind\":\"exam\","
                         "\"taken_at\":\"2026-03-03T10:00:00Z\",",
                         result, "}", NULL);
      g_autoptr (CtAttempt) attempt = read_attempt (json);
      GtkWidget *page = GTK_WIDGET (ct_attempt_page_new (client, attempt));
      GtkWindow *window = present_page (page);
      gboolean found = FALSE;
      GtkWidget *button;

      for (guint j = 0; (button = find_widget (page, GTK_TYPE_BUTTON, j)); j++)
        found |= g_strcmp0 (gtk_widget_get_tooltip_text (button), "Save or Print…") == 0;
      g_assert_cmpint (found, ==, i < 2);
      close_page (window);
    }
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/attempt/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_face);
    }
  g_test_add_func ("/attempt/arrival", test_arrival);
  g_test_add_func ("/attempt/report", test_report);

  return page_test_run ();
}

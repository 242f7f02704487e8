/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What to do next: the nearest way, never through what is done or cannot be taken any more. */

#include <json-glib/json-glib.h>

#include "support/page-window.h"
#include "widgets/ct-next-step.h"

#define EXAM(ref, state) \
  "{\"kind\":\"exam\",\"ref\":\"" ref "\",\"title\":\"T\",\"state\":\"" state "\"}"
#define NODE(kind, state, children) \
  "{\"kind\":\"" kind "\",\"state\":\"" state "\",\"requirements\":[" children "]}"

static const struct
{
  const char *name;
  const char *tree;
  const char *words;
} cases[] = {
  { "leaf", EXAM ("A", "open"), "Pass exam A: T" },
  { "done", EXAM ("A", "met"), "" },
  { "lapsed", EXAM ("A", "lapsed"), "Pass exam A: T" },
  { "first-of-all",
    NODE ("all-of", "partial", EXAM ("A", "met") "," EXAM ("B", "open") "," EXAM ("C", "open")),
    "Pass exam B: T" },
  { "any-is-enough", NODE ("any-of", "met", EXAM ("A", "open") "," EXAM ("B", "met")), "" },
  { "deep",
    NODE ("all-of",
          "open",
          NODE ("any-of", "met", EXAM ("A", "met")) "," NODE ("n-of", "open", EXAM ("B", "open"))),
    "Pass exam B: T" },
  { "nearest-choice",
    NODE ("any-of",
          "partial",
          "{\"kind\":\"all-of\",\"state\":\"open\",\"fraction\":0,\"requirements\":[" EXAM (
              "A",
              "open") "]},"
                      "{\"kind\":\"all-of\",\"state\":\"partial\",\"fraction\":0.5,"
                      "\"requirements\":[" EXAM ("B", "met") "," EXAM ("C", "open") "]}"),
    "Pass exam C: T" },
  { "not-the-retired",
    NODE ("any-of",
          "open",
          "{\"kind\":\"exam\",\"ref\":\"A\",\"title\":\"T\",\"state\":\"open\",\"retired\":true}"
          "," EXAM ("B", "open")),
    "Pass exam B: T" },
  { "nothing-left-to-take",
    NODE ("all-of",
          "open",
          "{\"kind\":\"exam\",\"ref\":\"A\",\"title\":\"T\",\"state\":\"open\",\"retired\":true}"),
    "" },
  { "result-to-come", EXAM ("A", "pending"), "" },
  { "beside-a-result-to-come",
    NODE ("all-of", "pending", EXAM ("A", "pending") "," EXAM ("B", "open")), "Pass exam B: T" },
  { "no-choice-beside-a-result-to-come",
    NODE ("any-of", "pending", EXAM ("A", "open") "," EXAM ("B", "pending")), "" },
  { "no-choice-beside-results-that-may-be-enough",
    NODE ("any-of",
          "partial",
          NODE ("all-of",
                "partial",
                EXAM ("A", "met") "," EXAM ("B", "pending")) "," EXAM ("C", "open")),
    "" },
  { "a-choice-beside-results-that-are-not-enough",
    NODE ("any-of",
          "partial",
          NODE ("all-of",
                "partial",
                "{\"kind\":\"exam\",\"ref\":\"A\",\"state\":\"open\",\"retired\":true}," EXAM (
                    "B",
                    "pending")) "," EXAM ("C", "open")),
    "Pass exam C: T" },
  { "empty", NODE ("all-of", "open", ""), "" },
  { "agreement", "{\"kind\":\"agreement\",\"ref\":\"x\",\"title\":\"Agreement\"}",
    "Accept the Agreement" },
  { "achievement", "{\"kind\":\"achievement\",\"ref\":\"x\",\"title\":\"SSE\"}", "Earn SSE" },
  { "assessment", "{\"kind\":\"assessment\",\"ref\":\"S\"}", "Pass assessment S: S" },
};

static void
test_next_step (gconstpointer data)
{
  const char *const *strings = data;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CtRequirement) requirement = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  node = json_from_string (strings[1], &error);
  g_assert_no_error (error);
  requirement = ct_resource_from_json (CT_TYPE_REQUIREMENT, node, &error);
  g_assert_no_error (error);
  words = ct_next_step_describe (NULL, requirement);
  g_assert_cmpstr (words, ==, strings[2]);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/next-step/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_next_step);
    }

  return page_test_run ();
}

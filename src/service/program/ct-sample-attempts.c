/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-sample-attempts.h"

#include <math.h>
#include <string.h>

#include "model/ct-attempt.h"
#include "model/ct-periods.h"
#include "model/ct-time.h"
#include "service/program/ct-sample-json.h"

/* An attempt is completed as JSON, until it is as in the API; so what is wrong with the rest of
 * it is found by what reads that. */

typedef struct
{
  JsonObject *questions;
  CtCatalog *catalog;
  CtAccount *account;
  GDateTime *now;
} CtHistory;

/* The score report, from the right answers in each section. */
static gboolean
add_report (const CtHistory *self,
            JsonObject *attempt,
            CtExam *exam,
            JsonArray *right,
            GError **error)
{
  JsonArray *questions
      = ct_sample_get_array (self->questions, ct_resource_get_id (CT_RESOURCE (exam)));
  guint n = exam->sections != NULL ? g_strv_length (exam->sections) : 0;
  g_autoptr (JsonArray) sections = json_array_new ();
  gint64 n_questions = 0;
  gint64 n_right = 0;

  if (questions == NULL || json_array_get_length (questions) != n
      || json_array_get_length (right) != n || n == 0)
    return ct_sample_refuse (error, "/right: a number for each section was expected");

  for (guint i = 0; i < n; i++)
    {
      JsonObject *section = json_object_new ();
      int asked = ct_sample_get_integer (questions, i);
      int answered = ct_sample_get_integer (right, i);

      json_array_add_object_element (sections, section);
      if (asked < 1 || answered < 0 || answered > asked)
        return ct_sample_refuse (error, "/right: there are not so many questions");

      json_object_set_string_member (section, "title", exam->sections[i]);
      json_object_set_double_member (section, "score", round (100.0 * answered / asked));
      json_object_set_int_member (section, "questions", asked);
      n_questions += asked;
      n_right += answered;
    }

  double score = round (100.0 * n_right / n_questions);
  json_object_set_double_member (attempt, "score", score);
  json_object_set_string_member (attempt, "result",
                                 score >= exam->passing_score ? "passed" : "failed");
  json_object_set_array_member (attempt, "sections", g_steal_pointer (&sections));
  return TRUE;
}

static int
get_number (CtExam *exam, GPtrArray *earlier)
{
  int number = 1;

  for (guint i = 0; i < earlier->len; i++)
    {
      CtAttempt *attempt = earlier->pdata[i];
      number += g_str_equal (attempt->exam_code, ct_resource_get_id (CT_RESOURCE (exam)));
    }
  return number;
}

/* What follows from the program, and from where in the history it is. */
static void
add_circumstances (const CtHistory *self, JsonObject *attempt, CtExam *exam, GPtrArray *earlier)
{
  guint nth = earlier->len + 1;
  g_autofree char *id
      = g_strdup_printf ("%s-%u", ct_resource_get_id (CT_RESOURCE (self->account)), nth);

  json_object_set_string_member (attempt, "id", id);
  json_object_set_string_member (attempt, "exam_title", exam->title);
  json_object_set_string_member (attempt, "kind",
                                 exam->kind == CT_EXAM_KIND_EXAM ? "exam" : "assessment");
  json_object_set_double_member (attempt, "passing_score", exam->passing_score);
  json_object_set_int_member (attempt, "number", get_number (exam, earlier));

  if (exam->kind == CT_EXAM_KIND_EXAM)
    {
      const char *digits = strpbrk (self->account->candidate_id, "0123456789");
      g_autofree char *registration = g_strdup_printf ("%s%03u", digits != NULL ? digits : "", nth);

      json_object_set_string_member (attempt, "registration_id", registration);
    }
}

static CtAttempt *
read_attempt (const CtHistory *self, JsonNode *node, GPtrArray *earlier, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ct_resource_from_json (CT_TYPE_ATTEMPT, node, error);

  JsonObject *object = json_node_get_object (node);
  CtExam *exam = ct_catalog_get_exam (self->catalog, ct_sample_get_string (object, "exam_code"));
  JsonArray *right = ct_sample_get_array (object, "right");
  g_autoptr (GDateTime) taken_at = ct_sample_resolve_time (object, "taken_at", self->now, error);

  if (taken_at == NULL)
    return NULL;
  if (exam == NULL)
    {
      ct_sample_refuse (error, "/exam_code: there is no such exam or assessment");
      return NULL;
    }
  if (right != NULL && !add_report (self, object, exam, right, error))
    return NULL;

  add_circumstances (self, object, exam, earlier);
  if (g_strcmp0 (ct_sample_get_string (object, "result"), "pending") == 0)
    {
      g_autoptr (GDateTime) expected_by = g_date_time_add_days (taken_at, CT_PERIOD_RESULT);
      g_autofree char *text = ct_time_format (expected_by);

      json_object_set_string_member (object, "expected_by", text);
    }

  return ct_resource_from_json (CT_TYPE_ATTEMPT, node, error);
}

GPtrArray *
ct_sample_attempts_read (JsonArray *array,
                         JsonObject *questions,
                         CtCatalog *catalog,
                         CtAccount *account,
                         GDateTime *now,
                         GError **error)
{
  const CtHistory history = { questions, catalog, account, now };
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      CtAttempt *attempt
          = read_attempt (&history, json_array_get_element (array, i), attempts, error);

      if (attempt == NULL)
        {
          g_prefix_error (error, "/attempts/%u", i);
          return NULL;
        }
      g_ptr_array_add (attempts, attempt);
    }

  return g_steal_pointer (&attempts);
}

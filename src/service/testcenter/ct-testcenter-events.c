/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "model/ct-json.h"
#include "model/ct-time.h"
#include "service/testcenter/ct-testcenter.h"

/* The scores of the sections lie this far around the score, in percent. */
#define SPREAD 8

/* Begins an event with what each of them has. */
static JsonBuilder *
begin (const char *type,
       const char *candidate_id,
       const char *authorization_id,
       const char *registration_id)
{
  JsonBuilder *builder = json_builder_new ();
  g_autofree char *id = g_uuid_string_random ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "eventID");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "eventType");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, "clientCandidateID");
  json_builder_add_string_value (builder, candidate_id);
  json_builder_set_member_name (builder, "registrationID");
  json_builder_add_string_value (builder, registration_id);
  json_builder_set_member_name (builder, "authorization");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "clientAuthorizationID");
  json_builder_add_string_value (builder, authorization_id);
  json_builder_end_object (builder);
  return builder;
}

static GBytes *
end (JsonBuilder *builder)
{
  json_builder_end_object (builder);

  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  return ct_json_to_bytes (node);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, number);
}

GBytes *
ct_testcenter_make_appointment_event (const char *candidate_id,
                                      const char *authorization_id,
                                      const char *registration_id,
                                      const CtVueSeat *seat)
{
  g_autoptr (JsonBuilder) builder
      = begin (seat != NULL ? "APPOINTMENT_MODIFIED" : "APPOINTMENT_CANCELLED", candidate_id,
               authorization_id, registration_id);

  if (seat == NULL)
    return end (builder);

  g_autofree char *starts_at = ct_time_format (seat->starts_at);
  json_builder_set_member_name (builder, "appointment");
  json_builder_begin_object (builder);
  add_text (builder, "startDateTime", starts_at);
  add_text (builder, "timeZone", seat->time_zone);
  add_number (builder, "minutes", seat->minutes);
  add_text (builder, "deliveryMode",
            seat->mode == CT_APPOINTMENT_MODE_ONLINE ? "ONLINE" : "TEST_CENTER");
  json_builder_set_member_name (builder, "testCenter");
  json_builder_begin_object (builder);
  add_text (builder, "name", seat->place);
  add_text (builder, "address", seat->address);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return end (builder);
}

/* Whole percents for each section, of which @score is the mean. */
static void
add_sections (JsonBuilder *builder, char **titles, int score)
{
  guint n = g_strv_length (titles);
  int left = score * (int) n;

  json_builder_set_member_name (builder, "sections");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "section");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      int rest = (int) (n - i);
      int drawn = left / rest - SPREAD + (int) randombytes_uniform (2 * SPREAD + 1);
      int here
          = rest == 1 ? left : CLAMP (drawn, MAX (0, left - (rest - 1) * 100), MIN (100, left));

      left -= here;
      json_builder_begin_object (builder);
      add_text (builder, "name", titles[i]);
      add_number (builder, "score", here);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_outcome (JsonBuilder *builder, CtExam *exam, CtResult result)
{
  int passing = exam->passing_score > 0 ? (int) exam->passing_score : 70;
  int score = result == CT_RESULT_PASSED
                  ? passing + (int) randombytes_uniform (101 - passing)
                  : passing - 1 - (int) randombytes_uniform (MAX (passing / 3, 1));

  add_text (builder, "grade", result == CT_RESULT_PASSED ? "pass" : "fail");
  add_number (builder, "score", score);
  add_number (builder, "passingScore", passing);
  if (exam->sections != NULL && exam->sections[0] != NULL)
    add_sections (builder, exam->sections, score);
}

GBytes *
ct_testcenter_make_result_event (const char *candidate_id,
                                 const char *authorization_id,
                                 const char *registration_id,
                                 CtExam *exam,
                                 CtResult result,
                                 GDateTime *now)
{
  g_autoptr (JsonBuilder) builder
      = begin ("RESULT_AVAILABLE", candidate_id, authorization_id, registration_id);
  g_autofree char *time = ct_time_format (now);

  json_builder_set_member_name (builder, "exams");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "exam");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_text (builder, "examSeriesCode", ct_resource_get_id (CT_RESOURCE (exam)));
  add_text (builder, "examDate", time);
  if (result != CT_RESULT_NO_SHOW && exam->minutes > 0)
    add_number (builder, "timeUsed", exam->minutes * 3 / 4);
  json_builder_set_member_name (builder, "examResult");
  json_builder_begin_object (builder);
  if (result == CT_RESULT_NO_SHOW)
    add_text (builder, "noShow", "true");
  else
    add_outcome (builder, exam, result);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return end (builder);
}

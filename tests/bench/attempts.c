/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attempts.h"

#define N_EXAMS 16
#define N_SECTIONS 4

GBytes *
attempts_new (guint n)
{
  GString *text = g_string_new ("{\"items\":[");
  g_autoptr (GDateTime) newest = g_date_time_new_utc (2026, 6, 30, 12, 0, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_minutes (newest, -7 * (int) i);
      g_autofree char *taken_at = g_date_time_format_iso8601 (time);
      guint exam = i * 7 % N_EXAMS;
      guint score = 40 + i * 31 % 60;

      g_string_append_printf (
          text,
          "%s{\"id\":\"%08x\",\"exam_code\":\"250-%u\",\"exam_title\":\"Administration of the "
          "Product Suite %u\",\"kind\":\"%s\",\"taken_at\":\"%s\",\"result\":\"%s\","
          "\"score\":%u,\"passing_score\":70,\"number\":%u,\"registration_id\":\"3%07u\","
          "\"place\":\"Test Center %u\",\"minutes_used\":%u,\"language\":\"en\",\"sections\":[",
          i > 0 ? "," : "", i, 400 + exam, exam, exam % 4 == 0 ? "assessment" : "exam", taken_at,
          score >= 70 ? "passed" : "failed", score, 1 + i % 3, i, i % 90, 45 + i % 45);
      for (guint section = 0; section < N_SECTIONS; section++)
        g_string_append_printf (text, "%s{\"title\":\"Section %u\",\"score\":%u,\"questions\":%u}",
                                section > 0 ? "," : "", section + 1, 40 + (i + section) % 60,
                                10 + section);
      g_string_append (text, "]}");
    }

  g_string_append (text, "],\"next_cursor\":null}");
  return g_string_free_to_bytes (text);
}

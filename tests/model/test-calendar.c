/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-calendar.h"
#include "model/ct-country.h"
#include "model/ct-time.h"

#include <string.h>

static CtAppointment *
new_appointment (CtAppointmentState state, const char *place)
{
  g_autoptr (GDateTime) starts_at = ct_time_parse ("2026-04-20T09:00:00+02:00");
  g_autoptr (GDateTime) changed_at = ct_time_parse ("2026-04-01T00:00:00Z");

  return g_object_new (CT_TYPE_APPOINTMENT, "id", "vue-1", "starts-at", starts_at, "time-zone",
                       "Europe/Stockholm", "minutes", 90, "state", state, "place", place, "address",
                       place != NULL ? "1 Sample Street; Gothenburg" : NULL, "changed-at",
                       changed_at, NULL);
}

/* What calendars take in: the instant in UTC, texts escaped, lines folded between letters. */
static void
test_file (void)
{
  g_autoptr (CtAppointment) appointment
      = new_appointment (CT_APPOINTMENT_STATE_RESCHEDULED, "Test Center");
  g_autofree char *file = ct_calendar_from_appointment (
      appointment, "Exam 250-428, Endpoint",
      "Bring two forms of identification.\nÅ Å Å Å Å Å Å Å Å Å Å Å Å Å Å Å Å Å Å Å\x07");

  g_assert_cmpstr (file, ==,
                   "BEGIN:VCALENDAR\r\n"
                   "VERSION:2.0\r\n"
                   "PRODID:-//CertTracker//EN\r\n"
                   "METHOD:PUBLISH\r\n"
                   "BEGIN:VEVENT\r\n"
                   "UID:vue-1@certtracker\r\n"
                   "SEQUENCE:29583360\r\n"
                   "DTSTAMP:20260401T000000Z\r\n"
                   "DTSTART:20260420T070000Z\r\n"
                   "DTEND:20260420T083000Z\r\n"
                   "SUMMARY:Exam 250-428\\, Endpoint\r\n"
                   "LOCATION:Test Center\\n1 Sample Street\\; Gothenburg\r\n"
                   "DESCRIPTION:Bring two forms of identification.\\nÅ Å Å Å Å Å Å Å Å \r\n"
                   " Å Å Å Å Å Å Å Å Å Å Å\r\n"
                   "STATUS:CONFIRMED\r\n"
                   "END:VEVENT\r\n"
                   "END:VCALENDAR\r\n");

  g_auto (GStrv) lines = g_strsplit (file, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (CtAppointment) appointment = new_appointment (CT_APPOINTMENT_STATE_CANCELLED, NULL);
  g_autofree char *file = ct_calendar_from_appointment (appointment, "Exam", NULL);

  g_assert_nonnull (strstr (file, "METHOD:CANCEL\r\n"));
  g_assert_nonnull (strstr (file, "STATUS:CANCELLED\r\n"));
  g_assert_null (strstr (file, "LOCATION"));
}

static void
test_countries (void)
{
  g_assert_cmpstr (ct_country_get_alpha_3 ("IE"), ==, "IRL");
  g_assert_cmpstr (ct_country_get_alpha_3 ("us"), ==, "USA");
  g_assert_null (ct_country_get_alpha_3 ("XX"));
  g_assert_null (ct_country_get_alpha_3 (""));
  g_assert_null (ct_country_get_alpha_3 (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/file", test_file);
  g_test_add_func ("/calendar/cancelled", test_cancelled);
  g_test_add_func ("/country/alpha-3", test_countries);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-calendar.h"

#include <string.h>

/* A line has at most this many bytes before it is folded. */
#define MAX_LINE 75

#define DEFAULT_MINUTES 120

/* Adds a property, folded between letters and never inside of one. */
static void
add_line (GString *file, const char *name, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s:%s", name, value);
  gsize length = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize n = g_utf8_next_char (at) - at;

      if (length + n > MAX_LINE)
        {
          g_string_append (file, "\r\n ");
          length = 1;
        }
      g_string_append_len (file, at, n);
      length += n;
    }
  g_string_append (file, "\r\n");
}

static void
add_text (GString *file, const char *name, const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  if (text == NULL)
    return;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append (escaped, "\\n");
      else if (strchr ("\\;,", *at) != NULL)
        g_string_append_printf (escaped, "\\%c", *at);
      else if (!g_ascii_iscntrl (*at))
        g_string_append_c (escaped, *at);
    }
  add_line (file, name, escaped->str);
}

static void
add_time (GString *file, const char *name, GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *text = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");

  add_line (file, name, text);
}

char *
ct_calendar_from_appointment (CtAppointment *appointment,
                              const char *summary,
                              const char *description)
{
  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);
  g_return_val_if_fail (summary != NULL, NULL);

  GString *file = g_string_new (NULL);
  gboolean cancelled = appointment->state == CT_APPOINTMENT_STATE_CANCELLED;
  int minutes = appointment->minutes > 0 ? appointment->minutes : DEFAULT_MINUTES;
  g_autoptr (GDateTime) end = g_date_time_add_minutes (appointment->starts_at, minutes);
  g_autofree char *uid
      = g_strconcat (ct_resource_get_id (CT_RESOURCE (appointment)), "@certtracker", NULL);
  g_autofree char *sequence
      = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (appointment->changed_at) / 60);
  g_autofree char *where = appointment->place != NULL && appointment->address != NULL
                               ? g_strconcat (appointment->place, "\n", appointment->address, NULL)
                               : g_strdup (appointment->place);

  add_line (file, "BEGIN", "VCALENDAR");
  add_line (file, "VERSION", "2.0");
  add_line (file, "PRODID", "-//CertTracker//EN");
  add_line (file, "METHOD", cancelled ? "CANCEL" : "PUBLISH");
  add_line (file, "BEGIN", "VEVENT");
  add_text (file, "UID", uid);
  add_line (file, "SEQUENCE", sequence);
  add_time (file, "DTSTAMP", appointment->changed_at);
  add_time (file, "DTSTART", appointment->starts_at);
  add_time (file, "DTEND", end);
  add_text (file, "SUMMARY", summary);
  add_text (file, "LOCATION", where);
  add_text (file, "DESCRIPTION", description);
  add_line (file, "STATUS", cancelled ? "CANCELLED" : "CONFIRMED");
  add_line (file, "END", "VEVENT");
  add_line (file, "END", "VCALENDAR");
  return g_string_free_and_steal (file);
}

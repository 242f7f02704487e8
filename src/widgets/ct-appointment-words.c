/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-appointment-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "widgets/ct-format.h"

static GDateTime *
move (GDateTime *time, const char *zone)
{
  g_autoptr (GTimeZone) there = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;

  GDateTime *moved
      = there != NULL ? g_date_time_to_timezone (time, there) : g_date_time_to_local (time);

  /* There are times at the ends of the calendar that cannot be said in every zone. */
  return moved != NULL ? moved : g_date_time_ref (time);
}

char *
ct_appointment_words_time (GDateTime *time, const char *zone)
{
  g_autoptr (GDateTime) there = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  there = move (time, zone);
  if (ct_format_counts_to_twelve (nl_langinfo (T_FMT)))
    /* Translators: a day and a time, as for g_date_time_format(), where clocks count to twelve:
     * Monday, 3 March 2026 at 2:05 PM */
    return g_date_time_format (there, C_ ("date", "%A, %-e %B %Y at %-I:%M %p"));
  /* Translators: a day and a time, as for g_date_time_format(): Monday, 3 March 2026 at 14:05 */
  return g_date_time_format (there, C_ ("date", "%A, %-e %B %Y at %H:%M"));
}

/* "America/New_York" is called after its city. */
static char *
name_zone (const char *zone)
{
  const char *slash = strrchr (zone, '/');

  return g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');
}

char *
ct_appointment_words_zone (GDateTime *time, const char *zone)
{
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *offset = NULL, *name = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  there = move (time, zone);
  offset = g_date_time_format (there, "UTC%:z");
  if (zone == NULL || g_str_equal (zone, "UTC"))
    return g_steal_pointer (&offset);

  name = name_zone (zone);
  /* Translators: the city that a time zone is called after, and its offset: "Dublin, UTC+00:00" */
  return g_strdup_printf (C_ ("time zone", "%s, %s"), name, offset);
}

gboolean
ct_appointment_words_same_clock (GDateTime *time, const char *zone, const char *other)
{
  g_autoptr (GDateTime) one = NULL, two = NULL;

  g_return_val_if_fail (time != NULL, FALSE);

  one = move (time, zone);
  two = move (time, other);
  return g_date_time_get_utc_offset (one) == g_date_time_get_utc_offset (two);
}

char *
ct_appointment_words_place (CtAppointment *appointment)
{
  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);

  if (appointment->mode == CT_APPOINTMENT_MODE_ONLINE)
    return g_strdup (_ ("Online, proctored"));
  return g_strdup (appointment->place != NULL ? appointment->place : _ ("At a test center"));
}

char *
ct_appointment_words_bring (CtAppointmentMode mode, const char *name)
{
  g_autofree char *id = NULL;

  if (mode == CT_APPOINTMENT_MODE_ONLINE)
    {
      id = name != NULL && *name
               /* Translators: %s is the candidate's name */
               ? g_strdup_printf (_ ("An ID with your photograph that shows the name that Pearson "
                                     "VUE was given, “%s”"),
                                  name)
               : g_strdup (_ ("An ID with your photograph"));
      return g_strjoin (
          "\n", id,
          _ ("A computer with a camera, a microphone and a steady connection; Pearson "
             "VUE lets you test it before"),
          _ ("A room to yourself, with an empty desk"), NULL);
    }

  id = name != NULL && *name
           /* Translators: %s is the candidate's name */
           ? g_strdup_printf (_ ("Two forms of ID, one of them with your photograph, that show "
                                 "the name that Pearson VUE was given, “%s”"),
                              name)
           : g_strdup (_ ("Two forms of ID, one of them with your photograph"));
  return g_strjoin ("\n", id,
                    _ ("The confirmation that Pearson VUE sent you when you made the appointment"),
                    _ ("Some time before the exam, to check in"), NULL);
}

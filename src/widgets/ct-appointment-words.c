/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-appointment-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "model/ct-time-zone.h"
#include "widgets/ct-format.h"

static GDateTime *
move (GDateTime *time, const char *zone)
{
  g_autoptr (GTimeZone) there
      = zone != NULL ? g_time_zone_new_identifier (zone) : g_time_zone_new_local ();
  GDateTime *moved = g_date_time_to_timezone (time, there);

  /* There are times at the ends of the calendar that cannot be said in every zone. */
  return moved != NULL ? moved : g_date_time_ref (time);
}

/* "Europe/Dublin", and not "UTC", "Etc/UTC", or the rules of a zone that has no name. */
static gboolean
is_of_a_place (const char *zone)
{
  return strchr (zone, '/') != NULL && !g_str_has_prefix (zone, "Etc/")
         && ct_time_zone_is_known (zone);
}

/* An exam at a test center begins by the clock there, if that was told; one that is taken online
 * by the computer's. */
static const char *
get_zone (CtAppointment *appointment)
{
  return appointment->mode == CT_APPOINTMENT_MODE_TEST_CENTER
                 && is_of_a_place (appointment->time_zone)
             ? appointment->time_zone
             : NULL;
}

static char *
describe_time (GDateTime *time, const char *zone)
{
  g_autoptr (GDateTime) there = move (time, zone);

  if (ct_format_counts_to_twelve (nl_langinfo (T_FMT)))
    /* Translators: a day and a time, as for g_date_time_format(), where clocks count to twelve:
     * Monday, 3 March 2026 at 2:05 PM */
    return g_date_time_format (there, C_ ("date", "%A, %-e %B %Y at %-I:%M %p"));
  /* Translators: a day and a time, as for g_date_time_format(): Monday, 3 March 2026 at 14:05 */
  return g_date_time_format (there, C_ ("date", "%A, %-e %B %Y at %H:%M"));
}

/* "America/New_York" is called after its city. */
static char *
describe_zone (GDateTime *time, const char *zone)
{
  g_autoptr (GDateTime) there = move (time, zone);
  g_autofree char *offset = g_date_time_format (there, "UTC%:z");
  const char *identifier = g_time_zone_get_identifier (g_date_time_get_timezone (there));
  g_autofree char *name = NULL;

  if (!is_of_a_place (identifier))
    return g_steal_pointer (&offset);

  name = g_strdelimit (g_strdup (strrchr (identifier, '/') + 1), "_", ' ');
  /* Translators: the city that a time zone is called after, and its offset: "Dublin, UTC+00:00" */
  return g_strdup_printf (C_ ("time zone", "%s, %s"), name, offset);
}

gboolean
ct_appointment_words_is_elsewhere (CtAppointment *appointment)
{
  g_autoptr (GDateTime) there = NULL, here = NULL;

  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), FALSE);

  there = move (appointment->starts_at, get_zone (appointment));
  here = move (appointment->starts_at, NULL);
  return g_date_time_get_utc_offset (there) != g_date_time_get_utc_offset (here);
}

char *
ct_appointment_words_time (CtAppointment *appointment)
{
  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);

  return describe_time (appointment->starts_at, get_zone (appointment));
}

char *
ct_appointment_words_clock (CtAppointment *appointment)
{
  const char *zone;
  g_autofree char *words = NULL;

  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);

  zone = get_zone (appointment);
  if (zone == NULL && appointment->mode == CT_APPOINTMENT_MODE_TEST_CENTER)
    return ct_appointment_words_clock_here (appointment);

  words = describe_zone (appointment->starts_at, zone);
  if (zone == NULL)
    return g_steal_pointer (&words);
  /* Translators: %s is a time zone: "Dublin, UTC+00:00" */
  return g_strdup_printf (_ ("At the test center: %s"), words);
}

char *
ct_appointment_words_time_here (CtAppointment *appointment)
{
  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);

  return describe_time (appointment->starts_at, NULL);
}

char *
ct_appointment_words_clock_here (CtAppointment *appointment)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (CT_IS_APPOINTMENT (appointment), NULL);

  words = describe_zone (appointment->starts_at, NULL);
  /* Translators: %s is a time zone: "Dublin, UTC+00:00" */
  return g_strdup_printf (_ ("Where you are: %s"), words);
}

/* The zone is named where the reader could take the time for one by another clock. */
char *
ct_appointment_words_when (CtAppointment *appointment)
{
  g_autofree char *time = ct_appointment_words_time (appointment), *zone = NULL;

  if (appointment->mode == CT_APPOINTMENT_MODE_ONLINE
      || (get_zone (appointment) != NULL && !ct_appointment_words_is_elsewhere (appointment)))
    return g_steal_pointer (&time);

  zone = describe_zone (appointment->starts_at, get_zone (appointment));
  /* Translators: when an exam begins at a test center, and the time zone of that time:
   * "Monday, 3 March 2026 at 14:05 (Dublin, UTC+00:00)" */
  return g_strdup_printf (C_ ("appointment", "%s (%s)"), time, zone);
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

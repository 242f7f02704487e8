/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#include "model/ct-periods.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-language.h"
#include "widgets/ct-look.h"

/* At either end of what a GDateTime can say there are times that it cannot say in every zone, and
 * the last day of 9999 is what some write for "never". */
static GDateTime *
to_zone (GDateTime *time, GTimeZone *zone)
{
  GDateTime *there = g_date_time_to_timezone (time, zone);

  return there ? there : g_date_time_ref (time);
}

static char *
format_in (GTimeZone *zone, GDateTime *time, const char *format)
{
  g_autoptr (GDateTime) there = time ? to_zone (time, zone) : NULL;
  char *text = there ? g_date_time_format (there, format) : NULL;

  return text ? text : g_strdup ("");
}

static char *
format_local (GDateTime *time, const char *format)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return format_in (zone, time, format);
}

gboolean
ct_format_counts_to_twelve (const char *pattern)
{
  return strstr (pattern, "%r") || strstr (pattern, "%I") || strstr (pattern, "%l")
         || strstr (pattern, "%p");
}

char *
ct_format_date (gpointer self, GDateTime *time)
{
  /* Translators: a date, as for g_date_time_format(): 3 March 2026. Write the month out. */
  return format_local (time, C_ ("date", "%-e %B %Y"));
}

char *
ct_format_day (gpointer self, GDateTime *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return format_in (zone, day, C_ ("date", "%-e %B %Y"));
}

char *
ct_format_date_time (gpointer self, GDateTime *time)
{
  if (ct_format_counts_to_twelve (nl_langinfo (T_FMT)))
    /* Translators: a date and a time, as for g_date_time_format(), where clocks count to twelve:
     * 3 March 2026 at 2:05 PM */
    return format_local (time, C_ ("date", "%-e %B %Y at %-I:%M %p"));
  /* Translators: a date and a time, as for g_date_time_format(): 3 March 2026 at 14:05 */
  return format_local (time, C_ ("date", "%-e %B %Y at %H:%M"));
}

char *
ct_format_time (gpointer self, GDateTime *time)
{
  if (ct_format_counts_to_twelve (nl_langinfo (T_FMT)))
    /* Translators: a time of day, as for g_date_time_format(), where clocks count to twelve */
    return format_local (time, C_ ("time", "%-I:%M %p"));
  /* Translators: a time of day, as for g_date_time_format() */
  return format_local (time, C_ ("time", "%H:%M"));
}

/* From one to the other, as the calendar on the wall of each says. */
static int
days_between (GDateTime *from, GDateTime *to)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (from), g_date_time_get_month (from),
                  g_date_time_get_year (from));
  g_date_set_dmy (&last, g_date_time_get_day_of_month (to), g_date_time_get_month (to),
                  g_date_time_get_year (to));
  return g_date_days_between (&first, &last);
}

static gboolean
is_to_come (GDateTime *time, GDateTime *now)
{
  return g_date_time_compare (time, now) > 0;
}

/* At night the reader's calendar and the program's show different days: what is to come is today at
 * least. */
static int
days_until_day (GDateTime *day, GDateTime *now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) there = to_zone (day, zone);
  int days = days_between (now, there);

  return is_to_come (day, now) ? MAX (days, 0) : days;
}

static char *
describe_distance (int days)
{
  int n = ABS (days);

  if (days == 0)
    return g_strdup (C_ ("distance", "today"));
  if (days == 1)
    return g_strdup (C_ ("distance", "tomorrow"));
  if (days == -1)
    return g_strdup (C_ ("distance", "yesterday"));

  /* Days as long as one plans by days; then months and years, never more than there are. */
  if (n < 100)
    return days > 0 ? g_strdup_printf (ngettext ("in %d day", "in %d days", n), n)
                    : g_strdup_printf (ngettext ("%d day ago", "%d days ago", n), n);
  if (n < 731)
    {
      n = n * 12 / 365.2425;
      return days > 0 ? g_strdup_printf (ngettext ("in %d month", "in %d months", n), n)
                      : g_strdup_printf (ngettext ("%d month ago", "%d months ago", n), n);
    }
  n = n / 365.2425;
  return days > 0 ? g_strdup_printf (ngettext ("in %d year", "in %d years", n), n)
                  : g_strdup_printf (ngettext ("%d year ago", "%d years ago", n), n);
}

char *
ct_format_distance_from (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) there = to_zone (time, g_date_time_get_timezone (now));

  return describe_distance (days_between (now, there));
}

char *
ct_format_distance_of_day (GDateTime *day, GDateTime *now)
{
  return describe_distance (days_until_day (day, now));
}

char *
ct_format_distance (gpointer self, GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return time ? ct_format_distance_from (time, now) : g_strdup ("");
}

gboolean
ct_format_is_soon_from (GDateTime *day, GDateTime *now)
{
  return is_to_come (day, now) && days_until_day (day, now) < CT_PERIOD_SOON;
}

char *
ct_format_expiry_from (GDateTime *day, GDateTime *now)
{
  g_autofree char *when = NULL;

  if (ct_format_is_soon_from (day, now))
    {
      when = ct_format_distance_of_day (day, now);
      /* Translators: %s is "today", "tomorrow" or "in 40 days" */
      return g_strdup_printf (_ ("Expires %s"), when);
    }

  when = ct_format_day (NULL, day);
  if (!is_to_come (day, now))
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Expired on %s"), when);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("Expires on %s"), when);
}

char *
ct_format_expiry (gpointer self, GDateTime *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return day ? ct_format_expiry_from (day, now) : g_strdup (_ ("Does not expire"));
}

gboolean
ct_format_is_soon (gpointer self, GDateTime *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return day && ct_format_is_soon_from (day, now);
}

/* From the exam to its result, in days, rounded up. */
static int
get_result_days (GDateTime *taken_at, GDateTime *expected_by)
{
  GTimeSpan span = expected_by != NULL ? g_date_time_difference (expected_by, taken_at) : 0;

  return expected_by != NULL ? (int) MAX ((span + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY, 1)
                             : CT_PERIOD_RESULT;
}

static GDateTime *
get_result_day (GDateTime *taken_at, GDateTime *expected_by)
{
  return expected_by != NULL ? g_date_time_ref (expected_by)
                             : g_date_time_add_days (taken_at, CT_PERIOD_RESULT);
}

gboolean
ct_format_result_is_late (GDateTime *taken_at, GDateTime *expected_by, GDateTime *now)
{
  g_autoptr (GDateTime) day = get_result_day (taken_at, expected_by);

  return day != NULL && g_date_time_compare (day, now) < 0;
}

char *
ct_format_result_wait (gpointer self, GDateTime *taken_at, GDateTime *expected_by)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int days;

  if (taken_at == NULL)
    return g_strdup ("");
  if (ct_format_result_is_late (taken_at, expected_by, now))
    {
      g_autoptr (GDateTime) day = get_result_day (taken_at, expected_by);
      g_autofree char *date = ct_format_date (NULL, day);

      /* Translators: %s is a date in the past */
      return g_strdup_printf (_ ("Result was expected by %s"), date);
    }

  days = get_result_days (taken_at, expected_by);
  return g_strdup_printf (ngettext ("Result usually within %d day", "Result usually within %d days",
                                    (gulong) days),
                          days);
}

char *
ct_format_percent (gpointer self, double percent)
{
  g_autofree char *number = NULL, *text = NULL;

  if (!(percent >= 0))
    return g_strdup ("");

  percent = round (percent * 10) / 10;
  number = g_strdup_printf (percent == floor (percent) ? "%.0f" : "%.1f", percent);
  /* Translators: a percentage; %s is the number */
  text = g_strdup_printf (C_ ("percent", "%s%%"), number);
  return ct_isolate (NULL, text);
}

char *
ct_format_passing_score (gpointer self, double percent)
{
  g_autofree char *text = ct_format_percent (NULL, percent);

  /* Translators: the passing score, below a score; keep it short */
  return *text ? g_strdup_printf (C_ ("score", "Pass: %s"), text) : g_steal_pointer (&text);
}

char *
ct_format_fraction (gpointer self, double fraction)
{
  return ct_format_percent (NULL, fraction >= 0 ? floor (fraction * 100 + 1e-9) : -1);
}

char *
ct_format_minutes (gpointer self, int minutes)
{
  g_autofree char *hours_text = NULL, *minutes_text = NULL;
  int hours = minutes / 60;

  if (minutes < 0)
    return g_strdup ("");

  minutes_text = g_strdup_printf (ngettext ("%d minute", "%d minutes", minutes % 60), minutes % 60);
  if (hours == 0)
    return g_steal_pointer (&minutes_text);
  hours_text = g_strdup_printf (ngettext ("%d hour", "%d hours", hours), hours);
  if (minutes % 60 == 0)
    return g_steal_pointer (&hours_text);
  /* Translators: a duration: 1 hour 45 minutes */
  return g_strdup_printf (C_ ("duration", "%s %s"), hours_text, minutes_text);
}

char *
ct_format_language (gpointer self, const char *tag)
{
  return ct_language_name (tag);
}

char *
ct_format_as_markup (gpointer self, const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

gboolean
ct_format_has_text (gpointer self, const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
ct_format_has_number (gpointer self, double number)
{
  return number >= 0;
}

gboolean
ct_format_has_integer (gpointer self, int number)
{
  return number >= 0;
}

gboolean
ct_format_has_items (gpointer self, guint n_items)
{
  return n_items > 0;
}

gboolean
ct_format_has_time (gpointer self, GDateTime *time)
{
  return time != NULL;
}

char *
ct_format_exam_kind (gpointer self, CtExamKind kind)
{
  return g_strdup (kind == CT_EXAM_KIND_EXAM ? C_ ("kind", "Exam") : C_ ("kind", "Assessment"));
}

char *
ct_format_achievement_kind (gpointer self, CtAchievementKind kind)
{
  switch (kind)
    {
    case CT_ACHIEVEMENT_KIND_ACCREDITATION:
      return g_strdup (C_ ("kind", "Accreditation"));
    case CT_ACHIEVEMENT_KIND_AUTHORIZATION:
      return g_strdup (C_ ("kind", "Authorization"));
    case CT_ACHIEVEMENT_KIND_CERTIFICATION:
      return g_strdup (C_ ("kind", "Certification"));
    default:
      g_return_val_if_reached (NULL);
    }
}

void
ct_format_bind_closures (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, ct_format_date);
  gtk_widget_class_bind_template_callback (klass, ct_format_day);
  gtk_widget_class_bind_template_callback (klass, ct_format_date_time);
  gtk_widget_class_bind_template_callback (klass, ct_format_distance);
  gtk_widget_class_bind_template_callback (klass, ct_format_expiry);
  gtk_widget_class_bind_template_callback (klass, ct_format_is_soon);
  gtk_widget_class_bind_template_callback (klass, ct_format_percent);
  gtk_widget_class_bind_template_callback (klass, ct_format_fraction);
  gtk_widget_class_bind_template_callback (klass, ct_format_passing_score);
  gtk_widget_class_bind_template_callback (klass, ct_format_minutes);
  gtk_widget_class_bind_template_callback (klass, ct_format_language);
  gtk_widget_class_bind_template_callback (klass, ct_format_exam_kind);
  gtk_widget_class_bind_template_callback (klass, ct_format_achievement_kind);
  gtk_widget_class_bind_template_callback (klass, ct_format_as_markup);
  gtk_widget_class_bind_template_callback (klass, ct_format_has_text);
  gtk_widget_class_bind_template_callback (klass, ct_format_has_number);
  gtk_widget_class_bind_template_callback (klass, ct_format_has_items);
  gtk_widget_class_bind_template_callback (klass, ct_format_has_integer);
  gtk_widget_class_bind_template_callback (klass, ct_format_has_time);
  ct_look_bind_closures (klass);
  gtk_widget_class_bind_template_callback (klass, ct_isolate);
}

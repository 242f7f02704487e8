/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of dates, numbers and states: right at the edges, and there for every state. */

#include "model/ct-appointment.h"
#include "model/ct-enum-types.h"
#include "support/page-window.h"
#include "widgets/ct-appointment-words.h"
#include "widgets/ct-format.h"
#include "widgets/ct-language.h"

static void
test_distance (void)
{
  static const struct
  {
    const char *time;
    const char *words;
  } cases[] = {
    { "2026-03-03T12:00:00Z", "today" },        { "2026-03-03T00:00:00Z", "today" },
    { "2026-03-03T23:59:59Z", "today" },        { "2026-03-04T00:00:00Z", "tomorrow" },
    { "2026-03-02T23:59:59Z", "yesterday" },    { "2026-03-05T01:00:00Z", "in 2 days" },
    { "2026-03-01T23:00:00Z", "2 days ago" },   { "2026-04-12T12:00:00Z", "in 40 days" },
    { "2026-06-10T12:00:00Z", "in 99 days" },   { "2026-06-11T12:00:00Z", "in 3 months" },
    { "2027-03-02T12:00:00Z", "in 11 months" }, { "2028-03-02T12:00:00Z", "in 23 months" },
    { "2028-03-04T12:00:00Z", "in 2 years" },   { "2029-03-03T12:00:00Z", "in 3 years" },
    { "2025-10-03T12:00:00Z", "4 months ago" }, { "2020-03-02T12:00:00Z", "6 years ago" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-03-03T15:30:00Z", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);
      g_autofree char *words = ct_format_distance_from (time, now);

      g_test_message ("%s", cases[i].time);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* A day is the reader's: near midnight it is not that of UTC. */
static void
test_distance_elsewhere (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+09:00");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 4, 1, 0, 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 ("2026-03-03T14:00:00Z", NULL);
  g_autofree char *words = ct_format_distance_from (time, now);

  g_assert_cmpstr (words, ==, "yesterday");
}

/* Some write the end of the calendar for "never", and east of Greenwich that is beyond it. */
static void
test_distance_at_the_end (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+09:00");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 4, 1, 0, 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 ("9999-12-31T23:59:59Z", NULL);
  g_autofree char *words = ct_format_distance_from (time, now);

  g_assert_cmpstr (words, ==, "in 7973 years");
}

static void
test_expiry (void)
{
  static const struct
  {
    const char *day;
    const char *now;
    const char *words;
  } cases[] = {
    { "2027-01-02T12:00:00Z", "2026-11-23T12:00:00Z", "Expires in 40 days" },
    { "2027-02-20T12:00:00Z", "2026-11-23T12:00:00Z", "Expires in 89 days" },
    { "2027-02-21T12:00:00Z", "2026-11-23T12:00:00Z", "Expires on 21 February 2027" },
    { "2026-11-23T18:00:00Z", "2026-11-23T12:00:00Z", "Expires today" },
    { "2026-11-23T06:00:00Z", "2026-11-23T12:00:00Z", "Expired on 23 November 2026" },

    /* The reader's calendar at night, in New York and in Tokyo. */
    { "2027-01-02T00:00:00Z", "2027-01-01T18:00:00-05:00", "Expires tomorrow" },
    { "2027-01-02T00:00:00Z", "2027-01-01T20:00:00-05:00", "Expired on 2 January 2027" },
    { "2027-01-02T20:00:00Z", "2027-01-03T03:00:00+09:00", "Expires today" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) soon = g_date_time_add_hours (now, 1);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 92);
  g_autofree char *soon_words = ct_format_expiry (NULL, soon);
  g_autofree char *never_words = ct_format_expiry (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (cases[i].day, NULL);
      g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (cases[i].now, NULL);
      g_autofree char *words = ct_format_expiry_from (day, then);

      g_assert_cmpstr (words, ==, cases[i].words);
    }

  g_assert_true (g_str_has_prefix (soon_words, "Expires to"));
  g_assert_cmpstr (never_words, ==, "Does not expire");
  g_assert_true (ct_format_is_soon (NULL, soon));
  g_assert_false (ct_format_is_soon (NULL, later));
  g_assert_false (ct_format_is_soon (NULL, now));
  g_assert_false (ct_format_is_soon (NULL, NULL));
}

static void
run_with_zone (const char *zone)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "TZ", zone, TRUE);

  g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* A day that Pearson VUE or the program names is not the one before it in America. */
static void
test_day (void)
{
  if (!g_test_subprocess ())
    {
      run_with_zone ("America/New_York");
      return;
    }

  g_autoptr (GDateTime) midnight = g_date_time_new_utc (2027, 5, 31, 0, 0, 0);
  g_autofree char *day = ct_format_day (NULL, midnight);
  g_autofree char *date = ct_format_date (NULL, midnight);

  g_assert_cmpstr (day, ==, "31 May 2027");
  g_assert_cmpstr (date, ==, "30 May 2027");
}

typedef struct
{
  const char *name;
  const char *computer; /* as in the environment */
  CtAppointmentMode mode;
  const char *zone;
  const char *when;
  const char *clock;
  const char *clock_here; /* (nullable): if it shows another time */
} AppointmentCase;

#define AT(time) "Wednesday, 3 March 2027 at " time
#define ONLINE CT_APPOINTMENT_MODE_ONLINE
#define TEST_CENTER CT_APPOINTMENT_MODE_TEST_CENTER

static const AppointmentCase appointment_cases[] = {
  { "there", "Europe/Stockholm", TEST_CENTER, "America/New_York",
    AT ("10:30 (New York, UTC-05:00)"), "At the test center: New York, UTC-05:00",
    "Where you are: Stockholm, UTC+01:00" },
  { "same-clock", "Europe/Stockholm", TEST_CENTER, "Europe/Berlin", AT ("16:30"),
    "At the test center: Berlin, UTC+01:00", NULL },
  { "online", "Europe/Stockholm", ONLINE, "Asia/Tokyo", AT ("16:30"), "Stockholm, UTC+01:00",
    NULL },

  /* Where the test center's zone was not told, or is news to this computer, none is made up. */
  { "not-told", "America/New_York", TEST_CENTER, "UTC", AT ("10:30 (New York, UTC-05:00)"),
    "Where you are: New York, UTC-05:00", NULL },
  { "of-no-place", "America/New_York", TEST_CENTER, "Etc/GMT-3", AT ("10:30 (New York, UTC-05:00)"),
    "Where you are: New York, UTC-05:00", NULL },
  { "unknown", "America/New_York", TEST_CENTER, "Nowhere/City", AT ("10:30 (New York, UTC-05:00)"),
    "Where you are: New York, UTC-05:00", NULL },

  /* A computer's zone may have no city. */
  { "on-utc", "Etc/UTC", ONLINE, "Asia/Tokyo", AT ("15:30"), "UTC+00:00", NULL },
  { "on-a-file", ":/usr/share/zoneinfo/Asia/Tokyo", ONLINE, "Asia/Tokyo",
    "Thursday, 4 March 2027 at 00:30", "UTC+09:00", NULL },
  { "on-rules", "CET-1CEST,M3.5.0,M10.5.0/3", ONLINE, "Asia/Tokyo", AT ("16:30"), "UTC+01:00",
    NULL },
  { "on-nonsense", "Nowhere/City", TEST_CENTER, "Asia/Tokyo",
    "Thursday, 4 March 2027 at 00:30 (Tokyo, UTC+09:00)", "At the test center: Tokyo, UTC+09:00",
    "Where you are: UTC+00:00" },
};

/* Everybody knows when to be there by the clock that they will look at. */
static void
test_appointment (gconstpointer data)
{
  const AppointmentCase *c = data;

  if (!g_test_subprocess ())
    {
      run_with_zone (c->computer);
      return;
    }

  g_autoptr (GDateTime) starts_at = g_date_time_new_utc (2027, 3, 3, 15, 30, 0);
  g_autoptr (CtAppointment) appointment
      = g_object_new (CT_TYPE_APPOINTMENT, "id", "p", "starts-at", starts_at, "time-zone", c->zone,
                      "mode", c->mode, NULL);
  g_autofree char *when = ct_appointment_words_when (appointment);
  g_autofree char *clock = ct_appointment_words_clock (appointment);
  g_autofree char *clock_here = ct_appointment_words_clock_here (appointment);

  g_assert_cmpstr (when, ==, c->when);
  g_assert_cmpstr (clock, ==, c->clock);
  g_assert_cmpint (ct_appointment_words_is_elsewhere (appointment), ==, c->clock_here != NULL);
  if (c->clock_here != NULL)
    g_assert_cmpstr (clock_here, ==, c->clock_here);
}

/* As nl_langinfo (T_FMT) says it of en_US, C, en_GB and fr_FR, ar_EG, and an old en_CA. */
static void
test_clock (void)
{
  g_assert_true (ct_format_counts_to_twelve ("%r"));
  g_assert_false (ct_format_counts_to_twelve ("%H:%M:%S"));
  g_assert_false (ct_format_counts_to_twelve ("%T"));
  g_assert_true (ct_format_counts_to_twelve ("%Z %I:%M:%S"));
  g_assert_true (ct_format_counts_to_twelve ("%l:%M:%S %p"));
}

static void
test_date (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 3, 3, 14, 5, 0);
  g_autofree char *date = ct_format_date (NULL, time);
  g_autofree char *date_time = ct_format_date_time (NULL, time);
  g_autofree char *unset = ct_format_date (NULL, NULL);

  g_assert_cmpstr (date, ==, "3 March 2026");
  g_assert_cmpstr (date_time, ==, "3 March 2026 at 14:05");
  g_assert_cmpstr (unset, ==, "");
}

static void
test_percent (void)
{
  static const struct
  {
    double number;
    const char *words;
  } cases[] = {
    { 0, "0%" },       { 72, "72%" }, { 72.5, "72.5%" }, { 71.96, "72%" },
    { 99.95, "100%" }, { -1, "" },    { 100, "100%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ct_format_percent (NULL, cases[i].number);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* What is not done is never shown as done. */
static void
test_fraction (void)
{
  g_autofree char *nearly = ct_format_fraction (NULL, 0.999);
  g_autofree char *done = ct_format_fraction (NULL, 1);
  g_autofree char *third = ct_format_fraction (NULL, 0.29);

  g_assert_cmpstr (nearly, ==, "99%");
  g_assert_cmpstr (done, ==, "100%");
  g_assert_cmpstr (third, ==, "29%");
}

static void
test_minutes (void)
{
  static const struct
  {
    int minutes;
    const char *words;
  } cases[] = {
    { -1, "" },
    { 0, "0 minutes" },
    { 1, "1 minute" },
    { 59, "59 minutes" },
    { 60, "1 hour" },
    { 61, "1 hour 1 minute" },
    { 105, "1 hour 45 minutes" },
    { 120, "2 hours" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ct_format_minutes (NULL, cases[i].minutes);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_language (void)
{
  static const struct
  {
    const char *tag;
    const char *name;
  } cases[] = {
    { "de", "German" },
    { "pt-BR", "Portuguese (Brazil)" },
    { "es", "Spanish" },
    { "zh-Hant-TW", "Chinese (Taiwan, Province of China)" },
    { "EN-us", "English (United States)" },
    { "xx", "xx" },
    { "", "" },
    { "de-", "German" },
    { "-", "-" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = ct_language_name (cases[i].tag);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

typedef char *(*FormatEnum) (gpointer self, int value);

static void
assert_words (GType type, FormatEnum format)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < klass->n_values; i++)
    {
      char *words = format (NULL, klass->values[i].value);

      g_assert_cmpstr (words, !=, "");
      g_assert_true (g_hash_table_add (seen, words));
    }
}

/* Every kind has a word of its own. */
static void
test_kinds (void)
{
  assert_words (CT_TYPE_EXAM_KIND, (FormatEnum) ct_format_exam_kind);
  assert_words (CT_TYPE_ACHIEVEMENT_KIND, (FormatEnum) ct_format_achievement_kind);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  g_test_add_func ("/format/distance", test_distance);
  g_test_add_func ("/format/distance-elsewhere", test_distance_elsewhere);
  g_test_add_func ("/format/distance-at-the-end", test_distance_at_the_end);
  g_test_add_func ("/format/expiry", test_expiry);
  g_test_add_func ("/format/date", test_date);
  g_test_add_func ("/format/day", test_day);
  for (guint i = 0; i < G_N_ELEMENTS (appointment_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/format/appointment/", appointment_cases[i].name, NULL);

      g_test_add_data_func (path, &appointment_cases[i], test_appointment);
    }
  g_test_add_func ("/format/clock", test_clock);
  g_test_add_func ("/format/percent", test_percent);
  g_test_add_func ("/format/fraction", test_fraction);
  g_test_add_func ("/format/minutes", test_minutes);
  g_test_add_func ("/format/language", test_language);
  g_test_add_func ("/format/kinds", test_kinds);

  return page_test_run ();
}

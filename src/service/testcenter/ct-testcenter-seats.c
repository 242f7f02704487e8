/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/testcenter/ct-testcenter-seats.h"

#include <string.h>

#define LEAD_HOURS 24
#define N_DAYS 21
#define DEFAULT_MINUTES 120

static const struct
{
  const char *id;
  const char *name;
  const char *address;
  const char *zone;
  CtAppointmentMode mode;
} places[] = {
  { "gothenburg", "Sample Test Center Gothenburg", "1 Sample Street\nGothenburg",
    "Europe/Stockholm", CT_APPOINTMENT_MODE_TEST_CENTER },
  { "dublin", "Sample Test Center Dublin", "2 Sample Quay\nDublin", "Europe/Dublin",
    CT_APPOINTMENT_MODE_TEST_CENTER },
  { "new-york", "Sample Test Center New York", "3 Sample Avenue\nNew York, NY", "America/New_York",
    CT_APPOINTMENT_MODE_TEST_CENTER },
  { "tokyo", "Sample Test Center Tokyo", "4 Sample Crossing\nTokyo", "Asia/Tokyo",
    CT_APPOINTMENT_MODE_TEST_CENTER },
  { "online", "Online, proctored", NULL, "UTC", CT_APPOINTMENT_MODE_ONLINE },
};

static const char *const hours[] = { "09:00", "11:30", "14:00" };

/* The first and the last instant at which an exam may begin. */
static void
get_window (CtAuthorization *authorization, GDateTime *now, GDateTime **first, GDateTime **last)
{
  g_autoptr (GDateTime) soonest = g_date_time_add_hours (now, LEAD_HOURS);

  *first = g_date_time_ref (g_date_time_compare (soonest, authorization->first_day) > 0
                                ? soonest
                                : authorization->first_day);
  *last = g_date_time_add_days (authorization->last_day, 1);
}

static void
add_choice (CtHtml *html, const char *label, const char *name)
{
  ct_html_open (html, "label", NULL);
  ct_html_add (html, "span", label, NULL);
  ct_html_open (html, "select", "name", name, "required", "required", NULL);
}

static void
end_choice (CtHtml *html)
{
  ct_html_close (html);
  ct_html_close (html);
}

void
ct_testcenter_add_seats (CtHtml *html, CtAuthorization *authorization, GDateTime *now)
{
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;
  guint n_days = 0;

  get_window (authorization, now, &first, &last);

  add_choice (html, "Place", "place");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    ct_html_add (html, "option", places[i].name, "value", places[i].id, NULL);
  end_choice (html);

  /* From the day after the first on, every hour is far enough ahead in every time zone. */
  add_choice (html, "Day", "day");
  for (int i = 2; n_days < N_DAYS && i < N_DAYS * 2; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (first, i);
      g_autofree char *value = g_date_time_format (day, "%Y-%m-%d");
      g_autofree char *words = g_date_time_format (day, "%A, %-d %B %Y");

      if (g_date_time_get_day_of_week (day) > 5 || g_date_time_compare (day, last) >= 0)
        continue;
      ct_html_add (html, "option", words, "value", value, NULL);
      n_days++;
    }
  end_choice (html);

  add_choice (html, "Time there", "hour");
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    ct_html_add (html, "option", hours[i], "value", hours[i], NULL);
  end_choice (html);
}

static const char *
get_field (GHashTable *fields, const char *name)
{
  const char *value = g_hash_table_lookup (fields, name);

  return value != NULL ? value : "";
}

static GDateTime *
parse_start (const char *day, const char *hour, const char *zone)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autofree char *text = g_strdup_printf ("%sT%s:00", day, hour);

  if (!g_strv_contains ((const char *const[]) { hours[0], hours[1], hours[2], NULL }, hour)
      || strlen (day) != 10)
    return NULL;
  return g_date_time_new_from_iso8601 (text, time_zone);
}

gboolean
ct_testcenter_choose_seat (GHashTable *fields,
                           CtAuthorization *authorization,
                           int minutes,
                           GDateTime *now,
                           CtVueSeat *seat)
{
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;

  get_window (authorization, now, &first, &last);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (strcmp (places[i].id, get_field (fields, "place")) != 0)
        continue;

      g_autoptr (GDateTime) start
          = parse_start (get_field (fields, "day"), get_field (fields, "hour"), places[i].zone);
      if (start == NULL || g_date_time_compare (start, first) < 0
          || g_date_time_compare (start, last) >= 0)
        return FALSE;

      *seat = (CtVueSeat) {
        .starts_at = g_steal_pointer (&start),
        .time_zone = (char *) places[i].zone,
        .minutes = minutes > 0 ? minutes : DEFAULT_MINUTES,
        .mode = places[i].mode,
        .place = (char *) places[i].name,
        .address = (char *) places[i].address,
      };
      return TRUE;
    }

  return FALSE;
}

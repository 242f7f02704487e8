/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-time.h"

#include <string.h>

/* The form that this project writes, read without the general parser: it is most of the
 * work in a long history. */
static gboolean
parse_plain (const char *text, int *year, int *month, int *day, int *hour, int *minute, int *second)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";

  for (gsize i = 0; i < sizeof shape; i++)
    {
      if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
        return FALSE;
    }

#define TWO(at) ((text[at] - '0') * 10 + (text[(at) + 1] - '0'))
  *year = TWO (0) * 100 + TWO (2);
  *month = TWO (5);
  *day = TWO (8);
  *hour = TWO (11);
  *minute = TWO (14);
  *second = TWO (17);
#undef TWO
  return TRUE;
}

GDateTime *
ct_time_parse (const char *text)
{
  int year, month, day, hour, minute, second;

  if (text == NULL)
    return NULL;

  if (parse_plain (text, &year, &month, &day, &hour, &minute, &second))
    return g_date_time_new_utc (year, month, day, hour, minute, second);

  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);
  return time != NULL ? g_date_time_to_utc (time) : NULL;
}

char *
ct_time_format (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  int year, month, day;

  /* RFC 3339 has four digits for a year, and nothing before or after what they can say. */
  g_return_val_if_fail (utc != NULL, NULL);
  g_date_time_get_ymd (utc, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                          g_date_time_get_hour (utc), g_date_time_get_minute (utc),
                          g_date_time_get_second (utc));
}

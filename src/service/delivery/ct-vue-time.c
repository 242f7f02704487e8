/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-time.h"

#include <string.h>

/* Reads digits by @shape, in which each letter is a digit of the number at its place in "YMDhms"
 * and all else stands for itself. Returns where it ended. */
static const char *
read_shape (const char *text, const char *shape, int numbers[6])
{
  static const char letters[] = "YMDhms";

  for (; *shape != '\0'; shape++, text++)
    {
      const char *letter = strchr (letters, *shape);

      if (letter == NULL ? *text != *shape : !g_ascii_isdigit (*text))
        return NULL;
      if (letter != NULL)
        numbers[letter - letters] = numbers[letter - letters] * 10 + (*text - '0');
    }

  return text;
}

GDateTime *
ct_vue_time_parse (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  int n[6] = { 0 };
  const char *rest = read_shape (stripped, "YYYY/MM/DD", n);

  if (rest == NULL)
    {
      memset (n, 0, sizeof n);
      rest = read_shape (stripped, "MM/DD/YYYY", n);
    }
  if (rest != NULL && *rest != '\0')
    rest = read_shape (rest, " hh:mm:ss", n);
  if (rest == NULL || (*rest != '\0' && strcmp (rest, " GMT") != 0 && strcmp (rest, " UTC") != 0))
    return NULL;

  return g_date_time_new_utc (n[0], n[1], n[2], n[3], n[4], n[5]);
}

static char *
format_as (GDateTime *time, const char *format)
{
  g_return_val_if_fail (time != NULL, NULL);

  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  return g_date_time_format (utc, format);
}

char *
ct_vue_time_format (GDateTime *time)
{
  return format_as (time, "%Y/%m/%d %H:%M:%S");
}

char *
ct_vue_time_format_day (GDateTime *time)
{
  return format_as (time, "%Y/%m/%d");
}

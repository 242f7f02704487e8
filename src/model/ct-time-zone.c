/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-time-zone.h"

#include <string.h>

/* Names are paths below the database of zones: nothing may lead out of it, and forms such as
 * “+02:00” or “EST5EDT,M3” are no names. */
static gboolean
is_name (const char *text)
{
  if (!g_ascii_isalpha (*text) || strlen (text) > 64)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("_-+/", *p) == NULL)
        return FALSE;
      if (*p == '/' && !g_ascii_isalpha (p[1]))
        return FALSE;
    }
  return strchr (text, '/') != NULL || strcmp (text, "UTC") == 0;
}

gboolean
ct_time_zone_is_known (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  g_autoptr (GTimeZone) zone = is_name (name) ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-sample-date.h"

#include <stdio.h>

#include "model/ct-time.h"

/* Takes one step; %NULL if @step is none, or leads out of the calendar. */
static GDateTime *
take_step (GDateTime *from, const char *step)
{
  int amount, hour, minute;
  char unit, rest;

  if (sscanf (step, "%2d:%2d%c", &hour, &minute, &rest) == 2)
    return g_date_time_add_full (from, 0, 0, 0, hour, minute, 0);
  if (sscanf (step, "%6d%c%c", &amount, &unit, &rest) != 2)
    return NULL;
  if (unit == 'M')
    return g_date_time_add_months (from, amount);
  return unit == 'D' ? g_date_time_add_days (from, amount) : NULL;
}

GDateTime *
ct_sample_date_resolve (const char *text, GDateTime *now)
{
  GDateTime *time = ct_time_parse (text);

  if (time != NULL || text == NULL || *text == '\0')
    return time;

  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
  g_auto (GStrv) steps = g_strsplit (text, " ", -1);

  time = g_date_time_new_utc (g_date_time_get_year (utc), g_date_time_get_month (utc),
                              g_date_time_get_day_of_month (utc), 0, 0, 0);
  for (guint i = 0; time != NULL && steps[i] != NULL; i++)
    {
      g_autoptr (GDateTime) from = time;
      time = take_step (from, steps[i]);
    }

  return time;
}

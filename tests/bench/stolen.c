/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stolen.h"

#include <stdio.h>

guint64
get_stolen (void)
{
  g_autofree char *text = NULL;
  unsigned long long stolen = 0;

  if (g_file_get_contents ("/proc/stat", &text, NULL, NULL))
    sscanf (text, "cpu %*u %*u %*u %*u %*u %*u %*u %llu", &stolen);

  return stolen;
}

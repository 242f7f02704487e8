/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To be preloaded into a program: notes in the file that STALLS names how long its main loop
 * stayed away from polling, in a line "end-in-µs length-in-µs" each, so that a program can be
 * measured as it is. */

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>

#define SHORTEST 1000 /* µs; what is shorter nobody cares about */

static int file = -1;
static gint64 left_poll;

static int
watched_poll (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();

  if (left_poll != 0 && now - left_poll >= SHORTEST)
    dprintf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now, now - left_poll);

  int result = g_poll (fds, n, timeout);
  left_poll = g_get_monotonic_time ();
  return result;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = g_getenv ("STALLS");

  g_unsetenv ("LD_PRELOAD"); /* what it starts is not meant */
  if (path != NULL)
    file = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file >= 0)
    g_main_context_set_poll_func (g_main_context_default (), watched_poll);
}

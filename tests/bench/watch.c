/* SPDX-License-Identifier: GPL-3.0-or-later */

/* watch QUIET: looks at the screen until nothing has changed for QUIET milliseconds, then says
 * when that picture was first there, so that programs need not say themselves when they think
 * that they have painted.
 *
 * "There" means nineteen of twenty pixels of its ink: of those that differ from the picture at
 * the beginning and from the pixel beside them. A blank window or a spinner has next to none of
 * a page's ink. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>
#include <poll.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include "stolen.h"

#define LONGEST 30000 /* ms to wait for a change */

typedef struct
{
  gint64 time;
  guint64 stolen;
  guint32 *pixels;
} Frame;

static int width, height;

/* An image in memory that is shared with the server: what goes through the socket would keep
 * the server from the program that is watched. */
static XImage *
create_image (Display *display, XShmSegmentInfo *segment)
{
  XImage *image = XShmCreateImage (display, DefaultVisual (display, DefaultScreen (display)),
                                   DefaultDepth (display, DefaultScreen (display)), ZPixmap, NULL,
                                   segment, width, height);

  g_assert (image->bits_per_pixel == 32 && image->bytes_per_line == width * 4);
  segment->shmid = shmget (IPC_PRIVATE, (gsize) width * height * 4, IPC_CREAT | 0600);
  g_assert (segment->shmid >= 0);
  segment->shmaddr = image->data = shmat (segment->shmid, NULL, 0);
  segment->readOnly = False;
  XShmAttach (display, segment);
  XSync (display, False);
  shmctl (segment->shmid, IPC_RMID, NULL);
  return image;
}

/* Looks at the screen, and adds a frame if it has changed. */
static void
look (Display *display, XImage *image, GArray *frames)
{
  const gsize size = (gsize) width * height * 4;

  XShmGetImage (display, DefaultRootWindow (display), image, 0, 0, AllPlanes);
  Frame frame = { g_get_monotonic_time (), get_stolen (), NULL };

  if (frames->len > 0
      && memcmp (g_array_index (frames, Frame, frames->len - 1).pixels, image->data, size) == 0)
    return;

  frame.pixels = g_memdup2 (image->data, size);
  g_array_append_val (frames, frame);
}

static gboolean
is_ink (const guint32 *first, const guint32 *last, int i)
{
  return last[i] != first[i] && last[i] != last[i + 1];
}

static gboolean
has_ink_of (const guint32 *pixels, const guint32 *first, const guint32 *last)
{
  guint n_ink = 0, n_there = 0;

  for (int i = 0; i < width * height - 1; i++)
    {
      if (is_ink (first, last, i))
        {
          n_ink++;
          n_there += pixels[i] == last[i];
        }
    }

  return n_there * 20 >= n_ink * 19;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  int quiet = argc > 1 ? atoi (argv[1]) : 1000;
  int first_event, first_error;

  if (display == NULL || !XDamageQueryExtension (display, &first_event, &first_error)
      || !XShmQueryExtension (display))
    g_error ("watch: an X display with the DAMAGE and MIT-SHM extensions is needed");

  Window root = DefaultRootWindow (display);
  width = DisplayWidth (display, DefaultScreen (display));
  height = DisplayHeight (display, DefaultScreen (display));
  Damage damage = XDamageCreate (display, root, XDamageReportNonEmpty);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  XShmSegmentInfo segment;
  XImage *image = create_image (display, &segment);

  XDamageSubtract (display, damage, None, None);
  XSync (display, True);
  look (display, image, frames);
  g_print ("watching\n");

  for (;;)
    {
      struct pollfd source = { ConnectionNumber (display), POLLIN, 0 };

      if (XPending (display) == 0 && poll (&source, 1, frames->len > 1 ? quiet : LONGEST) == 0)
        break;

      while (XPending (display) > 0)
        {
          XEvent event;
          XNextEvent (display, &event);
        }
      XDamageSubtract (display, damage, None, None);
      look (display, image, frames);
    }

  const Frame *all = (const Frame *) frames->data;
  guint there = 0;
  while (!has_ink_of (all[there].pixels, all[0].pixels, all[frames->len - 1].pixels))
    there++;

  g_print ("{\"painted_us\": %" G_GINT64_FORMAT ", \"stolen\": %" G_GUINT64_FORMAT "}\n",
           all[there].time, all[there].stolen);
  return frames->len > 1 ? 0 : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fingers.h"

#include <unistd.h>

static void
run (const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  va_list list;
  int status;

  g_ptr_array_add (words, g_strdup ("xdotool"));
  va_start (list, first);
  for (const char *word = first; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, g_strdup (word));
  va_end (list);
  g_ptr_array_add (words, NULL);

  g_spawn_sync (NULL, (char **) words->pdata, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
take_keyboard (void)
{
  g_autofree char *pid = g_strdup_printf ("%d", getpid ());

  run ("search", "--all", "--onlyvisible", "--pid", pid, "--name", ".*", "windowfocus", "--sync",
       "%1", NULL);
}

void
press_keys (const char *keys)
{
  take_keyboard ();
  run ("key", "--clearmodifiers", keys, NULL);
}

static void
reach (gpointer widget, gboolean clicks)
{
  g_autofree char *pid = g_strdup_printf ("%d", getpid ());
  g_autofree char *x = NULL, *y = NULL;
  graphene_rect_t box;
  double left, top;

  g_assert_true (
      gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)), &box));
  gtk_native_get_surface_transform (gtk_widget_get_native (widget), &left, &top);
  x = g_strdup_printf ("%d", (int) (left + box.origin.x + box.size.width / 2));
  y = g_strdup_printf ("%d", (int) (top + box.origin.y + box.size.height / 2));
  run ("search", "--all", "--onlyvisible", "--pid", pid, "--name", ".*", "mousemove", "--window",
       "%1", x, y, clicks ? "click" : NULL, "1", NULL);
}

void
point_at (gpointer widget)
{
  reach (widget, FALSE);
}

void
click_at (gpointer widget)
{
  reach (widget, TRUE);
}

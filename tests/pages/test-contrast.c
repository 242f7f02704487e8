/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state in a pill can be read by those who see little of a contrast: in the light and in the
 * dark as WCAG asks of every text, and with ADW_DEBUG_HIGH_CONTRAST=1 as it asks of a good one. */

#include <math.h>

#include "support/page-window.h"
#include "support/waiting.h"
#include "widgets/ct-pill.h"

static const char *const tones[] = { "", "accent", "success", "warning", "error" };

static double
get_light (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * get_light (color->red) + 0.7152 * get_light (color->green)
         + 0.0722 * get_light (color->blue);
}

static double
get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = get_luminance (one), b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* What is drawn at a place of the window. */
static GdkRGBA
get_pixel (GtkWidget *window, float x, float y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t all; /* with the window's shadow */
  guchar data[4] = { 0 };

  g_assert_true (gtk_widget_compute_bounds (window, window, &all));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (all.origin.x - floorf (x),
                                                          all.origin.y - floorf (y)));
  gdk_paintable_snapshot (paintable, snapshot, all.size.width, all.size.height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, 1, 1));
  gdk_texture_download (texture, data, 4);
  return (GdkRGBA) { data[2] / 255.f, data[1] / 255.f, data[0] / 255.f, 1 };
}

/* @color as it is seen before @ground. */
static GdkRGBA
lay_over (const GdkRGBA *color, const GdkRGBA *ground)
{
  float rest = 1 - color->alpha;

  return (GdkRGBA) { color->red * color->alpha + ground->red * rest,
                     color->green * color->alpha + ground->green * rest,
                     color->blue * color->alpha + ground->blue * rest, 1 };
}

static void
check_pill (GtkWidget *window, GtkWidget *pill, const char *tone)
{
  gboolean high = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  graphene_rect_t box;
  float x, y;
  GdkRGBA color, ground, edge, around;

  g_object_set (pill, "tone", tone, NULL);
  wait_until_drawn (window);
  g_assert_true (gtk_widget_compute_bounds (pill, window, &box));
  x = box.origin.x;
  y = box.origin.y + box.size.height / 2;
  ground = get_pixel (window, x + 4, y); /* before the words begin */
  gtk_widget_get_color (pill, &color);
  color = lay_over (&color, &ground);
  g_assert_cmpfloat (get_contrast (&color, &ground), >=, high ? 7 : 4.5);

  around = get_pixel (window, x - 3, y);
  edge = get_pixel (window, x, y);
  g_test_message ("“%s”: %.2f, its edge %.2f", tone, get_contrast (&color, &ground),
                  get_contrast (&edge, &around));
  if (high)
    g_assert_cmpfloat (get_contrast (&edge, &around), >=, 3);
}

static void
test_pills (gconstpointer scheme)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *pill = ct_pill_new ();
  GtkWindow *window;

  adw_style_manager_set_color_scheme (manager, GPOINTER_TO_INT (scheme));
  gtk_widget_add_css_class (card, "card");
  g_object_set (pill, "label", "Passed", "margin-top", 20, "margin-start", 20, "halign",
                GTK_ALIGN_CENTER, NULL);
  gtk_box_append (GTK_BOX (card), pill);
  window = present_page (card);
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    check_pill (GTK_WIDGET (window), pill, tones[i]);
  close_page (window);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);
  g_test_add_data_func ("/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT),
                        test_pills);
  g_test_add_data_func ("/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_pills);
  return page_test_run ();
}

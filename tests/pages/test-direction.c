/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What runs from left to right stays so where the application runs from right to left, and what is
 * laid out there stays in its line. */

#include "support/page-window.h"
#include "support/waiting.h"
#include "widgets/ct-cell-layout.h"
#include "widgets/ct-flow-layout.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"

#define WIDTH 200

static void
test_isolate (gconstpointer direction)
{
  gboolean to_left = GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL;
  g_autofree char *phone = NULL, *nothing = NULL, *empty = NULL, *percent = NULL;

  gtk_widget_set_default_direction (GPOINTER_TO_INT (direction));
  phone = ct_isolate (NULL, "+46 31 496 05 17");
  nothing = ct_isolate (NULL, NULL);
  empty = ct_isolate (NULL, "");
  percent = ct_format_percent (NULL, 86);
  g_assert_cmpstr (phone, ==, to_left ? "\u2066+46 31 496 05 17\u2069" : "+46 31 496 05 17");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (percent, ==, to_left ? "\u206686%\u2069" : "86%");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* What is typed is kept as it was typed, and looks as it is read. */
static void
test_entry (void)
{
  GtkWidget *row;
  GtkEditable *text;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  row = adw_entry_row_new ();
  g_object_ref_sink (row);
  ct_isolate_entry (GTK_EDITABLE (row));
  gtk_editable_set_text (GTK_EDITABLE (row), "411 00");
  text = gtk_editable_get_delegate (GTK_EDITABLE (row));
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (text)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_editable_get_alignment (text), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "411 00");
  g_object_unref (row);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static GtkWidget *
create_flow (GtkWidget **first, GtkWidget **second)
{
  GtkWidget *flow
      = g_object_new (GTK_TYPE_BOX, "layout-manager",
                      g_object_new (CT_TYPE_FLOW_LAYOUT, "spacing", 8, "line-spacing", 4, NULL),
                      NULL);

  *first = g_object_new (ADW_TYPE_BIN, "width-request", 80, "height-request", 20, NULL);
  *second = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "label", "Words", NULL);
  gtk_box_append (GTK_BOX (flow), *first);
  gtk_box_append (GTK_BOX (flow), *second);
  return g_object_ref_sink (flow);
}

static graphene_rect_t
get_bounds (GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, gtk_widget_get_parent (widget), &bounds));
  return bounds;
}

static int
lay_out (GtkWidget *flow)
{
  int height, natural;

  gtk_widget_measure (flow, GTK_ORIENTATION_VERTICAL, WIDTH, &height, &natural, NULL, NULL);
  g_assert_cmpint (height, ==, natural);
  gtk_widget_allocate (flow, WIDTH, height, -1, NULL);
  return height;
}

static void
test_flow (gconstpointer direction)
{
  gboolean to_left = GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL;
  GtkWidget *flow, *first, *second;
  graphene_rect_t one, other;
  int minimum, natural, in_one_line, height;

  gtk_widget_set_default_direction (GPOINTER_TO_INT (direction));
  flow = create_flow (&first, &second);

  /* Beside each other */
  in_one_line = lay_out (flow);
  one = get_bounds (first);
  other = get_bounds (second);
  g_assert_cmpfloat (one.origin.x, ==, to_left ? WIDTH - 80 : 0);
  g_assert_cmpfloat (one.origin.y, ==, other.origin.y);
  if (to_left)
    g_assert_cmpfloat (other.origin.x + other.size.width, ==, WIDTH - 88);
  else
    g_assert_cmpfloat (other.origin.x, ==, 88);

  /* What is wider than a line has one for itself, with as many words in it as fit. */
  gtk_label_set_label (GTK_LABEL (second), "As many words as three lines or four have room for, "
                                           "and not a letter to each of them");
  height = lay_out (flow);
  other = get_bounds (second);
  g_assert_cmpint (height, >, in_one_line * 2);
  g_assert_cmpint (height, <, in_one_line * 8);
  g_assert_cmpfloat (other.origin.x, ==, 0);
  g_assert_cmpfloat (other.origin.y, ==, 24);
  g_assert_cmpfloat (other.size.width, ==, WIDTH);

  /* The widest word decides how narrow it can be; what is not there needs no place. */
  gtk_widget_measure (flow, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 80);
  g_assert_cmpint (natural, >, WIDTH);
  gtk_widget_set_visible (second, FALSE);
  g_assert_cmpint (lay_out (flow), ==, 20);

  g_object_unref (flow);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A cell with a large text for its width has below each other what else is beside each other. */
static void
test_cell (gconstpointer direction)
{
  gboolean to_left = GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL;
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *cell, *ring, *words, *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  int dpi, minimum;

  gtk_widget_set_default_direction (GPOINTER_TO_INT (direction));
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  cell = g_object_new (GTK_TYPE_BOX, "layout-manager", g_object_new (CT_TYPE_CELL_LAYOUT, NULL),
                       NULL);
  g_object_ref_sink (cell);
  ring = g_object_new (ADW_TYPE_BIN, "width-request", 60, "height-request", 60, NULL);
  words = g_object_new (ADW_TYPE_BIN, "hexpand", TRUE, "height-request", 20, NULL);
  gtk_box_append (GTK_BOX (cell), ring);
  gtk_box_append (GTK_BOX (cell), words);
  gtk_box_append (GTK_BOX (cell), arrow);

  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, 300, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 60);
  gtk_widget_allocate (cell, 300, minimum, -1, NULL);
  g_assert_cmpfloat (get_bounds (ring).origin.x, ==, to_left ? 240 : 0);
  g_assert_cmpfloat (get_bounds (words).origin.y, ==, get_bounds (ring).origin.y);
  g_assert_cmpfloat (get_bounds (words).origin.x, ==,
                     to_left ? 300 - 74 - get_bounds (words).size.width : 74);

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  gtk_widget_queue_resize (cell); /* as a label of another size would */
  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, 300, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 88);
  gtk_widget_allocate (cell, 300, minimum, -1, NULL);
  g_assert_cmpfloat (get_bounds (ring).origin.x, ==, to_left ? 240 : 0);
  g_assert_cmpfloat (get_bounds (words).origin.y, ==, 68);
  g_assert_cmpfloat (get_bounds (words).size.width, >, 250);
  g_assert_cmpfloat (get_bounds (arrow).origin.x + (to_left ? 0 : get_bounds (arrow).size.width),
                     ==, to_left ? 0 : 300);

  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_object_unref (cell);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  g_test_add_data_func ("/direction/isolate/to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR),
                        test_isolate);
  g_test_add_data_func ("/direction/isolate/to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL),
                        test_isolate);
  g_test_add_func ("/direction/entry", test_entry);
  g_test_add_data_func ("/direction/flow/to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_flow);
  g_test_add_data_func ("/direction/flow/to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_flow);
  g_test_add_data_func ("/direction/cell/to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_cell);
  g_test_add_data_func ("/direction/cell/to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_cell);

  return page_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-cell-layout.h"

#include <adwaita.h>

#define SPACING 14
#define LINE_SPACING 8

/* What is narrower has its children below each other: in pixels, times the scale of text. */
#define NARROW 250

struct _CtCellLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CtCellLayout, ct_cell_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
get_next (GtkWidget *widget, GtkWidget *child)
{
  child = child != NULL ? gtk_widget_get_next_sibling (child) : gtk_widget_get_first_child (widget);
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Returns: (nullable): what points to where the cell leads */
static GtkWidget *
get_arrow (GtkWidget *widget)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);

  return GTK_IS_IMAGE (last) && gtk_widget_should_layout (last) ? last : NULL;
}

static int
get_natural_width (GtkWidget *child)
{
  int natural = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *child, int width)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static gboolean
is_narrow (GtkWidget *widget, int width)
{
  return adw_length_unit_from_px (ADW_LENGTH_UNIT_SP, width, gtk_widget_get_settings (widget))
         < NARROW;
}

/* What is left of @width for the arrow's siblings. */
static int
take_arrow (GtkWidget *widget, int width)
{
  GtkWidget *arrow = get_arrow (widget);

  return arrow ? MAX (0, width - get_natural_width (arrow) - SPACING) : width;
}

/* What is left of @width for the child that takes what is left. */
static int
take_others (GtkWidget *widget, int width)
{
  for (GtkWidget *child = get_next (widget, NULL); child; child = get_next (widget, child))
    if (!gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
      width -= get_natural_width (child) + SPACING;
  return MAX (0, width);
}

static int
get_width_beside (GtkWidget *child, int rest)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? rest
                                                                       : get_natural_width (child);
}

static int
measure_height (GtkWidget *widget, int width)
{
  GtkWidget *arrow = get_arrow (widget);
  gboolean narrow = is_narrow (widget, width);
  int rest = narrow ? take_arrow (widget, width) : take_others (widget, width);
  int height = 0;

  for (GtkWidget *child = get_next (widget, NULL); child; child = get_next (widget, child))
    {
      if (!narrow || child == arrow)
        height = MAX (height, get_height (child, get_width_beside (child, rest)));
      else
        height += (height > 0 ? LINE_SPACING : 0) + get_height (child, rest);
    }
  return height;
}

static GtkSizeRequestMode
ct_cell_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ct_cell_layout_measure (GtkLayoutManager *layout,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *arrow = get_arrow (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_height (widget, for_size < 0 ? G_MAXINT / 2 : for_size);
      return;
    }

  for (GtkWidget *child = get_next (widget, NULL); child; child = get_next (widget, child))
    {
      int least, own;

      gtk_widget_measure (child, orientation, -1, &least, &own, NULL, NULL);
      *natural += own + (*natural > 0 ? SPACING : 0);
      if (child != arrow)
        *minimum = MAX (*minimum, least);
    }
  if (arrow != NULL)
    *minimum += get_natural_width (arrow) + SPACING;
}

static void
place (GtkWidget *widget, GtkWidget *child, int start, int y, int width, int height, int all)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    start = all - start - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { start, y, width, height }, -1);
}

static void
allocate_beside (GtkWidget *widget, int width, int height)
{
  int rest = take_others (widget, width), start = 0;

  for (GtkWidget *child = get_next (widget, NULL); child; child = get_next (widget, child))
    {
      int own = get_width_beside (child, rest);

      place (widget, child, start, 0, own, height, width);
      start += own + SPACING;
    }
}

static void
allocate_below (GtkWidget *widget, int width, int height)
{
  GtkWidget *arrow = get_arrow (widget);
  int rest = take_arrow (widget, width), y = 0;

  for (GtkWidget *child = get_next (widget, NULL); child; child = get_next (widget, child))
    {
      int own = get_height (child, rest);
      gboolean fills = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);

      if (child == arrow)
        continue;
      place (widget, child, 0, y, fills ? rest : MIN (rest, get_natural_width (child)), own, width);
      y += own + LINE_SPACING;
    }
  if (arrow != NULL)
    place (widget, arrow, rest + SPACING, 0, get_natural_width (arrow), height, width);
}

static void
ct_cell_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  if (is_narrow (widget, width))
    allocate_below (widget, width, height);
  else
    allocate_beside (widget, width, height);
}

static void
ct_cell_layout_class_init (CtCellLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ct_cell_layout_get_request_mode;
  layout_class->measure = ct_cell_layout_measure;
  layout_class->allocate = ct_cell_layout_allocate;
}

static void
ct_cell_layout_init (CtCellLayout *self)
{
}

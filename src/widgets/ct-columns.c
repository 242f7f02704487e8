/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-columns.h"

/* In pixels: what a column needs at least, and what is between two. */
#define MIN_COLUMN 415
#define SPACING 30

struct _CtColumns
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CtColumns, ct_columns, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
get_next (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (GtkWidget *widget)
{
  return get_next (gtk_widget_get_first_child (widget));
}

static int
count (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = get_first (widget); child != NULL;
       child = get_next (gtk_widget_get_next_sibling (child)))
    n++;
  return n;
}

/* The widest that one of them needs at least. */
static int
get_min_width (GtkWidget *widget, int *natural)
{
  int width = 0;

  *natural = 0;
  for (GtkWidget *child = get_first (widget); child != NULL;
       child = get_next (gtk_widget_get_next_sibling (child)))
    {
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      width = MAX (width, min);
      *natural = MAX (*natural, nat);
    }
  return width;
}

/* How wide each is where there is @width, and whether they are side by side. */
static gboolean
split (GtkWidget *widget, int width, int *column)
{
  int n = count (widget), natural;
  int needed = MAX (get_min_width (widget, &natural), MIN_COLUMN);

  if (n < 2 || width < n * needed + (n - 1) * SPACING)
    {
      *column = width;
      return FALSE;
    }
  *column = (width - (n - 1) * SPACING) / n;
  return TRUE;
}

static GtkSizeRequestMode
ct_columns_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (GtkWidget *widget, int width, int *minimum, int *natural)
{
  int column = -1;
  gboolean beside = width >= 0 && split (widget, width, &column);

  for (GtkWidget *child = get_first (widget); child != NULL;
       child = get_next (gtk_widget_get_next_sibling (child)))
    {
      gboolean is_first = child == get_first (widget);
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column, &min, &nat, NULL, NULL);
      *minimum = beside ? MAX (*minimum, min) : *minimum + min + (is_first ? 0 : SPACING);
      *natural = beside ? MAX (*natural, nat) : *natural + nat + (is_first ? 0 : SPACING);
    }
}

static void
ct_columns_measure (GtkLayoutManager *layout,
                    GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  int n = count (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    measure_height (widget, for_size, minimum, natural);
  else
    {
      *minimum = get_min_width (widget, natural);
      *natural = MAX (*natural * n + SPACING * MAX (n - 1, 0), *minimum);
    }
}

static void
ct_columns_allocate (GtkLayoutManager *layout,
                     GtkWidget *widget,
                     int width,
                     int height,
                     int baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column, x = 0, y = 0;
  gboolean beside = split (widget, width, &column);

  for (GtkWidget *child = get_first (widget); child != NULL;
       child = get_next (gtk_widget_get_next_sibling (child)))
    {
      int min;
      GtkAllocation place;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column, &min, NULL, NULL, NULL);
      place = (GtkAllocation) { is_rtl ? width - x - column : x, y, column, beside ? height : min };
      gtk_widget_size_allocate (child, &place, -1);
      if (beside)
        x += column + SPACING;
      else
        y += min + SPACING;
    }
}

static void
ct_columns_class_init (CtColumnsClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ct_columns_get_request_mode;
  layout_class->measure = ct_columns_measure;
  layout_class->allocate = ct_columns_allocate;
}

static void
ct_columns_init (CtColumns *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-scrolling.h"

enum
{
  HADJUSTMENT,
  VADJUSTMENT,
  HSCROLL_POLICY,
  VSCROLL_POLICY,
};

void
ct_scrolling_class_install (GtkWidgetClass *klass, guint first_property, GtkShortcutFunc scroll)
{
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkOrientation orientation;
    double steps, pages;
  } keys[] = {
    { GDK_KEY_Left, 0, GTK_ORIENTATION_HORIZONTAL, -1, 0 },
    { GDK_KEY_Right, 0, GTK_ORIENTATION_HORIZONTAL, 1, 0 },
    { GDK_KEY_Up, 0, GTK_ORIENTATION_VERTICAL, -1, 0 },
    { GDK_KEY_Down, 0, GTK_ORIENTATION_VERTICAL, 1, 0 },
    { GDK_KEY_Page_Up, 0, GTK_ORIENTATION_VERTICAL, 0, -1 },
    { GDK_KEY_Page_Down, 0, GTK_ORIENTATION_VERTICAL, 0, 1 },
    { GDK_KEY_space, GDK_SHIFT_MASK, GTK_ORIENTATION_VERTICAL, 0, -1 },
    { GDK_KEY_space, 0, GTK_ORIENTATION_VERTICAL, 0, 1 },
    { GDK_KEY_Home, 0, GTK_ORIENTATION_VERTICAL, 0, -1e6 },
    { GDK_KEY_End, 0, GTK_ORIENTATION_VERTICAL, 0, 1e6 },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_object_class_override_property (object_class, first_property + HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, first_property + VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, first_property + HSCROLL_POLICY,
                                    "hscroll-policy");
  g_object_class_override_property (object_class, first_property + VSCROLL_POLICY,
                                    "vscroll-policy");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].key, keys[i].modifiers, scroll, "(idd)",
                                  keys[i].orientation, keys[i].steps, keys[i].pages);
}

void
ct_scrolling_init (CtScrolling *self, GtkWidget *widget)
{
  self->widget = widget;
}

static void
set_adjustment (CtScrolling *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **current = &self->adjustments[orientation];

  if (*current)
    g_signal_handlers_disconnect_by_data (*current, self->widget);
  g_set_object (current, adjustment);
  if (*current)
    g_signal_connect_swapped (*current, "value-changed", G_CALLBACK (gtk_widget_queue_allocate),
                              self->widget);
}

void
ct_scrolling_clear (CtScrolling *self)
{
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
}

void
ct_scrolling_get_property (CtScrolling *self, guint property, GValue *value)
{
  switch (property)
    {
    case HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
ct_scrolling_set_property (CtScrolling *self, guint property, const GValue *value)
{
  switch (property)
    {
    case HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      g_assert_not_reached ();
    }
}

double
ct_scrolling_get_value (CtScrolling *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment ? gtk_adjustment_get_value (adjustment) : 0;
}

void
ct_scrolling_configure (CtScrolling *self,
                        GtkOrientation orientation,
                        double value,
                        double length,
                        int size)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (!adjustment)
    return;

  g_signal_handlers_block_by_func (adjustment, gtk_widget_queue_allocate, self->widget);
  gtk_adjustment_configure (adjustment, value, 0, MAX (length, size), size * 0.1, size * 0.9, size);
  g_signal_handlers_unblock_by_func (adjustment, gtk_widget_queue_allocate, self->widget);
}

gboolean
ct_scrolling_move (CtScrolling *self, GVariant *args)
{
  GtkAdjustment *adjustment;
  int orientation;
  double steps, pages, before;

  g_variant_get (args, "(idd)", &orientation, &steps, &pages);
  adjustment = self->adjustments[orientation];
  if (!adjustment)
    return FALSE;

  before = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment,
                            before + steps * gtk_adjustment_get_step_increment (adjustment)
                                + pages * gtk_adjustment_get_page_increment (adjustment));

  return gtk_adjustment_get_value (adjustment) != before;
}

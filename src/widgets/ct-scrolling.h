/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CtScrolling:
 *
 * What a widget needs to be a GtkScrollable that allocates its children anew whenever it is
 * scrolled, with the keys to scroll it by. It is a member of the widget's structure.
 */
typedef struct
{
  GtkWidget *widget;
  GtkAdjustment *adjustments[2]; /* owned (nullable), by GtkOrientation */
  GtkScrollablePolicy policies[2];
} CtScrolling;

/* How many properties of GtkScrollable there are. */
#define CT_SCROLLING_N_PROPERTIES 4

/**
 * ct_scrolling_class_install:
 * @first_property: the first of %CT_SCROLLING_N_PROPERTIES ids that are free
 * @scroll: called by the keys with its arguments as (idd), for ct_scrolling_move()
 */
void
ct_scrolling_class_install (GtkWidgetClass *klass, guint first_property, GtkShortcutFunc scroll);

void ct_scrolling_init (CtScrolling *self, GtkWidget *widget);
void ct_scrolling_clear (CtScrolling *self);

/* @property counts from 0. */
void ct_scrolling_get_property (CtScrolling *self, guint property, GValue *value);
void ct_scrolling_set_property (CtScrolling *self, guint property, const GValue *value);

double ct_scrolling_get_value (CtScrolling *self, GtkOrientation orientation);

/**
 * ct_scrolling_configure:
 * @value: where to be; kept within what there is
 * @length: how long everything is
 * @size: how much of it can be seen
 *
 * Says how far one can scroll; to be called while the widget is allocated.
 */
void ct_scrolling_configure (CtScrolling *self,
                             GtkOrientation orientation,
                             double value,
                             double length,
                             int size);

/* Returns: %FALSE at the end, so that the key leads on to something else */
gboolean ct_scrolling_move (CtScrolling *self, GVariant *args);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-cell-factory.h"

#include "widgets/ct-slots.h"

/* In µs, of a frame's sixteen milliseconds: what filling rows may take. */
#define FILL_TIME 2500

/* What the rows of one list share. */
typedef struct
{
  GType cell_type;
  char *(*say) (gpointer item);
  guint n_cells;
  int height; /* of the row that was measured last, 0 if none was yet */

  gint64 frame;      /* in which rows were filled last */
  gint64 fill_until; /* in that frame, as by g_get_monotonic_time() */

  GSList *late;         /* of CtCellPlace: turned out to need another height */
  GdkFrameClock *clock; /* while a frame is filled */
  gulong layout_handler;
} Stock;

/* The child of a row, which has a cell from when it first came into view. */
#define CT_TYPE_CELL_PLACE (ct_cell_place_get_type ())
G_DECLARE_FINAL_TYPE (CtCellPlace, ct_cell_place, CT, CELL_PLACE, GtkWidget)

struct _CtCellPlace
{
  GtkWidget parent_instance;

  Stock *stock;
  gpointer item;   /* owned, nullable */
  GtkWidget *cell; /* owned by being a child, nullable */
  gboolean shown;  /* whether the cell shows the item */
  guint waiting;   /* a tick callback, 0 for none */
  int height;      /* that it had at this width, 0 if none */
  int width;
};

G_DEFINE_FINAL_TYPE (CtCellPlace, ct_cell_place, GTK_TYPE_WIDGET)

/* Filling */

static void
fill (CtCellPlace *self)
{
  self->shown = TRUE;
  if (self->cell)
    {
      g_object_set (self->cell, "item", self->item, NULL);
      gtk_widget_set_child_visible (self->cell, TRUE);
      return;
    }

  self->cell = g_object_new (self->stock->cell_type, "item", self->item, NULL);
  gtk_widget_set_parent (self->cell, GTK_WIDGET (self));
  self->stock->n_cells++;
}

static void
stop_following (Stock *stock)
{
  g_clear_signal_handler (&stock->layout_handler, stock->clock);
  g_clear_object (&stock->clock);
}

/* What asks for another size while it is allocated is not heard: it asks again when that is done,
 * before the frame is drawn. What else came into view by then waits for the next frame. */
static void
end_filling (GdkFrameClock *clock, Stock *stock)
{
  g_autoptr (GSList) late = g_steal_pointer (&stock->late);

  stock->fill_until = 0;
  stop_following (stock);
  for (GSList *l = late; l; l = l->next)
    gtk_widget_queue_resize (l->data);
}

static gboolean
has_time (CtCellPlace *self)
{
  Stock *stock = self->stock;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gint64 frame = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;
  gint64 now = g_get_monotonic_time ();

  if (clock == NULL)
    return TRUE;
  if (stock->clock != NULL && stock->clock != clock)
    stop_following (stock);
  if (stock->frame == frame || stock->clock)
    return now < stock->fill_until;

  stock->frame = frame;
  stock->fill_until = now + FILL_TIME;
  stock->clock = g_object_ref (clock);
  stock->layout_handler = g_signal_connect (clock, "layout", G_CALLBACK (end_filling), stock);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
  return TRUE;
}

static gboolean
allocate_again (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CT_CELL_PLACE (widget)->waiting = 0;
  gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

/* A row that was not in view yet is as high as one that is. */
static void
ct_cell_place_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  CtCellPlace *self = CT_CELL_PLACE (widget);

  if (self->shown)
    gtk_widget_measure (self->cell, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  if (self->shown && for_size >= 0)
    {
      self->width = for_size;
      self->height = self->stock->height = *minimum;
    }
  else if (!self->shown)
    {
      *minimum = *natural
          = self->height > 0 && self->width == for_size ? self->height : self->stock->height;
    }
}

/* Only rows in view are allocated. */
static void
ct_cell_place_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CtCellPlace *self = CT_CELL_PLACE (widget);
  gboolean filling = !self->shown;
  int needed;

  if (filling && !has_time (self))
    {
      if (self->cell)
        gtk_widget_set_child_visible (self->cell, FALSE);
      if (self->waiting == 0)
        self->waiting = gtk_widget_add_tick_callback (widget, allocate_again, NULL, NULL);
      return;
    }

  if (filling)
    fill (self);
  gtk_widget_measure (self->cell, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
  if (filling && needed != height)
    self->stock->late = g_slist_prepend (self->stock->late, self);
  gtk_widget_allocate (self->cell, width, MAX (height, needed), baseline, NULL);
}

static GtkSizeRequestMode
ct_cell_place_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ct_cell_place_dispose (GObject *object)
{
  CtCellPlace *self = CT_CELL_PLACE (object);
  Stock *stock = self->stock;

  if (stock)
    {
      if (self->cell)
        stock->n_cells--;
      stock->late = g_slist_remove (stock->late, self);
      if (stock->late == NULL)
        {
          stop_following (stock);
          stock->frame = -1;
        }
    }
  g_clear_pointer (&self->stock, g_rc_box_release);
  g_clear_pointer (&self->cell, gtk_widget_unparent);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (ct_cell_place_parent_class)->dispose (object);
}

static void
ct_cell_place_class_init (CtCellPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_cell_place_dispose;
  widget_class->measure = ct_cell_place_measure;
  widget_class->size_allocate = ct_cell_place_size_allocate;
  widget_class->get_request_mode = ct_cell_place_get_request_mode;
}

static void
ct_cell_place_init (CtCellPlace *self)
{
}

/* Rows */

static void
release (gpointer stock, GClosure *closure)
{
  g_rc_box_release (stock);
}

static void
label_row (GtkListItem *row, GParamSpec *pspec, gpointer item)
{
  CtCellPlace *place = CT_CELL_PLACE (gtk_list_item_get_child (row));
  g_autofree char *words = place->stock->say (item);

  gtk_list_item_set_accessible_label (row, words);
}

static void
set_up_row (GtkListItemFactory *factory, GtkListItem *row, Stock *stock)
{
  CtCellPlace *place = g_object_new (CT_TYPE_CELL_PLACE, NULL);

  place->stock = g_rc_box_acquire (stock);
  gtk_list_item_set_child (row, GTK_WIDGET (place));
}

static void
unbind_item (GtkListItem *row)
{
  CtCellPlace *place = CT_CELL_PLACE (gtk_list_item_get_child (row));

  if (place->item)
    g_signal_handlers_disconnect_by_func (place->item, label_row, row);
}

static void
bind_item (GtkListItem *row, GParamSpec *pspec, CtSlot *slot)
{
  CtCellPlace *place = CT_CELL_PLACE (gtk_list_item_get_child (row));
  gpointer item = ct_slot_get_item (slot);

  unbind_item (row);
  if (g_set_object ((GObject **) &place->item, item))
    {
      place->shown = FALSE;
      /* There is one to measure the others by. */
      if (place->stock->height == 0 && place->stock->n_cells == 0)
        fill (place);
      gtk_widget_queue_allocate (GTK_WIDGET (place));
    }
  label_row (row, NULL, item);
  g_signal_connect_object (item, "notify", G_CALLBACK (label_row), row, G_CONNECT_SWAPPED);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *row, gpointer user_data)
{
  CtSlot *slot = gtk_list_item_get_item (row);

  bind_item (row, NULL, slot);
  g_signal_connect_object (slot, "notify::item", G_CALLBACK (bind_item), row, G_CONNECT_SWAPPED);
}

static void
unbind_row (GtkListItemFactory *factory, GtkListItem *row, gpointer user_data)
{
  unbind_item (row);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (row), bind_item, row);
}

gpointer
ct_cell_factory_get_item (GtkWidget *row)
{
  GtkWidget *place = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return CT_IS_CELL_PLACE (place) ? CT_CELL_PLACE (place)->item : NULL;
}

GtkListItemFactory *
ct_cell_factory_new (GType cell_type, char *(*say) (gpointer item))
{
  GtkListItemFactory *factory;
  Stock *stock;

  g_return_val_if_fail (g_type_is_a (cell_type, CT_TYPE_CELL), NULL);
  g_return_val_if_fail (say != NULL, NULL);

  factory = gtk_signal_list_item_factory_new ();
  stock = g_rc_box_new0 (Stock);
  stock->cell_type = cell_type;
  stock->say = say;
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_row), stock, release, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  return factory;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-focus.h"

/* Of what has the focus, or had it last. */
typedef struct
{
  GWeakRef widget;
} Ancestor;

/* Belongs to its window. */
typedef struct
{
  GtkWindow *window;    /* not owned */
  GPtrArray *ancestors; /* (element-type Ancestor): of what had the focus, itself first */
  GtkWidget *focus;     /* nullable, weak: has it now */
  GtkWidget *lost;      /* nullable, weak: it is to have the focus again when it can */
  GtkWidget *stand_in;  /* nullable, weak: has it until then */
  guint idle;           /* 0 for none */
} Keeper;

/* Returns: (transfer none) (nullable): the first of @type that can be seen in @widget */
static GtkWidget *
find_shown (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, type);
  return found;
}

gboolean
ct_focus_content (GtkWidget *widget)
{
  GtkWidget *toolbars;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  if (ADW_IS_NAVIGATION_VIEW (widget))
    widget = GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (widget)));
  toolbars = widget != NULL ? find_shown (widget, ADW_TYPE_TOOLBAR_VIEW) : NULL;
  if (toolbars != NULL)
    widget = adw_toolbar_view_get_content (ADW_TOOLBAR_VIEW (toolbars));
  return widget != NULL && gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
ancestor_free (gpointer data)
{
  g_weak_ref_clear (&((Ancestor *) data)->widget);
  g_free (data);
}

static gboolean
can_have_focus (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

static void give_back (Keeper *self);

static void
forget (Keeper *self)
{
  if (self->lost != NULL)
    g_signal_handlers_disconnect_by_func (self->lost, give_back, self);
  g_clear_weak_pointer (&self->lost);
  g_clear_weak_pointer (&self->stand_in);
}

/* What was lost gets it back, unless somebody went on to something else. */
static void
give_back (Keeper *self)
{
  GtkWidget *lost = self->lost;
  GtkWidget *focus = gtk_window_get_focus (self->window);
  gboolean is_free = focus == NULL || focus == self->stand_in;

  if (!can_have_focus (lost))
    return;
  forget (self);
  if (is_free)
    gtk_widget_grab_focus (lost);
}

static void
wait_for (Keeper *self, GtkWidget *lost)
{
  forget (self);
  g_set_weak_pointer (&self->lost, lost);
  g_set_weak_pointer (&self->stand_in, gtk_window_get_focus (self->window));
  g_signal_connect_swapped (lost, "state-flags-changed", G_CALLBACK (give_back), self);
  g_signal_connect_swapped (lost, "map", G_CALLBACK (give_back), self);
}

/* What is insensitive keeps it, but does nothing with it. */
static gboolean
has_focus (Keeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && gtk_widget_is_sensitive (focus);
}

static void
find_stand_in (gpointer user_data)
{
  Keeper *self = user_data;
  g_autoptr (GtkWidget) lost = NULL;

  self->idle = 0;
  if (has_focus (self) || !gtk_widget_get_mapped (GTK_WIDGET (self->window)))
    return;

  gtk_window_set_focus (self->window, NULL);
  for (guint i = 0; i < self->ancestors->len; i++)
    {
      Ancestor *ancestor = g_ptr_array_index (self->ancestors, i);
      g_autoptr (GtkWidget) widget = g_weak_ref_get (&ancestor->widget);

      if (i == 0 && widget != NULL)
        lost = g_object_ref (widget);
      if (widget != NULL && can_have_focus (widget)
          && gtk_widget_get_root (widget) == GTK_ROOT (self->window)
          && gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD))
        break;
    }
  if (lost != NULL)
    wait_for (self, lost);
}

static void
look (Keeper *self)
{
  if (!has_focus (self) && self->idle == 0 && self->ancestors->len > 0)
    self->idle = g_idle_add_once (find_stand_in, self);
}

static void
focus_changed (Keeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_func (self->focus, look, self);
  g_set_weak_pointer (&self->focus, focus);
  look (self);
  if (focus == NULL)
    return;

  g_signal_connect_swapped (focus, "state-flags-changed", G_CALLBACK (look), self);

  g_ptr_array_set_size (self->ancestors, 0);
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      Ancestor *ancestor = g_new0 (Ancestor, 1);

      g_weak_ref_init (&ancestor->widget, widget);
      g_ptr_array_add (self->ancestors, ancestor);
    }
}

static void
keeper_free (gpointer data)
{
  Keeper *self = data;

  forget (self);
  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_func (self->focus, look, self);
  g_clear_weak_pointer (&self->focus);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_unref (self->ancestors);
  g_free (self);
}

void
ct_focus_keep (GtkWindow *window)
{
  Keeper *self;

  g_return_if_fail (GTK_IS_WINDOW (window));

  self = g_new0 (Keeper, 1);
  self->window = window;
  self->ancestors = g_ptr_array_new_with_free_func (ancestor_free);
  g_object_set_data_full (G_OBJECT (window), "ct-focus-keeper", self, keeper_free);
  g_signal_connect_swapped (window, "notify::focus-widget", G_CALLBACK (focus_changed), self);
  focus_changed (self);
}

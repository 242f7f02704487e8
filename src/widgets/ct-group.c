/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-group.h"

#include "widgets/ct-cell.h"

struct _CtGroup
{
  AdwPreferencesGroup parent_instance;

  GListModel *model; /* owned */
  GType cell_type;
  gboolean activatable;

  GtkListBox *list;
};

typedef enum
{
  PROP_ACTIVATABLE = 1,
} CtGroupProperty;

static GParamSpec *properties[PROP_ACTIVATABLE + 1];

static guint activated_signal;

G_DEFINE_FINAL_TYPE (CtGroup, ct_group, ADW_TYPE_PREFERENCES_GROUP)

static void
update_visible (CtGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->model && g_list_model_get_n_items (self->model) > 0);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CtGroup *self = user_data;
  GtkWidget *row = ct_cell_create_row (item, GSIZE_TO_POINTER (self->cell_type));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), self->activatable);
  return row;
}

static void
row_activated (CtGroup *self, GtkListBoxRow *row)
{
  g_signal_emit (self, activated_signal, 0, ct_cell_get_row_item (row));
}

/* Arrow keys that lead out of the list go on to the next group. */
static gboolean
keynav_failed (CtGroup *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                 direction == GTK_DIR_UP ? GTK_DIR_TAB_BACKWARD
                                                         : GTK_DIR_TAB_FORWARD);
}

static void
title_changed (CtGroup *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)),
                                  -1);
}

static void
ct_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtGroupProperty) id)
    {
    case PROP_ACTIVATABLE:
      g_value_set_boolean (value, CT_GROUP (object)->activatable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtGroupProperty) id)
    {
    case PROP_ACTIVATABLE:
      CT_GROUP (object)->activatable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_group_dispose (GObject *object)
{
  ct_group_bind (CT_GROUP (object), NULL, 0);

  G_OBJECT_CLASS (ct_group_parent_class)->dispose (object);
}

static void
ct_group_class_init (CtGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_group_get_property;
  object_class->set_property = ct_group_set_property;
  object_class->dispose = ct_group_dispose;

  properties[PROP_ACTIVATABLE]
      = g_param_spec_boolean ("activatable", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, CT_TYPE_RESOURCE);
}

static void
ct_group_init (CtGroup *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  g_signal_connect_swapped (self->list, "keynav-failed", G_CALLBACK (keynav_failed), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ct_group_new (void)
{
  return g_object_new (CT_TYPE_GROUP, NULL);
}

void
ct_group_bind (CtGroup *self, GListModel *model, GType cell_type)
{
  g_return_if_fail (CT_IS_GROUP (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
    }
  g_set_object (&self->model, model);
  self->cell_type = cell_type;
  if (model)
    {
      gtk_list_box_bind_model (self->list, model, create_row, self, NULL);
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (update_visible), self);
    }
  update_visible (self);
}

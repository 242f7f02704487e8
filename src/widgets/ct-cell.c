/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-cell.h"

#include "widgets/ct-format.h"

typedef struct
{
  CtResource *item; /* owned, nullable */
  char *words;
} CtCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CtCell, ct_cell, ADW_TYPE_BIN)

typedef enum
{
  PROP_ITEM = 1,
  PROP_WORDS,
} CtCellProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static void
label_row (CtCell *self, GParamSpec *pspec, GtkWidget *row)
{
  CtCellPrivate *priv = ct_cell_get_instance_private (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priv->words ? priv->words : "", -1);
}

GtkWidget *
ct_cell_create_row (gpointer item, gpointer type)
{
  GtkWidget *cell, *row;

  g_return_val_if_fail (g_type_is_a (GPOINTER_TO_SIZE (type), CT_TYPE_CELL), NULL);

  cell = g_object_new (GPOINTER_TO_SIZE (type), "item", item, NULL);
  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  g_signal_connect_object (cell, "notify::words", G_CALLBACK (label_row), row, 0);
  label_row (CT_CELL (cell), NULL, row);
  return row;
}

gpointer
ct_cell_get_row_item (GtkListBoxRow *row)
{
  CtCellPrivate *priv = ct_cell_get_instance_private (CT_CELL (gtk_list_box_row_get_child (row)));

  return priv->item;
}

static void
ct_cell_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtCellPrivate *priv = ct_cell_get_instance_private (CT_CELL (object));

  switch ((CtCellProperty) id)
    {
    case PROP_ITEM:
      g_value_set_object (value, priv->item);
      break;
    case PROP_WORDS:
      g_value_set_string (value, priv->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_cell_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtCellPrivate *priv = ct_cell_get_instance_private (CT_CELL (object));

  switch ((CtCellProperty) id)
    {
    case PROP_ITEM:
      if (g_set_object (&priv->item, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WORDS:
      if (g_set_str (&priv->words, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_cell_dispose (GObject *object)
{
  CtCellPrivate *priv = ct_cell_get_instance_private (CT_CELL (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->item);
  g_clear_pointer (&priv->words, g_free);

  G_OBJECT_CLASS (ct_cell_parent_class)->dispose (object);
}

static void
ct_cell_class_init (CtCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_cell_get_property;
  object_class->set_property = ct_cell_set_property;
  object_class->dispose = ct_cell_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, CT_TYPE_RESOURCE, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_cell_init (CtCell *self)
{
}

void
ct_cell_class_set_template (CtCellClass *klass, const char *resource_path)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), resource_path);
  ct_format_bind_closures (GTK_WIDGET_CLASS (klass));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-first-steps.h"

#include <glib/gi18n.h>

#include "pages/ct-steps-group.h"

struct _CtFirstSteps
{
  AdwBin parent_instance;

  CtClient *client; /* owned */
};

G_DEFINE_FINAL_TYPE (CtFirstSteps, ct_first_steps, ADW_TYPE_BIN)

typedef enum
{
  PROP_CLIENT = 1,
} CtFirstStepsProperty;

static GParamSpec *properties[PROP_CLIENT + 1];

const char *
ct_first_steps_get_calling_name (const char *given_name, const char *name)
{
  return given_name && *given_name ? given_name : name;
}

static char *
ct_first_steps_welcome (gpointer self, const char *given_name, const char *name)
{
  /* Translators: %s is the candidate's given name */
  return g_strdup_printf (_ ("Welcome, %s"), ct_first_steps_get_calling_name (given_name, name));
}

static void
ct_first_steps_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtFirstStepsProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, CT_FIRST_STEPS (object)->client);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_first_steps_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtFirstStepsProperty) id)
    {
    case PROP_CLIENT:
      CT_FIRST_STEPS (object)->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_first_steps_dispose (GObject *object)
{
  CtFirstSteps *self = CT_FIRST_STEPS (object);

  g_clear_object (&self->client);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_FIRST_STEPS);

  G_OBJECT_CLASS (ct_first_steps_parent_class)->dispose (object);
}

static void
ct_first_steps_class_init (CtFirstStepsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ct_first_steps_get_property;
  object_class->set_property = ct_first_steps_set_property;
  object_class->dispose = ct_first_steps_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CT_TYPE_STEPS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/first-steps.ui");
  gtk_widget_class_bind_template_callback (widget_class, ct_first_steps_welcome);
}

static void
ct_first_steps_init (CtFirstSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_first_steps_new (CtClient *client)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  return g_object_new (CT_TYPE_FIRST_STEPS, "client", client, NULL);
}

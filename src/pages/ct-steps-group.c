/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-steps-group.h"

#include "pages/ct-account-dialog.h"
#include "pages/ct-agreement-dialog.h"
#include "pages/ct-pearson-vue.h"
#include "pages/ct-step-row.h"
#include "widgets/ct-steps.h"

struct _CtStepsGroup
{
  AdwPreferencesGroup parent_instance;

  CtClient *client; /* owned, nullable */
  CtSteps *steps;   /* owned, nullable */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CtStepsGroup, ct_steps_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_CLIENT = 1,
  PROP_N_STEPS,
} CtStepsGroupProperty;

static GParamSpec *properties[PROP_N_STEPS + 1];

static void
show_agreement (GtkWidget *widget, const char *action, GVariant *id)
{
  adw_dialog_present (ct_agreement_dialog_new (CT_STEPS_GROUP (widget)->client,
                                               g_variant_get_string (id, NULL)),
                      widget);
}

static void
show_contact (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwDialog *dialog = ct_account_dialog_new (CT_STEPS_GROUP (widget)->client);

  ct_account_dialog_show (CT_ACCOUNT_DIALOG (dialog), "contact");
  adw_dialog_present (dialog, widget);
}

static void
show_address (GtkWidget *widget, const char *action, GVariant *id)
{
  AdwDialog *dialog = ct_account_dialog_new (CT_STEPS_GROUP (widget)->client);

  ct_account_dialog_show_address (CT_ACCOUNT_DIALOG (dialog), g_variant_get_string (id, NULL));
  adw_dialog_present (dialog, widget);
}

static void
schedule (GtkWidget *widget, const char *action, GVariant *id)
{
  ct_pearson_vue_open (widget, action, CT_STEPS_GROUP (widget)->client,
                       g_variant_get_string (id, NULL));
}

static guint
count (CtStepsGroup *self)
{
  return self->steps != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->steps)) : 0;
}

static void
update (CtStepsGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), count (self) > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_STEPS]);
}

static void
set_client (CtStepsGroup *self, CtClient *client)
{
  if (!g_set_object (&self->client, client))
    return;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->steps);
  if (client != NULL)
    {
      self->steps = ct_steps_new (client);
      gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->steps), ct_step_row_new, NULL, NULL);
      g_signal_connect_object (self->steps, "items-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT]);
}

static void
ct_steps_group_activated (CtStepsGroup *self, GtkListBoxRow *row)
{
  ct_step_row_activate (CT_STEP_ROW (row));
}

static void
ct_steps_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CtStepsGroup *self = CT_STEPS_GROUP (object);

  switch ((CtStepsGroupProperty) id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, count (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_steps_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CtStepsGroupProperty) id)
    {
    case PROP_CLIENT:
      set_client (CT_STEPS_GROUP (object), g_value_get_object (value));
      break;
    case PROP_N_STEPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_steps_group_dispose (GObject *object)
{
  CtStepsGroup *self = CT_STEPS_GROUP (object);

  if (self->list != NULL)
    set_client (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CT_TYPE_STEPS_GROUP);

  G_OBJECT_CLASS (ct_steps_group_parent_class)->dispose (object);
}

static void
ct_steps_group_class_init (CtStepsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_steps_group_get_property;
  object_class->set_property = ct_steps_group_set_property;
  object_class->dispose = ct_steps_group_dispose;

  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, CT_TYPE_CLIENT, G_PARAM_READWRITE | flags);
  properties[PROP_N_STEPS]
      = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "steps.agreement", "s", show_agreement);
  gtk_widget_class_install_action (widget_class, "steps.contact", NULL, show_contact);
  gtk_widget_class_install_action (widget_class, "steps.verify", "s", show_address);
  gtk_widget_class_install_action (widget_class, "steps.schedule", "s", schedule);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/steps-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CtStepsGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, ct_steps_group_activated);
}

static void
ct_steps_group_init (CtStepsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

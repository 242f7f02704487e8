/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-step-row.h"

struct _CtStepRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (CtStepRow, ct_step_row, ADW_TYPE_PREFERENCES_ROW)

static void
ct_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_STEP_ROW);

  G_OBJECT_CLASS (ct_step_row_parent_class)->dispose (object);
}

static void
ct_step_row_class_init (CtStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_step_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CtStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, CtStepRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CtStepRow, button);
}

static void
ct_step_row_init (CtStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ct_step_row_new (gpointer item, gpointer user_data)
{
  CtStep *step = CT_STEP (item);
  CtStepRow *self = g_object_new (CT_TYPE_STEP_ROW, "title", step->title, NULL);

  gtk_label_set_label (self->title, step->title);
  gtk_label_set_label (self->subtitle, step->subtitle);
  gtk_button_set_label (self->button, step->label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), step->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), step->action);

  /* Alone, "Show" says little. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, step->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step->subtitle, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step->title, -1);
  return GTK_WIDGET (self);
}

void
ct_step_row_activate (CtStepRow *self)
{
  g_return_if_fail (CT_IS_STEP_ROW (self));

  gtk_widget_activate (GTK_WIDGET (self->button));
}

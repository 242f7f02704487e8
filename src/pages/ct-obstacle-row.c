/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-obstacle-row.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-standing.h"

struct _CtObstacleRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *words;
  GtkButton *way;
};

G_DEFINE_FINAL_TYPE (CtObstacleRow, ct_obstacle_row, ADW_TYPE_PREFERENCES_ROW)

static void
ct_obstacle_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CT_TYPE_OBSTACLE_ROW);

  G_OBJECT_CLASS (ct_obstacle_row_parent_class)->dispose (object);
}

static void
ct_obstacle_row_class_init (CtObstacleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ct_obstacle_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/CertTracker/ui/obstacle-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CtObstacleRow, words);
  gtk_widget_class_bind_template_child (widget_class, CtObstacleRow, way);
  ct_format_bind_closures (widget_class);
}

static void
ct_obstacle_row_init (CtObstacleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
lead (CtObstacleRow *self, const char *label, const char *action, GVariant *target)
{
  gtk_button_set_label (self->way, label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->way), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->way), action);
}

static void
show_way (CtObstacleRow *self, CtObstacle *obstacle)
{
  const char *ref = obstacle->ref;

  switch (obstacle->reason)
    {
    case CT_INELIGIBILITY_AGREEMENT_MISSING:
      if (ref != NULL)
        lead (self, _ ("_Read the Agreement"), "exam.agreement", g_variant_new_string (ref));
      break;
    case CT_INELIGIBILITY_PROFILE_INCOMPLETE:
    case CT_INELIGIBILITY_PROFILE_REFUSED:
      lead (self, _ ("_Correct Contact Information…"), "win.account", NULL);
      break;
    case CT_INELIGIBILITY_RETIRED:
    case CT_INELIGIBILITY_LEAD_TIME:
      if (ref != NULL)
        lead (self, _ ("Show the _Successor"), "win.show", g_variant_new ("(ss)", "exams", ref));
      break;
    case CT_INELIGIBILITY_ALREADY_PASSED:
    case CT_INELIGIBILITY_RESULT_PENDING:
    case CT_INELIGIBILITY_RETAKE_WAIT:
      if (ref != NULL)
        lead (self, _ ("Show the _Result"), "win.show", g_variant_new ("(ss)", "history", ref));
      break;
    case CT_INELIGIBILITY_NOT_PROCTORED:
    case CT_INELIGIBILITY_ALREADY_AUTHORIZED:
    case CT_INELIGIBILITY_ATTEMPTS_A_YEAR:
    default:
      break;
    }
}

GtkWidget *
ct_obstacle_row_new (CtObstacle *obstacle, const char *faults)
{
  g_autofree char *title = NULL, *sentence = NULL, *words = NULL;
  CtObstacleRow *self;

  g_return_val_if_fail (CT_IS_OBSTACLE (obstacle), NULL);
  g_return_val_if_fail (faults != NULL, NULL);

  title = ct_standing_obstacle_title (obstacle);
  sentence = ct_standing_obstacle_words (obstacle);
  words = g_strconcat (sentence, faults, NULL);
  self = g_object_new (CT_TYPE_OBSTACLE_ROW, "title", title, NULL);
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  show_way (self, obstacle);
  return GTK_WIDGET (self);
}

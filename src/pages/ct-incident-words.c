/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-incident-words.h"

#include <glib/gi18n.h>

char *
ct_incident_words_number (gpointer self, int number, const char *topic)
{
  if (number < 0 || topic == NULL)
    return g_strdup ("");

  /* Translators: the number of an incident, and its topic */
  return g_strdup_printf (C_ ("incident", "No. %d · %s"), number, topic);
}

static gboolean
has_partner_team (CtProgram *program, gboolean is_partner)
{
  return is_partner && program != NULL && program->partner_support_email != NULL;
}

char *
ct_incident_words_team (gpointer self, CtProgram *program, gboolean is_partner)
{
  return g_strdup (has_partner_team (program, is_partner) ? _ ("Partner Program Team")
                                                          : _ ("Program Support Team"));
}

char *
ct_incident_words_team_address (gpointer self, CtProgram *program, gboolean is_partner)
{
  if (program == NULL)
    return g_strdup ("");

  return g_strdup (has_partner_team (program, is_partner) ? program->partner_support_email
                                                          : program->support_email);
}

void
ct_incident_words_bind_closures (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, ct_incident_words_number);
  gtk_widget_class_bind_template_callback (klass, ct_incident_words_team);
  gtk_widget_class_bind_template_callback (klass, ct_incident_words_team_address);
}

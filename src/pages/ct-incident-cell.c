/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-incident-cell.h"

#include <glib/gi18n.h>

#include "pages/ct-incident-words.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"

struct _CtIncidentCell
{
  CtCell parent_instance;
};

static char *
describe (gpointer self, int number, const char *topic, GDateTime *changed_at)
{
  g_autofree char *what = ct_incident_words_number (NULL, number, topic);
  g_autofree char *date = ct_format_date (NULL, changed_at);

  /* Translators: number and topic of an incident, and the day of the last message */
  return g_strdup_printf (C_ ("incident", "%s · %s"), what, date);
}

static char *
say (gpointer self, const char *subject, CtIncidentState state, const char *description)
{
  g_autoptr (CtLook) look = ct_look_incident (NULL, state);

  return g_strdup_printf ("%s, %s, %s", subject, look->words, description);
}

static void
ct_incident_cell_bind (GtkWidgetClass *klass)
{
  ct_incident_words_bind_closures (klass);
  gtk_widget_class_bind_template_callback (klass, describe);
  gtk_widget_class_bind_template_callback (klass, say);
}

CT_DEFINE_CELL (CtIncidentCell, ct_incident_cell, "/org/example/CertTracker/ui/incident-cell.ui")

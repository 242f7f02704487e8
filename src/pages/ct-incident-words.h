/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-account.h"
#include "model/ct-incident.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/* The words of incidents; as in ct-format.h, Blueprint passes the template as @self. */

/* Makes all of this known to the template of a class: to be called in class_init. */
void ct_incident_words_bind_closures (GtkWidgetClass *klass);

/* "No. 12 · Exams and results" */
char *ct_incident_words_number (gpointer self, int number, const char *topic);

/* Who answers this candidate: whoever works for a partner company has another team. */
char *ct_incident_words_team (gpointer self, CtProgram *program, gboolean is_partner);
char *ct_incident_words_team_address (gpointer self, CtProgram *program, gboolean is_partner);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-eligibility.h"
#include "model/ct-incident.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_LOOK (ct_look_get_type ())

/**
 * CtLook:
 * @words: the state, for people
 * @icon: the name of a symbolic icon
 * @tone: "success", "warning", "error", "accent" or "": a class of style
 *
 * How a state is shown. Colour never says it alone: there is always the word. What follows is the
 * only place that decides on it, so that a thing looks the same wherever it is met.
 */
typedef struct
{
  char *words;
  const char *icon;
  const char *tone;
} CtLook;

GType ct_look_get_type (void);
CtLook *ct_look_copy (const CtLook *self);
void ct_look_free (CtLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtLook, ct_look_free)

/* Closures, which pass the template as @self; it is never used, and C passes %NULL. All of what
 * they return is (transfer full). */

CtLook *ct_look_attempt (gpointer self, CtResult result);

/* A credential that ends soon is one to care for, also where it is met as an achievement that is
 * held or as something that another one asks for. @expires_at: (nullable) */
CtLook *ct_look_credential (gpointer self, CtCredentialState state, GDateTime *expires_at);
CtLook *ct_look_progress (gpointer self, CtProgressState state, GDateTime *valid_until);
CtLook *ct_look_requirement (gpointer self, CtRequirementState state, GDateTime *valid_until);

/* Where a candidate stands with an exam: the members of a #CtEligibility, which may be unset. */
CtLook *ct_look_exam (gpointer self,
                      gboolean eligible,
                      CtAuthorization *authorization,
                      CtAppointment *appointment,
                      GListModel *obstacles);

/* Returns: (nullable): %NULL for %NULL */
CtLook *ct_look_appointment (gpointer self, CtAppointment *appointment);
CtLook *ct_look_change (gpointer self, CtChangeRequest *change);

CtLook *ct_look_share (gpointer self, CtShareState state);
CtLook *ct_look_incident (gpointer self, CtIncidentState state);

/* Makes all of this known to the template of a class: to be called in class_init. */
void ct_look_bind_closures (GtkWidgetClass *klass);

G_END_DECLS

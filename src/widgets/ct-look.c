/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-look.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-standing.h"

G_DEFINE_BOXED_TYPE (CtLook, ct_look, ct_look_copy, ct_look_free)

#define PENDING "ct-pending-symbolic"
#define PASSED "ct-passed-symbolic"
#define FAILED "ct-failed-symbolic"
#define PARTIAL "ct-partial-symbolic"
#define REVOKED "ct-revoked-symbolic"
#define WARNING "ct-warning-symbolic"
#define OPEN "ct-open-symbolic"
#define NOT_ANY_MORE "ct-no-show-symbolic"

CtLook *
ct_look_copy (const CtLook *self)
{
  CtLook *copy = g_new (CtLook, 1);

  *copy = (CtLook) { g_strdup (self->words), self->icon, self->tone };
  return copy;
}

void
ct_look_free (CtLook *self)
{
  g_free (self->words);
  g_free (self);
}

/* Takes @words. */
static CtLook *
take (char *words, const char *icon, const char *tone)
{
  CtLook *self = g_new (CtLook, 1);

  *self = (CtLook) { words, icon, tone };
  return self;
}

static CtLook *
look (const char *words, const char *icon, const char *tone)
{
  return take (g_strdup (words), icon, tone);
}

CtLook *
ct_look_attempt (gpointer self, CtResult result)
{
  switch (result)
    {
    case CT_RESULT_PENDING:
      return look (C_ ("result", "Result pending"), PENDING, "accent");
    case CT_RESULT_PASSED:
      return look (C_ ("result", "Passed"), PASSED, "success");
    case CT_RESULT_FAILED:
      return look (C_ ("result", "Not passed"), FAILED, "error");
    case CT_RESULT_NO_SHOW:
      return look (C_ ("result", "No show"), NOT_ANY_MORE, "warning");
    case CT_RESULT_REVOKED:
      return look (C_ ("result", "Revoked"), REVOKED, "error");
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_credential (gpointer self, CtCredentialState state, GDateTime *expires_at)
{
  switch (state)
    {
    case CT_CREDENTIAL_STATE_ACTIVE:
      return ct_format_is_soon (NULL, expires_at)
                 ? take (ct_format_expiry (NULL, expires_at), WARNING, "warning")
                 : look (C_ ("credential", "Active"), PASSED, "success");
    case CT_CREDENTIAL_STATE_EXPIRED:
      return look (C_ ("credential", "Expired"), WARNING, "warning");
    case CT_CREDENTIAL_STATE_REVOKED:
      return look (C_ ("credential", "Revoked"), REVOKED, "error");
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_progress (gpointer self, CtProgressState state, GDateTime *valid_until)
{
  switch (state)
    {
    case CT_PROGRESS_STATE_NOT_STARTED:
      return look (C_ ("progress", "Not started"), OPEN, "");
    case CT_PROGRESS_STATE_IN_PROGRESS:
      return look (C_ ("progress", "In progress"), PARTIAL, "accent");
    case CT_PROGRESS_STATE_WAITING:
      return look (C_ ("progress", "Agreement missing"), WARNING, "warning");
    case CT_PROGRESS_STATE_HELD:
      return ct_look_credential (NULL, CT_CREDENTIAL_STATE_ACTIVE, valid_until);
    case CT_PROGRESS_STATE_EXPIRED:
      return ct_look_credential (NULL, CT_CREDENTIAL_STATE_EXPIRED, NULL);
    case CT_PROGRESS_STATE_REVOKED:
      return ct_look_credential (NULL, CT_CREDENTIAL_STATE_REVOKED, NULL);
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_requirement (gpointer self, CtRequirementState state, GDateTime *valid_until)
{
  switch (state)
    {
    case CT_REQUIREMENT_STATE_OPEN:
      return look (C_ ("requirement", "To do"), OPEN, "");
    case CT_REQUIREMENT_STATE_PENDING:
      return ct_look_attempt (NULL, CT_RESULT_PENDING);
    case CT_REQUIREMENT_STATE_PARTIAL:
      return look (C_ ("requirement", "Partly done"), PARTIAL, "accent");
    case CT_REQUIREMENT_STATE_LAPSED:
      return look (C_ ("requirement", "Lapsed"), WARNING, "warning");
    case CT_REQUIREMENT_STATE_MET:
      return ct_format_is_soon (NULL, valid_until)
                 ? look (C_ ("requirement", "Done"), WARNING, "warning")
                 : look (C_ ("requirement", "Done"), PASSED, "success");
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What nothing can be done about is no warning. */
static CtLook *
look_closed (GListModel *obstacles)
{
  g_autoptr (CtObstacle) first = obstacles != NULL ? g_list_model_get_item (obstacles, 0) : NULL;

  if (first == NULL)
    return look (C_ ("registration", "Not available yet"), WARNING, "warning");

  switch (first->reason)
    {
    case CT_INELIGIBILITY_ALREADY_PASSED:
      return ct_look_attempt (NULL, CT_RESULT_PASSED);
    case CT_INELIGIBILITY_RESULT_PENDING:
      return ct_look_attempt (NULL, CT_RESULT_PENDING);
    case CT_INELIGIBILITY_NOT_PROCTORED:
    case CT_INELIGIBILITY_RETIRED:
    case CT_INELIGIBILITY_LEAD_TIME:
      return take (ct_standing_obstacle_title (first), NOT_ANY_MORE, "");
    case CT_INELIGIBILITY_ALREADY_AUTHORIZED:
      return take (ct_standing_obstacle_title (first), PENDING, "accent");
    case CT_INELIGIBILITY_RETAKE_WAIT:
    case CT_INELIGIBILITY_ATTEMPTS_A_YEAR:
    case CT_INELIGIBILITY_AGREEMENT_MISSING:
    case CT_INELIGIBILITY_PROFILE_INCOMPLETE:
    case CT_INELIGIBILITY_PROFILE_REFUSED:
    default:
      return take (ct_standing_obstacle_title (first), WARNING, "warning");
    }
}

CtLook *
ct_look_exam (gpointer self,
              gboolean eligible,
              CtAuthorization *authorization,
              CtAppointment *appointment,
              GListModel *obstacles)
{
  switch (ct_standing_get (eligible, authorization, appointment))
    {
    case CT_STANDING_OPEN:
      return ct_standing_is_refused (NULL, authorization)
                 ? look (C_ ("registration", "Refused"), FAILED, "error")
                 : look (C_ ("registration", "Open for registration"), OPEN, "");
    case CT_STANDING_PENDING:
      return look (C_ ("registration", "Registration pending"), PENDING, "accent");
    case CT_STANDING_READY:
      return look (C_ ("registration", "Schedule appointment"), PARTIAL, "accent");
    case CT_STANDING_BOOKED:
      return ct_look_appointment (NULL, appointment);
    case CT_STANDING_CLOSED:
    default:
      return look_closed (obstacles);
    }
}

CtLook *
ct_look_appointment (gpointer self, CtAppointment *appointment)
{
  if (appointment == NULL)
    return NULL;

  switch (appointment->state)
    {
    case CT_APPOINTMENT_STATE_SCHEDULED:
    case CT_APPOINTMENT_STATE_RESCHEDULED:
      return take (ct_format_distance (NULL, appointment->starts_at), PENDING, "accent");
    case CT_APPOINTMENT_STATE_CANCELLED:
      return look (C_ ("appointment", "Cancelled"), NOT_ANY_MORE, "warning");
    case CT_APPOINTMENT_STATE_TAKEN:
      return look (C_ ("appointment", "Taken"), PENDING, "accent");
    case CT_APPOINTMENT_STATE_NO_SHOW:
      return ct_look_attempt (NULL, CT_RESULT_NO_SHOW);
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_share (gpointer self, CtShareState state)
{
  switch (state)
    {
    case CT_SHARE_STATE_ACTIVE:
      return look (C_ ("share", "Can be opened"), PASSED, "success");
    case CT_SHARE_STATE_EXPIRED:
      return look (C_ ("share", "Expired"), PENDING, "");
    case CT_SHARE_STATE_WITHDRAWN:
      return look (C_ ("share", "Withdrawn"), REVOKED, "");
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_incident (gpointer self, CtIncidentState state)
{
  switch (state)
    {
    case CT_INCIDENT_STATE_WAITING:
      return look (C_ ("incident", "Waiting for an answer"), PENDING, "");
    case CT_INCIDENT_STATE_ANSWERED:
      return look (C_ ("incident", "Answered"), "ct-support-symbolic", "accent");
    case CT_INCIDENT_STATE_CLOSED:
      return look (C_ ("incident", "Closed"), PASSED, "");
    default:
      g_return_val_if_reached (NULL);
    }
}

CtLook *
ct_look_change (gpointer self, CtChangeRequest *change)
{
  if (change == NULL)
    return NULL;

  switch (change->decision)
    {
    case CT_DECISION_WAITING:
      return look (C_ ("change", "Not decided yet"), PENDING, "");
    case CT_DECISION_ACCEPTED:
      return look (C_ ("change", "Done"), PASSED, "success");
    case CT_DECISION_REFUSED:
      return look (C_ ("change", "Refused"), REVOKED, "error");
    default:
      g_return_val_if_reached (NULL);
    }
}

void
ct_look_bind_closures (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, ct_look_attempt);
  gtk_widget_class_bind_template_callback (klass, ct_look_credential);
  gtk_widget_class_bind_template_callback (klass, ct_look_progress);
  gtk_widget_class_bind_template_callback (klass, ct_look_requirement);
  gtk_widget_class_bind_template_callback (klass, ct_look_exam);
  gtk_widget_class_bind_template_callback (klass, ct_look_appointment);
  gtk_widget_class_bind_template_callback (klass, ct_look_share);
  gtk_widget_class_bind_template_callback (klass, ct_look_incident);
  gtk_widget_class_bind_template_callback (klass, ct_look_change);
}

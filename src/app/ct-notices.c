/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ct-notices.h"

#include <glib/gi18n.h>

#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-eligibility.h"
#include "model/ct-incident.h"
#include "widgets/ct-format.h"

static const char *
describe_result (CtResult result)
{
  switch (result)
    {
    case CT_RESULT_PASSED:
      return _ ("Exam Passed");
    case CT_RESULT_FAILED:
      return _ ("Exam Not Passed");
    case CT_RESULT_REVOKED:
      return _ ("Result Revoked");
    case CT_RESULT_NO_SHOW:
      return _ ("Exam Missed");
    case CT_RESULT_PENDING:
    default:
      return _ ("Result Changed");
    }
}

static char *
describe_attempt (CtAttempt *attempt)
{
  g_autofree char *score = ct_format_percent (NULL, attempt->score);

  if (*score == '\0')
    return g_strdup (attempt->exam_title);
  /* Translators: the title of an exam, and a score in percent */
  return g_strdup_printf (C_ ("notice", "%s: %s"), attempt->exam_title, score);
}

static gboolean
is_refused (CtEligibility *standing)
{
  return standing->authorization != NULL
         && standing->authorization->state == CT_AUTHORIZATION_STATE_REFUSED;
}

void
ct_notices_send (GApplication *application, CtResource *thing)
{
  g_autoptr (GNotification) notice = NULL;
  g_autofree char *body = NULL;
  const char *id = ct_resource_get_id (thing);
  const char *title, *page;

  g_return_if_fail (G_IS_APPLICATION (application));
  g_return_if_fail (id != NULL);

  if (CT_IS_ATTEMPT (thing))
    {
      title = describe_result (CT_ATTEMPT (thing)->result);
      body = describe_attempt (CT_ATTEMPT (thing));
      page = "history";
    }
  else if (CT_IS_CREDENTIAL (thing))
    {
      title = _ ("Credential Earned");
      body = g_strdup (CT_CREDENTIAL (thing)->title);
      page = "credentials";
    }
  else if (CT_IS_ELIGIBILITY (thing))
    {
      title = is_refused (CT_ELIGIBILITY (thing)) ? _ ("Registration Refused")
                                                  : _ ("You Can Make an Appointment");
      body = g_strdup (CT_ELIGIBILITY (thing)->title);
      page = "exams";
    }
  else if (CT_IS_INCIDENT (thing))
    {
      title = _ ("The Support Team Has Answered");
      body = g_strdup (CT_INCIDENT (thing)->subject);
      page = "support";
    }
  else
    g_return_if_reached ();

  notice = g_notification_new (title);
  g_notification_set_body (notice, body);
  g_notification_set_default_action_and_target (notice, "app.show", "(ss)", page, id);
  g_application_send_notification (application, id, notice);
}

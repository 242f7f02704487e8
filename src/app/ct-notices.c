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

/* How one kind of news is told. */
typedef struct
{
  const char *key; /* of the settings: whether it is told at all */
  const char *title;
  char *body;       /* owned */
  const char *page; /* where it is seen */
  const char *button;
  const char *share; /* nullable: a second button */
} Notice;

/* Returns: %FALSE if @thing is none of what is told */
static gboolean
describe (CtResource *thing, Notice *notice)
{
  if (CT_IS_ATTEMPT (thing))
    *notice = (Notice) { "notify-results",
                         describe_result (CT_ATTEMPT (thing)->result),
                         describe_attempt (CT_ATTEMPT (thing)),
                         "history",
                         _ ("View Result"),
                         NULL };
  else if (CT_IS_CREDENTIAL (thing))
    *notice = (Notice) {
      "notify-credentials", _ ("Credential Earned"), g_strdup (CT_CREDENTIAL (thing)->title),
      "credentials",        _ ("View Certificate"),  C_ ("button of a notification", "Share")
    };
  else if (CT_IS_ELIGIBILITY (thing) && is_refused (CT_ELIGIBILITY (thing)))
    *notice = (Notice) { "notify-registrations",
                         _ ("Registration Refused"),
                         g_strdup (CT_ELIGIBILITY (thing)->title),
                         "exams",
                         _ ("View Details"),
                         NULL };
  else if (CT_IS_ELIGIBILITY (thing))
    *notice = (Notice) { "notify-registrations",
                         _ ("You Can Make an Appointment"),
                         g_strdup (CT_ELIGIBILITY (thing)->title),
                         "exams",
                         _ ("Make Appointment"),
                         NULL };
  else if (CT_IS_INCIDENT (thing))
    *notice = (Notice) { "notify-support",
                         _ ("The Support Team Has Answered"),
                         g_strdup (CT_INCIDENT (thing)->subject),
                         "support",
                         _ ("Read Reply"),
                         NULL };
  else
    return FALSE;
  return TRUE;
}

/* Returns: (transfer none): arrays of the ids of what was told and not seen, by pages */
static GHashTable *
get_told (GApplication *application)
{
  GHashTable *told = g_object_get_data (G_OBJECT (application), "ct-told");

  if (told == NULL)
    {
      told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) g_ptr_array_unref);
      g_object_set_data_full (G_OBJECT (application), "ct-told", told,
                              (GDestroyNotify) g_hash_table_unref);
    }
  return told;
}

static void
note_told (GApplication *application, const char *page, const char *id)
{
  GHashTable *told = get_told (application);
  GPtrArray *ids = g_hash_table_lookup (told, page);

  if (ids == NULL)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (told, g_strdup (page), ids);
    }
  g_ptr_array_add (ids, g_strdup (id));
}

void
ct_notices_send (GApplication *application, CtResource *thing)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (GNotification) notification = NULL;
  const char *id = ct_resource_get_id (thing);
  Notice notice;

  g_return_if_fail (G_IS_APPLICATION (application));
  g_return_if_fail (id != NULL);
  g_return_if_fail (describe (thing, &notice));

  g_autofree char *body = notice.body;

  if (!g_settings_get_boolean (settings, notice.key))
    return;

  notification = g_notification_new (notice.title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show", "(ss)", notice.page, id);
  g_notification_add_button_with_target (notification, notice.button, "app.show", "(ss)",
                                         notice.page, id);
  if (notice.share != NULL)
    g_notification_add_button_with_target (notification, notice.share, "app.share", "s", id);
  g_application_send_notification (application, id, notification);
  note_told (application, notice.page, id);
}

void
ct_notices_withdraw (GApplication *application, const char *page)
{
  g_return_if_fail (G_IS_APPLICATION (application));
  g_return_if_fail (page != NULL);

  GPtrArray *ids = g_hash_table_lookup (get_told (application), page);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_application_withdraw_notification (application, ids->pdata[i]);
  g_hash_table_remove (get_told (application), page);
}

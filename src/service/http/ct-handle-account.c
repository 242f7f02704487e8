/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/profile/ct-emails.h"
#include "service/profile/ct-profile.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"

/* What candidates change of their own account. */

static void
change_email (CtDatabase *database,
              CtRequest *request,
              CtForm *form,
              CtAccount *account,
              GError **error)
{
  const char *address = ct_form_get_string (form, "email", CT_FORM_REQUIRED, 254);
  CtEmailsOutcome outcome = CT_EMAILS_DONE;

  if (address == NULL)
    return;

  ct_emails_make_primary (database, account, address, request->now, &outcome, error);
  if (outcome == CT_EMAILS_UNKNOWN)
    ct_form_add_reason (form, "email", "Add this address to the account first.");
  else if (outcome == CT_EMAILS_UNVERIFIED)
    ct_form_add_reason (form, "email", "This address is not verified yet.");
}

static void
change_rest (CtRequest *request, CtForm *form, CtAccount *account)
{
  g_autoptr (GPtrArray) reasons
      = ct_profile_change (account, ct_form_get_object (form), request->now);

  for (guint i = 0; i < reasons->len; i++)
    {
      CtProblemReason *reason = g_ptr_array_index (reasons, i);

      ct_form_add_reason (form, reason->pointer + strlen ("#/"), reason->detail);
    }
}

CtAnswer *
ct_handle_change_account (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, request->account_id, error);
  g_autoptr (CtAccount) before = g_object_new (CT_TYPE_ACCOUNT, NULL);
  g_autoptr (GError) failure = NULL;

  if (account == NULL)
    return NULL;

  g_autoptr (CtAnswer) current = ct_answer_new_resource (CT_RESOURCE (account));
  CtAnswer *refusal = ct_answer_refuse_stale (current, request);
  if (refusal != NULL)
    return refusal;

  ct_resource_assign (CT_RESOURCE (before), CT_RESOURCE (account));
  if (ct_form_get_object (form) != NULL)
    change_rest (request, form, account);
  refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  /* Last, since it writes a mail. */
  if (json_object_has_member (ct_form_get_object (form), "email"))
    change_email (database, request, form, account, &failure);
  refusal = failure == NULL ? ct_form_refuse (form) : NULL;
  if (refusal != NULL)
    return refusal;

  if (failure == NULL && !ct_resource_equal (CT_RESOURCE (before), CT_RESOURCE (account))
      && ct_candidate_table_save_account (database, account, NULL, &failure))
    ct_event_table_note (database, request->account_id, CT_EVENT_KIND_PROFILE_CHANGED,
                         g_strcmp0 (before->email, account->email) != 0 ? account->email : NULL,
                         request->now, request->address, request->session_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  CtAnswer *answer = ct_answer_new_resource (CT_RESOURCE (account));
  ct_answer_tag (answer);
  return answer;
}

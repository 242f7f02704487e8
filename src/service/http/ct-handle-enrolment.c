/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-company.h"
#include <string.h>

#include "service/enrolment/ct-newcomer.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/mail/ct-mail.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

/* Employees of partner companies get their account from the partner record. */
static CtAnswer *
refuse_partner (CtCompany *company)
{
  g_autofree char *detail = g_strdup_printf (
      "%s is a partner of the program. Ask %s, its partner contact, for your account: %s.",
      company->name, company->contact_name != NULL ? company->contact_name : "them",
      company->contact_email);

  return ct_answer_new_problem (SOUP_STATUS_FORBIDDEN, "partner-company", detail);
}

CtAnswer *
ct_handle_ask_for_enrolment (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (GError) failure = NULL;
  const char *email = ct_form_get_string (form, "email", CT_FORM_REQUIRED, 254);
  const char *company_id = ct_form_get_string (form, "company_id", CT_FORM_OPTIONAL, 64);
  g_autofree char *tidy = email != NULL ? g_strstrip (g_strdup (email)) : NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);
  GListModel *companies = program != NULL ? (GListModel *) program->companies : NULL;
  CtCompany *chosen = ct_company_find (companies, company_id);
  CtCompany *known = ct_company_find_by_address (companies, tidy);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (tidy != NULL && !ct_mail_address_is_valid (tidy))
    ct_form_add_reason (form, "email", "This is no e-mail address.");
  if (company_id != NULL && chosen == NULL)
    ct_form_add_reason (form, "company_id", "There is no such company in the program's list.");

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;
  if (program == NULL)
    return ct_answer_new_problem (SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
                                  "There is no program here yet.");
  if (known != NULL && known->is_partner)
    return refuse_partner (known);
  if (chosen != NULL && chosen->is_partner)
    return refuse_partner (chosen);

  if (chosen == NULL && known != NULL)
    company_id = ct_resource_get_id (CT_RESOURCE (known));
  return ct_enrolment_ask (database, tidy, company_id, request->base_uri, request->now, error)
             ? ct_answer_new_empty (SOUP_STATUS_ACCEPTED)
             : NULL;
}

static CtAnswer *
refuse_code (void)
{
  return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL,
                                "This is not the code of the mail, or it was used or has expired. "
                                "Check it, or ask for another.");
}

/* What is known of who has the code. */
CtAnswer *
ct_handle_check_enrolment (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEnrolment) enrolment = NULL;
  g_autoptr (CtAccount) account = NULL;
  const char *code = ct_form_get_string (form, "code", CT_FORM_REQUIRED, 256);
  CtAnswer *refusal = ct_form_refuse (form);

  if (refusal != NULL)
    return refusal;

  enrolment = ct_enrolment_find (database, code, request->now, &failure);
  if (enrolment != NULL && enrolment->account_id != NULL)
    account = ct_candidate_table_get_account (database, enrolment->account_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (enrolment == NULL || enrolment->is_finished)
    return refuse_code ();

  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  json_object_set_string_member (object, "email", enrolment->email);
  json_object_set_boolean_member (object, "is_invitation", account != NULL);
  if (account != NULL)
    {
      json_object_set_string_member (object, "name", account->name);
      json_object_set_string_member (object, "candidate_id", account->candidate_id);
      if (account->company != NULL)
        json_object_set_string_member (object, "company", account->company);
    }

  CtAnswer *answer = ct_answer_new_json (SOUP_STATUS_OK, node);
  answer->is_secret = TRUE;
  return answer;
}

static CtAnswer *
answer_account (CtAccount *account)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "user_name", account->user_name);
  json_object_set_string_member (object, "candidate_id", account->candidate_id);

  CtAnswer *answer = ct_answer_new_json (SOUP_STATUS_CREATED, node);
  answer->is_secret = TRUE;
  return answer;
}

CtAnswer *
ct_handle_finish_enrolment (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (CtAccount) account = NULL;
  const char *code = ct_form_get_string (form, "code", CT_FORM_REQUIRED, 256);
  CtNewcomer newcomer = {
    .user_name = ct_form_get_string (form, "user_name", CT_FORM_OPTIONAL, 254),
    .password_hash = request->password_hash,
    .given_name = ct_form_get_string (form, "given_name", CT_FORM_OPTIONAL, 100),
    .family_name = ct_form_get_string (form, "family_name", CT_FORM_OPTIONAL, 100),
    .name = ct_form_get_string (form, "name", CT_FORM_OPTIONAL, 100),
    .registration_id = ct_form_get_string (form, "registration_id", CT_FORM_OPTIONAL, 32),
    .terms_version = ct_form_get_string (form, "terms_version", CT_FORM_OPTIONAL, 64),
    .privacy_version = ct_form_get_string (form, "privacy_version", CT_FORM_OPTIONAL, 64),
    .language = ct_form_get_string (form, "language", CT_FORM_OPTIONAL, 35),
    .address = request->address,
  };
  CtAnswer *refusal = ct_form_refuse (form);

  if (refusal != NULL)
    return refusal;

  g_autoptr (CtEnrolment) enrolment = ct_enrolment_find (database, code, request->now, &failure);
  g_autoptr (CtCatalog) catalog
      = failure == NULL ? ct_program_table_load (database, &failure) : NULL;

  if (enrolment != NULL && catalog != NULL)
    account = ct_newcomer_admit (database, catalog, enrolment, &newcomer, request->now, &faults,
                                 &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      CtProblemReason *reason = g_ptr_array_index (faults, i);

      ct_form_add_reason (form, reason->pointer + strlen ("#/"), reason->detail);
    }
  refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;
  return account != NULL ? answer_account (account) : refuse_code ();
}

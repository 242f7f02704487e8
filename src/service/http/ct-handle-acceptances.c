/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-issuer.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"

/* Whether the candidate has accepted this very version before. */
static gboolean
is_accepted (CtAccount *account, const char *agreement_id, const char *version)
{
  GListModel *acceptances = G_LIST_MODEL (account->acceptances);

  for (guint i = 0; acceptances != NULL && i < g_list_model_get_n_items (acceptances); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, i);

      if (g_str_equal (acceptance->agreement_id, agreement_id)
          && g_str_equal (acceptance->version, version))
        return TRUE;
    }
  return FALSE;
}

static gboolean
accept (CtDatabase *database,
        CtRequest *request,
        CtCatalog *catalog,
        CtAccount *account,
        CtAgreement *agreement,
        GError **error)
{
  const char *agreement_id = ct_resource_get_id (CT_RESOURCE (agreement));
  g_autoptr (CtAcceptance) acceptance
      = g_object_new (CT_TYPE_ACCEPTANCE, "agreement-id", agreement_id, "version",
                      agreement->version, "accepted-at", request->now, NULL);

  ct_resource_append (CT_RESOURCE (account), "acceptances", CT_RESOURCE (acceptance));
  if (!ct_candidate_table_save_account (database, account, NULL, error)
      || !ct_event_table_note (database, request->account_id, CT_EVENT_KIND_AGREEMENT_ACCEPTED,
                               agreement->title, request->now, request->address,
                               request->session_id, error))
    return FALSE;

  return ct_issuer_judge (database, catalog, request->account_id, request->now, request->now,
                          error);
}

CtAnswer *
ct_handle_accept_agreement (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *agreement_id = ct_form_get_string (form, "agreement_id", CT_FORM_REQUIRED, 64);
  const char *version = ct_form_get_string (form, "version", CT_FORM_REQUIRED, 64);
  CtAnswer *refusal = ct_form_refuse (form);
  g_autoptr (GError) failure = NULL;

  if (refusal != NULL)
    return refusal;

  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  g_autoptr (CtAccount) account
      = failure == NULL ? ct_candidate_table_get_account (database, request->account_id, &failure)
                        : NULL;
  CtAgreement *agreement
      = catalog != NULL ? ct_catalog_get_agreement (catalog, agreement_id) : NULL;

  if (failure == NULL && agreement == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such agreement.");
  if (failure == NULL && !g_str_equal (agreement->version, version))
    return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL,
                                  "The agreement has changed. Read its present version.");
  if (failure == NULL && !is_accepted (account, agreement_id, version))
    accept (database, request, catalog, account, agreement, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (account));
  return ct_answer_new_json (SOUP_STATUS_CREATED, node);
}

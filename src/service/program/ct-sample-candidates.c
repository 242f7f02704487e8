/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-sample-candidates.h"

#include "model/ct-json.h"
#include "service/program/ct-program-file.h"
#include "service/program/ct-sample-attempts.h"
#include "service/program/ct-sample-credentials.h"
#include "service/program/ct-sample-json.h"

typedef struct
{
  CtCatalog *catalog;
  GDateTime *now;
  const char *password;
  JsonObject *questions;
} Loader;

void
ct_sample_candidate_free (CtSampleCandidate *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->credentials, g_ptr_array_unref);
  g_free (self);
}

/* Terms of use are accepted by who wants to use something. */
static gboolean
is_for_logos (CtProgram *program, CtAgreement *agreement)
{
  return program->logo_rule != NULL
         && g_strcmp0 (program->logo_rule->agreement_id,
                       ct_resource_get_id (CT_RESOURCE (agreement)))
                == 0;
}

static void
accept_agreements (Loader *self, CtAccount *account, GDateTime *accepted_at)
{
  GListModel *agreements = (GListModel *) self->catalog->program->agreements;

  for (guint i = 0; agreements != NULL && i < g_list_model_get_n_items (agreements); i++)
    {
      g_autoptr (CtAgreement) agreement = g_list_model_get_item (agreements, i);
      if (is_for_logos (self->catalog->program, agreement))
        continue;

      g_autoptr (CtAcceptance) acceptance
          = g_object_new (CT_TYPE_ACCEPTANCE, "agreement-id",
                          ct_resource_get_id (CT_RESOURCE (agreement)), "version",
                          agreement->version, "accepted-at", accepted_at, NULL);

      ct_resource_append (CT_RESOURCE (account), "acceptances", CT_RESOURCE (acceptance));
    }
}

static CtAccount *
read_account (Loader *self, JsonObject *candidate, GError **error)
{
  JsonObject *object = ct_sample_get_object (candidate, "account");
  g_autoptr (CtAccount) account = NULL;

  if (object == NULL)
    {
      ct_sample_refuse (error, "/account: an object was expected");
      return NULL;
    }

  g_autoptr (GDateTime) created_at
      = ct_sample_resolve_time (candidate, "created_at", self->now, error);
  if (created_at == NULL)
    return NULL;

  json_object_set_string_member (object, "created_at",
                                 ct_sample_get_string (candidate, "created_at"));
  account = ct_resource_from_json (CT_TYPE_ACCOUNT, json_object_get_member (candidate, "account"),
                                   error);
  if (account == NULL)
    {
      g_prefix_error (error, "/account");
      return NULL;
    }
  if (ct_resource_get_id (CT_RESOURCE (account)) == NULL)
    {
      ct_sample_refuse (error, "/account/id: it is missing");
      return NULL;
    }

  if (json_object_has_member (candidate, "accepted_at"))
    {
      g_autoptr (GDateTime) accepted_at
          = ct_sample_resolve_time (candidate, "accepted_at", self->now, error);

      if (accepted_at == NULL)
        return NULL;
      accept_agreements (self, account, accepted_at);
    }

  return g_steal_pointer (&account);
}

static CtSampleCandidate *
read_candidate (Loader *self, JsonNode *node, GError **error)
{
  g_autoptr (CtSampleCandidate) candidate = g_new0 (CtSampleCandidate, 1);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      ct_sample_refuse (error, ": an object was expected");
      return NULL;
    }

  JsonObject *object = json_node_get_object (node);
  candidate->account = read_account (self, object, error);
  if (candidate->account == NULL)
    return NULL;

  candidate->attempts
      = ct_sample_attempts_read (ct_sample_get_array (object, "attempts"), self->questions,
                                 self->catalog, candidate->account, self->now, error);
  if (candidate->attempts == NULL)
    return NULL;

  candidate->password = g_strdup (self->password);
  candidate->credentials = g_ptr_array_new_with_free_func (g_object_unref);
  if (!ct_sample_credentials_make (candidate, ct_sample_get_array (object, "revocations"),
                                   self->catalog, self->now, error))
    return NULL;

  return g_steal_pointer (&candidate);
}

static GPtrArray *
read_candidates (CtCatalog *catalog, GBytes *bytes, GDateTime *now, GError **error)
{
  g_autoptr (JsonNode) root = ct_json_parse (bytes, error);

  if (root == NULL)
    return NULL;

  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *array = object != NULL ? ct_sample_get_array (object, "candidates") : NULL;
  Loader loader = { .catalog = catalog, .now = now };

  if (array != NULL)
    {
      loader.password = ct_sample_get_string (object, "password");
      loader.questions = ct_sample_get_object (object, "questions");
    }
  if (loader.password == NULL || loader.questions == NULL)
    {
      ct_sample_refuse (error, ": “password”, “questions” and “candidates” were expected");
      return NULL;
    }

  g_autoptr (GPtrArray) candidates
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_sample_candidate_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      CtSampleCandidate *candidate
          = read_candidate (&loader, json_array_get_element (array, i), error);

      if (candidate == NULL)
        {
          g_prefix_error (error, "/candidates/%u", i);
          return NULL;
        }
      g_ptr_array_add (candidates, candidate);
    }

  return g_steal_pointer (&candidates);
}

GPtrArray *
ct_sample_candidates_load (CtCatalog *catalog, GFile *file, GDateTime *now, GError **error)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);

  if (bytes == NULL)
    return NULL;

  GPtrArray *candidates = read_candidates (catalog, bytes, now, &reason);
  if (candidates == NULL)
    g_set_error_literal (error, CT_PROGRAM_FILE_ERROR, CT_PROGRAM_FILE_ERROR_INVALID,
                         reason->message);
  return candidates;
}

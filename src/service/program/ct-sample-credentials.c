/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/program/ct-sample-credentials.h"

#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "service/program/ct-sample-json.h"
#include "service/rules/ct-credential-codes.h"
#include "service/rules/ct-credential-rules.h"

/* Bytes that are the same each time: nothing that the sample protects is worth a secret. */
static char *
make_code (const char *purpose, const char *id, gsize n_bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) purpose, -1);
  g_checksum_update (checksum, (const guchar *) id, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return ct_credential_codes_format (digest, n_bytes);
}

static void
name_credentials (GPtrArray *credentials, CtAccount *account)
{
  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];
      guint nth = 1;

      for (guint j = 0; j < i; j++)
        nth += g_str_equal (((CtCredential *) credentials->pdata[j])->achievement_id,
                            credential->achievement_id);

      g_autofree char *id = g_strdup_printf ("%s-%s-%u", ct_resource_get_id (CT_RESOURCE (account)),
                                             credential->achievement_id, nth);
      g_autofree char *digits = make_code ("number", id, CT_CREDENTIAL_NUMBER_BYTES);
      g_autofree char *number
          = g_strdup_printf ("%s-%s",
                             credential->short_title != NULL ? credential->short_title : "CT",
                             digits);
      g_autofree char *code = make_code ("verification", id, CT_VERIFICATION_CODE_BYTES);

      g_object_set (credential, "id", id, "number", number, "verification-code", code, NULL);
    }
}

/* What was earned by the history from @since to @until joins @credentials. */
static void
earn (CtSampleCandidate *candidate, CtCatalog *catalog, GDateTime *since, GDateTime *until)
{
  g_autoptr (GPtrArray) earned
      = ct_credential_rules_earn (catalog, candidate->account, candidate->attempts,
                                  candidate->credentials, since, until);

  g_ptr_array_extend_and_steal (candidate->credentials, g_steal_pointer (&earned));
}

/* Takes back the last credential of an achievement, and the results behind it. */
static gboolean
take_back (CtSampleCandidate *candidate, JsonObject *object, GDateTime *revoked_at, GError **error)
{
  const char *achievement_id = ct_sample_get_string (object, "achievement_id");
  const char *exam_code = ct_sample_get_string (object, "exam_code");
  CtCredential *credential = NULL;

  for (guint i = 0; i < candidate->credentials->len; i++)
    {
      CtCredential *other = candidate->credentials->pdata[i];

      if (g_strcmp0 (other->achievement_id, achievement_id) == 0)
        credential = other;
    }
  if (credential == NULL)
    return ct_sample_refuse (error, "/achievement_id: it was not earned");

  g_object_set (credential, "revoked-at", revoked_at, "revocation-reason",
                ct_sample_get_string (object, "revocation_reason"), NULL);

  for (guint i = 0; i < candidate->attempts->len; i++)
    {
      CtAttempt *attempt = candidate->attempts->pdata[i];

      if (g_strcmp0 (attempt->exam_code, exam_code) == 0 && attempt->result == CT_RESULT_PASSED
          && g_date_time_compare (attempt->taken_at, revoked_at) < 0)
        g_object_set (attempt, "result", CT_RESULT_REVOKED, NULL);
    }
  return TRUE;
}

gboolean
ct_sample_credentials_make (CtSampleCandidate *candidate,
                            JsonArray *revocations,
                            CtCatalog *catalog,
                            GDateTime *now,
                            GError **error)
{
  g_autoptr (GDateTime) since = NULL;

  for (guint i = 0; revocations != NULL && i < json_array_get_length (revocations); i++)
    {
      JsonNode *node = json_array_get_element (revocations, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (object == NULL)
        return ct_sample_refuse (error, "/revocations: objects were expected");

      g_autoptr (GDateTime) revoked_at = ct_sample_resolve_time (object, "revoked_at", now, error);
      if (revoked_at == NULL)
        return FALSE;

      earn (candidate, catalog, since, revoked_at);
      if (!take_back (candidate, object, revoked_at, error))
        return FALSE;
      g_clear_pointer (&since, g_date_time_unref);
      since = g_steal_pointer (&revoked_at);
    }

  earn (candidate, catalog, since, now);
  name_credentials (candidate->credentials, candidate->account);
  for (guint i = 0; i < candidate->credentials->len; i++)
    {
      CtCredential *credential = candidate->credentials->pdata[i];
      g_object_set (credential, "state", ct_credential_rules_get_state (credential, now), NULL);
    }
  return TRUE;
}

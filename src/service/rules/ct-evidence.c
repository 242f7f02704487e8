/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-evidence.h"

#include "service/rules/ct-credential-rules.h"

void
ct_finding_clear (CtFinding *self)
{
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
}

static void
add_to (GHashTable *lists, const char *key, gpointer resource)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (lists, g_strdup (key), list);
    }
  g_ptr_array_add (list, g_object_ref (resource));
}

static int
compare_attempts (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (((const CtAttempt *) a)->taken_at, ((const CtAttempt *) b)->taken_at);
}

static int
compare_credentials (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (((const CtCredential *) a)->issued_at,
                              ((const CtCredential *) b)->issued_at);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

static void
sort_lists (GHashTable *lists, GCompareFunc compare)
{
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_sort_values (list, compare);
}

CtEvidence *
ct_evidence_new (CtAccount *account, GPtrArray *attempts, GPtrArray *credentials)
{
  CtEvidence *self = g_new0 (CtEvidence, 1);

  self->passes = new_lists ();
  self->pending = new_lists ();
  self->credentials = new_lists ();
  self->expected
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  g_set_object (&self->acceptances, account->acceptances);

  for (guint i = 0; i < attempts->len; i++)
    {
      CtAttempt *attempt = attempts->pdata[i];

      if (attempt->exam_code == NULL || attempt->taken_at == NULL)
        continue;
      if (attempt->result == CT_RESULT_PASSED)
        add_to (self->passes, attempt->exam_code, attempt);
      else if (attempt->result == CT_RESULT_PENDING)
        add_to (self->pending, attempt->exam_code, attempt);
    }
  sort_lists (self->passes, compare_attempts);
  sort_lists (self->pending, compare_attempts);

  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];

      if (credential->achievement_id != NULL && credential->issued_at != NULL)
        add_to (self->credentials, credential->achievement_id, credential);
    }
  sort_lists (self->credentials, compare_credentials);

  return self;
}

void
ct_evidence_free (CtEvidence *self)
{
  g_hash_table_unref (self->passes);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->credentials);
  g_hash_table_unref (self->expected);
  g_clear_object (&self->acceptances);
  g_free (self);
}

void
ct_evidence_add_credential (CtEvidence *self, CtCredential *credential)
{
  add_to (self->credentials, credential->achievement_id, credential);
  g_ptr_array_sort_values (g_hash_table_lookup (self->credentials, credential->achievement_id),
                           compare_credentials);
}

void
ct_evidence_expect_credential (CtEvidence *self, CtCredential *credential)
{
  g_hash_table_insert (self->expected, g_strdup (credential->achievement_id),
                       g_date_time_ref (credential->issued_at));
}

CtCredential *
ct_evidence_get_credential (CtEvidence *self, const char *achievement_id, GDateTime *at, guint nth)
{
  GPtrArray *list = g_hash_table_lookup (self->credentials, achievement_id);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--)
    {
      CtCredential *credential = list->pdata[i - 1];

      if ((at == NULL || g_date_time_compare (credential->issued_at, at) <= 0) && nth-- == 0)
        return credential;
    }

  return NULL;
}

/* Whether @a lasts longer than @b, where %NULL is for ever. */
static gboolean
lasts_longer (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return a == NULL && b != NULL;
  return g_date_time_compare (a, b) > 0;
}

/* Takes one more piece into account, which come in the order of time. Of those that count,
 * the one that lasts longest is the best, and the first of several; of those that don't, the
 * last. */
static void
finding_consider (CtFinding *self, gboolean counts, GDateTime *at, const char *by, GDateTime *until)
{
  if (counts ? self->met && !lasts_longer (until, self->until) : self->met)
    return;

  ct_finding_clear (self);
  self->met = counts;
  self->lapsed = !counts;
  self->at = g_date_time_ref (at);
  self->by = by;
  self->until = until != NULL ? g_date_time_ref (until) : NULL;
}

/* The last attempt between @after (nullable) and @at that has no result yet. */
static CtAttempt *
find_pending (CtEvidence *self, const char *code, GDateTime *after, GDateTime *at)
{
  GPtrArray *list = g_hash_table_lookup (self->pending, code);

  for (guint i = list != NULL ? list->len : 0; i > 0; i--)
    {
      CtAttempt *attempt = list->pdata[i - 1];

      if (g_date_time_compare (attempt->taken_at, at) <= 0)
        return after == NULL || g_date_time_compare (attempt->taken_at, after) > 0 ? attempt : NULL;
    }

  return NULL;
}

CtFinding
ct_evidence_find_pass (CtEvidence *self,
                       const char *code,
                       int max_age_months,
                       GDateTime *after,
                       GDateTime *at)
{
  CtFinding finding = { 0 };
  GPtrArray *list = g_hash_table_lookup (self->passes, code);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      CtAttempt *attempt = list->pdata[i];

      if (g_date_time_compare (attempt->taken_at, at) > 0)
        break;

      g_autoptr (GDateTime) until
          = ct_credential_rules_get_expiry (attempt->taken_at, max_age_months);
      gboolean counts = (until == NULL || g_date_time_compare (at, until) < 0)
                        && (after == NULL || g_date_time_compare (attempt->taken_at, after) > 0);

      finding_consider (&finding, counts, attempt->taken_at,
                        ct_resource_get_id (CT_RESOURCE (attempt)), until);
    }

  CtAttempt *pending = finding.met ? NULL : find_pending (self, code, after, at);

  if (pending != NULL)
    {
      ct_finding_clear (&finding);
      finding = (CtFinding) {
        .pending = TRUE,
        .at = g_date_time_ref (pending->taken_at),
        .by = ct_resource_get_id (CT_RESOURCE (pending)),
      };
    }

  return finding;
}

CtFinding
ct_evidence_find_held (CtEvidence *self, const char *achievement_id, GDateTime *at)
{
  CtFinding finding = { 0 };
  GPtrArray *list = g_hash_table_lookup (self->credentials, achievement_id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      CtCredential *credential = list->pdata[i];

      if (g_date_time_compare (credential->issued_at, at) > 0)
        break;

      CtCredentialState state = ct_credential_rules_get_state (credential, at);

      finding_consider (&finding,
                        state == CT_CREDENTIAL_STATE_ACTIVE && credential->revoked_at == NULL,
                        credential->issued_at, ct_resource_get_id (CT_RESOURCE (credential)),
                        state == CT_CREDENTIAL_STATE_REVOKED ? credential->revoked_at
                                                             : credential->expires_at);
    }

  GDateTime *expected = finding.met ? NULL : g_hash_table_lookup (self->expected, achievement_id);

  if (expected != NULL)
    {
      ct_finding_clear (&finding);
      finding = (CtFinding) { .pending = TRUE, .at = g_date_time_ref (expected) };
    }

  return finding;
}

CtFinding
ct_evidence_find_acceptance (CtEvidence *self,
                             const char *agreement_id,
                             const char *version,
                             GDateTime *at)
{
  CtFinding finding = { 0 };
  GListModel *list = (GListModel *) self->acceptances;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (list, i);

      if (g_strcmp0 (acceptance->agreement_id, agreement_id) != 0 || acceptance->accepted_at == NULL
          || g_date_time_compare (acceptance->accepted_at, at) > 0)
        continue;

      finding_consider (&finding, version == NULL || g_strcmp0 (acceptance->version, version) == 0,
                        acceptance->accepted_at, NULL, NULL);
    }

  return finding;
}

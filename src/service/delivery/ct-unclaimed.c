/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-unclaimed.h"

#include "service/delivery/ct-delivery-events.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

#define CT_TYPE_UNCLAIMED (ct_unclaimed_get_type ())
G_DECLARE_FINAL_TYPE (CtUnclaimed, ct_unclaimed, CT, UNCLAIMED, CtResource)

/* A row; its id is the registration number. */
struct _CtUnclaimed
{
  CtResource parent_instance;

  char *candidate_id;
  char *given_name;
  char *family_name;
  char *exam_code;
  GDateTime *taken_at;
  CtResult result;
  double score;
  double passing_score;
  int minutes_used;
  char *language;
  char *test_center;
  GListStore *sections;
  GDateTime *received_at;
  char *account_id;
};

static const CtField ct_unclaimed_fields[] = {
  CT_FIELD (CtUnclaimed, candidate_id, "candidate-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtUnclaimed, given_name, "given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, family_name, "family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, exam_code, "exam-code", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, taken_at, "taken-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtUnclaimed, result, "result", ENUM, CT_FIELD_REQUIRED, ct_result_get_type),
  CT_FIELD (CtUnclaimed, score, "score", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, passing_score, "passing-score", NUMBER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, minutes_used, "minutes-used", INTEGER, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, language, "language", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtUnclaimed, test_center, "test-center", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtUnclaimed, sections, "sections", LIST, CT_FIELD_OPTIONAL, ct_section_get_type),
  CT_FIELD (CtUnclaimed, received_at, "received-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtUnclaimed, account_id, "account-id", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtUnclaimed, ct_unclaimed)

static CtUnclaimed *
find (CtDatabase *database, const char *registration_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM unclaimed_results WHERE id = ?",
                          registration_id);

  return ct_statement_read_one (statement, CT_TYPE_UNCLAIMED, error);
}

gboolean
ct_unclaimed_keep (CtDatabase *database, const CtVueResult *result, GDateTime *now, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtUnclaimed) kept = find (database, result->registration_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  /* A number that comes with another candidate is not that candidate's to change. */
  if (kept != NULL && g_strcmp0 (kept->candidate_id, result->candidate_id) != 0)
    return TRUE;
  if (kept == NULL)
    kept = g_object_new (CT_TYPE_UNCLAIMED, "id", result->registration_id, "candidate-id",
                         result->candidate_id, "received-at", now, "score", -1.0, "passing-score",
                         -1.0, "minutes-used", -1, NULL);

  if (result->given_name != NULL && result->family_name != NULL)
    g_object_set (kept, "given-name", result->given_name, "family-name", result->family_name, NULL);
  if (result->exam_code != NULL)
    g_object_set (kept, "exam-code", result->exam_code, NULL);
  if (result->taken_at != NULL)
    g_object_set (kept, "taken-at", result->taken_at, NULL);
  if (result->result != CT_RESULT_PENDING)
    g_object_set (kept, "result", result->result, NULL);
  if (result->score >= 0)
    g_object_set (kept, "score", result->score, NULL);
  if (result->passing_score >= 0)
    g_object_set (kept, "passing-score", result->passing_score, NULL);
  if (result->minutes_used >= 0)
    g_object_set (kept, "minutes-used", result->minutes_used, NULL);
  if (result->language != NULL)
    g_object_set (kept, "language", result->language, NULL);
  if (result->test_center != NULL)
    g_object_set (kept, "test-center", result->test_center, NULL);
  if (result->sections != NULL)
    {
      g_autoptr (GListStore) sections = g_list_store_new (CT_TYPE_SECTION);

      g_list_store_splice (sections, 0, 0, result->sections->pdata, result->sections->len);
      g_object_set (kept, "sections", sections, NULL);
    }
  return ct_row_put (database, "unclaimed_results", kept, error);
}

char *
ct_unclaimed_find_owner (CtDatabase *database,
                         const char *registration_id,
                         const char *candidate_id,
                         GError **error)
{
  g_autoptr (CtUnclaimed) kept = find (database, registration_id, error);

  return kept != NULL && g_strcmp0 (kept->candidate_id, candidate_id) == 0
             ? g_strdup (kept->account_id)
             : NULL;
}

/* Score reports are printed without accents, and in capital letters. */
static char *
fold (const char *name)
{
  g_autofree char *parted = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = parted != NULL ? g_utf8_casefold (parted, -1) : g_strdup ("");
  GString *letters = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (letters, c);
    }
  return g_string_free_and_steal (letters);
}

static gboolean
is_same_name (const char *one, const char *other)
{
  g_autofree char *a = fold (one != NULL ? one : "");
  g_autofree char *b = fold (other != NULL ? other : "");

  return *a != '\0' && g_str_equal (a, b);
}

char *
ct_unclaimed_find_match (CtDatabase *database,
                         const char *registration_id,
                         CtAccount *account,
                         GError **error)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = registration_id; *p != '\0'; p++)
    {
      if (*p != ' ' && *p != '-')
        g_string_append_c (digits, *p);
    }

  g_autofree char *number = g_string_free_and_steal (digits);
  g_autoptr (CtUnclaimed) kept = find (database, number, error);
  gboolean matches = kept != NULL && kept->account_id == NULL
                     && is_same_name (kept->given_name, account->given_name)
                     && is_same_name (kept->family_name, account->family_name);

  return matches ? g_steal_pointer (&number) : NULL;
}

static CtVueResult *
restore (CtUnclaimed *kept)
{
  CtVueResult *result = ct_vue_result_new ();

  result->registration_id = g_strdup (ct_resource_get_id (CT_RESOURCE (kept)));
  result->candidate_id = g_strdup (kept->candidate_id);
  result->exam_code = g_strdup (kept->exam_code);
  result->taken_at = kept->taken_at != NULL ? g_date_time_ref (kept->taken_at) : NULL;
  result->result = kept->result;
  result->score = kept->score;
  result->passing_score = kept->passing_score;
  result->minutes_used = kept->minutes_used;
  result->language = g_strdup (kept->language);
  result->test_center = g_strdup (kept->test_center);
  if (kept->sections != NULL)
    {
      result->sections = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (kept->sections)); i++)
        g_ptr_array_add (result->sections,
                         g_list_model_get_item (G_LIST_MODEL (kept->sections), i));
    }
  return result;
}

gboolean
ct_unclaimed_claim (CtDeliveryContext *context,
                    const char *registration_id,
                    const char *account_id,
                    GError **error)
{
  g_auto (CtDeliveryOutcome) outcome = { 0 };
  g_autoptr (CtUnclaimed) kept = find (context->database, registration_id, error);

  if (kept == NULL)
    return FALSE;

  /* From now on the number leads to the account, for this result and for what follows. */
  g_object_set (kept, "account-id", account_id, NULL);
  if (!ct_row_put (context->database, "unclaimed_results", kept, error))
    return FALSE;

  g_autoptr (CtVueResult) result = restore (kept);
  return ct_delivery_results_apply (context, result, CT_DELIVERY_RESULT_DEFAULT, &outcome, error)
         && ct_delivery_events_retry (context, error) >= 0;
}

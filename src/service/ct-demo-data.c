/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-demo-data.h"

#include "service/ct-issuer.h"
#include "service/ct-service-resources.h"
#include "service/program/ct-program-file.h"
#include "service/program/ct-sample-candidates.h"
#include "service/sessions/ct-passwords.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-migrations.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

#define SAMPLE "resource:///org/example/CertTracker/service/program/"

typedef struct
{
  CtCatalog *catalog;
  GPtrArray *candidates;
  GHashTable *hashes; /* password → its hash; making one takes long, and most share theirs */
} Sample;

static const char *
get_hash (Sample *sample, const char *password, GError **error)
{
  char *hash = g_hash_table_lookup (sample->hashes, password);

  if (hash == NULL)
    {
      hash = ct_passwords_hash (password, error);
      if (hash != NULL)
        g_hash_table_insert (sample->hashes, g_strdup (password), hash);
    }
  return hash;
}

/* The account as it was first made, unless there is one. */
static gboolean
save_account (CtDatabase *database, Sample *sample, CtSampleCandidate *candidate, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (candidate->account));
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) known = ct_candidate_table_get_account (database, id, &failure);
  const char *hash = NULL;

  if (known != NULL)
    return TRUE;
  if (failure == NULL)
    hash = get_hash (sample, candidate->password, &failure);
  if (failure == NULL
      && ct_candidate_table_save_account (database, candidate->account, hash, &failure))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The history as it is seen from today: what expires in 40 days always does. */
static gboolean
save_history (CtDatabase *database, CtSampleCandidate *candidate, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (candidate->account));

  if (!ct_statement_run (ct_statement_new (database, "DELETE FROM attempts WHERE account_id = ?",
                                           id),
                         error)
      || !ct_statement_run (ct_statement_new (database,
                                              "DELETE FROM credentials WHERE account_id = ?", id),
                            error))
    return FALSE;

  for (guint i = 0; i < candidate->attempts->len; i++)
    {
      if (!ct_candidate_table_save_attempt (database, id, candidate->attempts->pdata[i], error))
        return FALSE;
    }
  for (guint i = 0; i < candidate->credentials->len; i++)
    {
      if (!ct_candidate_table_save_credential (database, id, candidate->credentials->pdata[i],
                                               error))
        return FALSE;
    }
  return TRUE;
}

static CtCatalog *
load_sample (GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_uri (SAMPLE "sample.json");

  g_resources_register (ct_service_get_resource ());
  return ct_program_file_load (file, error);
}

/* Refuses if there is a program that is not the sample's. The database may be of an older version,
 * so only what the first had is asked for, or not even that, where its start was broken off. */
static gboolean
check_program (CtDatabase *database, CtCatalog *sample, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) tables
      = ct_statement_new (database, "SELECT 1 FROM sqlite_schema WHERE name = 'programs'");
  /* One that was written after the sample may have kept its id. */
  g_autoptr (CtStatement) others
      = ct_statement_new (database, "SELECT name FROM programs WHERE id <> ? OR NOT is_sample",
                          ct_resource_get_id (CT_RESOURCE (sample->program)));

  if (ct_statement_next (tables, &failure) && ct_statement_next (others, &failure))
    g_set_error (&failure, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 "This is the data of “%s”, which the demo would replace; nothing was done.",
                 ct_statement_get_text (others, "name"));

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_demo_data_check (const char *directory, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *path = ct_store_find (directory, &failure);
  g_autoptr (CtDatabase) database = NULL;
  g_autoptr (CtCatalog) sample = NULL;
  int n_due = 0;

  if (g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_MISSING))
    return TRUE;

  if (failure == NULL)
    database = ct_database_open_to_look (path, &failure);
  if (failure == NULL)
    ct_migrations_count (database, &n_due, &failure);
  if (failure == NULL)
    sample = load_sample (&failure);
  /* What a newer version calls its tables is not known here. */
  if (failure == NULL && n_due >= 0)
    check_program (database, sample, &failure);

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
save_sample (CtDatabase *database, gpointer data, GError **error)
{
  Sample *sample = data;

  /* Another program may have come since it was looked for: “import-program” needs no lock. */
  if (!check_program (database, sample->catalog, error)
      || !ct_program_table_save (database, sample->catalog, error))
    return NULL;

  for (guint i = 0; i < sample->candidates->len; i++)
    {
      CtSampleCandidate *candidate = sample->candidates->pdata[i];

      if (!save_account (database, sample, candidate, error)
          || !save_history (database, candidate, error)
          || !ct_issuer_adopt (database, sample->catalog,
                               ct_resource_get_id (CT_RESOURCE (candidate->account)), error))
        return NULL;
    }
  return NULL;
}

gboolean
ct_demo_data_seed (CtStore *store,
                   GDateTime *now,
                   char **user_name,
                   char **password,
                   GError **error)
{
  g_autoptr (GFile) candidates_file = g_file_new_for_uri (SAMPLE "sample-candidates.json");
  g_autoptr (CtCatalog) catalog = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (CT_IS_STORE (store), FALSE);

  catalog = load_sample (error);
  if (catalog == NULL)
    return FALSE;
  candidates = ct_sample_candidates_load (catalog, candidates_file, now, error);
  if (candidates == NULL)
    return FALSE;

  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Sample sample = { catalog, candidates, hashes };
  ct_store_run (store, CT_STORE_WRITE, save_sample, &sample, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  CtSampleCandidate *shown = g_ptr_array_index (candidates, 0);
  *user_name = g_strdup (shown->account->user_name);
  *password = g_strdup (shown->password);
  return TRUE;
}

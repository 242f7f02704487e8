/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/packages/ct-packages.h"

#include "model/ct-time.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

const CtPageKind ct_packages_page_kind = {
  .table = "packages",
  .key = "requested_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_package_get_type,
};

static gboolean
count (CtDatabase *database, const char *account_id, GDateTime *now, int *n, GError **error)
{
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (CtStatement) statement = ct_statement_new (database,
                                                        "SELECT COUNT(*) AS n FROM packages"
                                                        " WHERE account_id = ? AND expires_at > ?",
                                                        account_id, now_text);

  if (!ct_statement_next (statement, error))
    return FALSE;

  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

CtPackage *
ct_packages_request (CtDatabase *database,
                     const char *account_id,
                     CtPackageKind kind,
                     char **credential_ids,
                     CtPaper paper,
                     const char *base_uri,
                     GDateTime *now,
                     GError **error)
{
  g_return_val_if_fail (account_id != NULL && base_uri != NULL, NULL);

  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GDateTime) end = g_date_time_add_hours (now, CT_PACKAGES_HOURS);
  g_autoptr (CtPackage) package
      = g_object_new (CT_TYPE_PACKAGE, "id", id, "kind", kind, "state", CT_PACKAGE_STATE_REQUESTED,
                      "credential-ids", credential_ids, "paper", paper, "done", 0, "requested-at",
                      now, "expires-at", end, NULL);
  int n = 0;

  if (!count (database, account_id, now, &n, error) || n >= CT_PACKAGES_MAX
      || !ct_row_put (database, "packages", package, error, "account_id", account_id, "base_uri",
                      base_uri))
    return NULL;
  return g_steal_pointer (&package);
}

CtPackage *
ct_packages_get (CtDatabase *database,
                 const char *account_id,
                 const char *id,
                 GDateTime *now,
                 GError **error)
{
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM packages WHERE account_id = ? AND id = ?"
                          " AND expires_at > ?",
                          account_id, id, now_text);

  return ct_statement_read_one (statement, CT_TYPE_PACKAGE, error);
}

/* Sets @found to whether @statement has a row. */
static gboolean
has_row (CtStatement *statement, gboolean *found, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *found = ct_statement_next (statement, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
ct_packages_remove (CtDatabase *database,
                    const char *account_id,
                    const char *id,
                    gboolean *found,
                    GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT id FROM packages WHERE account_id = ? AND id = ?",
                          account_id, id);

  return has_row (statement, found, error)
         && (!*found
             || ct_statement_run (ct_statement_new (database, "DELETE FROM packages WHERE id = ?",
                                                    id),
                                  error));
}

gboolean
ct_packages_save (CtDatabase *database, CtPackage *package, gboolean *found, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (package));
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT account_id, base_uri FROM packages WHERE id = ?", id);

  if (!has_row (statement, found, error))
    return FALSE;
  if (!*found)
    return TRUE;

  g_autofree char *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  g_autofree char *base_uri = g_strdup (ct_statement_get_text (statement, "base_uri"));
  return ct_row_put (database, "packages", package, error, "account_id", account_id, "base_uri",
                     base_uri);
}

CtPackage *
ct_packages_take_next (CtDatabase *database, char **account_id, char **base_uri, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM packages WHERE state = 'requested'"
                                    " ORDER BY requested_at, id LIMIT 1");
  CtPackage *package;

  *account_id = NULL;
  *base_uri = NULL;
  package = ct_statement_read_one (statement, CT_TYPE_PACKAGE, error);
  if (package != NULL)
    {
      *account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
      *base_uri = g_strdup (ct_statement_get_text (statement, "base_uri"));
    }
  return package;
}

char **
ct_packages_sweep (CtDatabase *database, GDateTime *now, GError **error)
{
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;

  if (!ct_statement_run (ct_statement_new (database, "DELETE FROM packages WHERE expires_at <= ?",
                                           now_text),
                         error))
    return NULL;

  g_autoptr (CtStatement) statement = ct_statement_new (database, "SELECT id FROM packages");
  while (ct_statement_next (statement, &failure))
    g_strv_builder_add (ids, ct_statement_get_text (statement, "id"));
  if (failure == NULL)
    return g_strv_builder_end (ids);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

char *
ct_packages_get_directory (const char *data_directory)
{
  return g_build_filename (data_directory, "packages", NULL);
}

char *
ct_packages_get_path (const char *data_directory, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".zip", NULL);

  return g_build_filename (data_directory, "packages", name, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "service/store/ct-migrations.h"

/* Returns: (transfer full): the database in a file, with the tables of this version */
static inline CtDatabase *
test_database_open_file (const char *path, GError **error)
{
  g_autoptr (CtDatabase) database = ct_database_open (path, error);

  return database != NULL && ct_migrations_apply (database, error) ? g_steal_pointer (&database)
                                                                   : NULL;
}

/* Returns: (transfer full): a new database with two accounts, `a` and `b`. The tests that
 * use it have G_TEST_OPTION_ISOLATE_DIRS, which takes the file away again. */
static inline CtDatabase *
test_database_open (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "test.db", NULL);
  g_autoptr (GError) error = NULL;
  CtDatabase *database = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700));
  database = test_database_open_file (path, &error);
  g_assert_no_error (error);

  ct_database_execute (
      database,
      "INSERT INTO accounts (id, candidate_id, user_name, name, email, is_partner, created_at)"
      " VALUES ('a', '1', 'ann', 'Ann', 'a@x', 0, '2026-01-01T00:00:00Z'),"
      " ('b', '2', 'ben', 'Ben', 'b@x', 0, '2026-01-01T00:00:00Z')",
      &error);
  g_assert_no_error (error);
  return database;
}

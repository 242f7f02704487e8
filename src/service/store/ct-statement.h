/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtStatement:
 *
 * One SQL statement with its values, all of them text as ct_resource_get_text() gives it.
 */
typedef struct _CtStatement CtStatement;

/**
 * ct_statement_new:
 * @database: a connection
 * @sql: SQL that SQLite and PostgreSQL both understand, with a `?` for each value
 * @...: (nullable) strings: the values
 *
 * If the SQL cannot be prepared, running it says so.
 *
 * Returns: (transfer full): the statement
 */
#define ct_statement_new(database, sql, ...) \
  ct_statement_new_with_values (database, sql, (const char *const[]) { NULL, ##__VA_ARGS__ } + 1, \
                                G_N_ELEMENTS (((const char *const[]) { NULL, ##__VA_ARGS__ })) \
                                    - 1)

CtStatement *ct_statement_new_with_values (CtDatabase *database,
                                           const char *sql,
                                           const char *const *values,
                                           gsize n_values);
void ct_statement_free (CtStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtStatement, ct_statement_free)

/**
 * ct_statement_run:
 * @self: (transfer full): a statement whose rows nobody wants
 *
 * Runs it to its end.
 */
gboolean ct_statement_run (CtStatement *self, GError **error);

/**
 * ct_statement_next:
 *
 * Goes to the next row. At the end it returns %FALSE and sets no error.
 */
gboolean ct_statement_next (CtStatement *self, GError **error);

/**
 * ct_statement_get_text:
 * @column: its name
 *
 * Returns: (nullable): the value in the current row, until the next is taken
 */
const char *ct_statement_get_text (CtStatement *self, const char *column);

/**
 * ct_statement_get_json:
 *
 * Returns: (transfer full): the current row with a member for each column that is set: lists
 *   and objects as what they are, bytes in base64
 */
JsonObject *ct_statement_get_json (CtStatement *self);

/**
 * ct_statement_get_resource:
 * @type: a #CtResource
 *
 * Returns: (transfer full): the current row, of which the columns that are no fields are left
 *   out; %NULL with %CT_STORE_ERROR_CORRUPT if a value makes no sense
 */
gpointer ct_statement_get_resource (CtStatement *self, GType type, GError **error);

/**
 * ct_statement_read_one:
 *
 * Returns: (transfer full) (nullable): the first row, or %NULL without an error if there is
 *   none
 */
gpointer ct_statement_read_one (CtStatement *self, GType type, GError **error);

/**
 * ct_statement_read_all:
 *
 * Returns: (transfer full) (element-type CtResource): all rows
 */
GPtrArray *ct_statement_read_all (CtStatement *self, GType type, GError **error);

G_END_DECLS

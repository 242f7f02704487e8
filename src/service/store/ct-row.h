/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_row_put:
 * @database: a connection
 * @table: which
 * @resource: the row; what has its id already becomes like it
 * @error: %CT_STORE_ERROR
 * @...: names and values (nullable strings) of the columns that are no fields
 *
 * Writes a row: every field of @resource is a column of @table.
 */
#define ct_row_put(database, table, resource, error, ...) \
  ct_row_put_with_values (database, table, CT_RESOURCE (resource), \
                          (const char *const[]) { NULL, ##__VA_ARGS__ } + 1, \
                          G_N_ELEMENTS (((const char *const[]) { NULL, ##__VA_ARGS__ })) - 1, \
                          error)

gboolean ct_row_put_with_values (CtDatabase *database,
                                 const char *table,
                                 CtResource *resource,
                                 const char *const *columns,
                                 gsize n_columns,
                                 GError **error);

/**
 * ct_row_column:
 * @field: of a resource
 *
 * Returns: (transfer full): the name of its column
 */
char *ct_row_column (const CtField *field);

G_END_DECLS

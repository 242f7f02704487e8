/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CT_STORE_ERROR:
 *
 * What can go wrong with stored data. The message is for the people who run the service.
 */
#define CT_STORE_ERROR (ct_store_error_quark ())

/**
 * CtStoreError:
 * @CT_STORE_ERROR_FAILED: something else
 * @CT_STORE_ERROR_FULL: no space left on the device
 * @CT_STORE_ERROR_CORRUPT: the file is no database, or a damaged one
 * @CT_STORE_ERROR_NEWER: a newer version of the service has written it
 * @CT_STORE_ERROR_BUSY: another program keeps it locked
 * @CT_STORE_ERROR_IN_USE: another service uses the directory, which must not be
 * @CT_STORE_ERROR_MISSING: there is no database in the directory
 * @CT_STORE_ERROR_CONFLICT: what was to be stored contradicts what is there
 * @CT_STORE_ERROR_BAD_CURSOR: a cursor that did not come from here
 */
typedef enum
{
  CT_STORE_ERROR_FAILED,
  CT_STORE_ERROR_FULL,
  CT_STORE_ERROR_CORRUPT,
  CT_STORE_ERROR_NEWER,
  CT_STORE_ERROR_BUSY,
  CT_STORE_ERROR_IN_USE,
  CT_STORE_ERROR_MISSING,
  CT_STORE_ERROR_CONFLICT,
  CT_STORE_ERROR_BAD_CURSOR,
} CtStoreError;

GQuark ct_store_error_quark (void);

/**
 * CtDatabase:
 *
 * A connection to the database. It belongs to the thread that opened it, and only that
 * thread may use it.
 */
typedef struct _CtDatabase CtDatabase;

/**
 * ct_database_open:
 * @path: the file; it is made if there is none, for this user alone
 *
 * Opens the database, with its tables as they are: ct_migrations_apply() brings them to the version
 * of this service.
 *
 * Returns: (transfer full): a connection, or %NULL with %CT_STORE_ERROR
 */
CtDatabase *ct_database_open (const char *path, GError **error);

/**
 * ct_database_open_to_look:
 * @path: a file that is there
 *
 * Opens the database to read it before it is known whether it is to be touched. Neither it nor its
 * mode is changed, and a service may use it meanwhile.
 *
 * Returns: (transfer full): a connection, or %NULL with %CT_STORE_ERROR
 */
CtDatabase *ct_database_open_to_look (const char *path, GError **error);

/**
 * ct_database_copy:
 * @path: a file that is not there yet
 *
 * Copies the whole database as it is at one moment. Others may write meanwhile, and do not make it
 * begin again.
 */
gboolean ct_database_copy (CtDatabase *self, const char *path, GError **error);

void ct_database_close (CtDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtDatabase, ct_database_close)

/**
 * ct_database_execute:
 * @sql: one or more statements without values
 */
gboolean ct_database_execute (CtDatabase *self, const char *sql, GError **error);

/*< private: for the statement helper >*/
struct sqlite3 *ct_database_get_handle (CtDatabase *self);
void ct_database_set_error (CtDatabase *self, GError **error);

G_END_DECLS

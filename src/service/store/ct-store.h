/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

#define CT_TYPE_STORE (ct_store_get_type ())
G_DECLARE_FINAL_TYPE (CtStore, ct_store, CT, STORE, GObject)

/* What lies in a service's directory: the database, and the files that came from Pearson VUE. */
#define CT_STORE_FILE "certtracker.db"
#define CT_STORE_RECEIVED "pearson-vue/received"

/**
 * CtStoreMode:
 * @CT_STORE_READ: the work sees one state of the data and changes nothing
 * @CT_STORE_WRITE: the work is done as a whole or not at all
 */
typedef enum
{
  CT_STORE_READ,
  CT_STORE_WRITE,
} CtStoreMode;

/**
 * CtStoreFunc:
 * @database: the connection, inside a transaction
 * @data: what ct_store_run_async() was given
 * @error: if it is set the transaction is undone
 *
 * Work on the database, done in the store's own thread.
 *
 * Returns: (nullable): a result; %NULL without an error is a result as well
 */
typedef gpointer (*CtStoreFunc) (CtDatabase *database, gpointer data, GError **error);

/**
 * ct_store_open:
 * @directory: where the data is; it is made for this user alone if there is none
 *
 * Opens the database in @directory and starts the thread that works on it. Blocks.
 *
 * Returns: (transfer full): the store, or %NULL with %CT_STORE_ERROR or a %G_IO_ERROR. It is
 *   %CT_STORE_ERROR_IN_USE if the tables are to be brought to this version while a service of an
 *   older one uses them
 */
CtStore *ct_store_open (const char *directory, GError **error);

/**
 * ct_store_find:
 *
 * Returns: (transfer full): the file of the database in @directory, or %NULL with
 *   %CT_STORE_ERROR_MISSING if there is none, or with a %G_IO_ERROR if that cannot be told
 */
char *ct_store_find (const char *directory, GError **error);

/**
 * ct_store_open_existing:
 *
 * As ct_store_open(), where ct_store_find() finds a database: whoever mistyped a directory does not
 * begin another service in it.
 */
CtStore *ct_store_open_existing (const char *directory, GError **error);

/**
 * ct_store_open_alone:
 *
 * As ct_store_open(), as the only service of its directory until it is closed. Programs that only
 * change the data, such as import-program, need not be alone.
 *
 * Returns: (transfer full): the store, or %NULL with %CT_STORE_ERROR_IN_USE, and nothing changed,
 *   if there is another
 */
CtStore *ct_store_open_alone (const char *directory, GError **error);

/**
 * ct_store_lock:
 *
 * Keeps services out of @directory, which is there, without opening its database.
 *
 * Returns: a descriptor to close, or -1 with %CT_STORE_ERROR_IN_USE or a %G_IO_ERROR
 */
int ct_store_lock (const char *directory, GError **error);

/**
 * ct_store_close:
 *
 * Waits until all that is queued is done, and closes the database. Whoever opened a store
 * closes it; after that it can only be let go of.
 */
void ct_store_close (CtStore *self);

/**
 * ct_store_get_directory:
 *
 * Returns: (transfer none): where the data is
 */
const char *ct_store_get_directory (CtStore *self);

/**
 * ct_store_run:
 *
 * Runs @func in the store's thread and waits for it.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
ct_store_run (CtStore *self, CtStoreMode mode, CtStoreFunc func, gpointer data, GError **error);

/**
 * ct_store_run_async:
 * @data: (transfer full): freed with @free_data once @func has run or has been given up
 * @free_result: what frees the result if nobody takes it
 *
 * Queues @func for the store's thread; each is run in its turn.
 */
void ct_store_run_async (CtStore *self,
                         CtStoreMode mode,
                         CtStoreFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_result,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

gpointer ct_store_run_finish (CtStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

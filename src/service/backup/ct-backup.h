/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whoever makes or reads a backup can do it with other tools, too: it is a tar archive with the
 * database, the files that came from Pearson VUE, and SHA256SUMS, which sha256sum reads. */

/**
 * ct_backup_make:
 * @data_dir: where a service has its data; the service and its commands may write to it meanwhile
 * @path: the file to write, for this user alone; one that is there is replaced once the new one is
 *   whole and was checked
 * @size: (out): in bytes
 *
 * Writes what a restore needs, as it is at one moment after this was called. What was acknowledged
 * before that is in it. Beside @path there has to be room for the database twice.
 *
 * Returns: %FALSE with %CT_STORE_ERROR or a %G_IO_ERROR, and what was at @path is as it was
 */
gboolean ct_backup_make (const char *data_dir, const char *path, goffset *size, GError **error);

/**
 * ct_backup_restore:
 * @path: a file of ct_backup_make()
 * @data_dir: where the data is to be; it is made if there is none
 * @kept: (out) (optional) (nullable): the directory to which the data that was there has gone
 *
 * Puts a backup in place. All of it is unpacked and checked before anything that is there is moved.
 *
 * Returns: %FALSE with %CT_STORE_ERROR_IN_USE if a service or a command uses @data_dir,
 *   %CT_STORE_ERROR_NEWER if a newer version wrote the backup, %CT_STORE_ERROR_CORRUPT if it is not
 *   as it was written, or a %G_IO_ERROR
 */
gboolean ct_backup_restore (const char *path, const char *data_dir, char **kept, GError **error);

G_END_DECLS

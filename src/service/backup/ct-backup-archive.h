/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtBackupWriter:
 *
 * A tar archive that is written file by file and ends with the checksums of all of them.
 */
typedef struct _CtBackupWriter CtBackupWriter;

/**
 * ct_backup_writer_new:
 * @path: a file that is not there yet
 */
CtBackupWriter *ct_backup_writer_new (const char *path, GError **error);
void ct_backup_writer_free (CtBackupWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtBackupWriter, ct_backup_writer_free)

/**
 * ct_backup_writer_add:
 * @name: what it is called in the archive
 * @path: a file that nobody changes meanwhile
 */
gboolean
ct_backup_writer_add (CtBackupWriter *self, const char *name, const char *path, GError **error);

/* Writes the checksums and waits until all is on the disk. */
gboolean ct_backup_writer_finish (CtBackupWriter *self, GError **error);

/**
 * ct_backup_is_received:
 *
 * Returns: whether @name is one of a file that came from Pearson VUE, and not one on its way to be
 */
gboolean ct_backup_is_received (const char *name);

/**
 * ct_backup_archive_read:
 * @path: an archive
 * @directory: (nullable): where to unpack it, a directory of nobody else; %NULL to check it only
 *
 * Reads an archive to its end, and takes nothing but plain files of the names that a backup has.
 *
 * Returns: whether each file is as it was written; else %CT_STORE_ERROR_CORRUPT or a %G_IO_ERROR
 */
gboolean ct_backup_archive_read (const char *path, const char *directory, GError **error);

G_END_DECLS

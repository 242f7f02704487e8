/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtZip:
 *
 * A zip file that is written piece by piece. It has its name only once it is whole.
 */
typedef struct _CtZip CtZip;

/**
 * ct_zip_new:
 * @path: what it is to be called
 * @time: when the files in it were made
 *
 * Begins a file beside @path.
 */
CtZip *ct_zip_new (const char *path, GDateTime *time, GError **error);

/* Throws it away if it was not finished. */
void ct_zip_free (CtZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtZip, ct_zip_free)

/* Adds a file. @name is ASCII, with slashes between folders. */
gboolean ct_zip_add (CtZip *self, const char *name, GBytes *content, GError **error);

/**
 * ct_zip_finish:
 * @size: (out): in bytes
 *
 * Completes it and gives it its name. Nothing can be added after that.
 */
gboolean ct_zip_finish (CtZip *self, goffset *size, GError **error);

G_END_DECLS

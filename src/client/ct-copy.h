/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CtCopied:
 * @etag: (nullable): the strong entity tag that it came with
 * @body: what the service answered
 * @time: when the service last said that this is how it is
 *
 * An answer of the offline copy.
 */
typedef struct
{
  char *etag;
  GBytes *body;
  GDateTime *time;
} CtCopied;

void ct_copied_free (CtCopied *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtCopied, ct_copied_free)

#define CT_TYPE_COPY (ct_copy_get_type ())
G_DECLARE_FINAL_TYPE (CtCopy, ct_copy, CT, COPY, GObject)

/**
 * CtCopy:
 *
 * The offline copy of one account: the last good answer for each path that was asked for,
 * in files that only the user can read. Its functions block, but for the asynchronous ones,
 * and may be called from any thread but the one that draws. One that fails to write says so
 * in the log and no more, since what is on screen does not depend on it.
 */
CtCopy *ct_copy_new (const char *address, const char *account_id);

/**
 * ct_copy_new_of_kind:
 * @kind: a folder beside that of the offline copies, for what is no answer of the service
 */
CtCopy *ct_copy_new_of_kind (const char *kind, const char *address, const char *account_id);

/* Returns: (transfer full) (nullable): what was saved for @path. A damaged file is removed. */
CtCopied *ct_copy_load (CtCopy *self, const char *path);

/* Returns: whether it is kept; also that of an account that has left is as it should be */
gboolean ct_copy_save (CtCopy *self, const char *path, const char *etag, GBytes *body);

/* Notes that the service said just now that what was saved for @path is still so. */
void ct_copy_confirm (CtCopy *self, const char *path);

void ct_copy_remove (CtCopy *self, const char *path);

/* Removes everything, in a thread; nothing can be saved from then on. */
void ct_copy_erase_async (CtCopy *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean ct_copy_erase_finish (CtCopy *self, GAsyncResult *result, GError **error);

G_END_DECLS

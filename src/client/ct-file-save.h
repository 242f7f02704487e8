/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ct_file_save_async:
 * @file: what it is to be called
 * @bytes: what is in it
 *
 * Writes a file beside @file and gives it its name once it is whole. Until then what was there
 * stays; if it fails or is cancelled nothing is left.
 */
void ct_file_save_async (GFile *file,
                         GBytes *bytes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean ct_file_save_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS

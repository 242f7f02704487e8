/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_secret_file_check:
 * @path: a file with secrets; one that is not there is for whoever reads it to notice
 * @error: %G_IO_ERROR_PERMISSION_DENIED
 *
 * Returns: whether nobody but its owner can read it; else @error says so, without @path
 */
gboolean ct_secret_file_check (const char *path, GError **error);

G_END_DECLS

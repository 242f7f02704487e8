/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How large a file may be, in bytes. */
#define CT_ATTACHMENT_MAX_SIZE (5 * 1024 * 1024)

/**
 * ct_attachment_file_get_type:
 *
 * What a file is, is said by its content alone: whoever sent it could have called it anything.
 *
 * Returns: (nullable): one of the media types that may be attached: PDF, PNG, JPEG, plain text in
 *   UTF-8; %NULL if @content is something else
 */
const char *ct_attachment_file_get_type (GBytes *content);

/**
 * ct_attachment_file_get_name:
 * @name: (nullable): what the sender calls it
 * @content_type: what it is
 *
 * Returns: (transfer full): a name that leads to no other folder, hides nothing and says what the
 *   file is: a text that is called `scan.exe` becomes `scan.exe.txt`
 */
char *ct_attachment_file_get_name (const char *name, const char *content_type);

G_END_DECLS

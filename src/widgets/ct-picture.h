/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* How large a picture from outside may be, in bytes and in pixels of each side. */
#define CT_PICTURE_MAX_BYTES (1024 * 1024)
#define CT_PICTURE_MAX_SIDE 1024

/**
 * ct_picture_decode_async:
 * @png: from outside
 *
 * Makes a texture of a PNG, in a thread. Its size is read from its header, and what is too large is
 * refused before anything is decoded.
 */
void ct_picture_decode_async (GBytes *png,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * ct_picture_decode_finish:
 * @error: %CT_ERROR_BROKEN_ANSWER, with words that say why it cannot be shown
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *ct_picture_decode_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The most that is taken in; a certificate has some 100 KiB and one page. */
#define CT_DOCUMENT_MAX_BYTES (64 * 1024 * 1024)
#define CT_DOCUMENT_MAX_PAGES 500

/* The longest side of a page, in points: 200 inches, the limit of PDF itself. */
#define CT_DOCUMENT_MAX_POINTS 14400.0

/* The most pixels that one texture may have: 64 MiB of memory. */
#define CT_DOCUMENT_MAX_PIXELS (16 * 1024 * 1024)

#define CT_TYPE_DOCUMENT (ct_document_get_type ())
G_DECLARE_FINAL_TYPE (CtDocument, ct_document, CT, DOCUMENT, GObject)

/**
 * CtDocument:
 *
 * A PDF that came from outside and is not trusted. It never changes. Everything that parses
 * or draws runs on one thread for the whole process, one job at a time; see
 * ct_document_queue_push() for their order.
 */

/* Has what reads documents loaded on the worker thread, so that the first one need not wait. */
void ct_document_prepare (void);

/**
 * ct_document_open_async:
 * @bytes: what is said to be a PDF
 * @cancellable: (nullable): to not be told any more
 *
 * Reads a document off the main thread.
 */
void ct_document_open_async (GBytes *bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* Returns: (transfer full) (nullable): what is said to be a PDF; %NULL if there is none */
typedef GBytes *(*CtDocumentRead) (gpointer data);

/**
 * ct_document_read_async:
 * @read: gets the bytes; it is called on the worker thread and may take its time
 * @data: (transfer full): for @read
 * @destroy: frees @data
 * @cancellable: (nullable): to not be told any more
 *
 * Gets a document and opens it, both off the main thread and without coming back to it in
 * between, so that nobody waits until the main thread is free. Ends with
 * ct_document_open_finish().
 */
void ct_document_read_async (CtDocumentRead read,
                             gpointer data,
                             GDestroyNotify destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * ct_document_open_finish:
 * @error: %CT_ERROR_DOCUMENT_DAMAGED if it is no PDF, is broken, has no page, or pages that
 *   nobody could print; %CT_ERROR_DOCUMENT_ENCRYPTED if it cannot be read without a password;
 *   %G_IO_ERROR_NOT_FOUND if there was nothing to read
 *
 * Returns: (transfer full): a document with at least one page
 */
CtDocument *ct_document_open_finish (GAsyncResult *result, GError **error);

/* Returns: (transfer none): the file, as it came */
GBytes *ct_document_get_bytes (CtDocument *self);

/* Returns: (nullable): the title that the document gives itself */
const char *ct_document_get_title (CtDocument *self);

guint ct_document_get_n_pages (CtDocument *self);

/**
 * ct_document_get_page_size:
 * @page: from 0
 * @width: (out): in points of 1/72 inch, more than 0, at most %CT_DOCUMENT_MAX_POINTS
 * @height: (out): as @width
 */
void ct_document_get_page_size (CtDocument *self, guint page, double *width, double *height);

/**
 * ct_document_render_async:
 * @page: from 0
 * @scale: device pixels to a point
 * @area: which part of the page, in device pixels from its top left corner; at most
 *   %CT_DOCUMENT_MAX_PIXELS
 * @priority: a GLib priority: what is on screen goes before what may be soon
 * @cancellable: (nullable): drops the job if it has not begun. Either way the answer is then
 *   %G_IO_ERROR_CANCELLED
 *
 * Draws a part of a page on white, off the main thread. It takes its place in the queue when the
 * main context of the caller turns next: not before the frame that asks is made.
 */
void ct_document_render_async (CtDocument *self,
                               guint page,
                               double scale,
                               const GdkRectangle *area,
                               int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Returns: (transfer full): a texture of exactly the size of the area */
GdkTexture *ct_document_render_finish (CtDocument *self, GAsyncResult *result, GError **error);

/**
 * ct_document_read_text_async:
 * @page: from 0
 *
 * Gets the words of a page, for those who cannot see it.
 */
void ct_document_read_text_async (CtDocument *self,
                                  guint page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* Returns: (transfer full): UTF-8, empty if the page has no words */
char *ct_document_read_text_finish (CtDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS

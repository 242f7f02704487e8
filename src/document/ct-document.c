/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/ct-document.h"

#include <math.h>
#include <string.h>

#include "document/ct-document-queue.h"
#include "document/ct-poppler.h"
#include "model/ct-error.h"

typedef struct
{
  double width, height;
} Size;

struct _CtDocument
{
  GObject parent_instance;

  GBytes *bytes;
  PopplerDocument *pdf; /* touched on the worker thread only */
  char *title;
  GArray *sizes; /* of Size */
};

G_DEFINE_FINAL_TYPE (CtDocument, ct_document, G_TYPE_OBJECT)

static void
ct_document_finalize (GObject *object)
{
  CtDocument *self = CT_DOCUMENT (object);

  g_clear_object (&self->pdf);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->sizes, g_array_unref);

  G_OBJECT_CLASS (ct_document_parent_class)->finalize (object);
}

static void
ct_document_class_init (CtDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_document_finalize;
}

static void
ct_document_init (CtDocument *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (Size));
}

/* Set on the worker thread, before the first document that there is. */
static const CtPoppler *poppler;

/* Readers of PDF look for this in the first 1024 bytes, not only at the start. */
static gboolean
looks_like_pdf (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 && g_strstr_len (data, MIN (size, 1024), "%PDF-") != NULL;
}

static gboolean
read_page_sizes (CtDocument *self, GError **error)
{
  int n_pages = poppler->document_get_n_pages (self->pdf);

  if (n_pages < 1 || n_pages > CT_DOCUMENT_MAX_PAGES)
    {
      g_set_error (error, CT_ERROR, CT_ERROR_DOCUMENT_DAMAGED, "the document has %d pages",
                   n_pages);
      return FALSE;
    }

  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *page = poppler->document_get_page (self->pdf, i);
      Size size = { 0, 0 };

      if (page)
        poppler->page_get_size (page, &size.width, &size.height);
      g_clear_object (&page);

      /* Written so that a NaN fails too. */
      if (!(size.width >= 1 && size.width <= CT_DOCUMENT_MAX_POINTS)
          || !(size.height >= 1 && size.height <= CT_DOCUMENT_MAX_POINTS))
        {
          g_set_error (error, CT_ERROR, CT_ERROR_DOCUMENT_DAMAGED,
                       "page %d cannot be read or has an impossible size", i + 1);
          return FALSE;
        }

      g_array_append_val (self->sizes, size);
    }

  return TRUE;
}

static gboolean
open_document (CtDocument *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *title = NULL;

  if (g_bytes_get_size (self->bytes) > CT_DOCUMENT_MAX_BYTES)
    {
      g_set_error (error, CT_ERROR, CT_ERROR_DOCUMENT_DAMAGED, "the document is too large");
      return FALSE;
    }
  if (!looks_like_pdf (self->bytes))
    {
      g_set_error (error, CT_ERROR, CT_ERROR_DOCUMENT_DAMAGED, "this is not a PDF");
      return FALSE;
    }

  poppler = ct_poppler_load (error);
  if (!poppler)
    return FALSE;

  self->pdf = poppler->document_new_from_bytes (self->bytes, NULL, &reason);
  if (!self->pdf)
    {
      gboolean encrypted
          = g_error_matches (reason, poppler->error_quark (), POPPLER_ERROR_ENCRYPTED);

      g_set_error_literal (error, CT_ERROR,
                           encrypted ? CT_ERROR_DOCUMENT_ENCRYPTED : CT_ERROR_DOCUMENT_DAMAGED,
                           reason->message);
      return FALSE;
    }

  title = poppler->document_get_title (self->pdf);
  if (title && *g_strstrip (title))
    self->title = g_utf8_make_valid (title, -1);

  return read_page_sizes (self, error);
}

static void
prepare_in_queue (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (ct_poppler_load (&error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ct_document_prepare (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, ct_document_prepare);
  ct_document_queue_push (task, prepare_in_queue);
}

typedef struct
{
  CtDocumentRead read;
  gpointer data;
  GDestroyNotify destroy;
} Opening;

static void
opening_free (Opening *self)
{
  self->destroy (self->data);
  g_free (self);
}

static void
open_in_queue (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (CtDocument) self = g_object_new (CT_TYPE_DOCUMENT, NULL);
  g_autoptr (GError) error = NULL;

  self->bytes = opening->read (opening->data);
  if (!self->bytes)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no document");
  else if (open_document (self, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ct_document_read_async (CtDocumentRead read,
                        gpointer data,
                        GDestroyNotify destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (read != NULL && destroy != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  opening = g_new (Opening, 1);
  *opening = (Opening) { read, data, destroy };

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_document_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  ct_document_queue_push (task, open_in_queue);
}

void
ct_document_open_async (GBytes *bytes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (bytes != NULL);

  ct_document_read_async ((CtDocumentRead) g_bytes_ref, g_bytes_ref (bytes),
                          (GDestroyNotify) g_bytes_unref, cancellable, callback, user_data);
}

CtDocument *
ct_document_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_document_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
ct_document_get_bytes (CtDocument *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT (self), NULL);

  return self->bytes;
}

const char *
ct_document_get_title (CtDocument *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT (self), NULL);

  return self->title;
}

guint
ct_document_get_n_pages (CtDocument *self)
{
  g_return_val_if_fail (CT_IS_DOCUMENT (self), 0);

  return self->sizes->len;
}

void
ct_document_get_page_size (CtDocument *self, guint page, double *width, double *height)
{
  const Size *size;

  g_return_if_fail (CT_IS_DOCUMENT (self));
  g_return_if_fail (page < self->sizes->len);

  size = &g_array_index (self->sizes, Size, page);
  *width = size->width;
  *height = size->height;
}

typedef struct
{
  guint page;
  double scale;
  GdkRectangle area;
} Render;

static void
render_in_queue (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CtDocument *self = source;
  const Render *render = data;
  PopplerPage *page;
  g_autoptr (GBytes) pixels = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, render->area.width, render->area.height);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_task_return_new_error (task, CT_ERROR, CT_ERROR_DOCUMENT_DAMAGED,
                               "page %u cannot be drawn: %s", render->page + 1,
                               cairo_status_to_string (cairo_surface_status (surface)));
      cairo_surface_destroy (surface);
      return;
    }

  /* What can be drawn of a damaged page is shown, as by every reader. */
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -render->area.x, -render->area.y);
  cairo_scale (cr, render->scale, render->scale);
  page = poppler->document_get_page (self->pdf, render->page);
  poppler->page_render (page, cr);
  g_object_unref (page);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                       (gsize) cairo_image_surface_get_stride (surface)
                                           * render->area.height,
                                       (GDestroyNotify) cairo_surface_destroy, surface);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (render->area.width, render->area.height,
                                                 GDK_MEMORY_DEFAULT, pixels,
                                                 cairo_image_surface_get_stride (surface)),
                         g_object_unref);
}

static gboolean
begin_render (gpointer user_data)
{
  GTask *task = user_data;

  ct_document_queue_push (task, render_in_queue);
  return G_SOURCE_REMOVE;
}

void
ct_document_render_async (CtDocument *self,
                          guint page,
                          double scale,
                          const GdkRectangle *area,
                          int priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSource) after_frame = NULL;
  Render *render;

  g_return_if_fail (CT_IS_DOCUMENT (self));
  g_return_if_fail (page < self->sizes->len);
  g_return_if_fail (scale > 0);
  g_return_if_fail (area != NULL && area->width > 0 && area->height > 0);
  g_return_if_fail ((gint64) area->width * area->height <= CT_DOCUMENT_MAX_PIXELS);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  render = g_new (Render, 1);
  *render = (Render) { page, scale, *area };

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_document_render_async);
  g_task_set_priority (task, priority);
  g_task_set_task_data (task, render, g_free);

  /* Views ask while they make a frame; with few processors drawing would compete with it, and
     with the display server. Only the queue minds the priority. */
  after_frame = g_idle_source_new ();
  g_task_attach_source (task, after_frame, begin_render);
  g_source_set_priority (after_frame, G_PRIORITY_DEFAULT);
}

GdkTexture *
ct_document_render_finish (CtDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_document_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_text_in_queue (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CtDocument *self = source;
  PopplerPage *page = poppler->document_get_page (self->pdf, GPOINTER_TO_UINT (data));
  g_autofree char *text = poppler->page_get_text (page);

  g_object_unref (page);
  g_task_return_pointer (task, g_utf8_make_valid (text ? text : "", -1), g_free);
}

void
ct_document_read_text_async (CtDocument *self,
                             guint page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CT_IS_DOCUMENT (self));
  g_return_if_fail (page < self->sizes->len);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_document_read_text_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, GUINT_TO_POINTER (page), NULL);
  ct_document_queue_push (task, read_text_in_queue);
}

char *
ct_document_read_text_finish (CtDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_document_read_text_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/ct-page-image.h"

#include <math.h>

/* Above these a page is drawn only where it is looked at: 32 MiB, and what cairo can do. */
#define MAX_WHOLE_PIXELS (CT_DOCUMENT_MAX_PIXELS / 2)
#define MAX_WHOLE_SIDE 16384

/* A piece of the page, while the whole page is width x height. */
typedef struct
{
  GdkRectangle area;
  int width, height;
} Cut;

typedef struct
{
  GdkTexture *texture; /* (nullable): what is drawn, as @drawn says */
  Cut drawn;
  GCancellable *cancellable; /* (nullable): while it is being drawn, as @asked says */
  Cut asked;
} Part;

struct _CtPageImage
{
  GObject parent_instance;

  CtDocument *document;
  guint page;
  Part whole;
  Part detail;
};

typedef struct
{
  CtPageImage *image;
  Part *part;
} Asked;

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CtPageImage, ct_page_image, G_TYPE_OBJECT)

static void
part_stop (Part *part)
{
  g_cancellable_cancel (part->cancellable);
  g_clear_object (&part->cancellable);
}

static void
part_clear (Part *part)
{
  part_stop (part);
  g_clear_object (&part->texture);
}

static void
ct_page_image_dispose (GObject *object)
{
  CtPageImage *self = CT_PAGE_IMAGE (object);

  part_clear (&self->whole);
  part_clear (&self->detail);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (ct_page_image_parent_class)->dispose (object);
}

static void
ct_page_image_class_init (CtPageImageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_page_image_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ct_page_image_init (CtPageImage *self)
{
}

CtPageImage *
ct_page_image_new (CtDocument *document, guint page)
{
  CtPageImage *self = g_object_new (CT_TYPE_PAGE_IMAGE, NULL);

  self->document = g_object_ref (document);
  self->page = page;

  return self;
}

static void
take_texture (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = ct_document_render_finish (CT_DOCUMENT (source), result, &error);
  g_autoptr (CtPageImage) self = NULL;
  Part *part = asked->part;

  /* Then the image may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (asked->image);
  g_clear_object (&part->cancellable);
  if (error)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  g_set_object (&part->texture, texture);
  part->drawn = part->asked;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
covers (const Cut *cut, const Cut *needed)
{
  GdkRectangle common;

  return cut->width == needed->width && cut->height == needed->height
         && gdk_rectangle_intersect (&cut->area, &needed->area, &common)
         && gdk_rectangle_equal (&common, &needed->area);
}

/* Gets @area, unless what is there or on its way has at least what is @needed. */
static void
part_ask (Part *part,
          CtPageImage *self,
          double scale,
          const GdkRectangle *area,
          const Cut *needed,
          int priority)
{
  Asked *asked;

  if (part->texture && covers (&part->drawn, needed))
    {
      part_stop (part);
      return;
    }
  if (part->cancellable && covers (&part->asked, needed))
    return;

  part_stop (part);
  part->cancellable = g_cancellable_new ();
  part->asked = (Cut) { *area, needed->width, needed->height };

  asked = g_new (Asked, 1);
  *asked = (Asked) { self, part };
  ct_document_render_async (self->document, self->page, scale, area, priority, part->cancellable,
                            take_texture, asked);
}

/* @visible and as much again around it, so that scrolling does not uncover blank paper. */
static GdkRectangle
grow (const GdkRectangle *visible, const GdkRectangle *page)
{
  GdkRectangle area = *visible;

  if ((gint64) area.width * area.height * 4 <= CT_DOCUMENT_MAX_PIXELS)
    {
      area.x -= area.width / 2;
      area.y -= area.height / 2;
      area.width *= 2;
      area.height *= 2;
    }
  gdk_rectangle_intersect (&area, page, &area);

  return area;
}

void
ct_page_image_request (CtPageImage *self,
                       double scale,
                       int width,
                       int height,
                       const GdkRectangle *visible)
{
  Cut whole = { { 0, 0, width, height }, width, height };
  double less;
  int priority = visible ? G_PRIORITY_DEFAULT : G_PRIORITY_LOW;

  g_return_if_fail (CT_IS_PAGE_IMAGE (self));
  g_return_if_fail (scale > 0 && width > 0 && height > 0);

  less = MIN (sqrt (MAX_WHOLE_PIXELS / ((double) width * height)),
              MAX_WHOLE_SIDE / (double) MAX (width, height));
  if (less >= 1)
    {
      part_ask (&self->whole, self, scale, &whole.area, &whole, priority);
      part_clear (&self->detail);
      return;
    }

  if (visible && (gint64) visible->width * visible->height <= CT_DOCUMENT_MAX_PIXELS)
    {
      GdkRectangle area = grow (visible, &whole.area);
      Cut needed = { *visible, width, height };

      part_ask (&self->detail, self, scale, &area, &needed, priority);
    }
  else
    part_clear (&self->detail);

  if (!self->whole.texture)
    {
      whole.width = whole.area.width = MAX (1, (int) (width * less));
      whole.height = whole.area.height = MAX (1, (int) (height * less));
      part_ask (&self->whole, self, scale * less, &whole.area, &whole, priority);
    }
}

void
ct_page_image_release (CtPageImage *self)
{
  g_return_if_fail (CT_IS_PAGE_IMAGE (self));

  part_clear (&self->whole);
  part_clear (&self->detail);
}

gboolean
ct_page_image_is_drawn (CtPageImage *self)
{
  g_return_val_if_fail (CT_IS_PAGE_IMAGE (self), FALSE);

  return self->whole.texture != NULL || self->detail.texture != NULL;
}

static void
part_snapshot (Part *part, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  const GdkRectangle *area = &part->drawn.area;
  float x_scale, y_scale;

  if (!part->texture)
    return;

  x_scale = bounds->size.width / (float) part->drawn.width;
  y_scale = bounds->size.height / (float) part->drawn.height;
  gtk_snapshot_append_scaled_texture (
      snapshot, part->texture, GSK_SCALING_FILTER_LINEAR,
      &GRAPHENE_RECT_INIT (bounds->origin.x + (float) area->x * x_scale,
                           bounds->origin.y + (float) area->y * y_scale,
                           (float) area->width * x_scale, (float) area->height * y_scale));
}

void
ct_page_image_snapshot (CtPageImage *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  g_return_if_fail (CT_IS_PAGE_IMAGE (self));

  gtk_snapshot_push_clip (snapshot, bounds);
  part_snapshot (&self->whole, snapshot, bounds);
  part_snapshot (&self->detail, snapshot, bounds);
  gtk_snapshot_pop (snapshot);
}

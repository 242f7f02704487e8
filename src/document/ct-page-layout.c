/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/ct-page-layout.h"

#include <math.h>

/* Around and between pages, in logical pixels. */
#define MARGIN 18

#define LOGICAL_PIXELS_PER_POINT (96.0 / 72.0)

static double
fit_zoom (CtDocument *document, CtPageFit fit, int width, int height)
{
  double widest = 0, highest = 0, zoom;

  for (guint i = 0; i < ct_document_get_n_pages (document); i++)
    {
      double page_width, page_height;

      ct_document_get_page_size (document, i, &page_width, &page_height);
      widest = MAX (widest, page_width * LOGICAL_PIXELS_PER_POINT);
      highest = MAX (highest, page_height * LOGICAL_PIXELS_PER_POINT);
    }

  zoom = MAX (width - 2 * MARGIN, 1) / widest;
  if (fit == CT_PAGE_FIT_PAGE)
    zoom = MIN (zoom, MAX (height - 2 * MARGIN, 1) / highest);

  return MIN (zoom, CT_ZOOM_MAX);
}

CtPageLayout *
ct_page_layout_new (CtDocument *document,
                    CtPageFit fit,
                    double zoom,
                    int width,
                    int height,
                    double scale)
{
  CtPageLayout *self;
  guint n_pages;
  int margin, y;

  g_return_val_if_fail (CT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (scale > 0, NULL);

  n_pages = ct_document_get_n_pages (document);
  margin = (int) round (MARGIN * scale);

  self = g_new0 (CtPageLayout, 1);
  self->zoom = fit == CT_PAGE_FIT_NONE ? CLAMP (zoom, CT_ZOOM_MIN, CT_ZOOM_MAX)
                                       : fit_zoom (document, fit, width, height);
  self->pixels_per_point = self->zoom * LOGICAL_PIXELS_PER_POINT * scale;
  self->width = (int) floor (width * scale);
  self->height = (int) floor (height * scale);
  self->pages = g_array_sized_new (FALSE, FALSE, sizeof (GdkRectangle), n_pages);

  y = margin;
  for (guint i = 0; i < n_pages; i++)
    {
      double page_width, page_height;
      GdkRectangle page;

      ct_document_get_page_size (document, i, &page_width, &page_height);
      page.width = MAX (1, (int) round (page_width * self->pixels_per_point));
      page.height = MAX (1, (int) round (page_height * self->pixels_per_point));
      page.y = y;
      g_array_append_val (self->pages, page);

      y += page.height + margin;
      self->width = MAX (self->width, page.width + 2 * margin);
    }

  /* In the middle, where there is more room than pages. */
  for (guint i = 0; i < n_pages; i++)
    {
      GdkRectangle *page = &g_array_index (self->pages, GdkRectangle, i);

      page->x = (self->width - page->width) / 2;
      page->y += MAX (0, self->height - y) / 2;
    }
  self->height = MAX (self->height, y);

  return self;
}

void
ct_page_layout_free (CtPageLayout *self)
{
  g_array_unref (self->pages);
  g_free (self);
}

const GdkRectangle *
ct_page_layout_get_page (const CtPageLayout *self, guint page)
{
  g_return_val_if_fail (page < self->pages->len, NULL);

  return &g_array_index (self->pages, GdkRectangle, page);
}

CtPagePoint
ct_page_layout_find (const CtPageLayout *self, double x, double y)
{
  const GdkRectangle *found;
  guint page = 0;

  while (page + 1 < self->pages->len)
    {
      const GdkRectangle *this = ct_page_layout_get_page (self, page);
      const GdkRectangle *next = ct_page_layout_get_page (self, page + 1);

      if (y < (this->y + this->height + next->y) / 2.0)
        break;
      page++;
    }

  found = ct_page_layout_get_page (self, page);
  return (CtPagePoint) {
    .page = page,
    .x = (x - found->x) / found->width,
    .y = (y - found->y) / found->height,
  };
}

void
ct_page_layout_locate (const CtPageLayout *self, const CtPagePoint *point, double *x, double *y)
{
  const GdkRectangle *page = ct_page_layout_get_page (self, point->page);

  *x = page->x + point->x * page->width;
  *y = page->y + point->y * page->height;
}

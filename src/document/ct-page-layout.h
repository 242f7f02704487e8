/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/ct-document.h"

G_BEGIN_DECLS

/* What a reader may choose; fitting a page may go below. 1 is as large as on paper. */
#define CT_ZOOM_MIN 0.25
#define CT_ZOOM_MAX 4.0

/**
 * CtPageFit:
 * @CT_PAGE_FIT_NONE: as large as was asked for
 * @CT_PAGE_FIT_WIDTH: the widest page is as wide as the view
 * @CT_PAGE_FIT_PAGE: every page can be seen whole
 */
typedef enum
{
  CT_PAGE_FIT_NONE,
  CT_PAGE_FIT_WIDTH,
  CT_PAGE_FIT_PAGE,
} CtPageFit;

/**
 * CtPageLayout:
 * @zoom: how large, 1 being as on paper at 96 dots per inch
 * @pixels_per_point: the scale to draw pages at
 * @width: of everything, and at least of the view
 * @height: as @width
 * @pages: where each page is, of #GdkRectangle
 *
 * Where the pages of a document are, one under another. All lengths are in device pixels,
 * so that every page begins and ends with one and is drawn without being scaled.
 */
typedef struct
{
  double zoom;
  double pixels_per_point;
  int width;
  int height;
  GArray *pages;
} CtPageLayout;

/**
 * CtPagePoint:
 * @page: from 0
 * @x: 0 at the left edge of the page, 1 at its right edge; may be outside
 * @y: as @x
 *
 * A point of a document that stays the same whatever the zoom is.
 */
typedef struct
{
  guint page;
  double x, y;
} CtPagePoint;

/**
 * ct_page_layout_new:
 * @zoom: for %CT_PAGE_FIT_NONE, else not looked at
 * @width: of the view, in logical pixels
 * @height: of the view, in logical pixels
 * @scale: device pixels to a logical pixel, 1.5 for example
 */
CtPageLayout *ct_page_layout_new (CtDocument *document,
                                  CtPageFit fit,
                                  double zoom,
                                  int width,
                                  int height,
                                  double scale);

void ct_page_layout_free (CtPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtPageLayout, ct_page_layout_free)

const GdkRectangle *ct_page_layout_get_page (const CtPageLayout *self, guint page);

/* Returns: what is at @x and @y, with the page that is nearest in height */
CtPagePoint ct_page_layout_find (const CtPageLayout *self, double x, double y);

void
ct_page_layout_locate (const CtPageLayout *self, const CtPagePoint *point, double *x, double *y);

G_END_DECLS

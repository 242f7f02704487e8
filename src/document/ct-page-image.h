/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document/ct-document.h"

G_BEGIN_DECLS

#define CT_TYPE_PAGE_IMAGE (ct_page_image_get_type ())
G_DECLARE_FINAL_TYPE (CtPageImage, ct_page_image, CT, PAGE_IMAGE, GObject)

/**
 * CtPageImage:
 *
 * One page as it is on screen. It asks for what is seen of the page at the size it is seen
 * in, and shows what it has until that is there. Very large pages are drawn whole but
 * coarse, and sharp where they are looked at.
 *
 * Signals: `changed`, when there is something better to show; `failed` (GError).
 */
CtPageImage *ct_page_image_new (CtDocument *document, guint page);

/**
 * ct_page_image_request:
 * @scale: device pixels to a point
 * @width: of the page, in device pixels
 * @height: of the page, in device pixels
 * @visible: (nullable): what is seen, in device pixels from the page's corner; %NULL if the
 *   page is only near
 *
 * Gets what is needed to show the page so, unless it is there or on its way.
 */
void ct_page_image_request (CtPageImage *self,
                            double scale,
                            int width,
                            int height,
                            const GdkRectangle *visible);

/* Lets go of what was drawn, and of what is being drawn. */
void ct_page_image_release (CtPageImage *self);

/* Whether there is anything to show. */
gboolean ct_page_image_is_drawn (CtPageImage *self);

/**
 * ct_page_image_snapshot:
 * @bounds: where the page is
 *
 * If the page is drawn at the size of @bounds in device pixels, each of its pixels is one
 * of the screen.
 */
void
ct_page_image_snapshot (CtPageImage *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds);

G_END_DECLS

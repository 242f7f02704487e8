/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document/ct-page-layout.h"

G_BEGIN_DECLS

#define CT_TYPE_PAGE_VIEW (ct_page_view_get_type ())
G_DECLARE_FINAL_TYPE (CtPageView, ct_page_view, CT, PAGE_VIEW, GtkWidget)

/**
 * CtPageView:
 *
 * One sheet of paper in a #CtDocumentView, white in dark mode too. What is written on it is
 * its accessible description.
 *
 * Signal `failed` (GError): the page could not be drawn.
 */
GtkWidget *ct_page_view_new (CtDocument *document, guint page);

/**
 * ct_page_view_set_seen:
 * @layout: (nullable): where the page is, or %NULL if that is far away
 * @visible: (nullable): what is seen of the page, in device pixels from its corner, or %NULL
 *   if the page is only near
 * @scale: device pixels to a logical pixel
 */
void ct_page_view_set_seen (CtPageView *self,
                            const CtPageLayout *layout,
                            const GdkRectangle *visible,
                            double scale);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document/ct-document.h"
#include "document/ct-page-layout.h"

G_BEGIN_DECLS

#define CT_TYPE_DOCUMENT_VIEW (ct_document_view_get_type ())
G_DECLARE_FINAL_TYPE (CtDocumentView, ct_document_view, CT, DOCUMENT_VIEW, GtkWidget)

/**
 * CtDocumentView:
 *
 * The pages of a document, one under another, to be put into a GtkScrolledWindow. See
 * ct_document_zoom_new() for the ways to zoom it.
 *
 * Properties: `document` (#CtDocument, nullable); `title` (string, nullable): what it is, for
 * those who cannot see it; and, read-only and notified: `zoom` (double, 1 being as large as
 * on paper), `page` (uint, from 1: the page in the middle of the view), `n-pages` (uint).
 *
 * Signal `failed` (GError): a page could not be drawn.
 */
GtkWidget *ct_document_view_new (void);

void ct_document_view_set_document (CtDocumentView *self, CtDocument *document);

double ct_document_view_get_zoom (CtDocumentView *self);

CtPageFit ct_document_view_get_fit (CtDocumentView *self);
void ct_document_view_set_fit (CtDocumentView *self, CtPageFit fit);

/**
 * ct_document_view_zoom_at:
 * @zoom: how large; kept between %CT_ZOOM_MIN and %CT_ZOOM_MAX
 * @x: a point of the view
 * @y: a point of the view
 *
 * Zooms so that what is at @x and @y stays there.
 */
void ct_document_view_zoom_at (CtDocumentView *self, double zoom, double x, double y);

G_END_DECLS

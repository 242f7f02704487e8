/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "widgets/ct-document-view.h"

G_BEGIN_DECLS

#define CT_TYPE_DOCUMENT_ZOOM (ct_document_zoom_get_type ())
G_DECLARE_FINAL_TYPE (CtDocumentZoom, ct_document_zoom, CT, DOCUMENT_ZOOM, AdwBin)

/**
 * CtDocumentZoom:
 *
 * The ways to zoom a #CtDocumentView: a bar of buttons, Ctrl and the wheel, two fingers, and
 * actions.
 *
 * Property: `view` (#CtDocumentView, nullable).
 */
GtkWidget *ct_document_zoom_new (void);

/**
 * ct_document_zoom_get_actions:
 *
 * Returns: (transfer none): `in`, `out`, `actual` and `fit` ("page" or "width"), to be
 *   inserted as "zoom" where the keys and the buttons are
 */
GActionGroup *ct_document_zoom_get_actions (CtDocumentZoom *self);

G_END_DECLS

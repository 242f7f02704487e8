/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-collection.h"

G_BEGIN_DECLS

#define CT_TYPE_FACES (ct_faces_get_type ())
G_DECLARE_FINAL_TYPE (CtFaces, ct_faces, CT, FACES, AdwBin)

/**
 * CtFaces:
 *
 * What a page is wrapped in: it shows that its collection is loading, its content, that
 * there is nothing, or what went wrong with a way on. Above the content it says when that
 * is an offline copy.
 *
 * Properties: `collection` (#CtCollection), `content` (GtkWidget), `empty-icon-name`,
 * `empty-title`, `empty-description` (strings), and `empty-child` (GtkWidget, nullable): what
 * to offer below the words when there is nothing.
 */
GtkWidget *ct_faces_new (void);

/* Returns: (transfer full): why the service could not be asked, and of what @time (nullable) that
 * is which is seen instead */
char *ct_faces_describe_copy (const GError *error, GDateTime *time);

G_END_DECLS

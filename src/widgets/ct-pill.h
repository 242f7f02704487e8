/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_PILL (ct_pill_get_type ())
G_DECLARE_FINAL_TYPE (CtPill, ct_pill, CT, PILL, GtkWidget)

/**
 * CtPill:
 *
 * A state in a word, with an icon and a colour that say the same.
 *
 * Properties: `look` (#CtLook, write-only, nullable), which sets the others: `label` (string,
 * nullable), `icon-name` (string, nullable), `tone` (string: "success", "warning", "error",
 * "accent", or "" for neither). Without a label it is hidden.
 */
GtkWidget *ct_pill_new (void);

G_END_DECLS

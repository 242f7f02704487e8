/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_BADGE (ct_badge_get_type ())
G_DECLARE_FINAL_TYPE (CtBadge, ct_badge, CT, BADGE, GtkWidget)

/**
 * CtBadge:
 *
 * The badge of an achievement: a disc for an accreditation, a shield for an authorization, a
 * rosette with ribbons for a certification, each with the achievement's short title.
 *
 * Properties: `kind` (#CtAchievementKind), `text` (string, nullable: the short title), `size`
 * (int, in pixels), `faded` (boolean: no longer valid).
 */
GtkWidget *ct_badge_new (void);

G_END_DECLS

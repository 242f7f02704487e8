/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_RING (ct_ring_get_type ())
G_DECLARE_FINAL_TYPE (CtRing, ct_ring, CT, RING, AdwBin)

/**
 * CtRing:
 *
 * How much of something is done, as a ring around its child.
 *
 * Properties: `fraction` (double, 0 to 1; less is nothing), `tone` (string, as for #CtPill).
 */
GtkWidget *ct_ring_new (void);

G_END_DECLS

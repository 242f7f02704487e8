/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_SLOT (ct_slot_get_type ())
G_DECLARE_FINAL_TYPE (CtSlot, ct_slot, CT, SLOT, GObject)

/**
 * CtSlot:
 *
 * A place in a list, for a row.
 *
 * Properties: `item` (GObject, read-only, notified): what is there.
 */

/* Returns: (transfer none): what is there */
gpointer ct_slot_get_item (CtSlot *self);

#define CT_TYPE_SLOTS (ct_slots_get_type ())
G_DECLARE_FINAL_TYPE (CtSlots, ct_slots, CT, SLOTS, GObject)

/**
 * CtSlots:
 *
 * A GListModel of a #CtSlot for each item of a model, with its sections. A slot moves with its
 * item as the model changes. When the whole model is replaced by another, slots stay where they
 * are and have other items: so a list view keeps its rows, of which it can neither end nor make
 * two hundred within a frame.
 *
 * Properties: `n-items` (uint, read-only, notified).
 */

/**
 * ct_slots_set_model:
 * @model: what is listed now
 */
void ct_slots_set_model (CtSlots *self, GListModel *model);

G_END_DECLS

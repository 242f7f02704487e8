/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

#define CT_TYPE_EVENT_CELL (ct_event_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtEventCell, ct_event_cell, CT, EVENT_CELL, CtCell)

/**
 * CtEventCell:
 *
 * A #CtEvent: what happened, when, and from where.
 */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

/* A #CtIncident in the list of a candidate's own. */
#define CT_TYPE_INCIDENT_CELL (ct_incident_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtIncidentCell, ct_incident_cell, CT, INCIDENT_CELL, CtCell)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/ct-cell.h"

G_BEGIN_DECLS

/* The cells that several pages use; each is its template in data/ui/. */

#define CT_TYPE_ATTEMPT_CELL (ct_attempt_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtAttemptCell, ct_attempt_cell, CT, ATTEMPT_CELL, CtCell)

/* Returns: the `words` of the cell of a #CtAttempt */
char *ct_attempt_cell_say (gpointer attempt);

#define CT_TYPE_CREDENTIAL_CELL (ct_credential_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtCredentialCell, ct_credential_cell, CT, CREDENTIAL_CELL, CtCell)

#define CT_TYPE_SECTION_CELL (ct_section_cell_get_type ())
G_DECLARE_FINAL_TYPE (CtSectionCell, ct_section_cell, CT, SECTION_CELL, CtCell)

G_END_DECLS

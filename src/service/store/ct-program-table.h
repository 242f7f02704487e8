/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/rules/ct-catalog.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_program_table_save:
 *
 * Makes @catalog the program of this service. What candidates did and earned stays.
 */
gboolean ct_program_table_save (CtDatabase *database, CtCatalog *catalog, GError **error);

/**
 * ct_program_table_load:
 *
 * Returns: (transfer full) (nullable): the program, or %NULL without an error if none was
 *   imported yet
 */
CtCatalog *ct_program_table_load (CtDatabase *database, GError **error);

/**
 * ct_program_table_get_program:
 *
 * Returns: (transfer full) (nullable): the program without what can be taken and earned, or
 *   %NULL without an error if none was imported yet
 */
CtProgram *ct_program_table_get_program (CtDatabase *database, GError **error);

/**
 * ct_program_table_get_logo:
 * @name: (nullable): as an achievement has it
 *
 * Returns: (transfer full) (nullable): the logo as SVG, or %NULL without an error if there is
 *   none
 */
GBytes *ct_program_table_get_logo (CtDatabase *database, const char *name, GError **error);

G_END_DECLS

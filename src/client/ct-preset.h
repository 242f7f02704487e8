/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a program has put into its own package by options of the build. Each is nullable: it is not
 * preset.
 */

/* With it the candidate is never asked for an address, and one that was used before is not. */
const char *ct_preset_get_service_address (void);

/* What the program calls itself. */
const char *ct_preset_get_program_name (void);

/* The email address of who helps its candidates. */
const char *ct_preset_get_support_address (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_FIRST_STEPS (ct_first_steps_get_type ())
G_DECLARE_FINAL_TYPE (CtFirstSteps, ct_first_steps, CT, FIRST_STEPS, AdwBin)

/**
 * CtFirstSteps:
 *
 * What a candidate who has taken nothing yet sees instead of where they stand.
 *
 * Property: `client` (#CtClient, construct-only).
 */
GtkWidget *ct_first_steps_new (CtClient *client);

/* Returns: (transfer none) (nullable): what a candidate is called by */
const char *ct_first_steps_get_calling_name (const char *given_name, const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_STEPS_GROUP (ct_steps_group_get_type ())
G_DECLARE_FINAL_TYPE (CtStepsGroup, ct_steps_group, CT, STEPS_GROUP, AdwPreferencesGroup)

/**
 * CtStepsGroup:
 *
 * What a candidate is to do next (#CtSteps), each with its button. It is hidden while there is
 * nothing.
 *
 * Properties: `client` (#CtClient, nullable), `n-steps` (uint, read-only, notified).
 *
 * Actions: `steps.agreement` (s: its id), `steps.contact`, `steps.verify` (s: the address' id),
 * `steps.schedule` (s: the authorization's id).
 */

G_END_DECLS

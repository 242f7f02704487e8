/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_PROFILE_ENTRY (ct_profile_entry_get_type ())
G_DECLARE_FINAL_TYPE (CtProfileEntry, ct_profile_entry, CT, PROFILE_ENTRY, AdwEntryRow)

/**
 * CtProfileEntry:
 *
 * A text of a profile. It says below itself what is wrong with what is typed, how much more fits
 * before that is too much, and whether it is needed.
 *
 * Properties: `field` (string: of #CtAccount, set once), `account` (#CtAccount: what is written
 * to), `fault` (string, nullable: what the service found wrong, until it is changed).
 */

/* Returns: (transfer full) (nullable): what is wrong with it */
char *ct_profile_entry_check (CtProfileEntry *self);

G_END_DECLS

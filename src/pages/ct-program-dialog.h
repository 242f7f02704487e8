/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_PROGRAM_DIALOG (ct_program_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtProgramDialog, ct_program_dialog, CT, PROGRAM_DIALOG, AdwDialog)

/**
 * CtProgramDialog:
 *
 * What the program says to everybody: its questions and answers for first-time users, whom
 * to ask, and its privacy notice.
 *
 * Properties: `client` (#CtClient, construct-only).
 */
AdwDialog *ct_program_dialog_new (CtClient *client);

G_END_DECLS

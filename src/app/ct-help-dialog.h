/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_HELP_DIALOG (ct_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtHelpDialog, ct_help_dialog, CT, HELP_DIALOG, AdwDialog)

/**
 * CtHelpDialog:
 *
 * The manual, which is read without a network: a list of topics that can be searched, and a page
 * for each. Its text is in ct-help-topics.c.
 */

/**
 * ct_help_dialog_new:
 * @topic: (nullable): the name of the topic to begin with, from which Back leads to the list
 */
AdwDialog *ct_help_dialog_new (const char *topic);

G_END_DECLS

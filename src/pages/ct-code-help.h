/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_CODE_HELP (ct_code_help_get_type ())
G_DECLARE_FINAL_TYPE (CtCodeHelp, ct_code_help, CT, CODE_HELP, GtkBox)

/* In seconds: from one code to the next, so that the first can arrive. */
#define CT_CODE_HELP_WAIT 60

/**
 * CtCodeHelp:
 *
 * What stands beside a field for a code that comes by email: where it was sent, how to get another,
 * and in the demo the way to the email. Before ct_code_help_sent() it has no offer to send another.
 *
 * Properties: `client` (#CtClient, nullable), `words` (string, nullable: what was sent where).
 *
 * Signal `again`: another code is wanted.
 */

/**
 * ct_code_help_sent:
 * @wait: in seconds, until another can be asked for
 *
 * Says that a code was sent just now.
 */
void ct_code_help_sent (CtCodeHelp *self, guint wait);

/* While @busy, no other code can be asked for. */
void ct_code_help_set_busy (CtCodeHelp *self, gboolean busy);

G_END_DECLS

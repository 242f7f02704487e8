/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/*
 * Within 24 hours from when a row of the partner record arrived, its account can be used: it
 * was tied, or a mail server has taken the invitation to it.
 */

#define CT_PARTNER_RULE_HOURS 24

/**
 * ct_partner_rule_invite:
 * @base_uri: where the links in the mails begin
 *
 * Writes the invitations that are still to be written, the oldest first and some hundreds at
 * a time.
 */
gboolean
ct_partner_rule_invite (CtDatabase *database, const char *base_uri, GDateTime *now, GError **error);

/**
 * ct_partner_rule_report:
 * @is_kept: (out): whether nobody waits for longer than the rule says
 *
 * Returns: (transfer full): for people: how many contacts there are, how long the slowest
 *   account took, and who waits for longer than the rule says and why
 */
char *
ct_partner_rule_report (CtDatabase *database, GDateTime *now, gboolean *is_kept, GError **error);

G_END_DECLS

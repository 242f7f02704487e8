/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/feed/ct-feed-rows.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * CtPartnerReport:
 * @n_made: accounts that were made
 * @n_tied: accounts that were there and are tied to the record now
 * @n_changed: contacts of whom something is new
 * @n_known: contacts of whom nothing is new
 * @left_out: (element-type CtFeedFault): rows that were not taken, by their lines
 *
 * What became of a file.
 */
typedef struct
{
  guint n_made;
  guint n_tied;
  guint n_changed;
  guint n_known;
  GPtrArray *left_out;
} CtPartnerReport;

void ct_partner_report_free (CtPartnerReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtPartnerReport, ct_partner_report_free)

/* Returns: (transfer full): the report for people, with a line for each row left out */
char *ct_partner_report_to_text (CtPartnerReport *self, const char *name);

/**
 * ct_partner_import:
 * @bytes: CSV or JSON, see ct_feed_rows_read(): `partnernet_id`, `company` (its name or its id),
 *   `given_name`, `family_name`, `email`; and, if they are known, `country` and `language`
 * @error: %G_IO_ERROR_INVALID_DATA if none of it can be read, or %CT_STORE_ERROR
 *
 * Brings accounts in line with the partner record, in one transaction. A contact is known by
 * the PartnerNet id, and else by the address, in any case. To import a file again changes
 * nothing. Invitations are written by ct_partner_rule_invite().
 */
CtPartnerReport *ct_partner_import (CtStore *store, GBytes *bytes, GDateTime *now, GError **error);

G_END_DECLS

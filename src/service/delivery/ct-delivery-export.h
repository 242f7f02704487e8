/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtDeliveryExport:
 * @charset: as in ct_vue_text_encode()
 * @again: also send what was sent and never answered
 * @now: when
 *
 * What to export, and how.
 */
typedef struct
{
  const char *charset;
  gboolean again;
  GDateTime *now;
} CtDeliveryExport;

/**
 * CtDeliveryExported:
 * @cdd: (nullable): the file with candidates; %NULL if none was due
 * @ead: (nullable): the file with authorizations; %NULL if none was due
 * @n_candidates: how many are in it
 * @n_authorizations: how many are in it
 * @held_back: what could not be sent, one sentence each
 */
typedef struct
{
  GBytes *cdd;
  GBytes *ead;
  guint n_candidates;
  guint n_authorizations;
  GPtrArray *held_back;
} CtDeliveryExported;

/**
 * ct_delivery_export:
 * @database: in a transaction that writes
 *
 * Makes the files that tell Pearson VUE what it needs to know and does not know as it is:
 * candidates first, then the authorizations of those that it knows by then. What is in them
 * counts as sent.
 *
 * Returns: (transfer full): the files, or %NULL with @error set
 */
CtDeliveryExported *
ct_delivery_export (CtDatabase *database, const CtDeliveryExport *what, GError **error);
void ct_delivery_exported_free (CtDeliveryExported *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtDeliveryExported, ct_delivery_exported_free)

/**
 * ct_delivery_exported_write:
 * @directory: where to
 * @now: as it was exported with
 * @cdd_path: (out) (transfer full) (nullable): the file with candidates
 * @ead_path: (out) (transfer full) (nullable): the file with authorizations
 *
 * Writes the files, in the transaction that made them. Each is complete as soon as it has its
 * name, and replaces none. If the transaction fails afterwards they are there all the same and
 * what is in them is sent again, which does no harm.
 */
gboolean ct_delivery_exported_write (CtDeliveryExported *self,
                                     const char *directory,
                                     GDateTime *now,
                                     char **cdd_path,
                                     char **ead_path,
                                     GError **error);

G_END_DECLS

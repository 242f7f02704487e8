/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-report.h"
#include "service/delivery/ct-delivery-results.h"
#include "service/delivery/ct-vue-archive.h"

G_BEGIN_DECLS

/**
 * ct_delivery_table_import:
 * @kind: one of those that are read
 * @bytes: the table
 * @file_hash: of the file in which it came
 * @report: what is filled
 *
 * Applies a table, or of one that was imported before the rows that were left out.
 *
 * Returns: %FALSE with @error set if nothing of it must be stored
 */
gboolean ct_delivery_table_import (CtDeliveryContext *context,
                                   CtVueFileKind kind,
                                   GBytes *bytes,
                                   const char *file_hash,
                                   CtDeliveryReport *report,
                                   GError **error);

G_END_DECLS

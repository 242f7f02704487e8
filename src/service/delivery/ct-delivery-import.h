/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-report.h"
#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * ct_delivery_import:
 * @store: where to
 * @path: a VCDC, EAC or EXAM file, or a zip of such
 * @now: when
 * @error: if the file cannot be read or kept, or there is no program
 *
 * Keeps the file as it came, beside the database, and applies what is in it: each table in a
 * transaction of its own, so that one that fails costs nobody else's. To import a file again
 * applies only the rows that could not be applied the last time. Then the events that wait are
 * tried again. Blocks.
 *
 * Returns: (transfer full) (element-type CtDeliveryReport): a report for each table, and each
 *   entry that is none, or %NULL with @error set
 */
GPtrArray *ct_delivery_import (CtStore *store, const char *path, GDateTime *now, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "service/delivery/ct-vue-error.h"

G_BEGIN_DECLS

/**
 * CtDeliveryReport:
 * @name: of the file, or of the zip and the entry in it
 * @failure: (nullable): why the whole of it could not be read or applied
 * @note: (nullable): why it was not looked at, although nothing is wrong with it
 * @n_taken: rows that were applied now
 * @n_known: rows that were applied before
 * @left_out: (element-type CtVueFault): what was not taken
 *
 * What became of one file.
 */
typedef struct
{
  char *name;
  char *failure;
  char *note;
  guint n_taken;
  guint n_known;
  GPtrArray *left_out;
} CtDeliveryReport;

CtDeliveryReport *ct_delivery_report_new (const char *name);
void ct_delivery_report_free (CtDeliveryReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtDeliveryReport, ct_delivery_report_free)

/* Returns: whether all of it was taken, now or before. */
gboolean ct_delivery_report_is_clean (CtDeliveryReport *self);

/**
 * ct_delivery_report_to_text:
 *
 * Returns: (transfer full): the report for people, with a line for each thing that was left out
 */
char *ct_delivery_report_to_text (CtDeliveryReport *self);

G_END_DECLS

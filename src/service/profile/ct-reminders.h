/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * ct_reminders_write:
 * @base_uri: where links begin
 *
 * Writes the notices that are due, each once: that a credential is about to expire and was not
 * renewed, %CT_PERIOD_FIRST_REMINDER and %CT_PERIOD_LAST_REMINDER days before; and that an exam
 * which a candidate took and has not passed is about to be retired, at the first of these. Who
 * declined them gets none.
 */
gboolean
ct_reminders_write (CtDatabase *database, const char *base_uri, GDateTime *now, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ct_logo_check:
 * @svg: what claims to be a logo
 *
 * Checks that a logo looks the same wherever it is opened, and does nothing there: it has
 * shapes alone, with text turned into paths, neither scripts nor styles nor pictures, and
 * refers to nothing outside of itself.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, or %NULL
 */
char *ct_logo_check (GBytes *svg);

G_END_DECLS

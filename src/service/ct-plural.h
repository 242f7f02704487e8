/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands after a count in what a command says, which is English. */
static inline const char *
ct_plural (guint n, const char *one, const char *many)
{
  return n == 1 ? one : many;
}

G_END_DECLS

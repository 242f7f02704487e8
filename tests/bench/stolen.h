/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Returns: how long the host of a virtual machine took processors from it so far, in the whole
 *   ticks of proc(5) */
guint64 get_stolen (void);

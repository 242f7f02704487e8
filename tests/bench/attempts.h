/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Returns: a page of the history as the service answers it, with @n attempts, newest first */
GBytes *attempts_new (guint n);

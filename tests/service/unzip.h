/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * unzip:
 * @zip: the bytes of a zip, which must be whole
 *
 * Returns: (transfer full) (element-type utf8 GBytes): its files by name
 */
GHashTable *unzip (GBytes *zip);

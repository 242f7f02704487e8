/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fontconfig/fontconfig.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * ct_fonts_get_checksum:
 * @fonts: the fonts that there are to draw with, in any order
 *
 * Returns: (transfer full): what differs where other fonts, or other characters in them, are there
 */
char *ct_fonts_get_checksum (const FcFontSet *fonts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ct_toast_show:
 * @words: plain text
 *
 * Says something for a moment. What was said before goes, since it is no longer the latest: it
 * would stand until its time is over, and this one only then.
 *
 * Returns: (transfer none): what is shown, to give it a button
 */
AdwToast *ct_toast_show (AdwToastOverlay *overlay, const char *words);

G_END_DECLS

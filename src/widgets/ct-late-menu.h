/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ct_late_menu_set:
 * @menu: (transfer none): what @button opens
 *
 * Gives a button its menu, whose widgets are made when it is first opened. They are what takes
 * longest to make of many a page, and seldom looked at.
 */
void ct_late_menu_set (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS

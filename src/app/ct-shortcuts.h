/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives the actions their keys. */
void ct_shortcuts_install (GtkApplication *application);

/* Returns: (transfer floating): a dialog that lists the keys */
AdwDialog *ct_shortcuts_dialog_new (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows that what is in @field is wrong, to eyes and to screen readers, or that it is not. */
void ct_fault_mark_set (GtkWidget *field, gboolean wrong);

G_END_DECLS

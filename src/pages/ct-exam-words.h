/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words of an exam's page, as closures of its template. */
void ct_exam_words_bind_closures (GtkWidgetClass *klass);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/ct-document.h"

G_BEGIN_DECLS

GBytes *read_fixture (const char *name);

/* Returns: (transfer full): pages that have a red square of 72 points in the top left corner */
GBytes *make_pdf (double width, double height, guint n_pages);

/* Returns: (transfer full): the same, opened */
CtDocument *open_pdf (double width, double height, guint n_pages);

/* Waits for it. */
CtDocument *try_to_open (GBytes *bytes, GError **error);
CtDocument *open_document (GBytes *bytes);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client/ct-collection.h"

G_BEGIN_DECLS

/* A list model only knows which items there are. What filters or sorts them by what they are
 * follows the collection with these, as long as both live. */
void ct_follow_filter (CtCollection *collection, GtkFilter *filter);
void ct_follow_sorter (CtCollection *collection, GtkSorter *sorter);

G_END_DECLS

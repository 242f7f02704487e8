/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-follow.h"

static void
filter_again (GtkFilter *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
ct_follow_filter (CtCollection *collection, GtkFilter *filter)
{
  g_return_if_fail (CT_IS_COLLECTION (collection));
  g_return_if_fail (GTK_IS_FILTER (filter));

  g_signal_connect_object (collection, "updated", G_CALLBACK (filter_again), filter,
                           G_CONNECT_SWAPPED);
}

static void
sort_again (GtkSorter *sorter)
{
  gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

void
ct_follow_sorter (CtCollection *collection, GtkSorter *sorter)
{
  g_return_if_fail (CT_IS_COLLECTION (collection));
  g_return_if_fail (GTK_IS_SORTER (sorter));

  g_signal_connect_object (collection, "updated", G_CALLBACK (sort_again), sorter,
                           G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-search.h"

G_BEGIN_DECLS

#define CT_TYPE_SEARCH_PROVIDER (ct_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (CtSearchProvider, ct_search_provider, CT, SEARCH_PROVIDER, GObject)

/**
 * CtSearchProvider:
 *
 * The application as a place where GNOME Shell searches: `org.gnome.Shell.SearchProvider2`. It
 * opens no window before something that was found is chosen. Then, or to show everything that was
 * found, it activates `show` (two strings: page and id) or `search` (two strings: page and words)
 * of the application. While it answers the application is held.
 */

/* @application: (transfer none): it owns this */
CtSearchProvider *ct_search_provider_new (GApplication *application);

/**
 * ct_search_provider_set_search:
 * @search: (nullable): who finds; nothing is found while that is %NULL
 */
void ct_search_provider_set_search (CtSearchProvider *self, CtSearch *search);

gboolean ct_search_provider_export (CtSearchProvider *self,
                                    GDBusConnection *connection,
                                    const char *object_path,
                                    GError **error);
void ct_search_provider_unexport (CtSearchProvider *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

/**
 * ct_pearson_vue_open:
 * @page: a widget of a window
 * @action: the action of @page that leads here; it is disabled meanwhile
 * @authorization_id: a registration that Pearson VUE has accepted
 *
 * Opens Pearson VUE in the browser, with the candidate signed in there. What goes wrong is said
 * above @page.
 */
void ct_pearson_vue_open (GtkWidget *page,
                          const char *action,
                          CtClient *client,
                          const char *authorization_id);

/**
 * ct_pearson_vue_show_failure:
 * @error: why something about a registration was not done
 *
 * Says so above @page.
 */
void ct_pearson_vue_show_failure (GtkWidget *page, const GError *error);

G_END_DECLS

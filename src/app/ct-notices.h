/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ct-resource.h"

G_BEGIN_DECLS

/**
 * ct_notices_send:
 * @thing: what arrived, as #CtNews has it
 *
 * Tells of it on the desktop, unless the candidate has switched that kind off. A click on it leads
 * to it, by the action `app.show`; its buttons use that and `app.share`.
 */
void ct_notices_send (GApplication *application, CtResource *thing);

/**
 * ct_notices_withdraw:
 * @page: the name of the page that is looked at, such as "history"
 *
 * Takes back what was told of things on that page: they are seen.
 */
void ct_notices_withdraw (GApplication *application, const char *page);

G_END_DECLS

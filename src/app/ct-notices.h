/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ct-resource.h"

G_BEGIN_DECLS

/**
 * ct_notices_send:
 * @thing: what arrived, as #CtNews has it
 *
 * Tells of it on the desktop. A click on that leads to it, by the action `app.show`.
 */
void ct_notices_send (GApplication *application, CtResource *thing);

G_END_DECLS

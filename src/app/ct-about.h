/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-session.h"

G_BEGIN_DECLS

/**
 * ct_about_dialog_new:
 *
 * What there is to know about this build. Its troubleshooting information has the versions of what
 * it runs with and the address of the service, and nothing that says who is signed in.
 *
 * Returns: (transfer floating): an #AdwAboutDialog
 */
AdwDialog *ct_about_dialog_new (CtSession *session);

G_END_DECLS

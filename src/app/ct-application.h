/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_APPLICATION (ct_application_get_type ())
G_DECLARE_FINAL_TYPE (CtApplication, ct_application, CT, APPLICATION, AdwApplication)

/**
 * CtApplication:
 *
 * CertTracker: one window over one client. Takes the option `--demo`, and links as #CtLink has
 * them. It tells on the desktop what arrives.
 *
 * Actions: `app.quit`, `app.about`, `app.shortcuts`, `app.show` (as `win.show`).
 */
CtApplication *ct_application_new (void);

G_END_DECLS

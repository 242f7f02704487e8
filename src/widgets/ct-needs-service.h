/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_NEEDS_SERVICE (ct_needs_service_get_type ())
G_DECLARE_FINAL_TYPE (CtNeedsService, ct_needs_service, CT, NEEDS_SERVICE, AdwBin)

/**
 * CtNeedsService:
 *
 * What is put around a button or a form that is of use only while the service can be reached.
 * When it cannot, what is inside waits, and its tooltip says for what.
 *
 * Properties: `client` (#CtClient, nullable).
 */
GtkWidget *ct_needs_service_new (void);

G_END_DECLS

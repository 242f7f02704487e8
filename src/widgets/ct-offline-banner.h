/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_OFFLINE_BANNER (ct_offline_banner_get_type ())
G_DECLARE_FINAL_TYPE (CtOfflineBanner, ct_offline_banner, CT, OFFLINE_BANNER, AdwBin)

/**
 * CtOfflineBanner:
 *
 * Says above what is read that the service cannot be reached, and of when what is read is. For
 * pages without a #CtFaces, which says the same of its own collection.
 *
 * Properties: `client` (#CtClient, nullable).
 */
GtkWidget *ct_offline_banner_new (void);

G_END_DECLS

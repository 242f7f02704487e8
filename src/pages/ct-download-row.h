/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-download.h"

G_BEGIN_DECLS

#define CT_TYPE_DOWNLOAD_ROW (ct_download_row_get_type ())
G_DECLARE_FINAL_TYPE (CtDownloadRow, ct_download_row, CT, DOWNLOAD_ROW, AdwActionRow)

/**
 * CtDownloadRow:
 *
 * A credential of which a certificate or a logo can be chosen, or why not.
 *
 * Properties: `client` (#CtClient) and `download` (#CtDownload), construct-only; `logos`
 * (boolean): whether it is about the logo; `selected` (boolean, notified): whether it is chosen.
 */
GtkWidget *ct_download_row_new (CtClient *client, CtDownload *download);

CtDownload *ct_download_row_get_download (CtDownloadRow *self);

/* Whether it is chosen and can be had, the terms of use aside. */
gboolean ct_download_row_is_wanted (CtDownloadRow *self);

/* Whether it can be had, the terms of use aside. */
gboolean ct_download_row_is_offered (CtDownloadRow *self);

G_END_DECLS

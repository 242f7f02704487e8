/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-package.h"

G_BEGIN_DECLS

#define CT_TYPE_DOWNLOADS_DIALOG (ct_downloads_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtDownloadsDialog, ct_downloads_dialog, CT, DOWNLOADS_DIALOG, AdwDialog)

/**
 * CtDownloadsDialog:
 *
 * Asking for certificates and logos, and saving what was made. Logos come after the terms of
 * use, which are accepted once.
 *
 * Properties: `client` (#CtClient, construct-only); read-only the #CtCollection `downloads`
 * (#CtDownload) and `packages` (#CtPackage).
 */

/**
 * ct_downloads_dialog_new:
 * @kind: certificates or logos
 * @credential_id: (nullable): which is chosen at first
 */
AdwDialog *
ct_downloads_dialog_new (CtClient *client, CtPackageKind kind, const char *credential_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-package.h"

G_BEGIN_DECLS

#define CT_TYPE_PACKAGE_ROW (ct_package_row_get_type ())
G_DECLARE_FINAL_TYPE (CtPackageRow, ct_package_row, CT, PACKAGE_ROW, GtkListBoxRow)

/**
 * CtPackageRow:
 *
 * Files that were asked for: how far they are, saving them, throwing them away. It follows a
 * package that is being made.
 *
 * Properties, construct-only: `client` (#CtClient), `package` (#CtPackage). Property `saved-as`
 * (string, nullable, notified): the name of the file that it was saved as.
 *
 * Signal `removed`: the package is gone from the service.
 */
GtkWidget *ct_package_row_new (CtClient *client, CtPackage *package);

/* Saves it there, without asking where. */
void ct_package_row_save (CtPackageRow *self, GFile *file);

G_END_DECLS

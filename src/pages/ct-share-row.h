/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-share.h"

G_BEGIN_DECLS

#define CT_TYPE_SHARE_ROW (ct_share_row_get_type ())
G_DECLARE_FINAL_TYPE (CtShareRow, ct_share_row, CT, SHARE_ROW, GtkListBoxRow)

/**
 * CtShareRow:
 *
 * What was forwarded to third parties: what, to whom, whether it arrived and was looked at,
 * and how to take it back.
 *
 * Properties: `client` (#CtClient), `share` (#CtShare), both construct-only.
 */
GtkWidget *ct_share_row_new (CtClient *client, CtShare *share);

G_END_DECLS

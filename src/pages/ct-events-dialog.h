/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_EVENTS_DIALOG (ct_events_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CtEventsDialog, ct_events_dialog, CT, EVENTS_DIALOG, AdwDialog)

/**
 * CtEventsDialog:
 *
 * The history of the account: what happened, when, and from where.
 *
 * Properties: `client` (#CtClient, construct-only), `events` (#CtCollection, read-only).
 */
AdwDialog *ct_events_dialog_new (CtClient *client);

G_END_DECLS

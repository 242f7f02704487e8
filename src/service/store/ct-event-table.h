/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-event.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/* The history of an account, the newest first. */
extern const CtPageKind ct_event_table_page_kind;

/**
 * ct_event_table_note:
 * @detail: (nullable): to what it happened
 * @address: (nullable): where it came from
 * @session_id: (nullable): the session that it came from, whose device is noted
 *
 * Notes that something happened, in the transaction in which it does.
 */
gboolean ct_event_table_note (CtDatabase *database,
                              const char *account_id,
                              CtEventKind kind,
                              const char *detail,
                              GDateTime *now,
                              const char *address,
                              const char *session_id,
                              GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-draft.h"
#include "client/ct-session.h"

G_BEGIN_DECLS

#define CT_TYPE_DRAFT_STORE (ct_draft_store_get_type ())
G_DECLARE_FINAL_TYPE (CtDraftStore, ct_draft_store, CT, DRAFT_STORE, GObject)

/**
 * CtDraftStore:
 *
 * Keeps what the candidate began and has not sent in files that only the user can read, per
 * account. It survives that the application or the session ends; signing out removes it.
 *
 * Property `failing` (boolean, notified): what was typed last could not be written.
 */
CtDraftStore *ct_draft_store_new (CtSession *session);

/* Keeps @draft, which must not be there yet, as @name. */
void ct_draft_store_add (CtDraftStore *self, const char *name, CtDraft *draft);

/* Whether the drafts of whoever is signed in have been read; what is typed is kept from then on. */
gboolean ct_draft_store_is_loaded (CtDraftStore *self);

/* Writes now what has changed. Blocks for a moment. */
void ct_draft_store_flush (CtDraftStore *self);

G_END_DECLS

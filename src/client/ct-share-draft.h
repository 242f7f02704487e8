/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-draft.h"

G_BEGIN_DECLS

#define CT_TYPE_SHARE_DRAFT (ct_share_draft_get_type ())
G_DECLARE_FINAL_TYPE (CtShareDraft, ct_share_draft, CT, SHARE_DRAFT, GObject)

/**
 * CtShareDraft:
 *
 * What is to be forwarded to third parties, as far as the candidate has said it: a #CtDraft. It is
 * kept until it was sent, whatever happens to what shows it.
 *
 * Properties, notified: `message` (string), `shows-contact` (boolean), `days` (int: how long
 * it can be opened).
 */
CtShareDraft *ct_share_draft_new (void);

/* Begins anew. */
void ct_share_draft_clear (CtShareDraft *self);

/* Whether the credential is among those that are shown. */
gboolean ct_share_draft_has_credential (CtShareDraft *self, const char *id);
void ct_share_draft_set_credential (CtShareDraft *self, const char *id, gboolean shown);

/* Returns: (transfer none): the ids of those that are shown, as they were chosen */
const char *const *ct_share_draft_get_credentials (CtShareDraft *self);

/**
 * ct_share_draft_get_recipients:
 *
 * Returns: (transfer none): of #CtShareRecipient, whose `failure` says what is wrong with the
 *   address
 */
GListModel *ct_share_draft_get_recipients (CtShareDraft *self);

/* Adds each address of @text that is not there yet; commas, semicolons and spaces part them. */
void ct_share_draft_add_recipients (CtShareDraft *self, const char *text);
void ct_share_draft_remove_recipient (CtShareDraft *self, guint position);

/**
 * CtShareDraftUse:
 * @CT_SHARE_DRAFT_PREVIEW: to be looked at
 * @CT_SHARE_DRAFT_EMAIL: to be mailed to its recipients
 * @CT_SHARE_DRAFT_LINK: to become a link
 */
typedef enum
{
  CT_SHARE_DRAFT_PREVIEW,
  CT_SHARE_DRAFT_EMAIL,
  CT_SHARE_DRAFT_LINK,
} CtShareDraftUse;

/* Returns: (transfer full): as the service wants it */
GBytes *ct_share_draft_to_bytes (CtShareDraft *self, CtShareDraftUse use);

/**
 * ct_share_draft_get_key:
 * @bytes: what is to be sent
 *
 * Returns: (transfer none): the Idempotency-Key, the same one as long as @bytes are the same
 */
const char *ct_share_draft_get_key (CtShareDraft *self, GBytes *bytes);

G_END_DECLS

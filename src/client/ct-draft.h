/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define CT_TYPE_DRAFT (ct_draft_get_type ())
G_DECLARE_INTERFACE (CtDraft, ct_draft, CT, DRAFT, GObject)

/**
 * CtDraft:
 * @write: (transfer full) (nullable): what is to outlive the application, or %NULL if there is
 *   nothing that somebody would miss
 * @read: takes in what @write gave once. It comes from a file, and may be anything. What was typed
 *   in the meantime is newer, and stays
 * @clear: begins again
 *
 * What a candidate types and has not sent yet. CtDraftStore keeps it.
 *
 * Signal `edited`: what @write gives is another.
 */
struct _CtDraftInterface
{
  GTypeInterface parent_interface;

  JsonNode *(*write) (CtDraft *self);
  void (*read) (CtDraft *self, JsonNode *node);
  void (*clear) (CtDraft *self);
};

JsonNode *ct_draft_write (CtDraft *self);
void ct_draft_read (CtDraft *self, JsonNode *node);
void ct_draft_clear (CtDraft *self);

/* For drafts themselves: emits `edited`. */
void ct_draft_edited (CtDraft *self);

/* For drafts themselves: a text of @object, or %NULL if it has none of that name. */
const char *ct_draft_get_text (JsonObject *object, const char *member);

G_END_DECLS

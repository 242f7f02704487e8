/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-draft.h"

G_DEFINE_INTERFACE (CtDraft, ct_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ct_draft_default_init (CtDraftInterface *iface)
{
  signals[SIGNAL_EDITED] = g_signal_new ("edited", CT_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

JsonNode *
ct_draft_write (CtDraft *self)
{
  g_return_val_if_fail (CT_IS_DRAFT (self), NULL);

  return CT_DRAFT_GET_IFACE (self)->write (self);
}

void
ct_draft_read (CtDraft *self, JsonNode *node)
{
  g_return_if_fail (CT_IS_DRAFT (self));
  g_return_if_fail (node != NULL);

  CT_DRAFT_GET_IFACE (self)->read (self, node);
}

void
ct_draft_clear (CtDraft *self)
{
  g_return_if_fail (CT_IS_DRAFT (self));

  CT_DRAFT_GET_IFACE (self)->clear (self);
}

void
ct_draft_edited (CtDraft *self)
{
  g_return_if_fail (CT_IS_DRAFT (self));

  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

const char *
ct_draft_get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

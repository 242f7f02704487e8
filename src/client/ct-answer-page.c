/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-answer-page.h"

#include <string.h>

#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-resource.h"

/* A cursor is opaque, but it is part of each URI. */
#define MAX_CURSOR 2048

static void
page_clear (gpointer data)
{
  CtAnswerPage *self = data;

  g_free (self->path);
  g_free (self->etag);
  g_free (self->next);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

CtAnswerPage *
ct_answer_page_ref (CtAnswerPage *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ct_answer_page_unref (CtAnswerPage *self)
{
  g_atomic_rc_box_release_full (self, page_clear);
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, words);
  return FALSE;
}

static gboolean
read_next (CtAnswerPage *self, const char *first_path, JsonNode *cursor, GError **error)
{
  if (cursor == NULL || JSON_NODE_HOLDS_NULL (cursor))
    return TRUE;

  const char *text
      = json_node_get_value_type (cursor) == G_TYPE_STRING ? json_node_get_string (cursor) : NULL;
  if (text == NULL || *text == '\0' || strlen (text) > MAX_CURSOR)
    return refuse (error, "/next_cursor: a short string was expected");

  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  self->next = g_strdup_printf ("%s%ccursor=%s", first_path,
                                strchr (first_path, '?') != NULL ? '&' : '?', escaped);
  return TRUE;
}

static gboolean
read_list (CtAnswerPage *self,
           GType item_type,
           const char *first_path,
           JsonObject *object,
           GError **error)
{
  self->items
      = ct_resource_list_from_json (item_type, json_object_get_member (object, "items"), error);
  if (self->items == NULL)
    return FALSE;

  /* Items are told apart by their id. */
  for (guint i = 0; i < self->items->len; i++)
    {
      if (ct_resource_get_id (self->items->pdata[i]) == NULL)
        return refuse (error, "/items: one has no id");
    }

  return read_next (self, first_path, json_object_get_member (object, "next_cursor"), error);
}

static gboolean
read_single (CtAnswerPage *self, GType item_type, JsonNode *node, GError **error)
{
  gpointer item = ct_resource_from_json (item_type, node, error);

  if (item == NULL)
    return FALSE;

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->items, item);
  return TRUE;
}

CtAnswerPage *
ct_answer_page_new (GType item_type,
                    const char *path,
                    const char *first_path,
                    const char *etag,
                    GBytes *body,
                    GError **error)
{
  g_autoptr (JsonNode) node = ct_json_parse (body, error);

  if (node == NULL)
    return NULL;

  g_autoptr (CtAnswerPage) self = g_atomic_rc_box_new0 (CtAnswerPage);
  self->path = g_strdup (path);
  self->etag = g_strdup (etag);

  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean ok = object != NULL && json_object_has_member (object, "items")
                    ? read_list (self, item_type, first_path, object, error)
                    : read_single (self, item_type, node, error);

  return ok ? g_steal_pointer (&self) : NULL;
}

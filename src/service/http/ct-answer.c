/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-answer.h"

#include "model/ct-json.h"

const char *
ct_answer_get_phrase (guint status)
{
  switch (status)
    {
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    default:
      return soup_status_get_phrase (status);
    }
}

CtAnswer *
ct_answer_new_empty (guint status)
{
  CtAnswer *self = g_new0 (CtAnswer, 1);

  self->status = status;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return self;
}

CtAnswer *
ct_answer_new_json (guint status, JsonNode *node)
{
  CtAnswer *self = ct_answer_new_empty (status);

  self->content_type = "application/json";
  self->content = ct_json_to_bytes (node);
  return self;
}

CtAnswer *
ct_answer_new_resource (CtResource *resource)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (resource);

  return ct_answer_new_json (SOUP_STATUS_OK, node);
}

CtAnswer *
ct_answer_new_page (CtPage *page)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *items = json_array_sized_new (page->items->len);

  for (guint i = 0; i < page->items->len; i++)
    json_array_add_element (items, ct_resource_to_json (g_ptr_array_index (page->items, i)));

  json_object_set_array_member (object, "items", items);
  if (page->next_cursor != NULL)
    json_object_set_string_member (object, "next_cursor", page->next_cursor);
  json_node_set_object (node, object);

  return ct_answer_new_json (SOUP_STATUS_OK, node);
}

CtAnswer *
ct_answer_new_from_problem (CtProblem *problem)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (problem));
  CtAnswer *self = ct_answer_new_json (problem->status, node);

  self->content_type = "application/problem+json";
  self->is_secret = TRUE;
  return self;
}

CtProblem *
ct_answer_problem_invalid (void)
{
  return g_object_new (CT_TYPE_PROBLEM, "type", "urn:certtracker:invalid", "title",
                       "What was sent is wrong", "status", SOUP_STATUS_UNPROCESSABLE_ENTITY, NULL);
}

CtAnswer *
ct_answer_new_problem (guint status, const char *type, const char *detail)
{
  g_autofree char *urn = type != NULL ? g_strconcat ("urn:certtracker:", type, NULL) : NULL;
  g_autoptr (CtProblem) problem
      = g_object_new (CT_TYPE_PROBLEM, "type", urn, "title", ct_answer_get_phrase (status),
                      "status", (int) status, "detail", detail, NULL);

  return ct_answer_new_from_problem (problem);
}

CtAnswer *
ct_answer_new_invalid (const char *detail)
{
  g_autoptr (CtProblem) problem = ct_answer_problem_invalid ();
  g_autoptr (CtProblemReason) reason
      = g_object_new (CT_TYPE_PROBLEM_REASON, "detail", detail, NULL);

  ct_resource_append (CT_RESOURCE (problem), "errors", CT_RESOURCE (reason));
  return ct_answer_new_from_problem (problem);
}

CtAnswer *
ct_answer_new_work (const char *content_type,
                    const char *etag,
                    CtAnswerWork work,
                    gpointer work_data,
                    GDestroyNotify free_work_data)
{
  CtAnswer *self = ct_answer_new_empty (SOUP_STATUS_OK);

  self->content_type = content_type;
  self->etag = g_strdup (etag);
  self->work = work;
  self->work_data = work_data;
  self->free_work_data = free_work_data;
  return self;
}

void
ct_answer_free (CtAnswer *self)
{
  if (self->free_work_data != NULL)
    self->free_work_data (self->work_data);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->etag);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-handlers.h"
#include "service/incidents/ct-attachment-file.h"
#include "service/incidents/ct-attachment-table.h"

CtAnswer *
ct_handle_create_attachment (CtDatabase *database, CtRequest *request, GError **error)
{
  const char *type = ct_attachment_file_get_type (request->body);
  int n_recent = 0;

  if (g_bytes_get_size (request->body) == 0)
    return ct_answer_new_invalid ("The file is empty.");
  if (type == NULL)
    return ct_answer_new_problem (SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL,
                                  "Only PDF, PNG, JPEG and plain text can be attached.");
  if (!ct_attachment_table_count_recent (database, request->account_id, request->now, &n_recent,
                                         error))
    return NULL;
  if (n_recent >= CT_ATTACHMENTS_MAX_A_DAY)
    return ct_answer_new_invalid ("You attached many files today. Go on tomorrow.");

  g_autoptr (CtAttachment) attachment
      = ct_attachment_table_add (database, request->account_id,
                                 ct_request_get_parameter (request, "name"), type, request->body,
                                 request->now, error);
  if (attachment == NULL)
    return NULL;

  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (attachment));
  return ct_answer_new_json (SOUP_STATUS_CREATED, node);
}

static GBytes *
decode (gpointer data, GError **error)
{
  gsize length;
  guchar *content = g_base64_decode (data, &length);

  return g_bytes_new_take (content, length);
}

CtAnswer *
ct_handle_get_attachment (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *content = NULL;
  g_autoptr (CtAttachment) attachment
      = ct_attachment_table_load (database, request->account_id, request->id, &content, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (attachment == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such file.");

  /* It never changes, and no browser is to show it as if it were a page of the service. */
  g_autofree char *escaped = g_uri_escape_string (attachment->name, NULL, FALSE);
  g_autofree char *disposition = g_strconcat ("attachment; filename*=UTF-8''", escaped, NULL);
  CtAnswer *answer = ct_answer_new_work (g_intern_string (attachment->content_type), request->id,
                                         decode, g_steal_pointer (&content), g_free);
  soup_message_headers_append (answer->headers, "Content-Disposition", disposition);
  soup_message_headers_append (answer->headers, "Content-Security-Policy", "sandbox");
  return answer;
}

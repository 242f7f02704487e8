/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-reply.h"

static void
write_header (const char *name, const char *value, gpointer headers)
{
  soup_message_headers_replace (headers, name, value);
}

void
ct_reply_write (SoupServerMessage *message, CtAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_server_message_set_status (message, answer->status, ct_answer_get_phrase (answer->status));
  soup_message_headers_foreach (answer->headers, write_header, headers);
  soup_message_headers_replace (headers, "Cache-Control",
                                answer->is_secret ? "no-store" : "private, no-cache");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (answer->etag != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", answer->etag);
      soup_message_headers_replace (headers, "ETag", quoted);
    }

  if (answer->content != NULL)
    {
      soup_message_headers_replace (headers, "Content-Type", answer->content_type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                      answer->content);
    }
  else if (answer->status == SOUP_STATUS_NOT_MODIFIED)
    /* Its length would be said to be that of the content. */
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_NONE);
}

/* Gives words to a refusal of libsoup itself, which says only the status. */
static void
write_refusal (SoupServerMessage *message, const char *detail)
{
  g_autoptr (CtProblem) problem = g_object_new (CT_TYPE_PROBLEM, "detail", detail, NULL);
  g_autoptr (CtAnswer) answer = ct_answer_new_from_problem (problem);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->content);
}

static void
forget_refusal (SoupServerMessage *message)
{
  soup_message_headers_remove (soup_server_message_get_response_headers (message), "Content-Type");
  soup_message_body_truncate (soup_server_message_get_response_body (message));
}

static void
got_headers (SoupServerMessage *message, gpointer user_data)
{
  forget_refusal (message);
  write_refusal (message, "The body of the request cannot be read.");
}

static void
got_body (SoupServerMessage *message, gpointer user_data)
{
  forget_refusal (message);
  if (SOUP_STATUS_IS_CLIENT_ERROR (soup_server_message_get_status (message)))
    write_refusal (message, "There is nothing here for such a request.");
}

/* What is no HTTP is refused before anybody is asked. So the words for that are there from the
 * start, others once the headers are read, and none once the body is. */
static void
request_started (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  write_refusal (message, "This is no HTTP request that the service understands.");
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers), NULL);
  g_signal_connect (message, "got-body", G_CALLBACK (got_body), NULL);
}

void
ct_reply_explain_refusals (SoupServer *server)
{
  g_signal_connect (server, "request-started", G_CALLBACK (request_started), NULL);
}

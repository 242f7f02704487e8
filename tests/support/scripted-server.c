/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scripted-server.h"

#include <string.h>

struct _ScriptedServer
{
  SoupServer *server;
  char *address;
  GHashTable *answers; /* of Answer, by method and path */
  guint n_requests;
};

typedef struct
{
  guint status;
  char *content_type;
  char *body;
  GPtrArray *headers; /* name, value, name, value, … */
  ScriptedHandler handler;
  gpointer user_data;

  gboolean held;
  GPtrArray *waiting; /* of SoupServerMessage */

  guint count;
  char *last_body;
  GHashTable *last_headers;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_free (self->content_type);
  g_free (self->body);
  g_ptr_array_unref (self->headers);
  g_ptr_array_unref (self->waiting);
  g_free (self->last_body);
  g_hash_table_unref (self->last_headers);
  g_free (self);
}

static Answer *
get_answer (ScriptedServer *self, const char *what)
{
  Answer *answer = g_hash_table_lookup (self->answers, what);

  if (answer == NULL)
    {
      answer = g_new0 (Answer, 1);
      answer->headers = g_ptr_array_new_with_free_func (g_free);
      answer->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      answer->last_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->answers, g_strdup (what), answer);
    }

  return answer;
}

static void
note_header (const char *name, const char *value, gpointer user_data)
{
  GHashTable *headers = user_data;

  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
note_request (Answer *answer, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  answer->count++;
  g_free (answer->last_body);
  answer->last_body = g_strndup (body->data != NULL ? body->data : "", body->length);
  g_hash_table_remove_all (answer->last_headers);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note_header,
                                answer->last_headers);
}

void
scripted_server_respond (SoupServerMessage *message,
                         guint status,
                         const char *content_type,
                         const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (content_type != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  "Content-Type", content_type);
  if (body != NULL)
    soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                              body, strlen (body));
}

static void
answer_as_told (Answer *answer, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *known
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                      "If-None-Match");

  scripted_server_respond (message, answer->status, answer->content_type, answer->body);

  if (answer->status == SOUP_STATUS_OK && answer->body != NULL)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, answer->body, -1);
      g_autofree char *etag = g_strdup_printf ("\"%s\"", sum);

      soup_message_headers_replace (headers, "ETag", etag);
      if (g_strcmp0 (known, etag) == 0)
        {
          soup_message_body_truncate (soup_server_message_get_response_body (message));
          soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
        }
    }

  for (guint i = 0; i + 1 < answer->headers->len; i += 2)
    soup_message_headers_replace (headers, answer->headers->pdata[i],
                                  answer->headers->pdata[i + 1]);
}

static void
answer_message (ScriptedServer *self, Answer *answer, SoupServerMessage *message)
{
  if (answer->handler != NULL)
    answer->handler (self, message, answer->user_data);
  else if (answer->status == 0)
    scripted_server_respond (message, SOUP_STATUS_NOT_FOUND, "application/problem+json",
                             "{\"status\":404,\"title\":\"Not Found\"}");
  else
    answer_as_told (answer, message);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ScriptedServer *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *tail = g_uri_get_query (uri);
  g_autofree char *what
      = g_strdup_printf ("%s %s%s%s", soup_server_message_get_method (message),
                         g_uri_get_path (uri), tail != NULL ? "?" : "", tail != NULL ? tail : "");
  Answer *answer = get_answer (self, what);

  self->n_requests++;
  note_request (answer, message);

  if (answer->held)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (answer->waiting, g_object_ref (message));
    }
  else
    answer_message (self, answer, message);
}

ScriptedServer *
scripted_server_new (void)
{
  ScriptedServer *self = g_new0 (ScriptedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  self->server = soup_server_new (NULL, NULL);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen (self->server, address, 0, &error);
  g_assert_no_error (error);

  GSList *uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
scripted_server_free (ScriptedServer *self)
{
  soup_server_disconnect (self->server);
  g_hash_table_unref (self->answers);
  g_assert_finalize_object (self->server);
  g_free (self->address);
  g_free (self);
}

const char *
scripted_server_get_address (ScriptedServer *self)
{
  return self->address;
}

void
scripted_server_answer (ScriptedServer *self,
                        const char *what,
                        guint status,
                        const char *content_type,
                        const char *body)
{
  Answer *answer = get_answer (self, what);

  answer->status = status;
  answer->handler = NULL;
  g_set_str (&answer->content_type, content_type);
  g_set_str (&answer->body, body);
}

void
scripted_server_answer_json (ScriptedServer *self, const char *what, const char *json)
{
  scripted_server_answer (self, what, SOUP_STATUS_OK, "application/json", json);
}

void
scripted_server_handle (ScriptedServer *self,
                        const char *what,
                        ScriptedHandler handler,
                        gpointer user_data)
{
  Answer *answer = get_answer (self, what);

  answer->handler = handler;
  answer->user_data = user_data;
}

void
scripted_server_add_header (ScriptedServer *self,
                            const char *what,
                            const char *name,
                            const char *value)
{
  Answer *answer = get_answer (self, what);

  g_ptr_array_add (answer->headers, g_strdup (name));
  g_ptr_array_add (answer->headers, g_strdup (value));
}

void
scripted_server_hold (ScriptedServer *self, const char *what)
{
  get_answer (self, what)->held = TRUE;
}

void
scripted_server_release (ScriptedServer *self, const char *what)
{
  Answer *answer = get_answer (self, what);

  answer->held = FALSE;
  for (guint i = 0; i < answer->waiting->len; i++)
    {
      SoupServerMessage *message = answer->waiting->pdata[i];

      answer_message (self, answer, message);
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (answer->waiting, 0);
}

guint
scripted_server_count (ScriptedServer *self, const char *what)
{
  return get_answer (self, what)->count;
}

guint
scripted_server_count_all (ScriptedServer *self)
{
  return self->n_requests;
}

const char *
scripted_server_last_body (ScriptedServer *self, const char *what)
{
  return get_answer (self, what)->last_body;
}

const char *
scripted_server_last_header (ScriptedServer *self, const char *what, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (get_answer (self, what)->last_headers, key);
}

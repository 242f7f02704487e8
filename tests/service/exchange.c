/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/ct-json.h"

static char *record_path;

void
exchange_init (const char *program)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_BUILT, "exchanges", NULL);
  g_autofree char *basename = g_path_get_basename (program);
  g_autofree char *name = g_strconcat (basename, ".jsonl", NULL);

  g_assert_no_errno (g_mkdir_with_parents (directory, 0755));
  record_path = g_build_filename (directory, name, NULL);
  g_remove (record_path);
}

static void
add_header (const char *name, const char *value, gpointer object)
{
  json_object_set_string_member (object, name, value);
}

/* Adds a line to the record, which tests/service/check-exchanges.py reads. */
static void
write_down (Exchange *self, const char *method, const char *path)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *headers = json_object_new ();
  gsize length;
  const guchar *body = g_bytes_get_data (self->body, &length);
  g_autofree char *encoded = g_base64_encode (body, length);
  g_autofree char *line = NULL;
  FILE *file;

  soup_message_headers_foreach (self->headers, add_header, headers);
  json_object_set_string_member (object, "test", g_test_get_path ());
  json_object_set_string_member (object, "method", method);
  json_object_set_string_member (object, "path", path);
  json_object_set_int_member (object, "status", self->status);
  json_object_set_object_member (object, "headers", headers);
  json_object_set_string_member (object, "body", encoded);
  json_node_set_object (node, object);
  line = json_to_string (node, FALSE);

  g_assert_nonnull (record_path);
  file = g_fopen (record_path, "a");
  g_assert_nonnull (file);
  g_assert_cmpint (fprintf (file, "%s\n", line), >, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
exchange_free (Exchange *self)
{
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

static void
read_json (Exchange *self)
{
  const char *type = soup_message_headers_get_content_type (self->headers, NULL);

  if (type != NULL && g_str_has_suffix (type, "json") && g_bytes_get_size (self->body) > 0
      && soup_message_headers_get_one (self->headers, "Content-Encoding") == NULL)
    {
      g_autoptr (GError) error = NULL;

      self->json = ct_json_parse (self->body, &error);
      g_assert_no_error (error);
    }
}

static gboolean
accept_any (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors)
{
  return TRUE;
}

static SoupSession *
session_new (void)
{
  SoupSession *session = soup_session_new_with_options ("timeout", 10, NULL);

  /* So that what was sent is seen as it was sent. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

static Exchange *
exchange_send (RealService *service,
               const char *token,
               const char *method,
               const char *path,
               const char *body,
               va_list headers)
{
  g_autoptr (SoupSession) session = session_new ();
  g_autofree char *uri = g_strconcat (real_service_get_uri (service), path + 1, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *sent = soup_message_get_request_headers (message);
  g_autoptr (GError) error = NULL;
  Exchange *self = g_new0 (Exchange, 1);
  const char *name;

  g_assert_true (path[0] == '/');
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_any), NULL);

  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);
      soup_message_headers_append (sent, "Authorization", value);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  while ((name = va_arg (headers, const char *)) != NULL)
    soup_message_headers_replace (sent, name, va_arg (headers, const char *));

  self->body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  self->status = soup_message_get_status (message);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  read_json (self);
  write_down (self, method, path);
  return self;
}

Exchange *
exchange_run (RealService *service,
              const char *token,
              const char *method,
              const char *path,
              const char *body,
              ...)
{
  va_list headers;
  Exchange *self;

  va_start (headers, body);
  self = exchange_send (service, token, method, path, body, headers);
  va_end (headers);
  return self;
}

Exchange *
exchange_get (RealService *service, const char *token, const char *path)
{
  return exchange_run (service, token, "GET", path, NULL, NULL);
}

char *
exchange_sign_in (RealService *service)
{
  g_autofree char *body
      = g_strdup_printf ("{\"user_name\":\"%s\",\"password\":\"%s\",\"device\":\"a test\"}",
                         real_service_get_user_name (service), real_service_get_password (service));
  g_autoptr (Exchange) exchange = exchange_run (service, NULL, "POST", "/v1/sessions", body, NULL);

  g_assert_cmpuint (exchange->status, ==, 201);
  return g_strdup (exchange_get_string (exchange, "access_token"));
}

void
exchange_assert_problem (Exchange *self, guint status, const char *type)
{
  g_autofree char *urn = type != NULL ? g_strconcat ("urn:certtracker:", type, NULL) : NULL;
  JsonObject *object;

  g_assert_cmpuint (self->status, ==, status);
  g_assert_cmpstr (exchange_get_header (self, "Content-Type"), ==, "application/problem+json");
  g_assert_nonnull (self->json);
  object = json_node_get_object (self->json);
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "type", NULL), ==, urn);
}

const char *
exchange_get_string (Exchange *self, const char *member)
{
  g_assert_nonnull (self->json);
  return json_object_get_string_member (json_node_get_object (self->json), member);
}

JsonArray *
exchange_get_items (Exchange *self)
{
  g_assert_cmpuint (self->status, ==, 200);
  g_assert_nonnull (self->json);
  return json_object_get_array_member (json_node_get_object (self->json), "items");
}

const char *
exchange_get_header (Exchange *self, const char *name)
{
  return soup_message_headers_get_list (self->headers, name);
}

GSocketConnection *
raw_connect (RealService *service)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, 10);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                real_service_get_port (service), NULL, &error);
  g_assert_no_error (error);
  return connection;
}

void
raw_send (GSocketConnection *connection, const void *bytes, gsize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* Who is refused while still sending may find the connection closed. */
  g_output_stream_write_all (output, bytes, length, NULL, NULL, NULL);
}

char *
raw_receive_head (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      gssize n = g_input_stream_read (input, &byte, 1, NULL, &error);

      g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
      if (n <= 0)
        return g_strdup ("");
      g_string_append_c (head, byte);
    }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

Exchange *
raw_receive (GSocketConnection *connection, const char *method, const char *path)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  Exchange *self = g_new0 (Exchange, 1);
  g_autofree char *head = raw_receive_head (connection);
  g_autoptr (GByteArray) body = g_byte_array_new ();

  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  if (head[0] == '\0')
    {
      self->body = g_bytes_new (NULL, 0);
      return self;
    }

  g_assert_true (soup_headers_parse_response (head, strlen (head) - 2, self->headers, NULL,
                                              &self->status, NULL));
  if (g_strcmp0 (method, "HEAD") != 0 && self->status != 304
      && soup_message_headers_get_content_length (self->headers) > 0)
    {
      g_autoptr (GError) error = NULL;
      gsize n_read = 0;

      g_byte_array_set_size (body, soup_message_headers_get_content_length (self->headers));
      g_input_stream_read_all (input, body->data, body->len, &n_read, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_read, ==, body->len);
    }

  self->body = g_byte_array_free_to_bytes (g_steal_pointer (&body));
  read_json (self);
  write_down (self, method, path);
  return self;
}

gboolean
raw_is_closed (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;
  char byte;
  gssize n = g_input_stream_read (input, &byte, 1, NULL, &error);

  return n == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

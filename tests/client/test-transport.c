/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/ct-exchange.h"
#include "client/ct-transport.h"
#include "model/ct-error.h"
#include "model/ct-json.h"
#include "support/raw-server.h"
#include "support/scripted-network.h"
#include "support/scripted-server.h"
#include "support/waiting.h"

#define OK (-1) /* in the place of an error code */

static CtTransport *
create_transport (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) base = ct_transport_check_address (address, &error);

  g_assert_no_error (error);
  return ct_transport_new (base, NULL);
}

static CtAnswer *
get (CtTransport *transport,
     const char *path,
     const char *etag,
     CtProblem **problem,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = path, .etag = etag },
                           NULL, NULL, take_result, &result);
  return ct_transport_send_finish (transport, wait_for_result (&result), problem, error);
}

/* The second step: every status has its meaning. */

typedef struct
{
  guint status;
  const char *content_type;
  const char *body;
  int code;
} StatusCase;

#define PROBLEM "application/problem+json"
#define OF_TYPE(name) "{\"type\":\"urn:certtracker:" name "\",\"title\":\"T\",\"status\":401}"

static const StatusCase status_cases[] = {
  { 200, "application/json", "{}", OK },
  { 200, "application/json; charset=utf-8", "{}", OK },
  { 200, "Application/JSON", "{}", OK },
  { 200, "application/pdf", "%PDF", OK },
  { 201, "application/json", "{}", OK },
  { 202, NULL, NULL, OK },
  { 204, NULL, NULL, OK },
  { 200, "text/html", "<html>Sign in to the hotel</html>", CT_ERROR_BROKEN_ANSWER },
  { 200, "application/json", "", CT_ERROR_BROKEN_ANSWER },
  { 201, NULL, NULL, CT_ERROR_BROKEN_ANSWER },
  { 200, "text/plain", "ok", CT_ERROR_BROKEN_ANSWER },
  { 200, PROBLEM, "{}", CT_ERROR_BROKEN_ANSWER },
  { 200, NULL, "{}", CT_ERROR_BROKEN_ANSWER },
  { 206, "application/json", "{}", CT_ERROR_BROKEN_ANSWER },
  { 304, NULL, NULL, CT_ERROR_BROKEN_ANSWER }, /* nobody asked */
  { 300, "text/html", "<html>", CT_ERROR_BROKEN_ANSWER },
  { 400, PROBLEM, "{}", CT_ERROR_REFUSED },
  { 401, PROBLEM, OF_TYPE ("bad-credentials"), CT_ERROR_BAD_CREDENTIALS },
  { 401, PROBLEM, OF_TYPE ("token-expired"), CT_ERROR_SIGNED_OUT },
  { 401, PROBLEM, OF_TYPE ("session-ended"), CT_ERROR_SIGNED_OUT },
  { 401, PROBLEM, "{}", CT_ERROR_SIGNED_OUT },
  { 401, "text/html", "<html>The proxy wants a password</html>", CT_ERROR_BROKEN_ANSWER },
  { 401, PROBLEM, "not JSON", CT_ERROR_BROKEN_ANSWER },
  { 403, PROBLEM, "{}", CT_ERROR_NOT_ALLOWED },
  { 403, "text/html", "<html>", CT_ERROR_NOT_ALLOWED },
  { 404, PROBLEM, "{}", CT_ERROR_NOT_FOUND },
  { 405, PROBLEM, "{}", CT_ERROR_REFUSED },
  { 407, NULL, NULL, CT_ERROR_UNREACHABLE },
  { 408, NULL, NULL, CT_ERROR_TRY_LATER },
  { 409, PROBLEM, "{}", CT_ERROR_CONFLICT },
  { 410, PROBLEM, "{}", CT_ERROR_NOT_FOUND },
  { 412, PROBLEM, "{}", CT_ERROR_CONFLICT },
  { 413, PROBLEM, "{}", CT_ERROR_REFUSED },
  { 422, PROBLEM, "{}", CT_ERROR_REFUSED },
  { 428, PROBLEM, "{}", CT_ERROR_REFUSED },
  { 429, PROBLEM, OF_TYPE ("rate-limited"), CT_ERROR_TRY_LATER },
  { 500, "text/html", "<html>Internal Server Error</html>", CT_ERROR_TRY_LATER },
  { 502, "text/html", "<html>Bad Gateway</html>", CT_ERROR_TRY_LATER },
  { 503, PROBLEM, "{}", CT_ERROR_TRY_LATER },
  { 599, NULL, NULL, CT_ERROR_TRY_LATER },
};

static void
test_status (gconstpointer data)
{
  const StatusCase *item = data;
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  scripted_server_answer (server, "GET /v1/it", item->status, item->content_type, item->body);
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, &problem, &error);

  if (item->code == OK)
    {
      const char *body = item->body != NULL ? item->body : "";

      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, item->status);
      g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), body,
                       strlen (body));
    }
  else
    {
      g_assert_null (answer);
      g_assert_error (error, CT_ERROR, item->code);
    }

  assert_finalized (transport);
}

/* The first step: no answer, or not all of it. */

typedef struct
{
  const char *name;
  const char *bytes;
  RawEnd end;
  int code;
} FaultCase;

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static const FaultCase fault_cases[] = {
  { "nothing", "", RAW_END_CLOSE, CT_ERROR_UNREACHABLE },
  { "no-http", "220 mail.example.org ESMTP\r\n", RAW_END_CLOSE, CT_ERROR_BROKEN_ANSWER },
  { "cut-head", "HTTP/1.1 200 OK\r\nContent-Ty", RAW_END_CLOSE, CT_ERROR_BROKEN_ANSWER },
  { "cut-body", HEAD "Content-Length: 100\r\n\r\n{\"items\":", RAW_END_CLOSE,
    CT_ERROR_BROKEN_ANSWER },
  { "cut-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"items\":", RAW_END_CLOSE,
    CT_ERROR_BROKEN_ANSWER },
  { "no-last-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", RAW_END_CLOSE,
    CT_ERROR_BROKEN_ANSWER },
  { "bad-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n", RAW_END_CLOSE,
    CT_ERROR_BROKEN_ANSWER },
  { "silence", "", RAW_END_SILENCE, CT_ERROR_UNREACHABLE },
  { "silence-in-body", HEAD "Content-Length: 100\r\n\r\n{", RAW_END_SILENCE, CT_ERROR_UNREACHABLE },
};

static void
test_fault (gconstpointer data)
{
  const FaultCase *item = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, item->bytes, item->end);
  CtTransport *transport = create_transport (raw_server_get_address (server));
  g_autoptr (GError) error = NULL;

  if (item->end == RAW_END_SILENCE)
    g_object_set (transport, "timeout", 1, NULL);
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, NULL, &error);

  g_assert_null (answer);
  g_assert_error (error, CT_ERROR, item->code);
  assert_finalized (transport);
}

/* A peer that says something now and then is never silent for long, and still is not waited for. */

typedef struct
{
  const char *name;
  const char *bytes;
  const char *refrain;
  CtExchangeLimits limits;
} SlowCase;

static const SlowCase slow_cases[] = {
  { "head", "HTTP/1.1 200 OK\r\n", "X-Slow: yes\r\n", { 1, 3600, 1000 } },
  { "processing",
    "HTTP/1.1 102 Processing\r\n\r\n",
    "HTTP/1.1 102 Processing\r\n\r\n",
    { 1, 3600, 1000 } },
  { "body", HEAD "Content-Length: 1000\r\n\r\n[", "0,", { 3600, 1, 1000 } },
};

static void
test_slow (gconstpointer data)
{
  const SlowCase *item = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, item->bytes, RAW_END_SILENCE);
  SoupSession *session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", raw_server_get_address (server));
  g_autoptr (GAsyncResult) result = NULL;
  CtExchangeReport report;
  g_autoptr (GError) error = NULL;

  raw_server_go_on (server, item->refrain);
  ct_exchange_async (session, message, &item->limits, NULL, take_result, &result);
  g_assert_null (ct_exchange_finish (session, wait_for_result (&result), &report, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_UNREACHABLE);
  g_assert_true (report.overdue);
  g_clear_object (&result);
  assert_finalized (session);
}

/* What waits for its turn behind requests that take long is told at once that it is called off. */
static void
test_cancel_in_queue (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, "", RAW_END_SILENCE);
  CtTransport *transport = create_transport (raw_server_get_address (server));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *busy[6] = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun;

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/busy" }, NULL,
                             cancellable, take_result, &busy[i]);
  wait_until (raw_server_count_heard (server) == G_N_ELEMENTS (busy));
  ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/it" }, NULL,
                           cancellable, take_result, &result);
  handle_pending ();

  begun = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (ct_transport_send_finish (transport, wait_for_result (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      wait_for_result (&busy[i]);
      g_clear_object (&busy[i]);
    }
  g_clear_object (&result);
  assert_finalized (transport);
}

static void
on_removed_twice (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  guint *status = user_data;

  scripted_server_respond (message, *status, "application/problem+json", "{}");
}

/* libsoup may send a removal twice. The second time nothing is there, and that is no failure; but a
 * page that something on the way shows says nothing about it. */
static void
test_gone (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));

  for (guint status = 404; status <= 410; status += 6)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (CtProblem) problem = NULL;
      g_autoptr (GError) error = NULL;

      scripted_server_handle (server, "DELETE /v1/it", on_removed_twice, &status);
      ct_transport_send_async (transport,
                               &(CtCall) { .method = "DELETE", .path = "v1/it", .status = 204 },
                               NULL, NULL, take_result, &result);
      g_autoptr (CtAnswer) answer
          = ct_transport_send_finish (transport, wait_for_result (&result), &problem, &error);
      g_assert_no_error (error);
      g_assert_null (problem);
      g_assert_cmpuint (answer->status, ==, 204);
    }

  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  scripted_server_answer (server, "DELETE /v1/page", 404, "text/html", "<html>");
  ct_transport_send_async (transport,
                           &(CtCall) { .method = "DELETE", .path = "v1/page", .status = 204 }, NULL,
                           NULL, take_result, &result);
  g_assert_null (ct_transport_send_finish (transport, wait_for_result (&result), NULL, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_NOT_FOUND);
  g_clear_object (&result);
  assert_finalized (transport);
}

static void
test_nobody_there (void)
{
  RawServer *server = raw_server_new (NULL, "", RAW_END_CLOSE);
  CtTransport *transport = create_transport (raw_server_get_address (server));
  g_autoptr (GError) error = NULL;

  raw_server_free (server);
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, NULL, &error);

  g_assert_null (answer);
  g_assert_error (error, CT_ERROR, CT_ERROR_UNREACHABLE);
  assert_finalized (transport);
}

static void
test_offline (void)
{
  CtTransport *transport = create_transport ("https://tracker.example.org");
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) offline = NULL;

  g_assert_null (get (transport, "v1/it", NULL, NULL, &unknown));
  g_assert_error (unknown, CT_ERROR, CT_ERROR_UNREACHABLE);

  set_network_available (FALSE);
  g_assert_null (get (transport, "v1/it", NULL, NULL, &offline));
  g_assert_error (offline, CT_ERROR, CT_ERROR_OFFLINE);

  set_network_available (TRUE);
  assert_finalized (transport);
}

static GBytes *
compress (const char *text)
{
  g_autoptr (GConverter) compressor
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GBytes *compressed = g_converter_convert_bytes (compressor, bytes, &error);

  g_assert_no_error (error);
  return compressed;
}

/* Sends the part of a compressed document that is left when @user_data percent of it are. */
static void
answer_compressed (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GString) text = g_string_new ("[0");

  for (int i = 1; i < 20000; i++)
    g_string_append_printf (text, ",%d", i * 7919 % 65537);
  g_string_append (text, "]");

  g_autoptr (GBytes) whole = compress (text->str);
  g_autoptr (GBytes) part
      = g_bytes_new_from_bytes (whole, 0,
                                g_bytes_get_size (whole) * GPOINTER_TO_UINT (user_data) / 100);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), part);
}

static void
test_compressed (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (GError) error = NULL;

  scripted_server_handle (server, "GET /v1/it", answer_compressed, GUINT_TO_POINTER (100));
  g_autoptr (CtAnswer) whole = get (transport, "v1/it", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (whole->body), >, 100000);

  /* The end of the compressed data is missing, though that of the answer is not: libsoup does
   * not mind, so that it shows when it is decoded. */
  scripted_server_handle (server, "GET /v1/it", answer_compressed, GUINT_TO_POINTER (50));
  g_autoptr (CtAnswer) part = get (transport, "v1/it", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (ct_json_parse (part->body, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);

  assert_finalized (transport);
}

/* Bodies that are larger than anything of ours are not read to their end. */

static void
write_without_end (SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GBytes) block = g_bytes_new_take (g_malloc0 (1024 * 1024), 1024 * 1024);

  soup_message_body_append_bytes (soup_server_message_get_response_body (message), block);
  soup_server_message_unpause (message);
}

static void
answer_without_end (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (write_without_end), NULL);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (write_without_end), NULL);
}

static void
test_too_large (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (GError) error = NULL;

  scripted_server_handle (server, "GET /v1/it", answer_without_end, NULL);
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, NULL, &error);

  g_assert_null (answer);
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
  assert_finalized (transport);
}

/* What is sent. */

static void
test_request (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  const char *text = "{\"a\":1}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *what = "POST /v1/things?cursor=a%2Fb";

  scripted_server_answer_json (server, what, "{}");
  ct_transport_send_async (
      transport,
      &(CtCall) { .method = "POST", .path = "v1/things?cursor=a%2Fb", .body = body, .status = 200 },
      "secret", NULL, take_result, &result);
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (transport, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (scripted_server_last_body (server, what), ==, text);
  g_assert_cmpstr (scripted_server_last_header (server, what, "Content-Type"), ==,
                   "application/json");
  g_assert_cmpstr (scripted_server_last_header (server, what, "Authorization"), ==,
                   "Bearer secret");
  g_assert_nonnull (strstr (scripted_server_last_header (server, what, "Accept-Encoding"), "gzip"));
  g_assert_true (
      g_str_has_prefix (scripted_server_last_header (server, what, "User-Agent"), "CertTracker/"));
  g_assert_null (scripted_server_last_header (server, what, "If-None-Match"));

  g_clear_object (&result);

  assert_finalized (transport);
}

static void
test_base_path (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  g_autofree char *address
      = g_strconcat (scripted_server_get_address (server), "/behind/a/proxy/", NULL);
  CtTransport *transport = create_transport (address);
  g_autoptr (GError) error = NULL;

  scripted_server_answer_json (server, "GET /behind/a/proxy/v1/it", "{}");
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, NULL, &error);

  g_assert_no_error (error);
  assert_finalized (transport);
}

static void
test_etag (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (GError) error = NULL;

  scripted_server_answer_json (server, "GET /v1/it", "{}");
  g_autoptr (CtAnswer) first = get (transport, "v1/it", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (first->etag);

  g_autoptr (CtAnswer) second = get (transport, "v1/it", first->etag, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 304);
  g_assert_cmpuint (g_bytes_get_size (second->body), ==, 0);

  /* A weak one promises too little. */
  scripted_server_add_header (server, "GET /v1/it", "ETag", "W/\"weak\"");
  g_autoptr (CtAnswer) weak = get (transport, "v1/it", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (weak->etag);

  assert_finalized (transport);
}

/* A token must never be led to someone else. */
static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (ScriptedServer) server = scripted_server_new ();
      g_autoptr (ScriptedServer) other = scripted_server_new ();
      g_autofree char *to = g_strconcat (scripted_server_get_address (other), "/v1/it", NULL);
      CtTransport *transport = create_transport (scripted_server_get_address (server));
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      scripted_server_answer (server, "GET /v1/it", statuses[i], NULL, NULL);
      scripted_server_add_header (server, "GET /v1/it", "Location", to);
      ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/it" }, "secret",
                               NULL, take_result, &result);
      g_autoptr (CtAnswer) answer
          = ct_transport_send_finish (transport, wait_for_result (&result), NULL, &error);

      g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
      g_assert_cmpuint (scripted_server_count_all (other), ==, 0);
      g_clear_object (&result);
      assert_finalized (transport);
    }
}

static void
test_problem (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (CtProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  scripted_server_answer (server, "GET /v1/it", 422, "application/problem+json",
                          "{\"type\":\"urn:certtracker:invalid\",\"title\":\"Invalid\","
                          "\"detail\":\"The name is too long.\","
                          "\"errors\":[{\"detail\":\"too long\",\"pointer\":\"#/name\"}]}");
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, &problem, &error);

  g_assert_error (error, CT_ERROR, CT_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "The name is too long.");
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->type, ==, "urn:certtracker:invalid");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problem->errors)), ==, 1);
  assert_finalized (transport);
}

/* How long to wait. */

typedef struct
{
  const char *value; /* NULL: a date in two minutes */
  guint least;
  guint most;
} RetryCase;

static const RetryCase retry_cases[] = {
  { "7", 7, 7 },      { "0", 0, 0 },    { "99999999", 86400, 86400 },
  { "-5", 0, 0 },     { "soon", 0, 0 }, { "Wed, 21 Oct 2015 07:28:00 GMT", 0, 0 },
  { NULL, 100, 121 },
};

static void
test_retry_after (gconstpointer data)
{
  const RetryCase *item = data;
  g_autoptr (ScriptedServer) server = scripted_server_new ();
  CtTransport *transport = create_transport (scripted_server_get_address (server));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_minutes (now, 2);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  g_autoptr (GError) error = NULL;

  scripted_server_answer (server, "GET /v1/it", 429, NULL, NULL);
  scripted_server_add_header (server, "GET /v1/it", "Retry-After",
                              item->value != NULL ? item->value : date);
  g_autoptr (CtAnswer) answer = get (transport, "v1/it", NULL, NULL, &error);

  g_assert_error (error, CT_ERROR, CT_ERROR_TRY_LATER);
  g_assert_cmpuint (ct_error_get_retry_after (error), >=, item->least);
  g_assert_cmpuint (ct_error_get_retry_after (error), <=, item->most);

  g_autoptr (GError) copy = g_error_copy (error);
  g_assert_cmpuint (ct_error_get_retry_after (copy), ==, ct_error_get_retry_after (error));
  assert_finalized (transport);
}

/* Cancelling. */

static void
test_cancel (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, "", RAW_END_SILENCE);
  CtTransport *transport = create_transport (raw_server_get_address (server));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/it" }, NULL,
                           cancellable, take_result, &result);
  wait_until (raw_server_count (server) == 1);
  g_cancellable_cancel (cancellable);
  g_autoptr (CtAnswer) answer
      = ct_transport_send_finish (transport, wait_for_result (&result), NULL, &error);

  g_assert_null (answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  assert_finalized (transport);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  use_scripted_network ();

  for (gsize i = 0; i < G_N_ELEMENTS (status_cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/transport/status/%u-%02" G_GSIZE_FORMAT, status_cases[i].status, i);
      g_test_add_data_func (path, &status_cases[i], test_status);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (fault_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transport/fault/", fault_cases[i].name, NULL);
      g_test_add_data_func (path, &fault_cases[i], test_fault);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (retry_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transport/retry-after/%" G_GSIZE_FORMAT, i);
      g_test_add_data_func (path, &retry_cases[i], test_retry_after);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (slow_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transport/slow/", slow_cases[i].name, NULL);
      g_test_add_data_func (path, &slow_cases[i], test_slow);
    }

  g_test_add_func ("/transport/cancel-in-queue", test_cancel_in_queue);
  g_test_add_func ("/transport/gone", test_gone);
  g_test_add_func ("/transport/nobody-there", test_nobody_there);
  g_test_add_func ("/transport/offline", test_offline);
  g_test_add_func ("/transport/compressed", test_compressed);
  g_test_add_func ("/transport/too-large", test_too_large);
  g_test_add_func ("/transport/request", test_request);
  g_test_add_func ("/transport/base-path", test_base_path);
  g_test_add_func ("/transport/etag", test_etag);
  g_test_add_func ("/transport/redirect", test_redirect);
  g_test_add_func ("/transport/problem", test_problem);
  g_test_add_func ("/transport/cancel", test_cancel);

  return g_test_run ();
}

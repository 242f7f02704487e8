/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: whatever is sent gets an answer below 500 with a reason, or the connection is
 * closed; and the next one is served as if nothing had been. */
#include <string.h>

#include "exchange.h"

static RealService *service;

/* Asserts that the service is as it should be. */
static void
assert_alive (void)
{
  g_autoptr (Exchange) exchange = exchange_get (service, NULL, "/v1");

  g_assert_cmpuint (exchange->status, ==, 200);
}

/* What is no request to any operation, byte by byte. */
typedef struct
{
  const char *name;
  guint status;
  const char *path; /* for those that are a request after all */
  const char *bytes;
  gsize length;
} Raw;

#define RAW(text) text, sizeof text - 1
#define HOST "Host: localhost\r\n"
#define JSON "Content-Type: application/json\r\n"
#define GET(target, headers) "GET " target " HTTP/1.1\r\n" headers "\r\n"
#define POST(headers, body) "POST /v1/sessions HTTP/1.1\r\n" HOST JSON headers "\r\n" body

static const Raw raws[] = {
  { "no-words", 400, NULL, RAW ("x\r\n\r\n") },
  { "no-version", 400, NULL, RAW ("GET /v1\r\n\r\n") },
  { "http-0.9", 505, NULL, RAW ("GET /v1 HTTP/0.9\r\n\r\n") },
  { "http-2", 505, NULL, RAW ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") },
  { "nul", 400, NULL, RAW (GET ("/v1\0", HOST)) },
  { "nul-in-header", 400, NULL, RAW (GET ("/v1", HOST "A: b\0c\r\n")) },
  { "tls", 400, NULL, RAW ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n") },
  { "no-host", 400, NULL, RAW (GET ("/v1", "")) },
  { "host-with-path", 400, NULL, RAW (GET ("/v1", "Host: a/b\r\n")) },
  { "relative", 400, NULL, RAW (GET ("v1", HOST)) },
  { "bad-escape", 400, NULL, RAW (GET ("/v1/%zz", HOST)) },
  { "other-scheme", 400, NULL, RAW (GET ("ftp://localhost/v1", HOST)) },
  { "connect", 404, "/", RAW ("CONNECT localhost:80 HTTP/1.1\r\n" HOST "\r\n") },
  { "options-star", 404, "*", RAW ("OPTIONS * HTTP/1.1\r\n" HOST "\r\n") },
  { "bad-length", 400, NULL, RAW (POST ("Content-Length: x\r\n", "{}")) },
  { "negative-length", 413, NULL, RAW (POST ("Content-Length: -1\r\n", "{}")) },
  { "huge-length", 413, NULL, RAW (POST ("Content-Length: 99999999999\r\n", "{}")) },
  { "endless-length", 413, NULL, RAW (POST ("Content-Length: 99999999999999999999\r\n", "{}")) },
  { "two-lengths", 400, NULL, RAW (POST ("Content-Length: 2\r\nContent-Length: 3\r\n", "{}")) },
  { "length-and-chunks", 400, NULL,
    RAW (POST ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n")) },
  { "unknown-coding", 501, NULL, RAW (POST ("Transfer-Encoding: x\r\n", "{}")) },
  { "bad-chunk", 400, "/v1/sessions",
    RAW (POST ("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")) },
  { "unknown-expectation", 417, NULL,
    RAW (POST ("Expect: the-moon\r\nContent-Length: 2\r\n", "{}")) },
  { "continue-too-much", 413, NULL,
    RAW (POST ("Expect: 100-continue\r\nContent-Length: 9999999\r\n", "")) },
};

static void
test_raw (gconstpointer data)
{
  const Raw *raw = data;
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autoptr (Exchange) exchange = NULL;
  const char *space = memchr (raw->bytes, ' ', strlen (raw->bytes));
  g_autofree char *method = raw->path != NULL ? g_strndup (raw->bytes, space - raw->bytes) : NULL;

  raw_send (connection, raw->bytes, raw->length);
  exchange = raw_receive (connection, method, raw->path);
  g_assert_cmpuint (exchange->status, ==, raw->status);
  g_assert_cmpstr (exchange_get_header (exchange, "Content-Type"), ==, "application/problem+json");
  g_assert_nonnull (exchange_get_string (exchange, "detail"));
  assert_alive ();
}

/* What is a request, but a wrong one. */
typedef struct
{
  const char *name;
  const char *method;
  const char *path;
  const char *type;
  const char *body;
  guint status;
  const char *problem;
  const char *pointer; /* of the first reason */
} Wrong;

static const Wrong wrongs[] = {
  { "root", "GET", "/", NULL, NULL, 404, NULL, NULL },
  { "unknown", "GET", "/v1/nothing", NULL, NULL, 404, NULL, NULL },
  { "other-version", "GET", "/v2/account", NULL, NULL, 404, NULL, NULL },
  { "slash-behind", "GET", "/v1/account/", NULL, NULL, 404, NULL, NULL },
  { "two-slashes", "GET", "/v1//account", NULL, NULL, 404, NULL, NULL },
  { "escaped-dots", "GET", "/v1/%2e%2e/%2e%2e/etc/passwd", NULL, NULL, 404, NULL, NULL },
  { "escaped-slash", "GET", "/v1%2faccount", NULL, NULL, 404, NULL, NULL },
  { "escaped-nul", "GET", "/v1/account%00", NULL, NULL, 404, NULL, NULL },
  { "no-utf-8", "GET", "/v1/attempts/%ff", NULL, NULL, 404, NULL, NULL },
  { "capitals", "GET", "/V1/Account", NULL, NULL, 404, NULL, NULL },
  { "put", "PUT", "/v1/account", "application/json", "{}", 405, NULL, NULL },
  { "post", "POST", "/v1/account", "application/json", "{}", 405, NULL, NULL },
  { "delete", "DELETE", "/v1/attempts/1", NULL, NULL, 405, NULL, NULL },
  { "options", "OPTIONS", "/v1/account", NULL, NULL, 405, NULL, NULL },
  { "trace", "TRACE", "/v1/account", NULL, NULL, 405, NULL, NULL },
  { "made-up-method", "CERTIFY", "/v1/account", NULL, NULL, 405, NULL, NULL },
  { "small-method", "get", "/v1/account", NULL, NULL, 405, NULL, NULL },
  { "head-of-post", "HEAD", "/v1/sessions/refresh", NULL, NULL, 405, NULL, NULL },

  { "no-type", "POST", "/v1/sessions", NULL, "{}", 415, NULL, NULL },
  { "form", "POST", "/v1/sessions", "application/x-www-form-urlencoded", "a=b", 415, NULL, NULL },
  { "text", "POST", "/v1/sessions/refresh", "text/plain", "{}", 415, NULL, NULL },
  { "bad-type", "POST", "/v1/sessions", ";;;", "{}", 415, NULL, NULL },
  { "empty", "POST", "/v1/sessions", "application/json", "", 400, NULL, NULL },
  { "no-json", "POST", "/v1/sessions", "application/json", "user_name=x", 400, NULL, NULL },
  { "cut-off", "POST", "/v1/sessions", "application/json", "{\"user_name\":\"x", 400, NULL, NULL },
  { "two-values", "POST", "/v1/sessions", "application/json", "{}{}", 400, NULL, NULL },
  { "comment", "POST", "/v1/sessions", "application/json", "{/**/}", 400, NULL, NULL },
  { "latin-1", "POST", "/v1/sessions", "application/json", "{\"user_name\":\"\xe9\"}", 400, NULL,
    NULL },
  { "surrogate", "POST", "/v1/sessions", "application/json", "{\"user_name\":\"\\ud800\"}", 400,
    NULL, NULL },
  { "number", "POST", "/v1/sessions", "application/json", "1", 422, "invalid", "#" },
  { "null", "POST", "/v1/sessions", "application/json", "null", 422, "invalid", "#" },
  { "array", "POST", "/v1/sessions", "application/json", "[]", 422, "invalid", "#" },
  { "nothing-there", "POST", "/v1/sessions", "application/json", "{}", 422, "invalid",
    "#/user_name" },
  { "number-for-text", "POST", "/v1/sessions", "application/json",
    "{\"user_name\":1,\"password\":\"x\"}", 422, "invalid", "#/user_name" },
  { "null-for-text", "POST", "/v1/sessions", "application/json",
    "{\"user_name\":\"x\",\"password\":null}", 422, "invalid", "#/password" },
  { "object-for-text", "POST", "/v1/sessions", "application/json",
    "{\"user_name\":\"x\",\"password\":\"x\",\"device\":{}}", 422, "invalid", "#/device" },
  { "nul-in-text", "POST", "/v1/sessions", "application/json",
    "{\"user_name\":\"x\",\"password\":\"a\\u0000b\"}", 422, "invalid", "#" },
  { "refresh-with-number", "POST", "/v1/sessions/refresh", "application/json",
    "{\"refresh_token\":1}", 422, "invalid", "#/refresh_token" },
  { "refresh-with-nothing", "POST", "/v1/sessions/refresh", "application/json; charset=utf-8",
    "{\"refresh_token\":\"\"}", 401, "session-ended", NULL },
  { "bad-parameters", "GET", "/v1?a=%00%f", NULL, NULL, 400, NULL, NULL },
  { "parameters-no-utf-8", "GET", "/v1?a=%ff", NULL, NULL, 400, NULL, NULL },
};

static char *
get_request (const Wrong *wrong)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s HTTP/1.1\r\n" HOST, wrong->method, wrong->path);
  if (wrong->type != NULL)
    g_string_append_printf (text, "Content-Type: %s\r\n", wrong->type);
  if (wrong->body != NULL)
    g_string_append_printf (text, "Content-Length: %zu\r\n", strlen (wrong->body));
  g_string_append (text, "\r\n");
  if (wrong->body != NULL)
    g_string_append (text, wrong->body);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autofree char *request = get_request (wrong);
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, request, strlen (request));
  exchange = raw_receive (connection, wrong->method, wrong->path);
  g_assert_cmpuint (exchange->status, ==, wrong->status);
  if (strcmp (wrong->method, "HEAD") != 0)
    exchange_assert_problem (exchange, wrong->status, wrong->problem);
  if (wrong->pointer != NULL)
    {
      JsonObject *problem = json_node_get_object (exchange->json);
      JsonObject *reason
          = json_array_get_object_element (json_object_get_array_member (problem, "errors"), 0);

      g_assert_cmpstr (json_object_get_string_member (reason, "pointer"), ==, wrong->pointer);
    }
  assert_alive ();
}

/* All that is wrong is said at once. */
static void
test_all_reasons (void)
{
  g_autofree char *device = g_strnfill (101, 'x');
  g_autofree char *body = g_strdup_printf ("{\"password\":[],\"device\":\"%s\"}", device);
  g_autoptr (Exchange) exchange = exchange_run (service, NULL, "POST", "/v1/sessions", body, NULL);

  exchange_assert_problem (exchange, 422, "invalid");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (exchange->json),
                                                      "errors")),
                    ==, 3);
}

static void
test_deep (gconstpointer data)
{
  const char *bracket = data;
  g_autoptr (GString) body = g_string_new ("{\"user_name\":");
  g_autoptr (Exchange) exchange = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (body, bracket);
  exchange = exchange_run (service, NULL, "POST", "/v1/sessions", body->str, NULL);
  exchange_assert_problem (exchange, 400, NULL);
  assert_alive ();
}

static void
test_wrong_parameters (void)
{
  static const char *const paths[] = {
    "/v1/attempts?limit=0",    "/v1/attempts?limit=501", "/v1/attempts?limit=-1",
    "/v1/attempts?limit=ten",  "/v1/attempts?limit=",    "/v1/attempts?limit=1e2",
    "/v1/attempts?limit=%201", "/v1/attempts?cursor=",   "/v1/attempts?cursor=x",
    "/v1/progress?limit=0",    "/v1/progress?cursor=x",  "/v1/exams?cursor=YXR0ZW1w",
    "/v1/sessions?limit=9999",
  };
  g_autofree char *token = exchange_sign_in (service);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Exchange) exchange = exchange_get (service, token, paths[i]);

      g_test_message ("%s", paths[i]);
      exchange_assert_problem (exchange, 422, "invalid");
    }
}

/* What is sent to the end, although it is too much: the answer arrives all the same. */
static void
test_huge_body (gconstpointer data)
{
  const char *coding = data;
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autofree char *head = g_strdup_printf (POST ("%s\r\n", ""), coding);
  g_autofree char *chunk = g_strnfill (1024, ' ');
  gboolean is_chunked = g_str_has_prefix (coding, "Transfer");
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, head, strlen (head));
  for (guint i = 0; i < 1024; i++)
    {
      if (is_chunked)
        raw_send (connection, "400\r\n", 5);
      raw_send (connection, chunk, 1024);
      if (is_chunked)
        raw_send (connection, "\r\n", 2);
    }
  exchange = raw_receive (connection, "POST", "/v1/sessions");
  exchange_assert_problem (exchange, 413, NULL);
  assert_alive ();
}

static void
test_long_target (void)
{
  g_autofree char *name = g_strnfill (9000, 'a');
  g_autofree char *path = g_strconcat ("/v1/attempts/", name, NULL);
  g_autofree char *query = g_strconcat ("/v1?", name, NULL);
  g_autoptr (Exchange) by_path = exchange_get (service, NULL, path);
  g_autoptr (Exchange) by_query = exchange_get (service, NULL, query);

  exchange_assert_problem (by_path, 414, NULL);
  exchange_assert_problem (by_query, 414, NULL);
}

static void
test_long_headers (void)
{
  g_autofree char *value = g_strnfill (40000, 'a');
  g_autoptr (Exchange) exchange
      = exchange_run (service, NULL, "GET", "/v1", NULL, "X-Long", value, NULL);

  exchange_assert_problem (exchange, 431, NULL);
}

/* A header without end: nobody reads on, and nobody keeps it. */
static void
test_endless_headers (void)
{
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autofree char *line = g_strnfill (1024, 'a');
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, "GET /v1 HTTP/1.1\r\nX: ", 21);
  for (guint i = 0; i < 1024; i++)
    raw_send (connection, line, 1024);
  exchange = raw_receive (connection, NULL, NULL);
  g_assert_cmpuint (exchange->status, ==, 0);
  assert_alive ();
}

static void
test_http_1_0 (void)
{
  static const char request[] = "GET /v1 HTTP/1.0\r\n\r\n";
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, request, strlen (request));
  exchange = raw_receive (connection, "GET", "/v1");
  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_true (raw_is_closed (connection));
}

/* All at once, in the order they were asked, one of them wrong. */
static void
test_pipeline (void)
{
  static const char requests[]
      = "GET /v1 HTTP/1.1\r\n" HOST "\r\n"
        "GET /v1/nothing HTTP/1.1\r\n" HOST "\r\n"
        "POST /v1/sessions/refresh HTTP/1.1\r\n" HOST JSON "Content-Length: 2\r\n\r\n{}"
        "HEAD /v1/program HTTP/1.1\r\n" HOST "\r\n"
        "GET /v1 HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n";
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
  } expected[] = {
    { "GET", "/v1", 200 },
    { "GET", "/v1/nothing", 404 },
    { "POST", "/v1/sessions/refresh", 422 },
    { "HEAD", "/v1/program", 200 },
    { "GET", "/v1", 200 },
  };
  g_autoptr (GSocketConnection) connection = raw_connect (service);

  raw_send (connection, requests, strlen (requests));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Exchange) exchange
          = raw_receive (connection, expected[i].method, expected[i].path);

      g_assert_cmpuint (exchange->status, ==, expected[i].status);
    }
  g_assert_true (raw_is_closed (connection));
}

static void
test_expect_continue (void)
{
  static const char body[] = "{\"refresh_token\":\"x\"}";
  static const char head[] = "POST /v1/sessions/refresh HTTP/1.1\r\n" HOST JSON
                             "Expect: 100-continue\r\nContent-Length: 21\r\n\r\n";
  g_autoptr (GSocketConnection) connection = raw_connect (service);
  g_autofree char *go_on = NULL;
  g_autoptr (Exchange) exchange = NULL;

  raw_send (connection, head, strlen (head));
  go_on = raw_receive_head (connection);
  g_assert_true (g_str_has_prefix (go_on, "HTTP/1.1 100 Continue\r\n"));
  raw_send (connection, body, strlen (body));
  exchange = raw_receive (connection, "POST", "/v1/sessions/refresh");
  exchange_assert_problem (exchange, 401, "session-ended");
}

/* Who leaves in the middle is no trouble, wherever the middle is. */
static void
test_cut_off (void)
{
  static const char request[]
      = POST ("Content-Length: 35\r\n", "{\"user_name\":\"nobody\",\"password\":\"\"}");

  for (gsize length = 0; length <= strlen (request); length += 7)
    {
      g_autoptr (GSocketConnection) connection = raw_connect (service);

      raw_send (connection, request, length);
      g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));
    }
  assert_alive ();
}

/* Noise, the same each time. */
static void
test_noise (void)
{
  static const char start[] = "POST /v1/sessions HTTP/1.1\r\n" HOST JSON;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GSocketConnection) connection = raw_connect (service);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (Exchange) exchange = NULL;

      if (i % 2 == 0)
        g_byte_array_append (bytes, (const guint8 *) start, strlen (start));
      for (guint j = g_rand_int_range (rand, 1, 300); j > 0; j--)
        {
          guint8 byte = g_rand_int_range (rand, 0, 256);
          g_byte_array_append (bytes, &byte, 1);
        }
      g_byte_array_append (bytes, (const guint8 *) "\r\n\r\n", 4);
      raw_send (connection, bytes->data, bytes->len);
      exchange = raw_receive (connection, NULL, NULL);
      g_assert_cmpuint (exchange->status, >=, 400);
      g_assert_true (exchange->status < 500 || exchange->status == 505);
    }
  assert_alive ();
}

static void
add_table (const char *prefix, gconstpointer rows, gsize size, gsize n_rows, GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const char *const *row = (gconstpointer) ((const char *) rows + i * size);
      g_autofree char *name = g_strconcat (prefix, *row, NULL);

      g_test_add_data_func (name, row, test);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  exchange_init (argv[0]);
  service = real_service_new ();

  add_table ("/hostile/raw/", raws, sizeof raws[0], G_N_ELEMENTS (raws), test_raw);
  add_table ("/hostile/wrong/", wrongs, sizeof wrongs[0], G_N_ELEMENTS (wrongs), test_wrong);
  g_test_add_func ("/hostile/all-reasons", test_all_reasons);
  g_test_add_data_func ("/hostile/deep/arrays", "[", test_deep);
  g_test_add_data_func ("/hostile/deep/objects", "{\"\":", test_deep);
  g_test_add_func ("/hostile/wrong-parameters", test_wrong_parameters);
  g_test_add_data_func ("/hostile/huge-body/length", "Content-Length: 1048576", test_huge_body);
  g_test_add_data_func ("/hostile/huge-body/chunks", "Transfer-Encoding: chunked", test_huge_body);
  g_test_add_func ("/hostile/long-target", test_long_target);
  g_test_add_func ("/hostile/long-headers", test_long_headers);
  g_test_add_func ("/hostile/endless-headers", test_endless_headers);
  g_test_add_func ("/hostile/http-1.0", test_http_1_0);
  g_test_add_func ("/hostile/pipeline", test_pipeline);
  g_test_add_func ("/hostile/expect-continue", test_expect_continue);
  g_test_add_func ("/hostile/cut-off", test_cut_off);
  g_test_add_func ("/hostile/noise", test_noise);

  result = g_test_run ();

  real_service_free (service);
  return result;
}

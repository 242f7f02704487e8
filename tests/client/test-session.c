/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "client/ct-keyring.h"
#include "client/ct-session.h"
#include "model/ct-error.h"
#include "model/ct-json.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/scripted-server.h"
#include "support/waiting.h"

#define PROBLEM(status, name) \
  "{\"type\":\"urn:certtracker:" name "\",\"status\":" #status ",\"detail\":\"words\"}"

#define SIGN_IN "POST /v1/sessions"
#define REFRESH "POST /v1/sessions/refresh"
#define SIGN_OUT "DELETE /v1/sessions/current"
#define THING "GET /v1/thing"

/* A service that gives out tokens: the access tokens a1, a2, …, the refresh tokens r1, r2, … */
typedef struct
{
  ScriptedServer *server;
  CtSession *session;
  guint n_tokens;
  guint n_good; /* only this access token is good; 0: the last one given out */
  guint expires_in;
  guint n_lost;     /* so many answers to refreshes get lost */
  gboolean is_over; /* no token is good any more */
  guint n_ended;    /* how often the session said that it has ended */
} Fixture;

static void
answer_tokens (Fixture *self, SoupServerMessage *message, guint status)
{
  g_autofree char *json = NULL;

  self->n_tokens++;
  json = g_strdup_printf ("{\"access_token\":\"a%u\",\"refresh_token\":\"r%u\",\"expires_in\":%u,"
                          "\"session_id\":\"s1\",\"account_id\":\"c1\"}",
                          self->n_tokens, self->n_tokens, self->expires_in);
  scripted_server_respond (message, status, "application/json", json);
}

static JsonObject *
read_object (const char *text, JsonNode **node)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  *node = ct_json_parse (bytes, NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

static void
on_sign_in (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = read_object (scripted_server_last_body (server, SIGN_IN), &node);

  if (g_strcmp0 (json_object_get_string_member (object, "password"), "right") == 0)
    answer_tokens (user_data, message, 201);
  else
    scripted_server_respond (message, 401, "application/problem+json",
                             PROBLEM (401, "bad-credentials"));
}

static void
on_refresh (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = read_object (scripted_server_last_body (server, REFRESH), &node);
  g_autofree char *last = g_strdup_printf ("r%u", self->n_tokens);

  if (self->is_over
      || g_strcmp0 (json_object_get_string_member (object, "refresh_token"), last) != 0)
    scripted_server_respond (message, 401, "application/problem+json",
                             PROBLEM (401, "session-ended"));
  else if (self->n_lost > 0)
    {
      self->n_lost--;
      g_object_unref (soup_server_message_steal_connection (message));
    }
  else
    answer_tokens (self, message, 200);
}

static void
on_thing (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;
  guint good = self->n_good != 0 ? self->n_good : self->n_tokens;
  g_autofree char *wanted = g_strdup_printf ("Bearer a%u", good);
  const char *got = scripted_server_last_header (server, THING, "Authorization");

  if (!self->is_over && g_strcmp0 (got, wanted) == 0)
    scripted_server_respond (message, 200, "application/json", "{}");
  else
    scripted_server_respond (message, 401, "application/problem+json",
                             PROBLEM (401, "token-expired"));
}

static void
on_ended (CtSession *session, GError *error, Fixture *self)
{
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_OUT);
  self->n_ended++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->expires_in = 900;
  self->server = scripted_server_new ();
  scripted_server_answer_json (self->server, "GET /v1",
                               "{\"name\":\"certtracker-service\",\"version\":\"1\"}");
  scripted_server_handle (self->server, SIGN_IN, on_sign_in, self);
  scripted_server_handle (self->server, REFRESH, on_refresh, self);
  scripted_server_handle (self->server, THING, on_thing, self);
  scripted_server_answer (self->server, SIGN_OUT, 204, NULL, NULL);

  self->session = ct_session_new (NULL);
  g_signal_connect (self->session, "ended", G_CALLBACK (on_ended), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (CtKeyring) keyring = ct_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  assert_finalized (self->session);
  ct_keyring_store_async (keyring, scripted_server_get_address (self->server), NULL, NULL,
                          take_result, &result);
  wait_for_result (&result);
  scripted_server_free (self->server);
}

static gboolean
sign_in (Fixture *self, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_sign_in_async (self->session, scripted_server_get_address (self->server), "jane",
                            password, NULL, take_result, &result);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_BUSY);
  return ct_session_sign_in_finish (self->session, wait_for_result (&result), error);
}

static void
must_sign_in (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  sign_in (self, "right", &error);
  g_assert_no_error (error);
}

static gboolean
restore (CtSession *session, const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_restore_async (session, address, NULL, take_result, &result);
  return ct_session_restore_finish (session, wait_for_result (&result), error);
}

static void
sign_out (CtSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_sign_out_async (session, NULL, take_result, &result);
  g_assert_true (ct_session_sign_out_finish (session, wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static gboolean
get_thing (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_send_async (self->session, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                         take_result, &result);
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (self->session, wait_for_result (&result), NULL, error);
  return answer != NULL;
}

static void
must_get_thing (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  get_thing (self, &error);
  g_assert_no_error (error);
}

/* Goes away and comes back, as an application that is started again. */
static void
start_again (Fixture *self)
{
  assert_finalized (self->session);
  self->session = ct_session_new (NULL);
  g_signal_connect (self->session, "ended", G_CALLBACK (on_ended), self);
}

/* Signing in. */

static void
test_sign_in (Fixture *self, gconstpointer data)
{
  must_sign_in (self);

  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpstr (ct_session_get_account_id (self->session), ==, "c1");
  g_assert_cmpstr (ct_session_get_address (self->session), ==,
                   scripted_server_get_address (self->server));
  g_assert_nonnull (ct_session_get_copy (self->session));
  must_get_thing (self);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 0);
}

static void
test_wrong_password (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_in (self, "wrong", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
  g_assert_null (ct_session_get_address (self->session));

  /* And it can be tried again. */
  must_sign_in (self);
}

static void
test_password_is_not_told_to_others (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *content_type;
    const char *body;
  } others[] = {
    { 200, "text/html", "<html>Welcome to our shop</html>" },
    { 404, "text/html", "<html>" },
    { 200, "application/json", "{\"name\":\"another-service\"}" },
    { 200, "application/json", "[]" },
    { 200, "application/json", "{\"name\":7}" },
    { 301, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      scripted_server_answer (self->server, "GET /v1", others[i].status, others[i].content_type,
                              others[i].body);
      g_assert_false (sign_in (self, "right", &error));
      g_assert_error (error, CT_ERROR, CT_ERROR_BAD_ADDRESS);
    }

  g_assert_cmpuint (scripted_server_count (self->server, SIGN_IN), ==, 0);
}

static void
test_bad_address (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_sign_in_async (self->session, "http://tracker.example.org", "jane", "right", NULL,
                            take_result, &result);
  g_assert_false (ct_session_sign_in_finish (self->session, wait_for_result (&result), &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BAD_ADDRESS);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
}

static void
test_broken_tokens (Fixture *self, gconstpointer data)
{
  static const char *const answers[] = {
    "{}",
    "[]",
    "7",
    "{\"access_token\":\"a\"}",
    "{\"access_token\":1,\"refresh_token\":\"r\",\"expires_in\":9,\"session_id\":\"s\","
    "\"account_id\":\"c\"}",
    "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":-9,\"session_id\":\"s\","
    "\"account_id\":\"c\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      scripted_server_answer (self->server, SIGN_IN, 201, "application/json", answers[i]);
      g_assert_false (sign_in (self, "right", &error));
      g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
      g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
    }
}

static void
test_cancelled_sign_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  scripted_server_hold (self->server, "GET /v1");
  ct_session_sign_in_async (self->session, scripted_server_get_address (self->server), "jane",
                            "right", cancellable, take_result, &result);
  wait_until (scripted_server_count (self->server, "GET /v1") == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (ct_session_sign_in_finish (self->session, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
  g_assert_cmpuint (scripted_server_count (self->server, SIGN_IN), ==, 0);

  scripted_server_release (self->server, "GET /v1");
}

static void
test_one_at_a_time (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    ct_session_sign_in_async (self->session, scripted_server_get_address (self->server), "jane",
                              "right", NULL, take_result, i == 0 ? &first : &second);

  g_assert_false (ct_session_sign_in_finish (self->session, wait_for_result (&second), &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_TRY_LATER);
  g_assert_true (ct_session_sign_in_finish (self->session, wait_for_result (&first), NULL));
}

/* Restoring. */

static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_requests;

  must_sign_in (self);
  start_again (self);
  n_requests = scripted_server_count_all (self->server);

  g_assert_true (restore (self->session, scripted_server_get_address (self->server), &error));
  g_assert_no_error (error);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpstr (ct_session_get_account_id (self->session), ==, "c1");
  g_assert_cmpuint (scripted_server_count_all (self->server), ==, n_requests);

  must_get_thing (self);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
}

static void
test_restore_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (self->session, scripted_server_get_address (self->server), &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
}

static void
test_restore_other_address (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must_sign_in (self);
  start_again (self);

  g_assert_false (restore (self->session, "https://elsewhere.example", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
}

/* After each refresh the keyring has the token that is good now. */
static void
test_restore_after_refresh (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  self->n_good = 2;
  must_get_thing (self);
  self->n_good = 0;

  start_again (self);
  g_assert_true (restore (self->session, scripted_server_get_address (self->server), NULL));
  must_get_thing (self);
  g_assert_cmpuint (self->n_tokens, ==, 3);
  g_assert_cmpuint (self->n_ended, ==, 0);
}

/* Tokens that end. */

static void
test_refresh_once (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  self->n_good = 2;
  must_get_thing (self);

  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
  g_assert_cmpuint (scripted_server_count (self->server, THING), ==, 2);
  must_get_thing (self);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
}

static void
test_refresh_in_time (Fixture *self, gconstpointer data)
{
  self->expires_in = 20;
  must_sign_in (self);
  must_get_thing (self);

  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
  g_assert_cmpuint (scripted_server_count (self->server, THING), ==, 1);
}

static void
test_token_without_life (Fixture *self, gconstpointer data)
{
  self->expires_in = 0;
  must_sign_in (self);
  must_get_thing (self);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
}

static void
test_many_wait_for_one_refresh (Fixture *self, gconstpointer data)
{
  GAsyncResult *results[20] = { NULL };

  must_sign_in (self);
  self->n_good = 2;

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    ct_session_send_async (self->session, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                           take_result, &results[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtAnswer) answer
          = ct_session_send_finish (self->session, wait_for_result (&results[i]), NULL, &error);

      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }

  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
  g_assert_cmpuint (self->n_ended, ==, 0);
}

static void
test_cancelled_while_waiting (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  self->expires_in = 0;
  must_sign_in (self);
  ct_session_send_async (self->session, &(CtCall) { .method = "GET", .path = "v1/thing" },
                         cancellable, take_result, &first);
  ct_session_send_async (self->session, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                         take_result, &second);
  g_cancellable_cancel (cancellable);

  /* One that is given up does not take the refresh away from the others. */
  g_assert_null (ct_session_send_finish (self->session, wait_for_result (&first), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autoptr (CtAnswer) answer
      = ct_session_send_finish (self->session, wait_for_result (&second), NULL, NULL);
  g_assert_nonnull (answer);
}

static void
test_lost_refresh (Fixture *self, gconstpointer data)
{
  self->n_lost = 1;
  self->expires_in = 0;
  must_sign_in (self);
  must_get_thing (self);

  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 2);
  g_assert_cmpuint (self->n_ended, ==, 0);
}

static void
test_service_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->expires_in = 0;
  must_sign_in (self);
  scripted_server_answer (self->server, REFRESH, 503, NULL, NULL);

  /* That the service cannot say is no reason to sign anybody out. */
  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_TRY_LATER);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpuint (self->n_ended, ==, 0);

  scripted_server_handle (self->server, REFRESH, on_refresh, self);
  must_get_thing (self);
}

static void
test_somebody_between (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must_sign_in (self);
  scripted_server_answer (self->server, THING, 401, "text/html", "<html>Proxy</html>");

  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 0);
}

/* The end. */

static void
assert_gone (Fixture *self)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "certtracker", "offline", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_OUT);
  g_assert_null (ct_session_get_account_id (self->session));
  g_assert_null (ct_session_get_address (self->session));
  g_assert_null (ct_session_get_copy (self->session));

  start_again (self);
  g_assert_false (restore (self->session, scripted_server_get_address (self->server), &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_null (dir != NULL ? g_dir_read_name (dir) : NULL);
}

static void
save_something (Fixture *self)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  ct_copy_save (ct_session_get_copy (self->session), "v1/thing", "\"e\"", body);
}

static void
test_refresh_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must_sign_in (self);
  save_something (self);
  self->is_over = TRUE;

  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (self->n_ended, ==, 1);
  assert_gone (self);
}

static void
test_ended_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must_sign_in (self);
  scripted_server_answer (self->server, THING, 401, "application/problem+json",
                          PROBLEM (401, "session-ended"));

  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (self->n_ended, ==, 1);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 0);
  assert_gone (self);
}

/* A service that refuses its own new tokens must not be asked for ever. */
static void
test_refused_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  must_sign_in (self);
  self->n_good = 1000;

  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (scripted_server_count (self->server, THING), ==, 2);
  g_assert_cmpuint (self->n_ended, ==, 1);
}

static void
test_many_end_once (Fixture *self, gconstpointer data)
{
  GAsyncResult *results[10] = { NULL };

  must_sign_in (self);
  self->is_over = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    ct_session_send_async (self->session, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                           take_result, &results[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          ct_session_send_finish (self->session, wait_for_result (&results[i]), NULL, &error));
      g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
      g_clear_object (&results[i]);
    }

  g_assert_cmpuint (self->n_ended, ==, 1);
}

static void
test_sign_out (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  save_something (self);
  sign_out (self->session);

  g_assert_cmpstr (scripted_server_last_header (self->server, SIGN_OUT, "Authorization"), ==,
                   "Bearer a1");
  g_assert_cmpuint (self->n_ended, ==, 0);
  assert_gone (self);
}

static void
test_sign_out_while_down (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  save_something (self);
  scripted_server_answer (self->server, SIGN_OUT, 503, NULL, NULL);
  sign_out (self->session);
  assert_gone (self);
}

static void
test_sign_out_of_ended (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  self->is_over = TRUE;
  scripted_server_answer (self->server, SIGN_OUT, 401, "application/problem+json",
                          PROBLEM (401, "session-ended"));
  sign_out (self->session);

  /* Who leaves is not told that they were thrown out. */
  g_assert_cmpuint (self->n_ended, ==, 0);
  assert_gone (self);
}

static void
test_sign_out_of_silent (Fixture *self, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  must_sign_in (self);
  scripted_server_hold (self->server, SIGN_OUT);
  sign_out (self->session);

  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_TIME_SPAN_SECOND);
  scripted_server_release (self->server, SIGN_OUT);
  assert_gone (self);
}

static void
test_sign_out_twice (Fixture *self, gconstpointer data)
{
  must_sign_in (self);
  sign_out (self->session);
  sign_out (self->session);
  g_assert_cmpuint (scripted_server_count (self->server, SIGN_OUT), ==, 1);
}

static void
test_nobody_signed_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (get_thing (self, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (scripted_server_count_all (self->server), ==, 0);
}

#define TEST(name, function) \
  g_test_add ("/session/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  TEST ("sign-in", test_sign_in);
  TEST ("sign-in/wrong-password", test_wrong_password);
  TEST ("sign-in/password-is-not-told-to-others", test_password_is_not_told_to_others);
  TEST ("sign-in/bad-address", test_bad_address);
  TEST ("sign-in/broken-tokens", test_broken_tokens);
  TEST ("sign-in/cancelled", test_cancelled_sign_in);
  TEST ("sign-in/one-at-a-time", test_one_at_a_time);
  TEST ("restore", test_restore);
  TEST ("restore/nothing", test_restore_nothing);
  TEST ("restore/other-address", test_restore_other_address);
  TEST ("restore/after-refresh", test_restore_after_refresh);
  TEST ("refresh/once", test_refresh_once);
  TEST ("refresh/in-time", test_refresh_in_time);
  TEST ("refresh/token-without-life", test_token_without_life);
  TEST ("refresh/many-wait-for-one", test_many_wait_for_one_refresh);
  TEST ("refresh/cancelled-while-waiting", test_cancelled_while_waiting);
  TEST ("refresh/lost", test_lost_refresh);
  TEST ("refresh/service-down", test_service_down);
  TEST ("refresh/somebody-between", test_somebody_between);
  TEST ("end/refresh-refused", test_refresh_refused);
  TEST ("end/elsewhere", test_ended_elsewhere);
  TEST ("end/refused-again", test_refused_again);
  TEST ("end/many-end-once", test_many_end_once);
  TEST ("sign-out", test_sign_out);
  TEST ("sign-out/while-down", test_sign_out_while_down);
  TEST ("sign-out/of-ended", test_sign_out_of_ended);
  TEST ("sign-out/of-silent", test_sign_out_of_silent);
  TEST ("sign-out/twice", test_sign_out_twice);
  TEST ("nobody-signed-in", test_nobody_signed_in);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-signer.h"
#include "model/ct-error.h"
#include "support/scripted-network.h"
#include "support/scripted-server.h"
#include "support/waiting.h"

/* What a session does with tokens is tried in test-session.c; this is about slow services. */

#define REFRESH "POST /v1/sessions/refresh"
#define THING "GET /v1/thing"
#define TOKENS \
  "{\"access_token\":\"a\",\"refresh_token\":\"r2\",\"expires_in\":900," \
  "\"session_id\":\"s1\",\"account_id\":\"c1\"}"

/* In seconds: where nothing is to be over, however slow this is. */
#define FOR_EVER 3600

typedef struct
{
  ScriptedServer *server;
  CtTransport *transport;
  CtSigner *signer;
  guint n_silent; /* so many refreshes are not answered */
  GPtrArray *unanswered;
} Fixture;

static void
on_refresh (ScriptedServer *server, SoupServerMessage *message, gpointer user_data)
{
  Fixture *self = user_data;

  if (self->n_silent > 0)
    {
      self->n_silent--;
      soup_server_message_pause (message);
      g_ptr_array_add (self->unanswered, g_object_ref (message));
    }
  else
    scripted_server_respond (message, 200, "application/json", TOKENS);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GUri) base = NULL;

  self->server = scripted_server_new ();
  self->unanswered = g_ptr_array_new_with_free_func (g_object_unref);
  scripted_server_handle (self->server, REFRESH, on_refresh, self);
  scripted_server_answer_json (self->server, THING, "{}");

  base = ct_transport_check_address (scripted_server_get_address (self->server), NULL);
  self->transport = ct_transport_new (base, NULL);
  g_object_set (self->transport, "timeout", FOR_EVER, NULL);
  self->signer = ct_signer_new (self->transport, "r1");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  assert_finalized (self->signer);
  assert_finalized (self->transport);
  g_ptr_array_unref (self->unanswered);
  scripted_server_free (self->server);
}

static gboolean
get_thing (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_signer_send_async (self->signer, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                        take_result, &result);
  g_autoptr (CtAnswer) answer
      = ct_signer_send_finish (self->signer, wait_for_result (&result), NULL, error);
  return answer != NULL;
}

/* What ends a try before its request does; %NULL if that may take all its time. */
static GSource *
find_patience (Fixture *self)
{
  return g_main_context_find_source_by_user_data (NULL, self->signer);
}

/* The answer may have been lost, and the old token is only good for some seconds more. */
static void
test_tries_again_in_time (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CtAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  self->n_silent = 3;
  ct_signer_send_async (self->signer, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                        take_result, &result);
  for (guint i = 1; i <= 2; i++)
    {
      wait_until (self->unanswered->len == i);
      GSource *patience = find_patience (self);

      g_assert_nonnull (patience);
      g_assert_cmpint (g_source_get_ready_time (patience) - g_get_monotonic_time (), <=,
                       FOR_EVER / 10 * G_TIME_SPAN_SECOND);
      /* As if that were over, however slow this is. */
      g_source_set_ready_time (patience, 0);
    }

  /* The last one need not leave time for another. */
  wait_until (self->unanswered->len == 3);
  g_assert_null (find_patience (self));
  scripted_server_respond (self->unanswered->pdata[2], 200, "application/json", TOKENS);
  soup_server_message_unpause (self->unanswered->pdata[2]);
  answer = ct_signer_send_finish (self->signer, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 3);
}

static void
test_gives_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) silent = NULL;
  g_autoptr (GError) error = NULL;

  self->n_silent = G_MAXUINT;
  g_object_set (self->transport, "timeout", 1, NULL);
  g_assert_false (get_thing (self, &silent));
  g_assert_error (silent, CT_ERROR, CT_ERROR_UNREACHABLE);
  /* Less if one was over before it had arrived. */
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), <=, 3);

  /* But not for ever: it goes on with the token that it has, which the service takes. */
  self->n_silent = 0;
  g_object_set (self->transport, "timeout", FOR_EVER, NULL);
  get_thing (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scripted_server_last_body (self->server, REFRESH), ==,
                   "{\"refresh_token\":\"r1\"}");
}

/* Who no longer wants an answer is told so at once, and the refresh goes on for who still does. */
static void
test_called_off_while_waiting (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) called_off = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CtAnswer) answer = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  self->n_silent = 1;
  ct_signer_send_async (self->signer, &(CtCall) { .method = "GET", .path = "v1/thing" },
                        cancellable, take_result, &called_off);
  wait_until (self->unanswered->len == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      ct_signer_send_finish (self->signer, wait_for_result (&called_off), NULL, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ct_signer_send_async (self->signer, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                        take_result, &result);
  scripted_server_respond (self->unanswered->pdata[0], 200, "application/json", TOKENS);
  soup_server_message_unpause (self->unanswered->pdata[0]);
  answer = ct_signer_send_finish (self->signer, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
}

static void
test_stopped (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->n_silent = 1;
  ct_signer_send_async (self->signer, &(CtCall) { .method = "GET", .path = "v1/thing" }, NULL,
                        take_result, &result);
  wait_until (self->unanswered->len == 1);
  ct_signer_stop (self->signer);
  g_assert_null (ct_signer_send_finish (self->signer, wait_for_result (&result), NULL, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (scripted_server_count (self->server, REFRESH), ==, 1);
}

#define TEST(name, function) \
  g_test_add ("/signer/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  use_scripted_network ();

  TEST ("tries-again-in-time", test_tries_again_in_time);
  TEST ("gives-up", test_gives_up);
  TEST ("called-off-while-waiting", test_called_off_while_waiting);
  TEST ("stopped", test_stopped);

  return g_test_run ();
}

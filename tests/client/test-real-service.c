/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/ct-client.h"
#include "client/ct-demo.h"
#include "client/ct-printout.h"
#include "client/ct-transport.h"
#include "model/ct-account.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-error.h"
#include "model/ct-login.h"
#include "model/ct-program.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

/* The client against the service itself, which runs as the demo does. */

static const char *service_path;

typedef struct
{
  CtDemo *demo;
  CtClient *client;
  guint n_ended;
  guint n_changed;
} Fixture;

static void
start_demo (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->demo = g_object_new (CT_TYPE_DEMO, "service-path", service_path, NULL);
  ct_demo_start_async (self->demo, NULL, take_result, &result);
  ct_demo_start_finish (self->demo, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  start_demo (self);
  self->client = ct_client_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  CtSession *session = g_object_ref (ct_client_get_session (self->client));
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_sign_out_async (session, NULL, take_result, &result);
  wait_for_result (&result);
  g_clear_object (&result);
  assert_finalized (self->client);
  assert_finalized (session);
  if (self->demo != NULL)
    assert_finalized (self->demo);
}

static gboolean
sign_in (Fixture *self, CtClient *client, const char *password, GError **error)
{
  CtSession *session = ct_client_get_session (client);
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_sign_in_async (session, ct_demo_get_address (self->demo),
                            ct_demo_get_user_name (self->demo), password, NULL, take_result,
                            &result);
  return ct_session_sign_in_finish (session, wait_for_result (&result), error);
}

static void
must_sign_in (Fixture *self, CtClient *client)
{
  g_autoptr (GError) error = NULL;

  sign_in (self, client, ct_demo_get_password (self->demo), &error);
  g_assert_no_error (error);
}

static void
wait_for (CtCollection *collection)
{
  wait_until (!ct_collection_is_refreshing (collection));
}

static void
assert_ready (CtCollection *collection)
{
  wait_for (collection);
  if (ct_collection_get_error (collection) != NULL)
    g_test_message ("%s", ct_collection_get_error (collection)->message);
  g_assert_cmpint (ct_collection_get_state (collection), ==, CT_COLLECTION_STATE_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collection)), >, 0);
}

static void
assert_all_ready (CtClient *client)
{
  assert_ready (ct_client_get_program (client));
  assert_ready (ct_client_get_account (client));
  assert_ready (ct_client_get_exams (client));
  assert_ready (ct_client_get_achievements (client));
  assert_ready (ct_client_get_attempts (client));
  assert_ready (ct_client_get_progress (client));
  assert_ready (ct_client_get_credentials (client));
  assert_ready (ct_client_get_logins (client));
}

static void
on_changed (CtCollection *list, guint position, guint n_removed, guint n_added, Fixture *self)
{
  self->n_changed++;
}

static void
test_everything (Fixture *self, gconstpointer data)
{
  must_sign_in (self, self->client);
  assert_all_ready (self->client);

  CtCollection *account = ct_client_get_account (self->client);
  g_autoptr (CtAccount) first = g_list_model_get_item (G_LIST_MODEL (account), 0);
  g_assert_cmpstr (first->user_name, ==, ct_demo_get_user_name (self->demo));
  g_assert_cmpstr (ct_resource_get_id (CT_RESOURCE (first)), ==,
                   ct_session_get_account_id (ct_client_get_session (self->client)));

  /* Asked again, the service has nothing new. */
  g_signal_connect (ct_client_get_attempts (self->client), "items-changed", G_CALLBACK (on_changed),
                    self);
  ct_client_refresh (self->client);
  assert_all_ready (self->client);
  g_assert_cmpuint (self->n_changed, ==, 0);
  g_signal_handlers_disconnect_by_data (ct_client_get_attempts (self->client), self);
}

static void
test_certificate (Fixture *self, gconstpointer data)
{
  must_sign_in (self, self->client);
  assert_all_ready (self->client);
  CtCollection *credentials = ct_client_get_credentials (self->client);
  g_autoptr (CtCredential) credential = g_list_model_get_item (G_LIST_MODEL (credentials), 0);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_autofree char *path
          = ct_printout_path_certificate (ct_resource_get_id (CT_RESOURCE (credential)),
                                          i % 2 == 0 ? CT_PAPER_A4 : CT_PAPER_LETTER);

      ct_client_load_printout_async (self->client, path, NULL, take_result, &result);
      g_autoptr (GBytes) bytes
          = ct_client_load_printout_finish (self->client, wait_for_result (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
      g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5) == 0);
    }

  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = ct_printout_path_certificate ("no/such", CT_PAPER_A4);
  ct_client_load_printout_async (self->client, path, NULL, take_result, &result);
  g_assert_null (ct_client_load_printout_finish (self->client, wait_for_result (&result), &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_NOT_FOUND);
}

static void
test_wrong_password (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_in (self, self->client, "wrong", &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_BAD_CREDENTIALS);
  must_sign_in (self, self->client);
}

/* Closes the application, as it were, and opens it again. */
static void
start_again (Fixture *self)
{
  CtSession *session = g_object_ref (ct_client_get_session (self->client));

  wait_for (ct_client_get_logins (self->client));
  assert_finalized (self->client);
  assert_finalized (session);
  self->client = ct_client_new (NULL);
}

static void
must_restore (Fixture *self, const char *address)
{
  CtSession *session = ct_client_get_session (self->client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_restore_async (session, address, NULL, take_result, &result);
  ct_session_restore_finish (session, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* The next start, with the service there and without. */
static void
test_start_again (Fixture *self, gconstpointer data)
{
  must_sign_in (self, self->client);
  assert_all_ready (self->client);
  guint n_attempts
      = g_list_model_get_n_items (G_LIST_MODEL (ct_client_get_attempts (self->client)));
  g_autofree char *address = g_strdup (ct_demo_get_address (self->demo));

  start_again (self);
  must_restore (self, address);
  assert_all_ready (self->client);

  start_again (self);
  assert_finalized (g_steal_pointer (&self->demo));
  must_restore (self, address);
  CtCollection *attempts = ct_client_get_attempts (self->client);
  wait_until (ct_collection_get_error (attempts) != NULL);
  g_assert_cmpint (ct_collection_get_state (attempts), ==, CT_COLLECTION_STATE_COPY);
  g_assert_error (ct_collection_get_error (attempts), CT_ERROR, CT_ERROR_UNREACHABLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (attempts)), ==, n_attempts);

  start_demo (self);
  g_assert_cmpstr (ct_demo_get_address (self->demo), ==, address);
  ct_client_refresh (self->client);
  assert_all_ready (self->client);
}

static void
on_ended (CtSession *session, GError *error, Fixture *self)
{
  self->n_ended++;
}

static void
test_two_sessions (Fixture *self, gconstpointer data)
{
  CtClient *other = ct_client_new (NULL);
  CtSession *session = g_object_ref (ct_client_get_session (other));
  CtCollection *logins = ct_client_get_logins (self->client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  must_sign_in (self, self->client);
  must_sign_in (self, other);
  g_signal_connect (session, "ended", G_CALLBACK (on_ended), self);
  assert_all_ready (other);
  wait_for (logins);
  ct_collection_refresh (logins);
  assert_ready (logins);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (logins));
  g_assert_cmpuint (n_before, >=, 2);

  ct_client_end_login_async (self->client, NULL, NULL, take_result, &result);
  ct_client_end_login_finish (self->client, wait_for_result (&result), &error);
  g_assert_no_error (error);
  wait_for (logins);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (logins)), ==, 1);
  g_autoptr (CtLogin) login = g_list_model_get_item (G_LIST_MODEL (logins), 0);
  g_assert_true (login->current);

  ct_client_refresh (other);
  wait_until (self->n_ended > 0);
  g_assert_cmpint (ct_session_get_state (session), ==, CT_SESSION_STATE_SIGNED_OUT);

  assert_finalized (other);
  assert_finalized (session);
}

static void
test_visit (Fixture *self, gconstpointer data)
{
  CtCollection *program = ct_client_get_program (self->client);

  g_assert_true (ct_session_visit (ct_client_get_session (self->client),
                                   ct_demo_get_address (self->demo), NULL));
  ct_collection_refresh (program);
  assert_ready (program);
}

typedef struct
{
  GCancellable *cancellable;
  guint n_waiting;
} Refused;

static void
on_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refused *refused = user_data;
  g_autoptr (GError) error = NULL;

  ct_transport_send_finish (CT_TRANSPORT (source), result, NULL, &error);
  g_assert_true (g_error_matches (error, CT_ERROR, CT_ERROR_SIGNED_OUT)
                 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  refused->n_waiting--;
  g_cancellable_cancel (refused->cancellable);
}

/* A session that ends gets a 401 for all that is under way, and calls off the rest at the
 * first. libsoup can be brought to let go of a request twice by that. */
static void
test_called_off (Fixture *self, gconstpointer data)
{
  g_autoptr (GUri) base = ct_transport_check_address (ct_demo_get_address (self->demo), NULL);

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      CtTransport *transport = ct_transport_new (base, NULL);
      Refused refused = { cancellable, 8 };

      for (guint i = refused.n_waiting; i > 0; i--)
        ct_transport_send_async (transport, &(CtCall) { .method = "GET", .path = "v1/account" },
                                 "of no use", cancellable, on_refused, &refused);
      wait_until (refused.n_waiting == 0);
      assert_finalized (transport);
    }
}

#define TEST(name, function) \
  g_test_add ("/real-service/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, >, 1);
  service_path = argv[1];
  use_scripted_network ();
  use_scripted_keyring ();

  TEST ("everything", test_everything);
  TEST ("certificate", test_certificate);
  TEST ("wrong-password", test_wrong_password);
  TEST ("start-again", test_start_again);
  TEST ("two-sessions", test_two_sessions);
  TEST ("visit", test_visit);
  TEST ("called-off", test_called_off);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}

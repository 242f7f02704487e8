/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states of getting in: whatever is called off, or goes wrong, ends in asking the candidate,
 * and only what got somebody in is remembered. */

#include "client/ct-way-in.h"
#include "model/ct-error.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define SIGN_IN "POST /v1/sessions"

typedef struct
{
  ScriptedServer *server;
  GSettings *settings;
  CtSession *session;
  CtWayIn *way_in;
  GString *states; /* the first letters of those it went through */
} Fixture;

static void
on_state (Fixture *self)
{
  static const char letters[] = { 'a', 'o', 'd', 's', 'i' };

  g_string_append_c (self->states, letters[ct_way_in_get_state (self->way_in)]);
}

/* As when the application is started. */
static void
begin (Fixture *self)
{
  self->session = ct_session_new (NULL);
  self->way_in = ct_way_in_new (self->session);
  self->states = g_string_new (NULL);
  g_signal_connect_swapped (self->way_in, "notify::state", G_CALLBACK (on_state), self);
  ct_way_in_prepare (self->way_in);
  ct_way_in_start (self->way_in);
}

static void
end (Fixture *self)
{
  assert_finalized (self->way_in);
  assert_finalized (self->session);
  g_string_free (self->states, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = scripted_server_new ();
  let_sign_in (self->server);
  self->settings = new_settings ();
  begin (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end (self);
  g_object_unref (self->settings);
  scripted_server_free (self->server);
}

static void
sign_in (Fixture *self)
{
  ct_way_in_sign_in (self->way_in, scripted_server_get_address (self->server), "jane", "secret");
}

static gboolean
has_ended (Fixture *self)
{
  CtWayInState state = ct_way_in_get_state (self->way_in);

  return state == CT_WAY_IN_STATE_ASKING || state == CT_WAY_IN_STATE_IN;
}

static void
test_signed_in (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "si");
  g_assert_null (ct_way_in_get_error (self->way_in));
  g_assert_cmpstr (ct_way_in_get_user_name (self->way_in), ==, "jane");
  g_assert_cmpstr (ct_way_in_get_address (self->way_in), ==,
                   scripted_server_get_address (self->server));

  ct_way_in_forget (self->way_in);
  g_assert_cmpstr (ct_way_in_get_user_name (self->way_in), ==, "");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  scripted_server_answer (self->server, SIGN_IN, 401, "application/problem+json",
                          "{\"type\":\"urn:certtracker:bad-credentials\",\"status\":401}");
  sign_in (self);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "sa");
  g_assert_nonnull (ct_way_in_get_error (self->way_in));
  g_assert_cmpstr (ct_way_in_get_user_name (self->way_in), ==, "");
  g_assert_cmpstr (ct_way_in_get_address (self->way_in), ==, "");
}

/* What the service answers after all is not heard. */
static void
test_called_off (Fixture *self, gconstpointer data)
{
  scripted_server_hold (self->server, SIGN_IN);
  sign_in (self);
  wait_until (scripted_server_count (self->server, SIGN_IN) > 0);
  ct_way_in_cancel (self->way_in);
  scripted_server_release (self->server, SIGN_IN);
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_OUT);
  handle_pending ();

  g_assert_cmpstr (self->states->str, ==, "sa");
  g_assert_null (ct_way_in_get_error (self->way_in));
  g_assert_cmpstr (ct_way_in_get_user_name (self->way_in), ==, "");
}

static void
test_next_time (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (has_ended (self));
  end (self);

  begin (self);
  wait_until (has_ended (self));
  g_assert_cmpstr (self->states->str, ==, "oi");
  g_assert_cmpint (scripted_server_count (self->server, SIGN_IN), ==, 1);
}

/* Who does not want to wait for the keyring signs in. */
static void
test_next_time_called_off (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (has_ended (self));
  end (self);

  begin (self);
  ct_way_in_cancel (self->way_in);
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_OUT);
  handle_pending ();
  g_assert_cmpstr (self->states->str, ==, "oa");

  sign_in (self);
  wait_until (has_ended (self));
  g_assert_cmpstr (self->states->str, ==, "oasi");
}

static void
test_signed_out (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (has_ended (self));
  sign_out_of (self->session);

  g_assert_cmpstr (self->states->str, ==, "sia");
  g_assert_null (ct_way_in_get_error (self->way_in));

  /* Then the next time nobody is in, which is no failure. */
  end (self);
  begin (self);
  wait_until (has_ended (self));
  g_assert_cmpstr (self->states->str, ==, "oa");
  g_assert_null (ct_way_in_get_error (self->way_in));
  g_assert_cmpstr (ct_way_in_get_user_name (self->way_in), ==, "jane");
}

/* A candidate who is in stays in. */
static void
test_demo_while_in (Fixture *self, gconstpointer data)
{
  sign_in (self);
  wait_until (has_ended (self));
  ct_way_in_start_demo (self->way_in);
  handle_pending ();

  g_assert_cmpstr (self->states->str, ==, "si");
  g_assert_null (ct_way_in_get_demo_address (self->way_in));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/way-in/signed-in", test_signed_in);
  ADD ("/way-in/refused", test_refused);
  ADD ("/way-in/called-off", test_called_off);
  ADD ("/way-in/next-time", test_next_time);
  ADD ("/way-in/next-time-called-off", test_next_time_called_off);
  ADD ("/way-in/signed-out", test_signed_out);
  ADD ("/way-in/demo-while-in", test_demo_while_in);
#undef ADD

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states of getting in: whatever is called off, or goes wrong, ends in asking the candidate,
 * and only what got somebody in is remembered. */

#include "client/ct-way-in.h"
#include "model/ct-error.h"
#include "signed-in.h"
#include "stage.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define SIGN_IN "POST /v1/sessions"

typedef struct
{
  ScriptedServer *server;
  Stage stage; /* of the demo, whose service is that server */
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
  g_autoptr (CtDemo) demo = stage_new_demo (&self->stage);

  self->session = ct_session_new (NULL);
  self->way_in = ct_way_in_new_with_demo (self->session, demo);
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
  const char *lines = data;
  g_autofree char *announcement = NULL;
  g_autofree char *script = NULL;

  self->server = scripted_server_new ();
  let_sign_in (self->server);
  announcement = g_strdup_printf (ANNOUNCE ("%s"), scripted_server_get_address (self->server));
  script = g_strconcat ("printf . >> starts\n" TAKE_DATA, lines ? lines : "", announcement,
                        "cat > /dev/null\nrm data\n", NULL);
  stage_set (&self->stage, script);
  self->settings = new_settings ();
  begin (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  end (self);
  g_object_unref (self->settings);
  stage_clear (&self->stage);
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

static void
test_demo (Fixture *self, gconstpointer data)
{
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "di");
  g_assert_cmpstr (ct_way_in_get_demo_address (self->way_in), ==,
                   scripted_server_get_address (self->server));
  g_assert_true (g_settings_get_boolean (self->settings, "demo"));
}

/* One service and one session, however often it is asked for, and whenever. */
static void
test_demo_twice (Fixture *self, gconstpointer data)
{
  scripted_server_hold (self->server, SIGN_IN);
  ct_way_in_start_demo (self->way_in);
  ct_way_in_start_demo (self->way_in);
  wait_until (scripted_server_count (self->server, SIGN_IN) > 0);
  ct_way_in_start_demo (self->way_in);
  scripted_server_release (self->server, SIGN_IN);
  wait_until (has_ended (self));
  ct_way_in_start_demo (self->way_in);
  handle_pending ();

  g_assert_cmpstr (self->states->str, ==, "di");
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpuint (stage_count (&self->stage, "starts"), ==, 1);
  g_assert_cmpint (scripted_server_count (self->server, SIGN_IN), ==, 1);
}

/* The session of the last time is what it goes on with, also if somebody asks for the demo. */
static void
test_demo_next_time (Fixture *self, gconstpointer data)
{
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));
  end (self);
  while (stage_has (&self->stage, "data"))
    g_thread_yield ();

  begin (self);
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "di");
  g_assert_cmpint (scripted_server_count (self->server, SIGN_IN), ==, 1);
}

/* Who left it comes back to the same service. */
static void
test_demo_after_signing_out (Fixture *self, gconstpointer data)
{
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));
  sign_out_of (self->session);
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "diadi");
  g_assert_cmpuint (stage_count (&self->stage, "starts"), ==, 1);
}

/* The service that was called off is gone before there is another. */
static void
test_demo_after_calling_off (Fixture *self, gconstpointer data)
{
  ct_way_in_start_demo (self->way_in);
  while (!stage_has (&self->stage, "hanging"))
    g_thread_yield ();
  ct_way_in_cancel (self->way_in);
  ct_way_in_start_demo (self->way_in);
  wait_until (has_ended (self));

  g_assert_cmpstr (self->states->str, ==, "dadi");
  g_assert_null (ct_way_in_get_error (self->way_in));
  g_assert_cmpuint (stage_count (&self->stage, "starts"), ==, 2);
}

/* As who was started only to search has it: there the session is not restored. */
static void
assert_copy (gboolean expected)
{
  g_autoptr (CtSession) session = ct_session_new (NULL);
  g_autoptr (CtWayIn) way_in = ct_way_in_new (session);
  g_autoptr (CtCopy) copy = ct_way_in_open_copy (way_in);

  g_assert_true ((copy != NULL) == expected);
}

/* Whoever is not signed in has nothing that could be found. */
static void
test_copy (Fixture *self, gconstpointer data)
{
  assert_copy (FALSE);
  sign_in (self);
  wait_until (has_ended (self));
  assert_copy (TRUE);
  sign_out_of (self->session);
  assert_copy (FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/way-in/signed-in", test_signed_in);
  ADD ("/way-in/copy", test_copy);
  ADD ("/way-in/refused", test_refused);
  ADD ("/way-in/called-off", test_called_off);
  ADD ("/way-in/next-time", test_next_time);
  ADD ("/way-in/next-time-called-off", test_next_time_called_off);
  ADD ("/way-in/signed-out", test_signed_out);
  ADD ("/way-in/demo-while-in", test_demo_while_in);
  ADD ("/way-in/demo", test_demo);
  ADD ("/way-in/demo-twice", test_demo_twice);
  ADD ("/way-in/demo-next-time", test_demo_next_time);
  ADD ("/way-in/demo-after-signing-out", test_demo_after_signing_out);
#undef ADD
  g_test_add ("/way-in/demo-after-calling-off", Fixture, HANG_ONCE, set_up,
              test_demo_after_calling_off, tear_down);

  int status = g_test_run ();
  drop_scripted_keyring ();
  return status;
}

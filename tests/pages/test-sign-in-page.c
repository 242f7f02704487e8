/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way in: what goes wrong has words, what was typed survives, and nothing secret is kept. */

#include "../client/signed-in.h"
#include "../client/stage.h"
#include "pages/ct-sign-in-page.h"
#include "support/page-window.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define SIGN_IN "POST /v1/sessions"
#define PROBLEM "application/problem+json"

typedef struct
{
  ScriptedServer *server;
  Stage stage; /* of the demo, whose service is that server */
  GSettings *settings;
  CtClient *client;
  CtSession *session;
  CtWayIn *way_in;
  CtSignInPage *page;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *self)
{
  g_autoptr (CtDemo) demo = stage_new_demo (&self->stage);

  self->client = ct_client_new (NULL);
  self->session = ct_client_get_session (self->client);
  self->way_in = ct_way_in_new_with_demo (self->session, demo);
  self->page = CT_SIGN_IN_PAGE (ct_sign_in_page_new (self->client, self->way_in));
  self->window = present_page (GTK_WIDGET (self->page));
  ct_way_in_start (self->way_in);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *script = NULL;

  self->server = scripted_server_new ();
  let_sign_in (self->server);
  script = g_strdup_printf ("printf . >> starts\n" ANNOUNCE ("%s") "cat > /dev/null\n",
                            scripted_server_get_address (self->server));
  stage_set (&self->stage, script);
  self->settings = new_settings ();
  show (self);
}

static void
hide (Fixture *self)
{
  close_page (self->window);
  assert_finalized (self->way_in);
  sign_out_candidate (self->client);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hide (self);
  g_object_unref (self->settings);
  stage_clear (&self->stage);
  scripted_server_free (self->server);
}

static GtkEditable *
get_field (Fixture *self, const char *title)
{
  GtkEditable *row = find_shown (self->page, ADW_TYPE_ENTRY_ROW, title);

  if (row == NULL)
    g_error ("no field: %s", title);
  return row;
}

static void
fill_in (Fixture *self, const char *user_name, const char *password, const char *address)
{
  gtk_editable_set_text (get_field (self, "User Name"), user_name);
  gtk_editable_set_text (get_field (self, "Password"), password);
  gtk_editable_set_text (get_field (self, "Address"), address);
}

static void
submit (Fixture *self)
{
  click (self->page, "Sign In");
  wait_until (ct_session_get_state (self->session) != CT_SESSION_STATE_BUSY);
  handle_pending ();
}

static void
test_form (Fixture *self, gconstpointer data)
{
  assert_usable (self->page);
  assert_shows (self->page, "Try the Demo");
}

static void
test_success (Fixture *self, gconstpointer data)
{
  g_autofree char *address = NULL, *user_name = NULL;

  fill_in (self, "jane", "secret", scripted_server_get_address (self->server));
  g_signal_emit_by_name (get_field (self, "Password"), "entry-activated");
  g_assert_true (is_said (self->page, "Cancel"));
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_IN);
  handle_pending ();

  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "Password")), ==, "");
  address = g_settings_get_string (self->settings, "service-address");
  user_name = g_settings_get_string (self->settings, "user-name");
  g_assert_cmpstr (address, ==, ct_session_get_address (self->session));
  g_assert_cmpstr (user_name, ==, "jane");
}

/* The next time only the password is asked for, and that only without a keyring. */
static void
test_next_time (Fixture *self, gconstpointer data)
{
  fill_in (self, "jane", "secret", scripted_server_get_address (self->server));
  submit (self);
  close_page (self->window);
  assert_finalized (self->way_in);
  wait_until_loaded (self->client);
  assert_finalized (self->client);

  show (self);
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_IN);
  wait_until_loaded (self->client);
  hide (self);

  show (self);
  wait_until (is_said (self->page, "Change"));
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "User Name")), ==, "jane");
  g_assert_null (find_shown (self->page, ADW_TYPE_ENTRY_ROW, "Address"));
  click (self->page, "Change");
  g_assert_nonnull (find_shown (self->page, ADW_TYPE_ENTRY_ROW, "Address"));
}

static const struct
{
  const char *name;
  guint status;
  const char *type;
  const char *body;
  const char *retry_after;
  const char *words;
  const char *wrong_field;
} refusals[] = {
  { "wrong-password", 401, PROBLEM, "{\"type\":\"urn:certtracker:bad-credentials\"}", NULL,
    "The user name or the password is wrong.", "Password" },
  { "too-often", 429, PROBLEM, "{\"type\":\"urn:certtracker:rate-limited\"}", "90", "2 minutes",
    NULL },
  { "down", 503, "text/html", "<h1>Closed</h1>", NULL, "Try Again Later", NULL },
  { "not-json", 201, "text/html", "<h1>Welcome to the hotel</h1>", NULL, "Cannot Be Read", NULL },
  { "cut-off", 201, "application/json", "{\"access_token\":\"a", NULL, "Cannot Be Read", NULL },
};

static void
test_refusal (Fixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *address = scripted_server_get_address (self->server);

  scripted_server_answer (self->server, SIGN_IN, refusals[i].status, refusals[i].type,
                          refusals[i].body);
  if (refusals[i].retry_after)
    scripted_server_add_header (self->server, SIGN_IN, "Retry-After", refusals[i].retry_after);
  fill_in (self, "jane", "secret", address);
  submit (self);

  assert_shows (self->page, refusals[i].words);
  assert_usable (self->page);
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "User Name")), ==, "jane");
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "Password")), ==, "secret");
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "Address")), ==, address);
  if (refusals[i].wrong_field)
    assert_wrong (get_field (self, refusals[i].wrong_field), refusals[i].words);

  /* It is over when it goes well. */
  let_sign_in (self->server);
  submit (self);
  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  assert_hides (self->page, refusals[i].words);
  assert_right (get_field (self, "Password"));
}

static void
test_bad_address (Fixture *self, gconstpointer data)
{
  static const char *const addresses[]
      = { "http://certs.example.com", "ftp://certs.example.com", "not an address", "https://" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      fill_in (self, "jane", "secret", addresses[i]);
      submit (self);
      assert_wrong (get_field (self, "Address"), "cannot be the address of a CertTracker service");
    }

  /* It is over when it is right. */
  gtk_editable_set_text (get_field (self, "Address"), scripted_server_get_address (self->server));
  assert_right (get_field (self, "Address"));
  assert_hides (self->page, "cannot be the address");
}

static void
test_unreachable (Fixture *self, gconstpointer data)
{
  fill_in (self, "jane", "secret", "http://127.0.0.1:1");
  submit (self);
  assert_shows (self->page, "The Service Does Not Answer");

  fill_in (self, "jane", "secret", "certs.example.com");
  submit (self);
  assert_shows (self->page, "The Service Does Not Answer");
  set_network_available (FALSE);
  submit (self);
  assert_shows (self->page, "You Are Offline");
  assert_shows (self->page, "Connect to a network to sign in.");
  assert_hides (self->page, "What was loaded before");
  set_network_available (TRUE);
}

/* Nothing is sent before everything is there, and all that is missing is said at once. */
static void
test_incomplete (Fixture *self, gconstpointer data)
{
  fill_in (self, "", "", "");
  submit (self);
  assert_wrong (get_field (self, "User Name"), "Enter your user name or email address.");
  assert_wrong (get_field (self, "Password"), "Enter your password.");
  assert_wrong (get_field (self, "Address"), "Enter the address of your program’s service.");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window),
                                         GTK_WIDGET (get_field (self, "User Name"))));

  fill_in (self, "jane", "", scripted_server_get_address (self->server));
  assert_right (get_field (self, "User Name"));
  assert_right (get_field (self, "Address"));
  submit (self);
  assert_wrong (get_field (self, "Password"), "Enter your password.");
  g_assert_cmpuint (scripted_server_count_all (self->server), ==, 0);
}

/* Enter says what is missing, or leads to what comes next. */
static void
test_enter (Fixture *self, gconstpointer data)
{
  g_signal_emit_by_name (get_field (self, "User Name"), "entry-activated");
  assert_wrong (get_field (self, "User Name"), "Enter your user name or email address.");
  gtk_editable_set_text (get_field (self, "User Name"), "jane");
  g_signal_emit_by_name (get_field (self, "User Name"), "entry-activated");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window),
                                         GTK_WIDGET (get_field (self, "Password"))));
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

/* Who starts for the first time is told what an address is; what needs one says so, is no fault,
 * and goes on once there is one. */
static void
test_no_address (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *button;
    const char *words;
  } doors[] = {
    { "F_irst Time Here?", "Accounts are made by your program’s service." },
    { "_Forgot User Name or Password?", "can send you your user name" },
    { "_Help and Privacy", "come from your program" },
  };

  assert_shows (self->page, "It is in the email from your program and on its website.");
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      gtk_editable_set_text (get_field (self, "Address"), "");
      click (self->page, doors[i].button);
      assert_shows (self->page, doors[i].words);
      assert_right (get_field (self, "Address"));
      assert_hides (self->page, "cannot be the address");
      g_assert_null (get_dialog (self));
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window),
                                             GTK_WIDGET (get_field (self, "Address"))));

      gtk_editable_set_text (get_field (self, "Address"),
                             scripted_server_get_address (self->server));
      g_signal_emit_by_name (get_field (self, "Address"), "entry-activated");
      wait_until (get_dialog (self) != NULL);
      assert_hides (self->page, doors[i].words);
      adw_dialog_force_close (get_dialog (self));
      wait_until (get_dialog (self) == NULL);
    }
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  scripted_server_hold (self->server, SIGN_IN);
  fill_in (self, "jane", "secret", scripted_server_get_address (self->server));
  click (self->page, "Sign In");
  wait_until (scripted_server_count (self->server, SIGN_IN) == 1);
  assert_usable (self->page);
  click (self->page, "Cancel");
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_OUT);
  scripted_server_release (self->server, SIGN_IN);
  handle_pending ();
  assert_shows (self->page, "Try the Demo");
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "Password")), ==, "secret");
}

/* As by who clicks everything twice. */
static void
test_demo (Fixture *self, gconstpointer data)
{
  GtkWidget *button = find_shown (self->page, GTK_TYPE_BUTTON, "Try the Demo");

  g_signal_emit_by_name (button, "clicked");
  wait_until (stage_count (&self->stage, "starts") == 1);
  g_signal_emit_by_name (button, "clicked");
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_IN);
  g_signal_emit_by_name (button, "clicked");
  handle_pending ();

  g_assert_cmpint (ct_session_get_state (self->session), ==, CT_SESSION_STATE_SIGNED_IN);
  g_assert_cmpuint (stage_count (&self->stage, "starts"), ==, 1);
  g_assert_cmpuint (scripted_server_count (self->server, SIGN_IN), ==, 1);
}

/* Why one is here again is said, and the name need not be typed again. */
static void
test_ended (Fixture *self, gconstpointer data)
{
  fill_in (self, "jane", "secret", scripted_server_get_address (self->server));
  submit (self);
  wait_until_loaded (self->client);
  scripted_server_answer (self->server, "GET /v1/account", 401, PROBLEM,
                          "{\"type\":\"urn:certtracker:session-ended\"}");
  ct_client_refresh (self->client);
  wait_until (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_OUT);
  wait_until (is_said (self->page, "You Are Signed Out"));
  g_assert_cmpstr (gtk_editable_get_text (get_field (self, "User Name")), ==, "jane");
}

static void
test_program (Fixture *self, gconstpointer data)
{
  scripted_server_answer_json (
      self->server, "GET /v1/program",
      "{\"id\":\"p\",\"name\":\"Program & "
      "Co\",\"issuer\":\"I\",\"support_email\":\"s@example.com\","
      "\"privacy_notice\":\"Notice <b>\",\"questions\":[{\"id\":\"q\",\"question\":\"How & why?\","
      "\"answer\":\"So.\"}]}");
  gtk_editable_set_text (get_field (self, "Address"), "nonsense here");
  click (self->page, "Help and Privacy");
  assert_wrong (get_field (self, "Address"), "cannot be the address");

  gtk_editable_set_text (get_field (self, "Address"), scripted_server_get_address (self->server));
  click (self->page, "Help and Privacy");
  wait_until (is_said (self->window, "Program & Co"));
  wait_until (is_said (self->window, "How & why?"));
  assert_shows (self->window, "s@example.com");
  assert_usable (GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window))));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "form", test_form },
    { "success", test_success },
    { "next-time", test_next_time },
    { "bad-address", test_bad_address },
    { "unreachable", test_unreachable },
    { "incomplete", test_incomplete },
    { "enter", test_enter },
    { "no-address", test_no_address },
    { "cancel", test_cancel },
    { "demo", test_demo },
    { "ended", test_ended },
    { "program", test_program },
  };

  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/sign-in-page/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/sign-in-page/", refusals[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_refusal, tear_down);
    }

  return page_test_run ();
}

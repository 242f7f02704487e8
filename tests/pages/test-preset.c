/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program's own package: its candidates are never asked for an address. */

#include "../client/signed-in.h"
#include "client/ct-preset.h"
#include "pages/ct-sign-in-page.h"
#include "support/page-window.h"
#include "support/waiting.h"

/* Instead of those that the build has. */

static const char *address;

const char *
ct_preset_get_service_address (void)
{
  return address;
}

const char *
ct_preset_get_program_name (void)
{
  return "Example Accreditation";
}

const char *
ct_preset_get_support_address (void)
{
  return NULL;
}

static void
test_sign_in (void)
{
  ScriptedServer *server = scripted_server_new ();
  g_autoptr (GSettings) settings = new_settings ();

  let_sign_in (server);
  address = scripted_server_get_address (server);
  g_settings_set_string (settings, "service-address", "https://before.example/");

  CtClient *client = ct_client_new (NULL);
  CtSession *session = ct_client_get_session (client);
  CtWayIn *way_in = ct_way_in_new (session);
  GtkWidget *page = ct_sign_in_page_new (client, way_in);
  GtkWindow *window = present_page (page);

  ct_way_in_start (way_in);
  wait_until (ct_way_in_get_state (way_in) == CT_WAY_IN_STATE_ASKING);
  handle_pending ();

  assert_usable (page);
  assert_shows (page, "For candidates of Example Accreditation");
  assert_hides (page, "before.example");
  g_assert_null (find_shown (page, ADW_TYPE_PREFERENCES_ROW, "Service"));
  g_assert_null (find_shown (page, ADW_TYPE_PREFERENCES_ROW, "Address"));

  gtk_editable_set_text (find_shown (page, ADW_TYPE_ENTRY_ROW, "User Name"), "jane");
  gtk_editable_set_text (find_shown (page, ADW_TYPE_ENTRY_ROW, "Password"), "secret");
  click (page, "Sign In");
  wait_until (ct_session_get_state (session) == CT_SESSION_STATE_SIGNED_IN);
  handle_pending ();
  g_assert_true (g_str_has_prefix (ct_session_get_address (session), address));

  close_page (window);
  assert_finalized (way_in);
  sign_out_candidate (client);
  scripted_server_free (server);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);
  g_test_add_func ("/preset/sign-in", test_sign_in);
  return page_test_run ();
}

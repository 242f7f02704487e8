/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "signed-in.h"

#include "support/waiting.h"

void
let_sign_in (ScriptedServer *server)
{
  scripted_server_answer_json (server, "GET /v1",
                               "{\"name\":\"certtracker-service\",\"version\":\"1\"}");
  scripted_server_answer (server, "POST /v1/sessions", 201, "application/json",
                          "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":900,"
                          "\"session_id\":\"s1\",\"account_id\":\"c1\"}");
  scripted_server_answer (server, "DELETE /v1/sessions/current", 204, NULL, NULL);
}

GSettings *
new_settings (void)
{
  static const char *const keys[] = { "service-address", "user-name", "demo", "session" };
  GSettings *settings = g_settings_new (APPLICATION_ID);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);

  return settings;
}

void
sign_in_at (CtSession *session, ScriptedServer *server)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_session_sign_in_async (session, scripted_server_get_address (server), "jane", "secret", NULL,
                            take_result, &result);
  ct_session_sign_in_finish (session, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

void
sign_out_of (CtSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_session_sign_out_async (session, NULL, take_result, &result);
  g_assert_true (ct_session_sign_out_finish (session, wait_for_result (&result), NULL));
}

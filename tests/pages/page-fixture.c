/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-fixture.h"

#include "../client/signed-in.h"
#include "support/waiting.h"

static void
answer (PageFixture *self, const char *path, const char *json)
{
  g_autofree char *what = g_strconcat ("GET /", path, NULL);

  scripted_server_answer_json (self->server, what, json);
}

static void
note_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PageFixture *self = user_data;
  g_autofree char *words = parameter ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_free (self->asked);
  self->asked = g_strdup_printf ("win.%s %s", g_action_get_name (G_ACTION (action)), words);
}

void
page_fixture_set_up (PageFixture *self, gconstpointer data)
{
  const char *const lists[]
      = { "exams",    "achievements", "attempts",    "progress", "credentials",
          "sessions", "shares",       "eligibility", "incidents" };
  const GActionEntry actions[] = {
    { "page", note_action, "s" },           { "show", note_action, "(ss)" },
    { "toast", note_action, "s" },          { "program", note_action },
    { "share", note_action, "s" },          { "account", note_action },
    { "request-change", note_action, "s" }, { "sign-out", note_action },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->server = scripted_server_new ();
  let_sign_in (self->server);
  answer (
      self, "v1/program",
      "{\"id\":\"p\",\"name\":\"Program\",\"issuer\":\"I\",\"support_email\":\"s@example.com\"}");
  answer (self, "v1/account",
          "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\","
          "\"email\":\"jane@example.com\",\"created_at\":\"2020-01-01T00:00:00Z\"}");
  answer (self, "v1/testing-profile", "{\"id\":\"c1\",\"state\":\"pending\"}");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("v1/%s", lists[i]);

      page_fixture_answer (self, path, "");
    }
  self->client = ct_client_new (NULL);
  sign_in_at (ct_client_get_session (self->client), self->server);
  page_fixture_refresh (self);

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  self->window = GTK_WINDOW (adw_window_new ());
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (self->view, FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (group));
  gtk_window_set_default_size (self->window, 900, 700);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->view));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->toasts));
}

void
page_fixture_tear_down (PageFixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  handle_pending ();
  sign_out_of (ct_client_get_session (self->client));
  assert_finalized (self->client);
  scripted_server_free (self->server);
  g_free (self->asked);
}

void
page_fixture_answer (PageFixture *self, const char *path, const char *items)
{
  g_autofree char *full = g_strconcat (path, "?limit=500", NULL);
  g_autofree char *json = g_strdup_printf ("{\"items\":[%s]}", items);

  answer (self, full, json);
}

static gboolean
is_refreshing (CtClient *client)
{
  CtCollection *const collections[] = {
    ct_client_get_program (client),     ct_client_get_account (client),
    ct_client_get_exams (client),       ct_client_get_achievements (client),
    ct_client_get_attempts (client),    ct_client_get_progress (client),
    ct_client_get_credentials (client), ct_client_get_shares (client),
    ct_client_get_eligibility (client), ct_client_get_testing_profile (client),
    ct_client_get_incidents (client),
  };

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    if (ct_collection_is_refreshing (collections[i]))
      return TRUE;

  return FALSE;
}

void
page_fixture_refresh (PageFixture *self)
{
  wait_until (!is_refreshing (self->client));
  ct_client_refresh (self->client);
  wait_until (!is_refreshing (self->client));
}

void
page_fixture_show (PageFixture *self, GtkWidget *page)
{
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (page));
  gtk_window_present (self->window);
  wait_until (gtk_widget_get_mapped (page) && gtk_widget_get_width (page) > 0);
}

void
type_text (gpointer root, const char *text)
{
  GtkText *entry = find_widget (root, GTK_TYPE_TEXT, 0);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* What is typed is searched for after a moment; who presses Enter does not wait. */
  g_signal_emit_by_name (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_SEARCH_ENTRY),
                         "search-changed");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A candidate sees what is valid, what has ended and why, gets at the verification code, and is
 * never led to a certificate that does not exist any more. */

#include "page-fixture.h"
#include "pages/ct-document-page.h"
#include "pages/ct-credential-card.h"
#include "pages/ct-credentials-page.h"
#include "support/waiting.h"
#include "widgets/ct-group.h"

#define CREDENTIAL(id, title, state, rest) \
  "{\"id\":\"" id "\",\"number\":\"N-" id "\",\"achievement_id\":\"x\",\"title\":\"" title \
  "\",\"short_title\":\"SCS\",\"kind\":\"certification\",\"field\":\"F\",\"name\":\"Jane Doe\"," \
  "\"state\":\"" state "\",\"issued_at\":\"2024-02-03T12:00:00Z\"," \
  "\"verification_code\":\"CODE-" id "\"" rest "}"

#define ACTIVE CREDENTIAL ("1", "Endpoint", "active", ",\"expires_at\":\"2099-02-03T12:00:00Z\"")
#define EXPIRED CREDENTIAL ("2", "Gateway", "expired", ",\"expires_at\":\"2025-02-03T12:00:00Z\"")
#define REVOKED \
  CREDENTIAL ("3", "Storage", "revoked", \
              ",\"revoked_at\":\"2025-04-05T12:00:00Z\",\"revocation_reason\":\"Shared exam.\"")

#define ALL ACTIVE "," EXPIRED "," REVOKED

static CtCredentialsPage *
show_page (PageFixture *self, const char *items)
{
  CtCredentialsPage *page;

  page_fixture_answer (self, "v1/credentials", items);
  page_fixture_refresh (self);
  page = ct_credentials_page_new (self->client);
  page_fixture_show (self, GTK_WIDGET (page));

  return page;
}

static GtkWidget *
get_row (CtCredentialsPage *page, guint i)
{
  return find_widget (page, GTK_TYPE_LIST_BOX_ROW, i);
}

static void
test_content (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);

  g_assert_cmpuint (count_widgets (page, CT_TYPE_CREDENTIAL_CARD), ==, 3);
  g_assert_cmpuint (count_widgets (page, CT_TYPE_GROUP), ==, 3);
  g_assert_true (
      is_said (get_row (page, 0), "Issued on 3 February 2024 · Expires on 3 February 2099"));
  g_assert_true (is_said (get_row (page, 1), "Expired on 3 February 2025"));
  g_assert_true (is_said (get_row (page, 2), "Revoked on 5 April 2025"));
  g_assert_true (is_said (get_row (page, 2), "Reason: Shared exam."));
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (get_row (page, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Endpoint, Active, Issued on 3 February 2024 · Expires on 3 February 2099, Number N-1");
}

static void
test_expiring (PageFixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 40);
  g_autofree char *text = g_date_time_format_iso8601 (then);
  g_autofree char *items
      = g_strdup_printf (CREDENTIAL ("1", "Endpoint", "active", ",\"expires_at\":\"%s\""), text);

  g_assert_true (is_said (show_page (self, items), "Expires in 40 days"));
}

/* Whoever is asked for a verification code finds what is called so, and what it is. Only GTK can
 * say how that sounds: the tour of the main job listens. */
static void
test_code_has_a_name (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);
  GtkWidget *row = get_row (page, 0);
  GtkAccessible *button = find_widget (row, GTK_TYPE_BUTTON, 0);
  GtkWidget *title = find_shown (row, GTK_TYPE_LABEL, "Verification Code");
  GtkWidget *code = find_shown (row, GTK_TYPE_LABEL, "CODE-1");

  g_assert_nonnull (title);
  gtk_test_accessible_assert_relation (button, GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, code,
                                       NULL);
  assert_hides (get_row (page, 2), "Verification Code");
}

static void
test_copy (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (page));
  g_auto (GValue) value = G_VALUE_INIT;

  g_signal_emit_by_name (find_widget (get_row (page, 0), GTK_TYPE_BUTTON, 0), "clicked");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "CODE-1");
  g_assert_cmpstr (self->asked, ==, "win.toast 'Verification code copied'");
}

static void
test_revoked_leads_nowhere (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);

  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_row (page, 1))));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (get_row (page, 2))));
  g_assert_null (find_widget (get_row (page, 2), GTK_TYPE_BUTTON, 0));

  ct_page_show_item (CT_PAGE (page), "3");
  g_assert_true (adw_navigation_view_get_visible_page (self->view) == ADW_NAVIGATION_PAGE (page));
}

static void
test_opens_certificate (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);

  g_signal_emit_by_name (get_row (page, 0), "activate");
  g_assert_true (CT_IS_DOCUMENT_PAGE (adw_navigation_view_get_visible_page (self->view)));
}

static void
test_empty (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, "");
  GtkButton *button;

  g_assert_true (is_said (page, "No Credentials Yet"));
  for (guint i = 0; (button = find_widget (page, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (button), "Show _Progress") == 0)
      break;
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (self->asked, ==, "win.page 'progress'");
}

static void
test_search (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);
  GtkSearchBar *bar = find_widget (page, GTK_TYPE_SEARCH_BAR, 0);

  /* Asked for twice, it is still there. */
  gtk_widget_activate_action (GTK_WIDGET (page), "credentials.search", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "credentials.search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (bar));
  type_text (bar, "code-2");
  g_assert_cmpuint (count_widgets (page, CT_TYPE_CREDENTIAL_CARD), ==, 1);
  type_text (bar, "zebra");
  g_assert_true (is_said (page, "No Results"));
}

static void
test_news (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ACTIVE);

  g_assert_true (is_said (page, "Active"));
  page_fixture_answer (self, "v1/credentials",
                       CREDENTIAL ("1", "Endpoint", "expired",
                                   ",\"expires_at\":\"2025-02-03T12:00:00Z\""));
  page_fixture_refresh (self);
  g_assert_cmpuint (count_widgets (page, CT_TYPE_GROUP), ==, 1);
  g_assert_false (is_said (page, "Active"));
  g_assert_true (is_said (page, "Expired on 3 February 2025"));
}

static void
test_finalised (PageFixture *self, gconstpointer data)
{
  CtCredentialsPage *page = show_page (self, ALL);

  g_object_ref (page);
  adw_navigation_view_replace (self->view, NULL, 0);
  assert_finalized (page);
}

#define add(path, function) \
  g_test_add (path, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);

  add ("/credentials-page/content", test_content);
  add ("/credentials-page/expiring", test_expiring);
  add ("/credentials-page/code-has-a-name", test_code_has_a_name);
  add ("/credentials-page/copy", test_copy);
  add ("/credentials-page/revoked-leads-nowhere", test_revoked_leads_nowhere);
  add ("/credentials-page/opens-certificate", test_opens_certificate);
  add ("/credentials-page/empty", test_empty);
  add ("/credentials-page/search", test_search);
  add ("/credentials-page/news", test_news);
  add ("/credentials-page/finalised", test_finalised);

  return page_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the application says of itself: all that is known, and nothing of who uses it. */

#include "config.h"

#include "../client/signed-in.h"
#include "app/ct-about.h"
#include "app/ct-shortcuts.h"
#include "support/page-window.h"
#include "support/waiting.h"

static AdwAboutDialog *
new_dialog (CtSession *session)
{
  return ADW_ABOUT_DIALOG (g_object_ref_sink (ct_about_dialog_new (session)));
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
test_facts (void)
{
  ScriptedServer *server = scripted_server_new ();
  g_autofree char *gtk = g_strdup_printf ("GTK: %u.%u.%u\n", gtk_get_major_version (),
                                          gtk_get_minor_version (), gtk_get_micro_version ());
  CtClient *client;

  let_sign_in (server);
  client = sign_in_at_address (scripted_server_get_address (server), "jane", "secret");

  AdwAboutDialog *dialog = new_dialog (ct_client_get_session (client));
  const char *facts = adw_about_dialog_get_debug_info (dialog);

  assert_says (facts, "CertTracker: " PACKAGE_VERSION "\n");
  assert_says (facts, gtk);
  assert_says (facts, scripted_server_get_address (server));
  g_assert_null (strstr (facts, "jane"));
  g_assert_null (strstr (facts, "secret"));
  g_assert_null (strstr (facts, g_get_user_name ()));
  g_assert_null (strstr (facts, g_get_home_dir ()));

  assert_finalized (dialog);
  sign_out_candidate (client);
  scripted_server_free (server);
}

static void
test_signed_out (void)
{
  g_autoptr (CtClient) client = ct_client_new (NULL);
  AdwAboutDialog *dialog = new_dialog (ct_client_get_session (client));

  assert_says (adw_about_dialog_get_debug_info (dialog), "Service: none\n");
  assert_finalized (dialog);
}

static guint
count (const char *text, const char *part)
{
  guint found = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    found++;
  return found;
}

/* What is new is what NEWS says of this version, each item of it. */
static void
test_news (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "NEWS", NULL);
  g_autofree char *head = g_strdup_printf ("CertTracker %s, ", PACKAGE_VERSION);
  g_autofree char *news = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtClient) client = ct_client_new (NULL);
  AdwAboutDialog *dialog = new_dialog (ct_client_get_session (client));
  const char *notes = adw_about_dialog_get_release_notes (dialog);
  char *older;

  g_file_get_contents (path, &news, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (news, head));
  older = strstr (news + 1, "\nCertTracker ");
  if (older != NULL)
    *older = '\0';

  g_assert_cmpuint (count (notes, "<li>"), ==, count (news, "\n - "));
  g_assert_cmpuint (count (notes, "<li>"), >, 0);
  g_assert_cmpstr (adw_about_dialog_get_release_notes_version (dialog), ==, PACKAGE_VERSION);
  assert_finalized (dialog);
}

static void
test_filled_in (void)
{
  g_autoptr (CtClient) client = ct_client_new (NULL);
  AdwAboutDialog *dialog = new_dialog (ct_client_get_session (client));

  g_assert_cmpstr (adw_about_dialog_get_application_name (dialog), ==, "CertTracker");
  g_assert_cmpstr (adw_about_dialog_get_application_icon (dialog), ==, APPLICATION_ID);
  g_assert_cmpstr (adw_about_dialog_get_version (dialog), ==, PACKAGE_VERSION);
  g_assert_cmpstr (adw_about_dialog_get_website (dialog), ==, HOMEPAGE);
  g_assert_cmpstr (adw_about_dialog_get_issue_url (dialog), ==, BUGTRACKER);
  g_assert_cmpint (adw_about_dialog_get_license_type (dialog), ==, GTK_LICENSE_GPL_3_0);
  g_assert_cmpuint (g_strv_length ((char **) adw_about_dialog_get_developers (dialog)), ==, 1);
  g_assert_cmpstr (adw_about_dialog_get_copyright (dialog), !=, "");
  assert_finalized (dialog);
}

/* Each key of the table is shown, whichever libadwaita shows it. */
static void
test_shortcuts (void)
{
  static const char *const said[] = { "Search", "Overview", "Support", "Zoom in", "Quit" };
  GtkWidget *page = g_object_new (ADW_TYPE_BIN, "width-request", 400, "height-request", 500, NULL);
  GtkWindow *window = present_page (page);
  AdwDialog *dialog = ct_shortcuts_dialog_new ();

  adw_dialog_present (dialog, page);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    assert_shows (dialog, said[i]);
  adw_dialog_force_close (dialog);
  close_page (window);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);
  g_test_add_func ("/about/facts", test_facts);
  g_test_add_func ("/about/signed-out", test_signed_out);
  g_test_add_func ("/about/news", test_news);
  g_test_add_func ("/about/filled-in", test_filled_in);
  g_test_add_func ("/about/shortcuts", test_shortcuts);
  return page_test_run ();
}

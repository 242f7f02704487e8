/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: what the program says of itself can be read on any screen. */
#include "page-fixture.h"
#include "pages/ct-program-dialog.h"
#include "support/waiting.h"

#define LONG_TEXT \
  "What is kept of a candidate is said here at length, so that it is as wide as any notice that " \
  "somebody wrote without a thought for how wide a telephone is, which most people do."
#define PROGRAM \
  "{\"id\":\"p\",\"name\":\"Program\",\"issuer\":\"I\",\"summary\":\"" LONG_TEXT \
  "\",\"support_email\":\"team@example.com\"," \
  "\"privacy_notice\":\"" LONG_TEXT "\",\"partner_guidance\":\"" LONG_TEXT "\"}"

static void
test_fits (PageFixture *self, gconstpointer data)
{
  AdwDialog *dialog;
  int width;

  scripted_server_answer_json (self->server, "GET /v1/program", PROGRAM);
  dialog = ct_program_dialog_new (self->client);
  gtk_window_present (self->window);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  page_fixture_refresh (self);
  wait_until (is_said (dialog, LONG_TEXT));

  for (guint i = 0; find_widget (dialog, ADW_TYPE_EXPANDER_ROW, i); i++)
    adw_expander_row_set_expanded (find_widget (dialog, ADW_TYPE_EXPANDER_ROW, i), TRUE);
  gtk_widget_measure (adw_dialog_get_child (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  adw_dialog_force_close (dialog);
}

int
main (int argc, char **argv)
{
  page_test_init (&argc, &argv);
  g_test_add ("/program-dialog/fits", PageFixture, NULL, page_fixture_set_up, test_fits,
              page_fixture_tear_down);
  return page_test_run ();
}

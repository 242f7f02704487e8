/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets that all pages use: they show what is, in words, and follow it. */

#include "../client/signed-in.h"
#include "model/ct-attempt.h"
#include "support/page-window.h"
#include "support/scripted-server.h"
#include "support/waiting.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-faces.h"
#include "widgets/ct-fit-layout.h"
#include "widgets/ct-late-menu.h"
#include "widgets/ct-pill.h"
#include "widgets/ct-score-bar.h"

#define ATTEMPTS "GET /v1/attempts?limit=500"
#define ONE_ATTEMPT \
  "{\"items\":[{\"id\":\"a\",\"exam_code\":\"250-428\",\"exam_title\":\"A & B <C>\"," \
  "\"kind\":\"exam\",\"taken_at\":\"2026-03-03T10:00:00Z\",\"result\":\"passed\"," \
  "\"score\":86,\"passing_score\":70}]}"

static ScriptedServer *
start_script (void)
{
  ScriptedServer *server = scripted_server_new ();

  let_sign_in (server);
  return server;
}

static GtkWidget *
make_faces (CtCollection *collection)
{
  return g_object_new (CT_TYPE_FACES, "collection", collection, "content",
                       gtk_label_new ("The content"), "empty-title", "Nothing yet",
                       "empty-icon-name", "ct-history-symbolic", NULL);
}

/* Every state of a collection has its face, and each leads on to the next. */
static void
test_faces (void)
{
  g_autoptr (ScriptedServer) server = start_script ();
  CtClient *client;
  CtCollection *attempts;
  GtkWindow *window;
  GtkWidget *faces;

  scripted_server_answer (server, ATTEMPTS, 500, "text/plain", "broken");
  client = sign_in_at_address (scripted_server_get_address (server), "jane", "secret");
  attempts = ct_client_get_attempts (client);
  faces = make_faces (attempts);
  window = present_page (faces);

  g_assert_cmpint (ct_collection_get_state (attempts), ==, CT_COLLECTION_STATE_FAILED);
  assert_shows (faces, "Try Again");
  assert_hides (faces, "The content");
  assert_usable (faces);

  scripted_server_answer_json (server, ATTEMPTS, "{\"items\":[]}");
  scripted_server_hold (server, ATTEMPTS);
  click (faces, "Try Again");
  wait_until (ct_collection_is_refreshing (attempts));
  scripted_server_release (server, ATTEMPTS);
  wait_until (!ct_collection_is_refreshing (attempts));
  assert_shows (faces, "Nothing yet");
  assert_usable (faces);

  /* That there was nothing is old news too, once the service does not answer. */
  scripted_server_answer (server, ATTEMPTS, 503, "text/plain", "closed");
  ct_collection_refresh (attempts);
  wait_until (!ct_collection_is_refreshing (attempts));
  assert_shows (faces, "Nothing yet");
  assert_shows (faces, "This is as of");

  scripted_server_answer_json (server, ATTEMPTS, ONE_ATTEMPT);
  ct_collection_refresh (attempts);
  wait_until (!ct_collection_is_refreshing (attempts));
  assert_shows (faces, "The content");
  assert_hides (faces, "Nothing yet");
  assert_hides (faces, "Try Again");

  scripted_server_answer (server, ATTEMPTS, 503, "text/plain", "closed");
  ct_collection_refresh (attempts);
  wait_until (!ct_collection_is_refreshing (attempts));
  assert_shows (faces, "The content");
  assert_shows (faces, "This is as of");
  assert_usable (faces);

  scripted_server_answer_json (server, ATTEMPTS, ONE_ATTEMPT);
  click (faces, "Try Again");
  wait_until (!ct_collection_is_refreshing (attempts));
  assert_hides (faces, "This is as of");

  close_page (window);
  sign_out_candidate (client);
}

/* While there is nothing to show yet it says so, and other collections can take its place. */
static void
test_faces_loading (void)
{
  g_autoptr (ScriptedServer) server = start_script ();
  CtClient *client = sign_in_at_address (scripted_server_get_address (server), "jane", "secret");
  CtCollection *attempts = ct_client_get_attempts (client);
  GtkWidget *faces = make_faces (NULL);
  GtkWindow *window = present_page (faces);

  wait_until (is_said (faces, "Loading…"));
  ct_collection_reset (attempts);
  scripted_server_answer_json (server, ATTEMPTS, ONE_ATTEMPT);
  scripted_server_hold (server, ATTEMPTS);
  ct_collection_refresh (attempts);
  g_object_set (faces, "collection", attempts, NULL);
  assert_shows (faces, "Loading…");
  assert_usable (faces);
  scripted_server_release (server, ATTEMPTS);
  wait_until (ct_collection_get_state (attempts) == CT_COLLECTION_STATE_READY);
  assert_shows (faces, "The content");

  close_page (window);
  sign_out_candidate (client);
}

static void
test_pill (void)
{
  GtkWidget *pill = g_object_new (CT_TYPE_PILL, "label", "Passed", "icon-name",
                                  "ct-passed-symbolic", "tone", "success", NULL);
  GtkWindow *window = present_page (pill);

  assert_shows (pill, "Passed");
  g_assert_true (gtk_widget_has_css_class (pill, "success"));
  g_object_set (pill, "tone", "error", NULL);
  g_assert_false (gtk_widget_has_css_class (pill, "success"));
  g_assert_true (gtk_widget_has_css_class (pill, "error"));
  g_object_set (pill, "tone", "", "label", "", NULL);
  g_assert_false (gtk_widget_has_css_class (pill, "error"));
  g_assert_false (gtk_widget_get_visible (pill));

  close_page (window);
}

static void
get_part (GtkWidget *bar, int index, graphene_rect_t *bounds)
{
  GtkWidget *part = gtk_widget_get_first_child (bar);

  if (index > 0)
    part = gtk_widget_get_next_sibling (part);
  g_assert_true (gtk_widget_compute_bounds (part, bar, bounds));
}

/* A bar is as long as its score, from where one begins to read, and is read as words. */
static void
test_score_bar (void)
{
  static const struct
  {
    double score;
    double passing;
    GtkTextDirection direction;
    int fill_x, fill_width, mark_x; /* of 300 pixels; -1 for none */
    const char *words;
    const char *tone;
  } cases[] = {
    { 50, 70, GTK_TEXT_DIR_LTR, 0, 150, 207, "50%, passing score 70%", "error" },
    { 50, 70, GTK_TEXT_DIR_RTL, 150, 150, 90, "50%, passing score 70%", "error" },
    { 70, 70, GTK_TEXT_DIR_LTR, 0, 210, 207, "70%, passing score 70%", "success" },
    { 100, 70, GTK_TEXT_DIR_LTR, 0, 300, 207, "100%, passing score 70%", "success" },
    { 250, 70, GTK_TEXT_DIR_LTR, 0, 300, 207, "250%, passing score 70%", "success" },
    { 1, -1, GTK_TEXT_DIR_LTR, 0, 8, -1, "1%", NULL },
    { -1, 70, GTK_TEXT_DIR_LTR, -1, -1, 207, "No score", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *bar = g_object_new (CT_TYPE_SCORE_BAR, "score", cases[i].score, "passing-score",
                                     cases[i].passing, "width-request", 300, "halign",
                                     GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
      GtkWindow *window;
      graphene_rect_t bounds;

      gtk_widget_set_direction (bar, cases[i].direction);
      window = present_page (bar);
      wait_until (gtk_widget_get_width (bar) == 300);

      if (cases[i].fill_width >= 0)
        {
          get_part (bar, 0, &bounds);
          g_assert_cmpint (bounds.origin.x, ==, cases[i].fill_x);
          g_assert_cmpint (bounds.size.width, ==, cases[i].fill_width);
        }
      if (cases[i].mark_x >= 0)
        {
          get_part (bar, 1, &bounds);
          g_assert_cmpint (bounds.origin.x, ==, cases[i].mark_x);
        }
      g_assert_cmpint (gtk_widget_has_css_class (bar, "success"), ==,
                       g_strcmp0 (cases[i].tone, "success") == 0);
      g_assert_cmpint (gtk_widget_has_css_class (bar, "error"), ==,
                       g_strcmp0 (cases[i].tone, "error") == 0);
      gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_METER);
      gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, cases[i].words);
      close_page (window);
    }
}

/* A row follows what it shows, also in what it says, and takes text for text. */
static void
test_cell (void)
{
  const char *pending_words = "A & B <C>, Result pending, 250-428 · 3 March 2026 · "
                              "Result was expected by 6 March 2026";
  const char *passed_words = "A & B <C>, Passed, 86%, 250-428 · 3 March 2026";
  g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_ATTEMPT);
  g_autoptr (GDateTime) taken_at = g_date_time_new_local (2026, 3, 3, 10, 0, 0);
  g_autoptr (CtAttempt) attempt
      = g_object_new (CT_TYPE_ATTEMPT, "id", "a", "exam-code", "250-428", "exam-title", "A & B <C>",
                      "taken-at", taken_at, "result", CT_RESULT_PENDING, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkListBoxRow *row;
  GtkWindow *window;

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "List", -1);
  g_list_store_append (store, attempt);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (store), ct_cell_create_row,
                           GSIZE_TO_POINTER (CT_TYPE_ATTEMPT_CELL), NULL);
  window = present_page (list);
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);

  g_assert_true (ct_cell_get_row_item (row) == attempt);
  assert_shows (list, "A & B <C>");
  assert_shows (list, "Result pending");
  assert_hides (list, "%");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, pending_words);

  g_object_set (attempt, "result", CT_RESULT_PASSED, "score", 86.0, "passing-score", 70.0, NULL);
  assert_shows (list, "86%");
  assert_shows (list, "Pass: 70%");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, passed_words);
  assert_usable (list);

  close_page (window);
  assert_finalized (g_steal_pointer (&store));
  assert_finalized (g_steal_pointer (&attempt));
}

/* A menu is made once, when it is opened, and until then nobody can tell. */
static void
test_late_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (button)), *popover;
  GtkWindow *window;

  g_menu_append (menu, "Item", "win.item");
  ct_late_menu_set (button, G_MENU_MODEL (menu));
  window = present_page (GTK_WIDGET (button));
  g_assert_null (gtk_menu_button_get_popover (button));
  g_assert_true (gtk_widget_is_sensitive (toggle));
  gtk_test_accessible_assert_property (toggle, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);

  gtk_menu_button_popup (button);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  wait_until (gtk_widget_get_mapped (popover));
  gtk_menu_button_popdown (button);
  gtk_menu_button_popup (button);
  g_assert_true (GTK_WIDGET (gtk_menu_button_get_popover (button)) == popover);
  gtk_menu_button_popdown (button);

  close_page (window);
  assert_finalized (g_steal_pointer (&menu));
}

/* A dialog is as wide as it wants to be from the start, and no higher than what it shows. */
static void
test_fit_layout (void)
{
  GtkWidget *bin = adw_bin_new ();
  GtkWidget *label = gtk_label_new ("Loading…");
  GtkLayoutManager *layout = g_object_new (CT_TYPE_FIT_LAYOUT, "width", 480, "height", 300, NULL);
  int natural, minimum, least;

  g_object_ref_sink (bin);
  gtk_widget_set_layout_manager (bin, layout);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);

  adw_bin_set_child (ADW_BIN (bin), label);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 480);
  g_assert_cmpint (natural, ==, 480);

  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, 480, NULL, &least, NULL, NULL);
  g_assert_cmpint (least, >, 100);
  g_assert_cmpint (least, <, 280);
  gtk_widget_set_size_request (label, -1, 280);
  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, 480, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 280);

  /* Long content scrolls; what cannot be smaller is not cut. */
  adw_bin_set_child (ADW_BIN (bin),
                     g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-height", TRUE,
                                   "child",
                                   g_object_new (ADW_TYPE_BIN, "height-request", 900, NULL), NULL));
  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, 480, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 300);
  adw_bin_set_child (ADW_BIN (bin), g_object_new (ADW_TYPE_BIN, "height-request", 900, NULL));
  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, 480, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 900);
  g_assert_cmpint (natural, ==, 900);
  g_object_unref (bin);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);

  g_test_add_func ("/widgets/faces", test_faces);
  g_test_add_func ("/widgets/faces-loading", test_faces_loading);
  g_test_add_func ("/widgets/pill", test_pill);
  g_test_add_func ("/widgets/score-bar", test_score_bar);
  g_test_add_func ("/widgets/cell", test_cell);
  g_test_add_func ("/widgets/late-menu", test_late_menu);
  g_test_add_func ("/widgets/fit-layout", test_fit_layout);

  return page_test_run ();
}

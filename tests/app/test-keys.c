/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pointer and a keyboard do to the window, wherever the focus is: which page they lead to,
 * and that the keys of the page that is seen work. */

#include "pages/ct-achievement-page.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-document-page.h"
#include "pages/ct-exam-page.h"
#include "pages/ct-exams-page.h"
#include "pages/ct-history-page.h"
#include "pages/ct-overview-page.h"
#include "pages/ct-requirement-row.h"
#include "support/fingers.h"
#include "support/page-window.h"
#include "support/waiting.h"
#include "widgets/ct-document-view.h"
#include "window-fixture.h"

static GtkWidget *
get_row (WindowFixture *self, const char *title)
{
  GtkWidget *sidebar
      = gtk_widget_get_ancestor (find_shown (self->window, GTK_TYPE_LIST_BOX_ROW, "Credentials"),
                                 GTK_TYPE_LIST_BOX);
  GtkWidget *row = find_shown (sidebar, GTK_TYPE_LIST_BOX_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static GtkWidget *
get_focus (WindowFixture *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

/* Opens the first resource of a list on the page that lists it. */
static void
show_first (WindowFixture *self, const char *page, CtCollection *collection)
{
  g_autoptr (CtResource) first = g_list_model_get_item (G_LIST_MODEL (collection), 0);

  window_fixture_activate (self, "win.page", page);
  gtk_widget_activate_action (self->window, "win.show", "(ss)", page, ct_resource_get_id (first));
  handle_pending ();
}

static void
show_certificate (WindowFixture *self, CtDocumentView **view)
{
  guint n_pages;

  window_fixture_sign_in (self, "zofia");
  show_first (self, "credentials", ct_client_get_credentials (self->client));
  wait_until ((*view = find_shown (self->window, CT_TYPE_DOCUMENT_VIEW, NULL)) != NULL);
  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (*view, "n-pages", &n_pages, NULL);
    }
  while (n_pages == 0);
}

/* Only what is pressed leads anywhere. */
static void
test_pointer (WindowFixture *self, gconstpointer data)
{
  GtkWidget *row;

  window_fixture_sign_in (self, "zofia");
  row = get_row (self, "History");
  point_at (row);
  wait_until (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_PRELIGHT);
  handle_pending ();
  g_assert_nonnull (find_shown (self->window, CT_TYPE_OVERVIEW_PAGE, NULL));
  g_assert_false (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));

  click_at (row);
  wait_until (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
}

/* The arrow keys look through the rows; Enter goes there, and the row that is marked is that of the
 * page that is seen all the while. */
static void
test_rows (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  gtk_widget_grab_focus (get_row (self, "Overview"));
  press_keys ("Down");
  wait_until (get_focus (self) == get_row (self, "Exams"));
  g_assert_nonnull (find_shown (self->window, CT_TYPE_OVERVIEW_PAGE, NULL));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (self, "Overview"))));

  press_keys ("Return");
  wait_until (find_shown (self->window, CT_TYPE_EXAMS_PAGE, NULL));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (self, "Exams"))));
  g_assert_true (get_focus (self) == get_row (self, "Exams"));

  press_keys ("Tab");
  wait_until (get_focus (self) != get_row (self, "Exams"));
  g_assert_false (
      gtk_widget_is_ancestor (get_focus (self), gtk_widget_get_parent (get_row (self, "Exams"))));
}

/* Also from below it, by its row and by its key. */
static void
test_beginning (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  show_first (self, "history", ct_client_get_attempts (self->client));
  g_assert_nonnull (find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  click_at (get_row (self, "History"));
  wait_until (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));

  show_first (self, "history", ct_client_get_attempts (self->client));
  wait_until (find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  press_keys ("ctrl+3");
  wait_until (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));

  /* Neither is it where one was that is seen on the way back from another page. */
  show_first (self, "history", ct_client_get_attempts (self->client));
  press_keys ("ctrl+2");
  wait_until (find_shown (self->window, CT_TYPE_EXAMS_PAGE, NULL));
  press_keys ("ctrl+3");
  wait_until (find_shown (self->window, CT_TYPE_HISTORY_PAGE, NULL));
}

static CtRequirementRow *
find_exam_row (WindowFixture *self)
{
  CtRequirementRow *row;

  for (guint i = 0; (row = find_widget (self->window, CT_TYPE_REQUIREMENT_ROW, i)) != NULL; i++)
    if (ct_requirement_row_get_requirement (row)->kind == CT_REQUIREMENT_KIND_EXAM)
      return row;
  return NULL;
}

/* From an achievement to what is needed for it, and back to the achievement, although exams have a
 * page of their own. */
static void
test_back (WindowFixture *self, gconstpointer data)
{
  GListModel *progress = G_LIST_MODEL (ct_client_get_progress (self->client));
  CtRequirementRow *row = NULL;

  window_fixture_sign_in (self, "zofia");
  for (guint i = 0; i < g_list_model_get_n_items (progress) && row == NULL; i++)
    {
      g_autoptr (CtResource) item = g_list_model_get_item (progress, i);

      window_fixture_activate (self, "win.page", "progress");
      gtk_widget_activate_action (self->window, "win.show", "(ss)", "progress",
                                  ct_resource_get_id (item));
      wait_until (find_shown (self->window, CT_TYPE_ACHIEVEMENT_PAGE, NULL));
      row = find_exam_row (self);
    }
  g_assert_nonnull (row);

  gtk_widget_activate (GTK_WIDGET (row));
  wait_until (!find_shown (self->window, CT_TYPE_ACHIEVEMENT_PAGE, NULL));
  g_assert_true (find_shown (self->window, CT_TYPE_EXAM_PAGE, NULL)
                 || find_shown (self->window, CT_TYPE_ATTEMPT_PAGE, NULL));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (self, "Progress"))));

  gtk_widget_grab_focus (get_row (self, "Progress"));
  press_keys ("alt+Left");
  wait_until (find_shown (self->window, CT_TYPE_ACHIEVEMENT_PAGE, NULL));
}

static void
open_menu (WindowFixture *self)
{
  gtk_menu_button_popup (find_shown (self->window, GTK_TYPE_MENU_BUTTON, "Main Menu"));
  wait_until (gtk_widget_get_ancestor (get_focus (self), GTK_TYPE_POPOVER) != NULL);
}

static void
test_zoom (WindowFixture *self, gconstpointer data)
{
  CtDocumentView *view;
  double zoom;

  show_certificate (self, &view);
  gtk_widget_grab_focus (get_row (self, "Credentials"));
  zoom = ct_document_view_get_zoom (view);
  press_keys ("ctrl+plus");
  wait_until (ct_document_view_get_zoom (view) > zoom);
  press_keys ("ctrl+0");
  wait_until (ct_document_view_get_zoom (view) == 1);

  open_menu (self);
  press_keys ("ctrl+minus");
  wait_until (ct_document_view_get_zoom (view) < 1);
}

/* Windows of their own: that of the application is one. */
static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
close_others (WindowFixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (GTK_WIDGET (window) != self->window)
        gtk_window_close (window);
    }
  wait_until (count_windows () == 1);
}

/* Each opens a window that asks for the rest. */
static void
test_saving (WindowFixture *self, gconstpointer keys)
{
  CtDocumentView *view;

  show_certificate (self, &view);
  gtk_widget_grab_focus (get_row (self, "Credentials"));
  press_keys ("ctrl+s");
  wait_until (count_windows () > 1);
  close_others (self);

  gtk_widget_grab_focus (find_shown (self->window, GTK_TYPE_MENU_BUTTON, "Main Menu"));
  press_keys ("ctrl+p");
  wait_until (count_windows () > 1);
  close_others (self);
}

/* What lies under a dialog is not meant by keys that are pressed in it. */
static void
test_dialog (WindowFixture *self, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self->window);
  CtDocumentView *view;
  double zoom;

  show_certificate (self, &view);
  zoom = ct_document_view_get_zoom (view);
  window_fixture_activate (self, "win.logins", NULL);
  press_keys ("ctrl+plus");
  press_keys ("alt+Left");
  press_keys ("Escape");
  wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  handle_pending ();
  g_assert_cmpfloat (ct_document_view_get_zoom (view), ==, zoom);
  g_assert_nonnull (find_shown (self->window, CT_TYPE_DOCUMENT_PAGE, NULL));
}

static void
test_search (WindowFixture *self, gconstpointer data)
{
  static const char *const names[] = { "Exams", "History", "Progress", "Credentials" };

  window_fixture_sign_in (self, "zofia");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = get_row (self, names[i]);

      click_at (row);
      wait_until (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
      gtk_widget_grab_focus (row);
      press_keys ("ctrl+f");
      wait_until (gtk_widget_get_ancestor (get_focus (self), GTK_TYPE_SEARCH_ENTRY) != NULL);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (WindowFixture *self, gconstpointer data);
  } tests[] = {
    { "pointer", test_pointer }, { "rows", test_rows },     { "beginning", test_beginning },
    { "back", test_back },       { "zoom", test_zoom },     { "saving", test_saving },
    { "dialog", test_dialog },   { "search", test_search },
  };
  CtDemo *service;
  int status;

  page_test_init (&argc, &argv);
  service = start_service ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/keys/", tests[i].name, NULL);

      g_test_add (path, WindowFixture, service, window_fixture_set_up, tests[i].test,
                  window_fixture_tear_down);
    }
  status = page_test_run ();
  g_object_unref (service);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history: all of it, in order, narrowed by what one looks for, and steady under news. */

#include "model/ct-attempt.h"
#include "page-fixture.h"
#include "pages/ct-attempt-page.h"
#include "pages/ct-history-page.h"
#include "support/waiting.h"
#include "widgets/ct-cell-factory.h"
#include "widgets/ct-cells.h"
#include "widgets/ct-slots.h"

#define ATTEMPT(id, code, title, kind, date, rest) \
  "{\"id\":\"" id "\",\"exam_code\":\"" code "\",\"exam_title\":\"" title "\",\"kind\":\"" kind \
  "\",\"taken_at\":\"" date "T10:00:00Z\"," rest "}"
#define PASSED(score) "\"result\":\"passed\",\"score\":" score ",\"passing_score\":70"

#define PENDING ATTEMPT ("a4", "250-441", "Threats", "exam", "2026-03-01", "\"result\":\"pending\"")
#define ARRIVED ATTEMPT ("a4", "250-441", "Threats", "exam", "2026-03-01", PASSED ("99"))
#define EXAM ATTEMPT ("a3", "250-428", "Endpoint", "exam", "2026-01-15", PASSED ("75"))
#define ASSESSMENT ATTEMPT ("a2", "ST0-250", "Élan", "assessment", "2025-06-01", PASSED ("90"))
#define FAILED \
  ATTEMPT ("a1", "250-428", "Endpoint", "exam", "2024-06-01", \
           "\"result\":\"failed\",\"score\":40,\"passing_score\":70")
#define ALL PENDING "," EXAM "," ASSESSMENT "," FAILED

static CtHistoryPage *
show_history (PageFixture *self, const char *items)
{
  CtHistoryPage *page;

  page_fixture_answer (self, "v1/attempts", items);
  page_fixture_refresh (self);
  page = g_object_new (CT_TYPE_HISTORY_PAGE, "client", self->client, NULL);
  page_fixture_show (self, GTK_WIDGET (page));
  return page;
}

/* Returns: (transfer full): what is listed, by id, from top to bottom: "a4 a3" */
static char *
list_ids (gpointer page)
{
  GtkListView *list = find_widget (page, GTK_TYPE_LIST_VIEW, 0);
  GListModel *model = list ? G_LIST_MODEL (gtk_list_view_get_model (list)) : NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; model && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CtSlot) slot = g_list_model_get_item (model, i);

      g_string_append_printf (ids, "%s%s", i ? " " : "",
                              ct_resource_get_id (ct_slot_get_item (slot)));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
lists (gpointer page, const char *expected)
{
  g_autofree char *ids = list_ids (page);

  return g_str_equal (ids, expected);
}

/* Filters and sorters work in parts, when there is time. */
#define wait_for_list(page, expected) wait_until (lists (page, expected))

/* A year alone is a heading; rows have whole dates. */
static gboolean
has_heading (gpointer page, const char *year)
{
  GtkLabel *label;

  for (guint i = 0; (label = find_widget (page, GTK_TYPE_LABEL, i)); i++)
    if (g_str_equal (gtk_label_get_text (label), year))
      return TRUE;
  return FALSE;
}

static void
test_all (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);

  wait_for_list (page, "a4 a3 a2 a1");
  assert_shows (page, "4 attempts");
  wait_until (has_heading (page, "2026") && has_heading (page, "2025")
              && has_heading (page, "2024"));
  wait_until (is_said (page, "Result pending") && is_said (page, "75%"));
  assert_usable (page);
}

static void
test_empty (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, "");

  assert_shows (page, "No Attempts Yet");
  g_assert_null (find_shown (page, GTK_TYPE_WIDGET, "Filter and Sort"));
  assert_usable (page);
  click (page, "Show _Exams");
  g_assert_cmpstr (self->asked, ==, "win.page 'exams'");
}

static void
test_filter (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_activate_action (widget, "history.kind", "s", "assessment");
  wait_for_list (page, "a2");
  assert_shows (page, "1 of 4");
  gtk_widget_activate_action (widget, "history.kind", "s", "exam");
  wait_for_list (page, "a4 a3 a1");
  gtk_widget_activate_action (widget, "history.result", "s", "failed");
  wait_for_list (page, "a1");
  gtk_widget_activate_action (widget, "history.result", "s", "revoked");
  wait_until (is_said (page, "Nothing Found"));
  assert_usable (page);
  click (page, "Show Everything");
  wait_for_list (page, "a4 a3 a2 a1");
}

static void
test_search (PageFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } cases[] = {
    { "endp", "a3 a1" }, { "ENDPOINT", "a3 a1" }, { "st0-", "a2" },
    { "élan", "a2" },    { "ÉLAN", "a2" },        { "250", "a4 a3 a2 a1" },
  };
  CtHistoryPage *page = show_history (self, ALL);

  gtk_widget_activate_action (GTK_WIDGET (page), "history.search", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type_text (page, cases[i].text);
      wait_for_list (page, cases[i].ids);
    }
  type_text (page, "nowhere");
  wait_until (is_said (page, "Nothing Found"));
  click (page, "Show Everything");
  wait_for_list (page, "a4 a3 a2 a1");
}

static void
test_sort (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_activate_action (widget, "history.sort", "s", "oldest");
  wait_for_list (page, "a1 a2 a3 a4");
  gtk_widget_activate_action (widget, "history.sort", "s", "score");
  wait_for_list (page, "a2 a3 a1 a4");
  wait_until (!has_heading (page, "2024"));
  gtk_widget_activate_action (widget, "history.sort", "s", "title");
  wait_for_list (page, "a3 a1 a4 a2");
  gtk_widget_activate_action (widget, "history.sort", "s", "newest");
  wait_for_list (page, "a4 a3 a2 a1");
}

/* What no longer is what was looked for goes, and what has a score now finds its place. */
static void
test_news (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_activate_action (widget, "history.sort", "s", "score");
  wait_for_list (page, "a2 a3 a1 a4");
  page_fixture_answer (self, "v1/attempts", ARRIVED "," EXAM "," ASSESSMENT "," FAILED);
  page_fixture_refresh (self);
  wait_for_list (page, "a4 a2 a3 a1");

  gtk_widget_activate_action (widget, "history.result", "s", "pending");
  wait_until (is_said (page, "Nothing Found"));
  page_fixture_answer (self, "v1/attempts", ALL);
  page_fixture_refresh (self);
  wait_for_list (page, "a4");
}

static const char *
get_focused_id (PageFixture *self)
{
  gpointer item = ct_cell_factory_get_item (gtk_root_get_focus (GTK_ROOT (self->window)));

  return item != NULL ? ct_resource_get_id (item) : "none";
}

/* What has the focus keeps it when something overtakes it, and lets the first one have it when
 * another order is asked for. */
static void
test_focus (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);
  GtkListView *list = find_widget (page, GTK_TYPE_LIST_VIEW, 0);

  gtk_widget_activate_action (GTK_WIDGET (page), "history.sort", "s", "score");
  wait_for_list (page, "a2 a3 a1 a4");
  gtk_list_view_scroll_to (list, 1, GTK_LIST_SCROLL_FOCUS, NULL);
  wait_until (g_str_equal (get_focused_id (self), "a3"));

  page_fixture_answer (self, "v1/attempts", ARRIVED "," EXAM "," ASSESSMENT "," FAILED);
  page_fixture_refresh (self);
  wait_for_list (page, "a4 a2 a3 a1");
  handle_pending ();
  g_assert_cmpstr (get_focused_id (self), ==, "a3");

  gtk_widget_activate_action (GTK_WIDGET (page), "history.sort", "s", "oldest");
  wait_for_list (page, "a1 a2 a3 a4");
  wait_until (g_str_equal (get_focused_id (self), "a1"));
}

/* Who has scrolled stays where they are when something new comes on top, and begins at the top
 * when they ask for another order. */
static void
test_steady (PageFixture *self, gconstpointer data)
{
  g_autoptr (GString) items = g_string_new (NULL);
  CtHistoryPage *page;
  GtkListView *list;
  GtkAdjustment *adjustment;
  double value;

  for (int i = 60; i > 0; i--)
    g_string_append_printf (items,
                            "%s" ATTEMPT ("b%d", "250-428", "Endpoint", "exam", "2025-01-01",
                                          "\"result\":\"passed\",\"score\":75"),
                            items->len ? "," : "", i);
  page = show_history (self, items->str);
  list = find_widget (page, GTK_TYPE_LIST_VIEW, 0);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  wait_until (gtk_adjustment_get_upper (adjustment) > 3000);
  gtk_adjustment_set_value (adjustment, 1500);
  wait_until (gtk_adjustment_get_value (adjustment) > 500);
  value = gtk_adjustment_get_value (adjustment);

  g_string_prepend (items, PENDING ",");
  page_fixture_answer (self, "v1/attempts", items->str);
  page_fixture_refresh (self);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == 61);
  wait_until (gtk_adjustment_get_value (adjustment) > value);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, value + 200);

  gtk_widget_activate_action (GTK_WIDGET (page), "history.sort", "s", "score");
  wait_until (gtk_adjustment_get_value (adjustment) == 0);
}

/* Whether each row in view shows what is at its place, as high as it needs to be. */
static gboolean
rows_are_right (GtkListView *list)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  guint n_rows = 0, position = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = find_widget (row, CT_TYPE_ATTEMPT_CELL, 0);
      g_autoptr (CtAttempt) shown = NULL;
      g_autoptr (CtSlot) slot = NULL;
      g_autofree char *words = NULL, *wrong = NULL;
      int needed;

      if (!g_str_equal (gtk_widget_get_css_name (row), "row") || !gtk_widget_get_mapped (row))
        continue;
      if (cell == NULL)
        return FALSE;
      g_object_get (cell, "item", &shown, NULL);
      for (slot = g_list_model_get_item (model, position);
           n_rows == 0 && slot && ct_slot_get_item (slot) != shown;
           slot = g_list_model_get_item (model, ++position))
        g_object_unref (slot);
      gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (cell), &needed,
                          NULL, NULL, NULL);
      words = ct_attempt_cell_say (shown);
      wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words);
      if (wrong || slot == NULL || ct_slot_get_item (slot) != shown
          || gtk_widget_get_height (row) != needed)
        return FALSE;
      position++;
      n_rows++;
    }
  return n_rows > 0;
}

static guint
count_cells (GtkWidget *widget)
{
  guint n = CT_IS_ATTEMPT_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_cells (child);
  return n;
}

/* Only rows that are seen are made, and they are right wherever one looks and whatever one asks
 * for. */
static void
test_many (PageFixture *self, gconstpointer data)
{
  g_autoptr (GString) items = g_string_new (NULL);
  CtHistoryPage *page;
  GtkListView *list;
  GtkAdjustment *adjustment;

  for (int i = 600; i > 0; i--)
    g_string_append_printf (
        items,
        "%s" ATTEMPT ("b%d", "250-%d", "%s %d", "exam", "20%d-01-10",
                      "\"result\":\"%s\",\"score\":75"),
        items->len ? "," : "", i, i,
        i % 3 ? "Endpoint" : "A title that is long enough to need a line or two in a narrow window",
        i % 7, 10 + i / 50, i % 100 ? "passed" : "failed");
  gtk_window_set_default_size (self->window, NARROW, 600);
  page = show_history (self, items->str);
  list = find_widget (page, GTK_TYPE_LIST_VIEW, 0);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  wait_until (gtk_adjustment_get_upper (adjustment) > 600 * 40);
  wait_until (rows_are_right (list));
  g_assert_cmpuint (count_cells (GTK_WIDGET (list)), <, 40);

  gtk_adjustment_set_value (adjustment, 15000);
  wait_until (gtk_adjustment_get_value (adjustment) > 10000 && rows_are_right (list));
  gtk_widget_activate_action (GTK_WIDGET (page), "history.sort", "s", "title");
  wait_until (gtk_adjustment_get_value (adjustment) == 0 && !has_heading (page, "2022")
              && rows_are_right (list));
  gtk_widget_activate_action (GTK_WIDGET (page), "history.result", "s", "failed");
  wait_for_list (page, "b600 b300 b400 b100 b500 b200");
  wait_until (rows_are_right (list));
  gtk_widget_activate_action (GTK_WIDGET (page), "history.sort", "s", "oldest");
  wait_for_list (page, "b100 b200 b300 b400 b500 b600");
  wait_until (has_heading (page, "2012") && rows_are_right (list));
  gtk_widget_activate_action (GTK_WIDGET (page), "history.result", "s", "");
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == 600);
  wait_until (has_heading (page, "2010") && rows_are_right (list));
}

static void
test_open (PageFixture *self, gconstpointer data)
{
  CtHistoryPage *page = show_history (self, ALL);
  GtkListView *list;

  wait_for_list (page, "a4 a3 a2 a1");
  list = find_widget (page, GTK_TYPE_LIST_VIEW, 0);
  g_signal_emit_by_name (list, "activate", 2);
  wait_until (CT_IS_ATTEMPT_PAGE (adw_navigation_view_get_visible_page (self->view)));
  assert_shows (self->view, "Élan");

  /* From elsewhere: what is open gives way. */
  ct_page_show_item (CT_PAGE (page), "a1");
  wait_until (is_said (self->view, "40%"));
  adw_navigation_view_pop (self->view);
  g_assert_true (adw_navigation_view_get_visible_page (self->view) == ADW_NAVIGATION_PAGE (page));

  ct_page_show_item (CT_PAGE (page), "unknown");
  g_assert_true (adw_navigation_view_get_visible_page (self->view) == ADW_NAVIGATION_PAGE (page));
}

/* Sixty attempts of a real candidate at the real service. */
static void
test_real (void)
{
  g_autoptr (CtDemo) service = start_service ();
  CtClient *client = sign_in_candidate (service, "samuel");
  GtkWidget *page = g_object_new (CT_TYPE_HISTORY_PAGE, "client", client, NULL);
  GtkWindow *window = present_page (page);

  wait_until (is_said (page, "60 attempts"));
  assert_usable (page);

  close_page (window);
  sign_out_candidate (client);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (PageFixture *self, gconstpointer data);
  } tests[] = {
    { "all", test_all },       { "empty", test_empty },   { "filter", test_filter },
    { "search", test_search }, { "sort", test_sort },     { "news", test_news },
    { "focus", test_focus },   { "steady", test_steady }, { "many", test_many },
    { "open", test_open },
  };

  page_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/history-page/", tests[i].name, NULL);

      g_test_add (path, PageFixture, NULL, page_fixture_set_up, tests[i].test,
                  page_fixture_tear_down);
    }
  g_test_add_func ("/history-page/real", test_real);

  return page_test_run ();
}

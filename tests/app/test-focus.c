/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever happened, something that makes sense has the focus: who types goes on from there, and
 * who listens hears where they are. */

#include "support/fingers.h"
#include "support/page-window.h"
#include "support/waiting.h"
#include "window-fixture.h"

static GtkWidget *
get_focus (WindowFixture *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

/* Whether it is in what is read of the page that is seen, and not in a bar above it. */
static gboolean
is_in_content (WindowFixture *self)
{
  GtkWidget *focus = get_focus (self);
  GtkWidget *view = focus ? gtk_widget_get_ancestor (focus, ADW_TYPE_NAVIGATION_VIEW) : NULL;

  return view != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) == NULL;
}

static gboolean
is_row (GtkWidget *widget, const char *title)
{
  return widget != NULL && GTK_IS_LIST_BOX_ROW (widget)
         && find_shown (widget, GTK_TYPE_LABEL, title) != NULL;
}

static void
make_narrow (WindowFixture *self)
{
  window_fixture_close (self);
  g_settings_set_int (self->settings, "window-width", NARROW);
  window_fixture_open (self);
}

static void
test_signing_in (WindowFixture *self, gconstpointer data)
{
  window_fixture_sign_in (self, "zofia");
  g_assert_true (is_in_content (self) || is_row (get_focus (self), "Overview"));
}

static void
go_through_pages (WindowFixture *self)
{
  window_fixture_sign_in (self, "zofia");
  for (int i = 6; i > 0; i--)
    {
      g_autofree char *key = g_strdup_printf ("ctrl+%d", i);
      g_autofree char *before = g_settings_get_string (self->settings, "page");
      g_autofree char *page = g_strdup (before);

      press_keys (key);
      while (g_str_equal (page, before))
        {
          g_main_context_iteration (NULL, TRUE);
          g_free (page);
          page = g_settings_get_string (self->settings, "page");
        }
      wait_until (is_in_content (self));
    }
}

static void
test_pages (WindowFixture *self, gconstpointer data)
{
  go_through_pages (self);
}

static void
test_narrow_pages (WindowFixture *self, gconstpointer data)
{
  make_narrow (self);
  go_through_pages (self);
}

/* Each dialog has it while it is there, and what it was opened from has it again. */
static void
test_dialogs (WindowFixture *self, gconstpointer data)
{
  static const char *const actions[]
      = { "win.account", "win.logins", "win.events", "win.data", "win.program" };
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (self->window);

  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.page", "history");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *before = get_focus (self), *dialog;

      g_assert_nonnull (before);
      window_fixture_activate (self, actions[i], NULL);
      dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
      wait_until (get_focus (self) != NULL && gtk_widget_is_ancestor (get_focus (self), dialog));
      press_keys ("Escape");
      wait_until (adw_application_window_get_visible_dialog (window) == NULL);
      wait_until (get_focus (self) == before);
    }
}

/* Whoever went on is not called back. */
static void
test_gone_on (WindowFixture *self, gconstpointer data)
{
  GtkWidget *before, *menu;

  window_fixture_sign_in (self, "zofia");
  window_fixture_activate (self, "win.page", "history");
  before = get_focus (self);
  menu = find_shown (self->window, GTK_TYPE_MENU_BUTTON, "Main Menu");
  gtk_widget_set_sensitive (before, FALSE);
  wait_until (get_focus (self) != NULL && get_focus (self) != before);
  gtk_widget_child_focus (menu, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_sensitive (before, TRUE);
  handle_pending ();
  g_assert_true (gtk_widget_is_ancestor (get_focus (self), menu));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (WindowFixture *self, gconstpointer data);
  } tests[] = {
    { "signing-in", test_signing_in },     { "pages", test_pages },
    { "narrow-pages", test_narrow_pages }, { "dialogs", test_dialogs },
    { "gone-on", test_gone_on },
  };
  CtDemo *service;
  int status;

  page_test_init (&argc, &argv);
  service = start_service ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/focus/", tests[i].name, NULL);

      g_test_add (path, WindowFixture, service, window_fixture_set_up, tests[i].test,
                  window_fixture_tear_down);
    }
  status = page_test_run ();
  g_object_unref (service);
  return status;
}

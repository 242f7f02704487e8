/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manual can be read: each topic opens, fits and leads only where there is something; it is
 * searched by its text, and begins with what is asked for. */

#include <adwaita.h>

#include "app/ct-help-dialog.h"
#include "app/ct-help-topics.h"
#include "app/ct-window.h"
#include "support/page-window.h"
#include "support/waiting.h"

typedef struct
{
  GtkWindow *window;
  AdwDialog *dialog;
} Fixture;

static void
present (Fixture *self, const char *topic)
{
  self->dialog = ct_help_dialog_new (topic);
  adw_dialog_present (self->dialog, GTK_WIDGET (self->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->dialog)));
  handle_pending ();
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, NARROW, 600);
  gtk_window_present (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  gtk_window_destroy (self->window);
  handle_pending ();
}

static void
note_closed (AdwDialog *dialog, Fixture *self)
{
  self->dialog = NULL;
}

static void
test_topics (Fixture *self, gconstpointer data)
{
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      present (self, topics[i].name);
      wait_until (is_said (self->dialog, topics[i].lines[0].text));
      assert_usable (self->dialog);
      adw_dialog_force_close (g_steal_pointer (&self->dialog));
      handle_pending ();
    }
}

/* The actions of its buttons are the window's, or are named by the application. */
static void
test_buttons (Fixture *self, gconstpointer data)
{
  static const char *const of_application[] = { "app.preferences", "app.shortcuts", NULL };
  g_autoptr (GTypeClass) window_class = g_type_class_ref (CT_TYPE_WINDOW);
  guint n_topics;
  const CtHelpTopic *topics = ct_help_get_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    for (const CtHelpLine *line = topics[i].lines; line->text != NULL; line++)
      {
        g_auto (GStrv) parts = line->action != NULL ? g_strsplit (line->action, "::", 2) : NULL;
        GType owner;
        const char *name, *property;
        const GVariantType *parameter;
        gboolean found = parts == NULL || g_strv_contains (of_application, parts[0]);

        for (guint n = 0; !found
                          && gtk_widget_class_query_action (GTK_WIDGET_CLASS (window_class), n,
                                                            &owner, &name, &parameter, &property);
             n++)
          found = g_str_equal (name, parts[0]);
        g_assert_true (found);
      }
}

static void
search_for (Fixture *self, const char *words)
{
  GtkWidget *entry = find_widget (self->dialog, GTK_TYPE_SEARCH_ENTRY, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (Fixture *self, gconstpointer data)
{
  present (self, NULL);
  assert_shows (self->dialog, "Sharing");
  search_for (self, "withdraw");
  assert_shows (self->dialog, "Sharing");
  assert_hides (self->dialog, "Keyboard");
  search_for (self, "xylophone");
  assert_shows (self->dialog, "No topic matches your search.");
  search_for (self, "");
  assert_shows (self->dialog, "Keyboard");
  activate_row (self->dialog, "Sharing");
  wait_until (is_said (self->dialog, "Withdraw a Share"));
  assert_usable (self->dialog);
}

/* Where the entry has the focus, too. */
static void
test_escape (Fixture *self, gconstpointer data)
{
  GtkWidget *entry;

  present (self, NULL);
  entry = find_widget (self->dialog, GTK_TYPE_SEARCH_ENTRY, 0);
  search_for (self, "withdraw");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_signal_connect (self->dialog, "closed", G_CALLBACK (note_closed), self);
  g_signal_emit_by_name (entry, "stop-search");
  wait_until (self->dialog == NULL);
}

int
main (int argc, char *argv[])
{
  page_test_init (&argc, &argv);
  g_test_add ("/help/topics", Fixture, NULL, set_up, test_topics, tear_down);
  g_test_add ("/help/buttons", Fixture, NULL, set_up, test_buttons, tear_down);
  g_test_add ("/help/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/help/escape", Fixture, NULL, set_up, test_escape, tear_down);
  return page_test_run ();
}

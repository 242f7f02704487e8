/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "support/scripted-server.h"

G_BEGIN_DECLS

/**
 * PageFixture:
 *
 * What a page lives in: a client that is signed in at a scripted server, and a window with
 * an AdwNavigationView. The window notes what pages ask it for by actions.
 */
typedef struct
{
  ScriptedServer *server;
  CtClient *client;
  GtkWindow *window;
  AdwNavigationView *view;
  char *asked; /* the last action, with its parameter: "win.show ('history', 'a1')" */
} PageFixture;

/* Instead of g_test_init(): also GTK, Adwaita and everything of ours, without a keyring. The
 * program is run by tests/headless, which gives it a home of its own. */
void page_test_init (int *argc, char ***argv);

/* For g_test_add(). Each collection is empty unless @self->server is told otherwise. */
void page_fixture_set_up (PageFixture *self, gconstpointer data);

/* Asserts that nothing of it is held by anything. */
void page_fixture_tear_down (PageFixture *self, gconstpointer data);

/* Answers @path, such as "v1/progress", with what is in "items", and asks for it. */
void page_fixture_answer (PageFixture *self, const char *path, const char *items);
void page_fixture_refresh (PageFixture *self);

/**
 * page_fixture_show:
 * @page: (transfer floating): an AdwNavigationPage, put into the window, which is presented
 */
void page_fixture_show (PageFixture *self, GtkWidget *page);

/**
 * find_widget:
 * @type: what to look for
 * @index: which of them, in the order of the screen, from 0
 *
 * Looks only at what can be seen.
 *
 * Returns: (transfer none) (nullable): it, or %NULL if there are not so many
 */
gpointer find_widget (gpointer root, GType type, guint index);
guint count_widgets (gpointer root, GType type);

/* Whether a label with @text in it can be seen. */
gboolean is_said (gpointer root, const char *text);

/* Types @text where a person would, into the one entry of @root. */
void type_text (gpointer root, const char *text);

G_END_DECLS

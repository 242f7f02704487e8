/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "support/page-window.h"
#include "support/scripted-server.h"

G_BEGIN_DECLS

/**
 * PageFixture:
 *
 * What a page lives in: a client that is signed in at a scripted server, and a window with
 * an AdwNavigationView, over which toasts are shown. The window notes what pages ask it for by
 * actions.
 */
typedef struct
{
  ScriptedServer *server;
  CtClient *client;
  GtkWindow *window;
  AdwToastOverlay *toasts;
  AdwNavigationView *view;
  char *asked; /* the last action, with its parameter: "win.show ('history', 'a1')" */
} PageFixture;

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

/* Types @text where a person would, into the one entry of @root. */
void type_text (gpointer root, const char *text);

G_END_DECLS

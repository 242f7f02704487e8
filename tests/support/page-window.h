/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "client/ct-demo.h"

G_BEGIN_DECLS

/*
 * Pages on a display: built, shown, looked at, and gone without a leak.
 *
 * g_autoptr (CtDemo) service = start_service ();
 * g_autoptr (CtClient) client = sign_in_candidate (service, "zofia");
 * GtkWidget *page = g_object_new (CT_TYPE_HISTORY_PAGE, "client", client, NULL);
 * GtkWindow *window = present_page (page);
 *
 * assert_shows (page, "14 attempts");
 * close_page (window);
 */

/* The narrowest window that everything has to fit into. */
#define NARROW 360

/* To be called instead of g_test_init(): with GTK and our widgets. Needs tests/headless around it,
 * which gives the test a display and a home of its own. */
void page_test_init (int *argc, char ***argv);

/* Runs the tests, and removes what page_test_init() made. */
int page_test_run (void);

/**
 * start_service:
 *
 * Returns: (transfer full): the real service with the sample, in a process of its own, which
 *   ends with this object
 */
CtDemo *start_service (void);

/**
 * sign_in_candidate:
 * @user_name: one of the sample's candidates
 *
 * Returns: (transfer full): a client with everything of them loaded
 */
CtClient *sign_in_candidate (CtDemo *service, const char *user_name);

/* As sign_in_candidate(), where nobody knows the account: at a scripted service. */
CtClient *sign_in_at_address (const char *address, const char *user_name, const char *password);

/* Signs out and asserts that nothing holds the client any more. */
void sign_out_candidate (CtClient *client);

/* Waits until nothing that @client shows is on its way. */
void wait_until_loaded (CtClient *client);

/**
 * present_page:
 * @page: (transfer floating): a page, or any widget
 *
 * Returns: (transfer none): a window as narrow as @page allows, on screen
 */
GtkWindow *present_page (GtkWidget *page);

/* Closes the window and asserts that it, the page and the pages on top of it are finalised. */
void close_page (GtkWindow *window);

/* Waits until @window was laid out and drawn twice: what is known only when it was, such as the
 * height of a line that wraps, is in the second. */
void wait_until_drawn (GtkWidget *window);

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
void assert_shows (gpointer root, const char *text);
void assert_hides (gpointer root, const char *text);

/* Returns: (transfer none) (nullable): the first one of @type below @root that can be seen and
 * has @text, if that is not %NULL, in its label, its title or its tooltip */
gpointer find_shown (gpointer root, GType type, const char *text);

/* Clicks the button with @text. */
void click (gpointer root, const char *text);

/* Activates the row with @text. */
void activate_row (gpointer root, const char *text);

/* Asserts that @field is said to be wrong in @words, to eyes and to screen readers. */
void assert_wrong (gpointer field, const char *words);

/* Asserts that nothing is said to be wrong with @field. */
void assert_right (gpointer field);

/* Asserts that @root needs no more than NARROW, and that all that can be used has a name. */
void assert_usable (gpointer root);

G_END_DECLS

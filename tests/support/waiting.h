/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Waiting for what a test began. Nothing here has a time limit of its own: who waits in vain
 * is ended by the test runner, and it is clear where.
 *
 * GAsyncResult *result = NULL;
 * thing_do_async (thing, NULL, take_result, &result);
 * thing_do_finish (thing, wait_for_result (&result), &error);
 * g_clear_object (&result);
 */

/* A GAsyncReadyCallback that puts the result into the GAsyncResult* at @user_data. */
void take_result (GObject *source, GAsyncResult *result, gpointer user_data);

GAsyncResult *wait_for_result (GAsyncResult **result);

/* Goes on when @condition holds. */
#define wait_until(condition) \
  G_STMT_START \
  { \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
  } \
  G_STMT_END

/* Handles what is ready, and nothing that is still to come. Where that does not end, as with an
 * animation on a slow machine, it stops after 200 turns with a message in the test's log. */
void handle_pending (void);

/**
 * assert_finalized:
 * @object: (transfer full): an object that nobody else should hold, at the latest when what
 *   is under way has come to its end
 */
void assert_finalized (gpointer object);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/waiting.h"

/* Far more than was ever ready. Where a frame takes longer than the time between two, the next one
 * of an animation always is. */
#define ENOUGH 200

void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  wait_until (*result != NULL);

  return *result;
}

void
handle_pending (void)
{
  for (guint i = 0; i < ENOUGH; i++)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        return;
    }

  /* What "did not happen" after this may only have had no turn. */
  g_test_message ("Stopped after %d turns, and something may still be ready", ENOUGH);
}

static void
on_finalized (gpointer user_data, GObject *where_the_object_was)
{
  gboolean *finalized = user_data;

  *finalized = TRUE;
  g_main_context_wakeup (NULL);
}

void
assert_finalized (gpointer object)
{
  gboolean finalized = FALSE;

  g_object_weak_ref (object, on_finalized, &finalized);
  g_object_unref (object);
  wait_until (finalized);
}

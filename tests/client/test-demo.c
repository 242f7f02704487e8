/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo starts the service, ends with it, and says what is wrong if it cannot. The service
 * is played by a script, so that it does what the real one should not. */

#include <string.h>

#include "stage.h"
#include "support/waiting.h"

#define ANNOUNCEMENT ANNOUNCE ("http://127.0.0.1:1/")

/* Returns: (transfer full): a demo whose service is a shell script that does @lines */
static CtDemo *
set_stage (Stage *stage, const char *lines)
{
  stage_set (stage, lines);
  return stage_new_demo (stage);
}

static gboolean
start (CtDemo *demo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_demo_start_async (demo, NULL, take_result, &result);
  return ct_demo_start_finish (demo, wait_for_result (&result), error);
}

static void
test_started (void)
{
  g_auto (Stage) stage = { 0 };
  g_autoptr (CtDemo) demo = set_stage (&stage, ANNOUNCEMENT "cat > /dev/null\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (ct_demo_is_running (demo));
  g_assert_true (start (demo, &error));
  g_assert_no_error (error);
  g_assert_true (ct_demo_is_running (demo));
  g_assert_cmpstr (ct_demo_get_address (demo), ==, "http://127.0.0.1:1");
  g_assert_cmpstr (ct_demo_get_user_name (demo), ==, "sam");
  g_assert_cmpstr (ct_demo_get_password (demo), ==, "secret");
}

/* A service that ended is not taken for one that answers, and can be started once more. */
static void
test_ended_and_started_again (void)
{
  g_auto (Stage) stage = { 0 };
  g_autoptr (CtDemo) demo = set_stage (&stage, ANNOUNCEMENT);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (start (demo, &error));
      g_assert_no_error (error);
      wait_until (!ct_demo_is_running (demo));
    }
}

/* The service must not outlive the application. */
static void
test_ends_with_the_demo (void)
{
  g_auto (Stage) stage = { 0 };
  CtDemo *demo = set_stage (&stage, ANNOUNCEMENT "cat > /dev/null\n"
                                                 "rm \"$0\"\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (start (demo, &error));
  g_assert_no_error (error);
  assert_finalized (demo);
  while (g_file_test (stage.script, G_FILE_TEST_EXISTS))
    g_thread_yield ();
}

static void
test_last_words (void)
{
  g_auto (Stage) stage = { 0 };
  g_autoptr (CtDemo) demo = set_stage (&stage, "echo 'first' >&2\n"
                                               "echo 'The disk is full.' >&2\n"
                                               "exit 1\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (start (demo, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "The disk is full."));
  g_assert_false (ct_demo_is_running (demo));
}

static void
test_nonsense (void)
{
  static const char *const lines[] = {
    "echo hello\ncat > /dev/null\n",
    "echo '{}'\ncat > /dev/null\n",
    "echo '{\"uri\":\"http://127.0.0.1:1/\"}'\ncat > /dev/null\n",
    "echo '{\"uri\":7,\"user_name\":[],\"password\":null}'\ncat > /dev/null\n",
    "exit 0\n",
    "echo '{\"uri\":\"http://example.org/\",\"user_name\":\"a\",\"password\":\"b\"}'\n"
    "cat > /dev/null\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Stage) stage = { 0 };
      g_autoptr (CtDemo) demo = set_stage (&stage, lines[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (start (demo, &error));
      g_assert_nonnull (error);
      g_assert_null (ct_demo_get_address (demo));
    }
}

static void
test_no_service (void)
{
  g_autoptr (CtDemo) demo = g_object_new (CT_TYPE_DEMO, "service-path", "/nowhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (start (demo, &error));
  g_assert_nonnull (error);
}

static void
test_cancelled (void)
{
  g_auto (Stage) stage = { 0 };
  CtDemo *demo = set_stage (&stage, "cat > /dev/null\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_demo_start_async (demo, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (ct_demo_start_finish (demo, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  assert_finalized (demo);
}

/* Two services would be in each other's way. */
static void
test_called_off_and_started_again (void)
{
  g_auto (Stage) stage = { 0 };
  g_autoptr (CtDemo) demo
      = set_stage (&stage, TAKE_DATA HANG_ONCE ANNOUNCEMENT "exec cat > /dev/null\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ct_demo_start_async (demo, cancellable, take_result, &result);
  while (!stage_has (&stage, "hanging"))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  g_assert_false (ct_demo_start_finish (demo, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_true (start (demo, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/started", test_started);
  g_test_add_func ("/demo/ended-and-started-again", test_ended_and_started_again);
  g_test_add_func ("/demo/ends-with-the-demo", test_ends_with_the_demo);
  g_test_add_func ("/demo/last-words", test_last_words);
  g_test_add_func ("/demo/nonsense", test_nonsense);
  g_test_add_func ("/demo/no-service", test_no_service);
  g_test_add_func ("/demo/cancelled", test_cancelled);
  g_test_add_func ("/demo/called-off-and-started-again", test_called_off_and_started_again);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: a file has its name only once it is whole; what was there stays until then, and what is
 * called off or fails leaves nothing. */
#include <glib/gstdio.h>

#include "client/ct-file-save.h"
#include "support/waiting.h"

typedef struct
{
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("file-save-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "Logos.zip", NULL);
  fixture->file = g_file_new_for_path (path);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_clear_object (&fixture->file);
  g_free (fixture->folder);
}

static gboolean
save (GFile *file, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  GAsyncResult *result = NULL;
  gboolean saved;

  ct_file_save_async (file, bytes, cancellable, take_result, &result);
  saved = ct_file_save_finish (file, wait_for_result (&result), error);
  g_clear_object (&result);
  return saved;
}

static void
assert_contains (Fixture *fixture, const char *text)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, text);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture->file, "first", NULL, &error));
  assert_contains (fixture, "first");
  g_assert_true (save (fixture->file, "second", NULL, &error));
  assert_contains (fixture, "second");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (save (fixture->file, "never", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 0);

  g_clear_error (&error);
  g_assert_true (save (fixture->file, "first", NULL, &error));
  g_assert_false (save (fixture->file, "never", cancellable, &error));
  assert_contains (fixture, "first");
}

/* Called off at any moment, it is there as a whole or not at all. */
static void
test_cancelled_at_any_moment (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (8 * 1024 * 1024, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = NULL;
      gboolean saved;

      ct_file_save_async (fixture->file, bytes, cancellable, take_result, &result);
      for (guint j = 0; j < i * 1000; j++)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      saved = ct_file_save_finish (fixture->file, wait_for_result (&result), &error);
      g_clear_object (&result);

      g_assert_cmpuint (count_files (fixture), ==, saved ? 1 : 0);
      if (saved)
        {
          assert_contains (fixture, text);
          g_file_delete (fixture->file, NULL, NULL);
        }
    }
}

static void
test_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_resolve_relative_path (fixture->file, "../missing/Logos.zip");
  g_autoptr (GError) error = NULL;

  g_assert_false (save (nowhere, "never", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* A folder of that name is in the way. */
  g_assert_true (g_file_make_directory (fixture->file, NULL, &error));
  g_assert_false (save (fixture->file, "never", NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/file-save/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-at-any-moment", test_cancelled_at_any_moment);
  ADD ("fails", test_fails);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "client/ct-copy.h"
#include "support/waiting.h"

#define ADDRESS "https://tracker.example.org"
#define PATH "v1/attempts?limit=500"

static char *
get_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "certtracker", "offline", NULL);
}

/* Returns: the only thing in @folder */
static char *
find_only (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);

  g_assert_no_error (error);
  const char *name = g_dir_read_name (dir);
  g_assert_nonnull (name);
  char *path = g_build_filename (folder, name, NULL);
  g_assert_null (g_dir_read_name (dir));
  return path;
}

static char *
find_file (void)
{
  g_autofree char *root = get_root ();
  g_autofree char *folder = find_only (root);

  return find_only (folder);
}

static void
save (CtCopy *copy, const char *etag, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  ct_copy_save (copy, PATH, etag, body);
}

static void
assert_saved (CtCopy *copy, const char *etag, const char *text)
{
  g_autoptr (CtCopied) copied = ct_copy_load (copy, PATH);

  g_assert_nonnull (copied);
  g_assert_cmpstr (copied->etag, ==, etag);
  g_assert_cmpmem (g_bytes_get_data (copied->body, NULL), g_bytes_get_size (copied->body), text,
                   strlen (text));
}

static void
assert_nothing (CtCopy *copy)
{
  g_assert_null (ct_copy_load (copy, PATH));
}

static void
erase (CtCopy *copy)
{
  g_autoptr (GAsyncResult) result = NULL;

  ct_copy_erase_async (copy, take_result, &result);
  g_assert_true (ct_copy_erase_finish (copy, wait_for_result (&result), NULL));
}

static void
test_round_trip (void)
{
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  g_autoptr (CtCopy) again = ct_copy_new (ADDRESS, "c1");

  assert_nothing (copy);
  save (copy, "\"e1\"", "{\"a\":1}");
  assert_saved (again, "\"e1\"", "{\"a\":1}");
  save (copy, NULL, "");
  assert_saved (again, NULL, "");

  ct_copy_remove (copy, PATH);
  assert_nothing (again);
}

static void
test_whose (void)
{
  g_autoptr (CtCopy) mine = ct_copy_new (ADDRESS, "c1");
  g_autoptr (CtCopy) theirs = ct_copy_new (ADDRESS, "c2");
  g_autoptr (CtCopy) elsewhere = ct_copy_new ("https://elsewhere.example", "c1");

  save (mine, "\"e\"", "{}");
  assert_nothing (theirs);
  assert_nothing (elsewhere);
}

static void
test_only_the_user_can_read (void)
{
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  g_autofree char *root = get_root ();
  GStatBuf info;

  save (copy, "\"e\"", "{}");
  g_autofree char *folder = find_only (root);
  g_autofree char *file = find_only (folder);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);

  /* Also if it was made readable to others before. */
  g_chmod (folder, 0755);
  save (copy, "\"e2\"", "{}");
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

static void
test_time (void)
{
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  const struct utimbuf long_ago = { .actime = 1000000000, .modtime = 1000000000 };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  save (copy, "\"e\"", "{}");
  g_autofree char *file = find_file ();
  g_assert_cmpint (g_utime (file, (struct utimbuf *) &long_ago), ==, 0);
  g_autoptr (CtCopied) old = ct_copy_load (copy, PATH);
  g_assert_cmpint (g_date_time_to_unix (old->time), ==, 1000000000);

  ct_copy_confirm (copy, PATH);
  g_autoptr (CtCopied) confirmed = ct_copy_load (copy, PATH);
  g_assert_cmpint (g_date_time_to_unix (confirmed->time), >=, g_date_time_to_unix (now) - 1);
}

/* Whatever happened to the file: it counts for nothing, and is gone. */

static void
test_damaged (gconstpointer data)
{
  const char *how = data;
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  g_autofree char *text = NULL;
  gsize length = 0;

  save (copy, "\"e\"", "{\"items\":[]}");
  g_autofree char *file = find_file ();
  g_assert_true (g_file_get_contents (file, &text, &length, NULL));

  if (strcmp (how, "empty") == 0)
    length = 0;
  else if (strcmp (how, "cut-off") == 0)
    length -= 3;
  else if (strcmp (how, "cut-in-head") == 0)
    length = 40;
  else if (strcmp (how, "bit-turned") == 0)
    text[length - 1] ^= 1;
  else if (strcmp (how, "other-format") == 0)
    text[0] = 'x';
  else if (strcmp (how, "no-line") == 0)
    *strchr (text, '\n') = ' ';
  g_assert_true (g_file_set_contents (file, text, length, NULL));

  assert_nothing (copy);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_folder_in_its_place (void)
{
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");

  save (copy, "\"e\"", "{}");
  g_autofree char *file = find_file ();
  g_unlink (file);
  g_mkdir (file, 0700);
  assert_nothing (copy);
  g_rmdir (file);
}

static void
test_erase (void)
{
  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  g_autofree char *root = get_root ();

  save (copy, "\"e\"", "{}");
  erase (copy);
  assert_nothing (copy);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  g_assert_null (g_dir_read_name (dir));

  /* What comes too late is not written any more. */
  save (copy, "\"e\"", "{}");
  g_dir_rewind (dir);
  g_assert_null (g_dir_read_name (dir));
}

/* Without a place to write to it is as if there were no copy. */
static void
test_no_place (void)
{
  g_autofree char *root = get_root ();
  g_autofree char *parent = g_path_get_dirname (root);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (root, "in the way", -1, NULL));

  g_autoptr (CtCopy) copy = ct_copy_new (ADDRESS, "c1");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "*cannot be kept*");
  save (copy, "\"e\"", "{}");
  g_test_assert_expected_messages ();
  assert_nothing (copy);
  erase (copy);
}

int
main (int argc, char *argv[])
{
  static const char *const damages[]
      = { "empty", "cut-off", "cut-in-head", "bit-turned", "other-format", "no-line" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/copy/round-trip", test_round_trip);
  g_test_add_func ("/copy/whose", test_whose);
  g_test_add_func ("/copy/only-the-user-can-read", test_only_the_user_can_read);
  g_test_add_func ("/copy/time", test_time);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/copy/damaged/", damages[i], NULL);
      g_test_add_data_func (path, damages[i], test_damaged);
    }
  g_test_add_func ("/copy/folder-in-its-place", test_folder_in_its_place);
  g_test_add_func ("/copy/erase", test_erase);
  g_test_add_func ("/copy/no-place", test_no_place);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/scripted-keyring.h"

#include <glib/gstdio.h>

static char *folder;
static char *file;

void
use_scripted_keyring (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("certtracker-test-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "test.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

void
drop_scripted_keyring (void)
{
  g_unlink (file);
  g_rmdir (folder);
  g_clear_pointer (&file, g_free);
  g_clear_pointer (&folder, g_free);
}

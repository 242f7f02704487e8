/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include <glib/gstdio.h>

void
stage_set (Stage *self, const char *lines)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\ncd \"${0%/*}\"\n", lines, NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("certtracker-demo-XXXXXX", &error);
  g_assert_no_error (error);
  self->script = g_build_filename (self->folder, "service", NULL);
  g_file_set_contents_full (self->script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
}

void
stage_clear (Stage *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->script);
  g_free (self->folder);
}

CtDemo *
stage_new_demo (Stage *self)
{
  return g_object_new (CT_TYPE_DEMO, "service-path", self->script, NULL);
}

gboolean
stage_has (Stage *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gsize
stage_count (Stage *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text = NULL;
  gsize n = 0;

  g_file_get_contents (path, &text, &n, NULL);
  return n;
}

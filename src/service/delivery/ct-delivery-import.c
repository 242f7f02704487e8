/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-import.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "model/ct-time.h"
#include "service/delivery/ct-delivery-events.h"
#include "service/delivery/ct-delivery-table-import.h"
#include "service/delivery/ct-vue-archive.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

#define MAX_FILE (128 * 1024 * 1024)

/* What one transaction works on. */
typedef struct
{
  const char *name;
  const char *file_hash;
  CtVueFileKind kind;
  GBytes *bytes;
  GDateTime *now;
  CtDeliveryReport *report;
} Work;

static GBytes *
load (const char *path, GError **error)
{
  GStatBuf status;
  char *content;
  gsize length;

  if (g_stat (path, &status) == 0 && status.st_size > MAX_FILE)
    {
      g_set_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE, "“%s” has more than %d MB.", path,
                   MAX_FILE / 1024 / 1024);
      return NULL;
    }
  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  return g_bytes_new_take (content, length);
}

/* Keeps the bytes under their hash, which nobody outside can choose. */
static gboolean
keep (CtStore *store, const char *hash, GBytes *bytes, GError **error)
{
  g_autofree char *folder
      = g_build_filename (ct_store_get_directory (store), CT_STORE_RECEIVED, NULL);
  g_autofree char *path = g_build_filename (folder, hash, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  if (g_mkdir_with_parents (folder, 0700) == -1)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   "The directory “%s” could not be made: %s.", folder, g_strerror (saved));
      return FALSE;
    }
  return g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gpointer
remember_file (CtDatabase *database, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *now = ct_time_format (work->now);

  ct_statement_run (ct_statement_new (database,
                                      "INSERT INTO vue_files (hash, name, received_at)"
                                      " VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
                                      work->file_hash, work->name, now),
                    error);
  return NULL;
}

static CtCatalog *
load_catalog (CtDatabase *database, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CtCatalog *catalog = ct_program_table_load (database, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (catalog == NULL)
    g_set_error_literal (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED,
                         "There is no program: use “import-program” first.");
  return catalog;
}

static gpointer
import_table (CtDatabase *database, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (CtCatalog) catalog = load_catalog (database, error);

  if (catalog != NULL)
    {
      CtDeliveryContext context = { database, catalog, work->now };
      ct_delivery_table_import (&context, work->kind, work->bytes, work->file_hash, work->report,
                                error);
    }
  return NULL;
}

static gpointer
retry_events (CtDatabase *database, gpointer data, GError **error)
{
  GDateTime *now = data;
  g_autoptr (CtCatalog) catalog = load_catalog (database, error);

  if (catalog != NULL)
    {
      CtDeliveryContext context = { database, catalog, now };
      ct_delivery_events_retry (&context, error);
    }
  return NULL;
}

static CtDeliveryReport *
import_bytes (CtStore *store, Work *work)
{
  g_autoptr (CtDeliveryReport) report = ct_delivery_report_new (work->name);
  g_autoptr (GError) error = NULL;

  work->report = report;
  ct_store_run (store, CT_STORE_WRITE, import_table, work, &error);
  if (error == NULL)
    return g_steal_pointer (&report);

  /* Nothing of it is stored, whatever the report says. */
  CtDeliveryReport *failed = ct_delivery_report_new (work->name);
  failed->failure = g_strdup (error->message);
  return failed;
}

/* A report of what is no table. */
static CtDeliveryReport *
decline (const char *name, const char *failure, const char *note)
{
  CtDeliveryReport *report = ct_delivery_report_new (name);

  report->failure = g_strdup (failure);
  report->note = g_strdup (note);
  return report;
}

static CtDeliveryReport *
import_entry (CtStore *store, Work *work)
{
  switch (work->kind)
    {
    case CT_VUE_FILE_SKIPPED:
      return decline (work->name, NULL, "skipped: nothing of this kind is needed");
    case CT_VUE_FILE_UNKNOWN:
      return decline (work->name, "its name says of no kind that is known: vcdc, eac or exam",
                      NULL);
    case CT_VUE_FILE_VCDC:
    case CT_VUE_FILE_EAC:
    case CT_VUE_FILE_EXAM:
    default:
      return import_bytes (store, work);
    }
}

static void
import_archive (CtStore *store, const Work *file, GPtrArray *reports)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ct_vue_archive_read (file->bytes, &error);

  if (entries == NULL)
    {
      g_ptr_array_add (reports, decline (file->name, error->message, NULL));
      return;
    }
  if (entries->len == 0)
    g_ptr_array_add (reports, decline (file->name, NULL, "the archive is empty"));

  for (guint i = 0; i < entries->len; i++)
    {
      CtVueEntry *entry = entries->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s, %s", file->name, entry->name);
      Work work = { name, file->file_hash, entry->kind, entry->bytes, file->now, NULL };

      g_ptr_array_add (reports, entry->refusal != NULL ? decline (name, entry->refusal, NULL)
                                                       : import_entry (store, &work));
    }
}

GPtrArray *
ct_delivery_import (CtStore *store, const char *path, GDateTime *now, GError **error)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr (GBytes) bytes = load (path, error);
  g_autoptr (GError) failure = NULL;

  if (bytes == NULL)
    return NULL;

  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  Work work = { name, hash, ct_vue_file_get_kind (name), bytes, now, NULL };

  if (!keep (store, hash, bytes, error))
    return NULL;
  ct_store_run (store, CT_STORE_WRITE, remember_file, &work, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_autoptr (GPtrArray) reports
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_delivery_report_free);
  if (ct_vue_archive_is_one (bytes))
    import_archive (store, &work, reports);
  else
    g_ptr_array_add (reports, import_entry (store, &work));

  ct_store_run (store, CT_STORE_WRITE, retry_events, now, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&reports);
}

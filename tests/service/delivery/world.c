/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "world.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/ct-time.h"
#include "service/delivery/ct-delivery-events.h"
#include "service/delivery/ct-delivery-import.h"
#include "service/program/ct-program-file.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/store/ct-statement.h"

static const char program[]
    = "{\"program\":{\"id\":\"p\",\"name\":\"P\",\"issuer\":\"P\",\"support_email\":\"h@example."
      "com\"},"
      "\"exams\":[{\"id\":\"250-428\",\"title\":\"Endpoint\",\"kind\":\"exam\",\"passing_score\":"
      "70},"
      "{\"id\":\"250-438\",\"title\":\"Data Loss\",\"kind\":\"exam\",\"passing_score\":70},"
      "{\"id\":\"250-556\",\"title\":\"Proxy\",\"kind\":\"exam\",\"passing_score\":70}],"
      "\"achievements\":["
      "{\"id\":\"scs-428\",\"title\":\"A\",\"short_title\":\"SCS\",\"kind\":\"certification\","
      "\"validity_months\":24,\"requirement\":{\"kind\":\"exam\",\"ref\":\"250-428\"}},"
      "{\"id\":\"scs-438\",\"title\":\"B\",\"kind\":\"certification\","
      "\"requirement\":{\"kind\":\"exam\",\"ref\":\"250-438\"}},"
      "{\"id\":\"scs-556\",\"title\":\"C\",\"kind\":\"certification\","
      "\"requirement\":{\"kind\":\"exam\",\"ref\":\"250-556\"}}]}";

static gpointer
seed (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (program, sizeof program - 1);
  g_autoptr (CtCatalog) catalog = ct_program_file_parse (bytes, error);
  g_autoptr (GDateTime) created = ct_time_parse ("2026-03-01T00:00:00Z");

  if (catalog == NULL || !ct_program_table_save (database, catalog, error))
    return NULL;

  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);
      g_autofree char *candidate_id = g_strdup_printf ("CT00000%u", i);
      g_autofree char *email = g_strdup_printf ("c%u@example.com", i);
      g_autoptr (CtAccount) account
          = g_object_new (CT_TYPE_ACCOUNT, "id", id, "candidate-id", candidate_id, "user-name", id,
                          "name", "Zoë 王", "given-name", "Zoë", "family-name", "Wang", "email",
                          email, "phone", "+353 1 555 0100", "address-1",
                          i == 4 ? NULL : "1 Long Road", "city", "Cork", "country", "IE",
                          "created-at", created, NULL);

      if (!ct_candidate_table_save_account (database, account, NULL, error))
        return NULL;
    }
  return NULL;
}

World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;

  self->directory = g_dir_make_tmp ("certtracker-delivery-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_build_filename (self->directory, "data", NULL);
  self->store = ct_store_open (data, &error);
  g_assert_no_error (error);
  ct_store_run (self->store, CT_STORE_WRITE, seed, NULL, &error);
  g_assert_no_error (error);

  return self;
}

static void
remove_all (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_all (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_remove (path);
}

void
world_free (World *self)
{
  ct_store_close (self->store);
  g_object_unref (self->store);
  remove_all (self->directory);
  g_free (self->directory);
  g_free (self);
}

static gpointer
execute (CtDatabase *database, gpointer data, GError **error)
{
  ct_database_execute (database, data, error);
  return NULL;
}

void
world_execute (World *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ct_store_run (self->store, CT_STORE_WRITE, execute, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static gpointer
query (CtDatabase *database, gpointer data, GError **error)
{
  GString *rows = g_string_new (NULL);
  g_autofree char *sql
      = g_strdup_printf ("WITH rows (value) AS (%s) SELECT value FROM rows", (char *) data);
  g_autoptr (CtStatement) statement = ct_statement_new (database, sql);

  while (ct_statement_next (statement, error))
    {
      const char *value = ct_statement_get_text (statement, "value");

      g_string_append_printf (rows, "%s%s", rows->len > 0 ? "; " : "", value != NULL ? value : "-");
    }
  return g_string_free_and_steal (rows);
}

char *
world_query (World *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *rows = ct_store_run (self->store, CT_STORE_READ, query, (gpointer) sql, &error);

  g_assert_no_error (error);
  return rows;
}

void
world_authorize (World *self, const char *id, const char *account_id, const char *exam_code)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO authorizations (id, account_id, exam_code, exam_title, state, first_day, "
      "last_day,"
      " created_at, changed_at) VALUES ('%s', '%s', '%s', 'T', 'pending', '2026-04-02T00:00:00Z',"
      " '2026-06-30T00:00:00Z', '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z')",
      id, account_id, exam_code);

  world_execute (self, sql);
}

typedef struct
{
  CtDeliveryExport what;
  const char *directory;
} Export;

static gpointer
run_export (CtDatabase *database, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (CtDeliveryExported) exported = ct_delivery_export (database, &export->what, error);
  g_autofree char *cdd_path = NULL;
  g_autofree char *ead_path = NULL;

  if (exported == NULL
      || !ct_delivery_exported_write (exported, export->directory, export->what.now, &cdd_path,
                                      &ead_path, error))
    return NULL;

  g_assert_true ((cdd_path != NULL) == (exported->cdd != NULL));
  g_assert_true ((ead_path != NULL) == (exported->ead != NULL));
  return g_steal_pointer (&exported);
}

CtDeliveryExported *
world_export (World *self, const char *now, gboolean again, GError **error)
{
  g_autofree char *directory = g_build_filename (self->directory, "out", NULL);
  g_autoptr (GDateTime) time = ct_time_parse (now);
  Export export = { { "UTF-8", again, time }, directory };

  g_assert_no_errno (g_mkdir_with_parents (directory, 0700));
  return ct_store_run (self->store, CT_STORE_WRITE, run_export, &export, error);
}

char *
world_write (World *self, const char *name, const char *content, gssize length)
{
  char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  return path;
}

char *
world_import (World *self, const char *path, const char *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = ct_time_parse (now);
  g_autoptr (GPtrArray) reports = ct_delivery_import (self->store, path, time, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *report = ct_delivery_report_to_text (reports->pdata[i]);
      g_string_append (text, report);
    }
  return g_string_free_and_steal (text);
}

typedef struct
{
  CtVueEventKind kind;
  GBytes *bytes;
  GDateTime *now;
} Event;

static gpointer
receive (CtDatabase *database, gpointer data, GError **error)
{
  Event *event = data;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, error);
  CtDeliveryContext context = { database, catalog, event->now };
  g_auto (CtDeliveryOutcome) outcome = { 0 };

  if (!ct_delivery_events_receive (&context, event->kind, event->bytes, &outcome, error))
    return NULL;
  if (outcome.refusal != NULL)
    return g_steal_pointer (&outcome.refusal);
  return outcome.remark != NULL ? g_steal_pointer (&outcome.remark) : g_strdup ("applied");
}

char *
world_receive (World *self, CtVueEventKind kind, const char *json, const char *now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GDateTime) time = ct_time_parse (now);
  Event event = { kind, bytes, time };
  char *words = ct_store_run (self->store, CT_STORE_WRITE, receive, &event, &error);

  g_assert_no_error (error);
  return words;
}

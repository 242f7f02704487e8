/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-table-import.h"

#include <stdlib.h>

#include "model/ct-time.h"
#include "service/delivery/ct-delivery-answers.h"
#include "service/store/ct-statement.h"

/* The walk through the rows of a table. */
typedef struct
{
  CtDeliveryContext *context;
  CtDeliveryReport *report;
  GHashTable *wanted; /* (nullable): the lines that were left out, if it was imported before */
  GHashTable *taken;  /* the lines that were applied, now or before */
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
note (Walk *walk, guint line, const CtDeliveryOutcome *outcome)
{
  const char *words = outcome->refusal != NULL ? outcome->refusal : outcome->remark;

  if (outcome->refusal == NULL)
    {
      guint *count = outcome->is_known ? &walk->report->n_known : &walk->report->n_taken;

      (*count)++;
      g_hash_table_add (walk->taken, GUINT_TO_POINTER (line));
    }
  if (words != NULL && !outcome->is_known)
    g_ptr_array_add (walk->report->left_out, ct_vue_fault_new (line, "%s", words));
}

/* What the reader could not read. Of rows that were taken before, nothing is said again. */
static void
note_faults (Walk *walk, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      CtVueFault *fault = faults->pdata[i];

      if (walk->wanted == NULL
          || g_hash_table_contains (walk->wanted, GUINT_TO_POINTER (fault->line)))
        g_ptr_array_add (walk->report->left_out,
                         ct_vue_fault_new (fault->line, "%s", fault->words));
    }
}

static gboolean
import_answers (Walk *walk, GBytes *bytes, CtVueConfirmationKind kind, GError **error)
{
  g_autoptr (CtVueConfirmations) answers = ct_vue_confirmations_read (bytes, kind, error);

  if (answers == NULL)
    return FALSE;

  for (guint i = 0; i < answers->rows->len; i++)
    {
      CtVueConfirmation *answer = answers->rows->pdata[i];
      g_auto (CtDeliveryOutcome) outcome = { 0 };

      if (!ct_delivery_answers_apply (walk->context, kind, answer, &outcome, error))
        return FALSE;
      note (walk, answer->line, &outcome);
    }

  note_faults (walk, answers->faults);
  if (answers->failure != NULL)
    walk->report->failure = g_strdup_printf ("Pearson VUE could not read the file that we sent: %s",
                                             answers->failure);
  return TRUE;
}

static gboolean
import_results (Walk *walk, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) results = ct_vue_results_read (bytes, &faults, error);

  if (results == NULL)
    return FALSE;

  for (guint i = 0; i < results->len; i++)
    {
      CtVueResult *result = results->pdata[i];
      g_auto (CtDeliveryOutcome) outcome = { 0 };

      if (!ct_delivery_results_apply (walk->context, result, CT_DELIVERY_RESULT_DEFAULT, &outcome,
                                      error))
        return FALSE;
      note (walk, result->line, &outcome);
    }

  note_faults (walk, faults);
  return TRUE;
}

/* The lines that were left out the last time; %NULL if there was none. */
static gboolean
load_wanted (Walk *walk, const char *hash, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (walk->context->database, "SELECT refused FROM vue_imports WHERE hash = ?",
                          hash);

  if (ct_statement_next (statement, &failure))
    {
      g_auto (GStrv) lines = g_strsplit (ct_statement_get_text (statement, "refused"), " ", -1);

      walk->wanted = g_hash_table_new (NULL, NULL);
      for (guint i = 0; lines[i] != NULL; i++)
        g_hash_table_add (walk->wanted, GUINT_TO_POINTER (strtoul (lines[i], NULL, 10)));
    }

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The lines of which nothing was applied, in words. */
static char *
list_refused (Walk *walk)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < walk->report->left_out->len; i++)
    {
      guint line = ((CtVueFault *) walk->report->left_out->pdata[i])->line;

      if (!g_hash_table_contains (walk->taken, GUINT_TO_POINTER (line)))
        g_string_append_printf (lines, "%s%u", lines->len > 0 ? " " : "", line);
    }

  return g_string_free_and_steal (lines);
}

static gboolean
save_report (Walk *walk, const char *hash, const char *file_hash, GError **error)
{
  g_autofree char *refused = list_refused (walk);
  g_autofree char *text = ct_delivery_report_to_text (walk->report);
  g_autofree char *now = ct_time_format (walk->context->now);
  g_autofree char *n_taken = g_strdup_printf ("%u", walk->report->n_taken + walk->report->n_known);

  return ct_statement_run (
      ct_statement_new (
          walk->context->database,
          "INSERT INTO vue_imports (hash, file_hash, name, imported_at, n_taken, refused, report)"
          " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE"
          " SET imported_at = excluded.imported_at, n_taken = excluded.n_taken,"
          " refused = excluded.refused, report = excluded.report",
          hash, file_hash, walk->report->name, now, n_taken, refused, text),
      error);
}

gboolean
ct_delivery_table_import (CtDeliveryContext *context,
                          CtVueFileKind kind,
                          GBytes *bytes,
                          const char *file_hash,
                          CtDeliveryReport *report,
                          GError **error)
{
  g_auto (Walk) walk = { context, report, NULL, g_hash_table_new (NULL, NULL) };
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (!load_wanted (&walk, hash, error))
    return FALSE;

  if (kind == CT_VUE_FILE_EXAM
          ? !import_results (&walk, bytes, error)
          : !import_answers (&walk, bytes,
                             kind == CT_VUE_FILE_EAC ? CT_VUE_CONFIRMATION_AUTHORIZATION
                                                     : CT_VUE_CONFIRMATION_PROFILE,
                             error))
    return FALSE;

  return save_report (&walk, hash, file_hash, error);
}

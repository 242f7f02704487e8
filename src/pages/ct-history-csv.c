/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/ct-history-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/ct-attempt.h"
#include "pages/ct-export.h"
#include "widgets/ct-format.h"
#include "widgets/ct-look.h"
#include "widgets/ct-slots.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Whether a spreadsheet, one or another, makes a formula of a cell that begins so. */
static gboolean
begins_formula (const char *text)
{
  switch (g_utf8_get_char (text))
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xff1d: /* the same in full width */
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
      return TRUE;
    default:
      return FALSE;
    }
}

/* @is_ours: a number or a day, which need not be distrusted */
static void
add_cell (GString *csv, const char *text, gboolean is_ours)
{
  g_autoptr (GString) cell = g_string_new (text != NULL ? text : "");

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n' && !g_str_equal (csv->str, BYTE_ORDER_MARK))
    g_string_append_c (csv, ',');

  if (!is_ours && begins_formula (cell->str))
    g_string_prepend_c (cell, '\'');
  if (strpbrk (cell->str, ",\"\r\n") != NULL)
    {
      g_string_replace (cell, "\"", "\"\"", 0);
      g_string_prepend_c (cell, '"');
      g_string_append_c (cell, '"');
    }
  g_string_append_len (csv, cell->str, cell->len);
}

static void
add_number (GString *csv, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  add_cell (csv, number >= 0 ? g_ascii_formatd (buffer, sizeof buffer, "%.10g", number) : NULL,
            TRUE);
}

static void
add_attempt (GString *csv, CtAttempt *attempt)
{
  g_autoptr (GDateTime) local
      = attempt->taken_at != NULL ? g_date_time_to_local (attempt->taken_at) : NULL;
  g_autofree char *taken = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *kind = ct_format_exam_kind (NULL, attempt->kind);
  g_autoptr (CtLook) look = ct_look_attempt (NULL, attempt->result);
  g_autofree char *language = ct_format_language (NULL, attempt->language);

  add_cell (csv, taken, TRUE);
  add_cell (csv, attempt->exam_code, FALSE);
  add_cell (csv, attempt->exam_title, FALSE);
  add_cell (csv, kind, FALSE);
  add_cell (csv, look->words, FALSE);
  add_number (csv, attempt->score);
  add_number (csv, attempt->passing_score);
  add_number (csv, attempt->number > 0 ? attempt->number : -1);
  add_cell (csv, attempt->place, FALSE);
  add_number (csv, attempt->minutes_used);
  add_cell (csv, language, FALSE);
  add_cell (csv, attempt->registration_id, FALSE);
  g_string_append (csv, "\r\n");
}

GBytes *
ct_history_csv_write (GListModel *attempts)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (attempts), NULL);

  const char *const heads[] = {
    /* Translators: these are the columns of a table in a spreadsheet */
    C_ ("table", "Taken"),
    C_ ("table", "Code"),
    C_ ("table", "Title"),
    C_ ("table", "Kind"),
    C_ ("table", "Result"),
    C_ ("table", "Score (%)"),
    C_ ("table", "Passing Score (%)"),
    C_ ("table", "Attempt"),
    C_ ("table", "Place"),
    C_ ("table", "Time Used (Minutes)"),
    C_ ("table", "Language"),
    C_ ("table", "Registration Number"),
  };
  GString *csv = g_string_new (BYTE_ORDER_MARK);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    add_cell (csv, heads[i], FALSE);
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr (CtAttempt) attempt = g_list_model_get_item (attempts, i);

      add_attempt (csv, attempt);
    }
  return g_string_free_to_bytes (csv);
}

static gpointer
get_attempt (gpointer slot, gpointer user_data)
{
  CtAttempt *attempt = g_object_ref (ct_slot_get_item (slot));

  g_object_unref (slot);
  return attempt;
}

void
ct_history_csv_save (GtkWidget *widget, GListModel *shown)
{
  static const CtExportWords words = { N_ ("Save History"), N_ ("History saved"),
                                       N_ ("History Not Saved"), N_ ("CSV tables"), "text/csv" };
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (GtkMapListModel) attempts
      = gtk_map_list_model_new (g_object_ref (shown), get_attempt, NULL, NULL);
  g_autoptr (GBytes) bytes = ct_history_csv_write (G_LIST_MODEL (attempts));
  g_autofree char *name = ct_export_file_name (_ ("History"), NULL, "csv");

  ct_export_save (ADW_TOAST_OVERLAY (toasts), &words, bytes, name);
}

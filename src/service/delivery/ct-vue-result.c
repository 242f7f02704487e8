/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-result.h"

#include <math.h>
#include <string.h>

#include "service/delivery/ct-vue-table.h"
#include "service/delivery/ct-vue-time.h"

#define MAX_MINUTES (24 * 60)

/* Pearson VUE names languages as Windows does. */
static const struct
{
  const char *code;
  const char *tag;
} languages[] = {
  { "ARA", "ar" }, { "CHS", "zh-Hans" }, { "CHT", "zh-Hant" }, { "DEU", "de" }, { "ENG", "en-GB" },
  { "ENU", "en" }, { "ESM", "es-MX" },   { "ESN", "es" },      { "ESP", "es" }, { "FRA", "fr" },
  { "ITA", "it" }, { "JPN", "ja" },      { "KOR", "ko" },      { "PLK", "pl" }, { "PTB", "pt-BR" },
  { "PTG", "pt" }, { "RUS", "ru" },      { "TRK", "tr" },
};

CtVueResult *
ct_vue_result_new (void)
{
  CtVueResult *self = g_new0 (CtVueResult, 1);

  self->score = -1;
  self->passing_score = -1;
  self->minutes_used = -1;
  return self;
}

void
ct_vue_result_free (CtVueResult *self)
{
  g_free (self->registration_id);
  g_free (self->candidate_id);
  g_free (self->given_name);
  g_free (self->family_name);
  g_free (self->authorization_id);
  g_free (self->exam_code);
  g_clear_pointer (&self->taken_at, g_date_time_unref);
  g_free (self->language);
  g_free (self->test_center);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_free (self);
}

gboolean
ct_vue_result_parse_grade (const char *grade, CtResult *result)
{
  gboolean passed = g_ascii_strcasecmp (grade, "pass") == 0;

  *result = passed ? CT_RESULT_PASSED : CT_RESULT_FAILED;
  return passed || g_ascii_strcasecmp (grade, "fail") == 0;
}

/* Where a row is read from, and what is wrong with it. */
typedef struct
{
  CtVueTable *table;
  guint row;
  GPtrArray *faults;
} Row;

static const char *
get (const Row *row, const char *column)
{
  return ct_vue_table_get (row->table, row->row, column);
}

static char *
dup_filled (const Row *row, const char *column)
{
  const char *text = get (row, column);

  return *text != '\0' ? g_strdup (text) : NULL;
}

G_GNUC_PRINTF (2, 3)
static void
report (const Row *row, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *words = g_strdup_vprintf (format, args);
  va_end (args);

  g_ptr_array_add (row->faults,
                   ct_vue_fault_new (ct_vue_table_get_line (row->table, row->row), "%s", words));
}

static void
report_left_out (const Row *row, const char *column)
{
  report (row, "its %s “%s” was left out, the rest taken", column, get (row, column));
}

static gboolean
read_boolean (const Row *row, const char *column, gboolean *value)
{
  const char *text = get (row, column);

  *value = g_ascii_strcasecmp (text, "true") == 0;
  if (*value || *text == '\0' || g_ascii_strcasecmp (text, "false") == 0)
    return TRUE;

  report (row, "its %s is “%s”, neither true nor false", column, text);
  return FALSE;
}

static double
read_number (const Row *row, const char *column)
{
  const char *text = get (row, column);
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (*text == '\0')
    return -1;
  if (*end == '\0' && isfinite (number) && number >= 0)
    return number;

  report_left_out (row, column);
  return -1;
}

/* Minutes, or hours and minutes and perhaps seconds with colons between them. */
static int
read_minutes (const Row *row, const char *column)
{
  const char *text = get (row, column);
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint n_parts = g_strv_length (parts);
  guint64 numbers[3] = { 0 };

  if (n_parts == 0)
    return -1;

  for (guint i = 0; i < n_parts; i++)
    {
      if (i == 3 || !g_ascii_string_to_unsigned (parts[i], 10, 0, MAX_MINUTES, &numbers[i], NULL))
        {
          report_left_out (row, column);
          return -1;
        }
    }

  return n_parts == 1 ? numbers[0] : MIN (numbers[0] * 60 + numbers[1], MAX_MINUTES);
}

static char *
read_language (const Row *row, const char *column)
{
  const char *code = get (row, column);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_ascii_strcasecmp (languages[i].code, code) == 0)
        return g_strdup (languages[i].tag);
    }

  if (*code != '\0')
    report_left_out (row, column);
  return NULL;
}

static gboolean
read_result (const Row *row, CtVueResult *result)
{
  const char *grade = get (row, "Grade");
  gboolean no_show;

  if (!read_boolean (row, "NoShow", &no_show)
      || !read_boolean (row, "NDARefused", &result->nda_refused))
    return FALSE;

  if (no_show)
    result->result = CT_RESULT_NO_SHOW;
  else if (result->nda_refused && *grade == '\0')
    result->result = CT_RESULT_FAILED;
  else if (!ct_vue_result_parse_grade (grade, &result->result))
    {
      report (row, "its Grade is “%s”, neither pass nor fail", grade);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_taken_at (const Row *row, CtVueResult *result)
{
  const char *text = get (row, "ExamDate");

  result->taken_at = ct_vue_time_parse (text);
  if (result->taken_at != NULL || (result->result == CT_RESULT_NO_SHOW && *text == '\0'))
    return TRUE;

  report (row, *text == '\0' ? "it has no ExamDate%s" : "its ExamDate “%s” is no date", text);
  return FALSE;
}

static CtVueResult *
read_row (const Row *row)
{
  g_autoptr (CtVueResult) result = ct_vue_result_new ();
  static const char *const needed[] = { "RegistrationID", "ClientCandidateID", "ExamSeriesCode" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (*get (row, needed[i]) == '\0')
        {
          report (row, "it has no %s", needed[i]);
          return NULL;
        }
    }
  if (strspn (get (row, "RegistrationID"), "0123456789") != strlen (get (row, "RegistrationID")))
    {
      report (row, "its RegistrationID “%s” is no number", get (row, "RegistrationID"));
      return NULL;
    }
  if (!read_result (row, result) || !read_taken_at (row, result))
    return NULL;

  result->line = ct_vue_table_get_line (row->table, row->row);
  result->registration_id = dup_filled (row, "RegistrationID");
  result->candidate_id = dup_filled (row, "ClientCandidateID");
  result->given_name = dup_filled (row, "FirstName");
  result->family_name = dup_filled (row, "LastName");
  result->exam_code = dup_filled (row, "ExamSeriesCode");
  result->authorization_id = dup_filled (row, "ClientAuthorizationID");
  result->test_center = dup_filled (row, "TCID");
  if (result->result == CT_RESULT_NO_SHOW)
    return g_steal_pointer (&result);

  result->score = read_number (row, "Score");
  result->passing_score = read_number (row, "PassingScore");
  result->minutes_used = read_minutes (row, "TimeUsed");
  result->language = read_language (row, "ExamLanguage");
  return g_steal_pointer (&result);
}

GPtrArray *
ct_vue_results_read (GBytes *bytes, GPtrArray **faults, GError **error)
{
  static const char *const needed[]
      = { "RegistrationID", "ClientCandidateID", "ExamSeriesCode", "ExamDate", "Grade", NULL };
  g_autoptr (CtVueTable) table = ct_vue_table_read (bytes, needed, error);

  *faults = NULL;
  if (table == NULL)
    return NULL;

  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_vue_result_free);

  *faults = ct_vue_table_steal_faults (table);
  for (guint i = 0; i < ct_vue_table_get_n_rows (table); i++)
    {
      CtVueResult *result = read_row (&(Row) { table, i, *faults });

      if (result != NULL)
        g_ptr_array_add (results, result);
    }

  return results;
}

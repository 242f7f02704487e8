/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/delivery/ct-vue-table.h"

static const char *const key[] = { "Key", NULL };

static CtVueTable *
read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  return ct_vue_table_read (bytes, key, error);
}

/* The table as text: cells in brackets, rows by line, then the faults. */
static char *
describe (CtVueTable *table)
{
  g_autoptr (GPtrArray) faults = ct_vue_table_steal_faults (table);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ct_vue_table_get_n_rows (table); i++)
    g_string_append_printf (text, "%u[%s][%s] ", ct_vue_table_get_line (table, i),
                            ct_vue_table_get (table, i, "Key"),
                            ct_vue_table_get (table, i, "Words"));
  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (text, "%u:%s ", ((CtVueFault *) faults->pdata[i])->line,
                            ((CtVueFault *) faults->pdata[i])->words);

  return g_strchomp (g_string_free_and_steal (text));
}

static void
test_forms (void)
{
#define HEAD "Key\tWords\n"
  static const struct
  {
    const char *protects;
    const char *text;
    const char *expected;
  } cases[] = {
    { "LF", HEAD "a\tone\nb\ttwo\n", "2[a][one] 3[b][two]" },
    { "CRLF", "Key\tWords\r\na\tone\r\nb\ttwo\r\n", "2[a][one] 3[b][two]" },
    { "CR alone", "Key\tWords\ra\tone\rb\ttwo\r", "2[a][one] 3[b][two]" },
    { "no line end behind the last row", HEAD "a\tone", "2[a][one]" },
    { "a byte order mark", "\xef\xbb\xbf" HEAD "a\tone\n", "2[a][one]" },
    { "no rows", HEAD, "" },
    { "no line end behind the header row either", "Key\tWords", "" },
    { "columns in another order and case", "WORDS\tkEy\none\ta\n", "2[a][one]" },
    { "columns that nobody asked for", "x\tKey\ty\tWords\n1\ta\t2\tone\n", "2[a][one]" },
    { "a column that is not there", "Key\na\n", "2[a][]" },
    { "a column that is there twice", "Key\tWords\tKey\na\tone\tz\n", "2[a][one]" },
    { "space around cells", " Key \t Words\n a \t one \n", "2[a][one]" },
    { "lines without anything", "\n\r\n" HEAD "\na\tone\n\t\n\nb\ttwo\n\n", "5[a][one] 8[b][two]" },
    { "empty cells left out at the end", HEAD "a\nb\ttwo\n", "2[a][] 3[b][two]" },
    { "empty cells too many", HEAD "a\tone\t\t\n", "2[a][one]" },
    { "a cell too many", HEAD "a\tone\tmore\nb\ttwo\n",
      "3[b][two] 2:it has more cells than the header row" },
    { "a file that was cut off", HEAD "a\tone\nb", "2[a][one] 3:it is cut off" },
    { "UTF-8", HEAD "a\tM\xc3\xbcller \xe2\x80\x93\n", "2[a][Müller –]" },
    { "CP-1252", HEAD "a\tM\xfcller \x96 \x80\n", "2[a][Müller – €]" },
    { "ISO-8859-1 where CP-1252 has nothing", HEAD "a\t\x81\xe9\n", "2[a][\xc2\x81é]" },
    { "one encoding in one cell, another in the next", HEAD "\xc3\xbc\t\xfc\n", "2[ü][ü]" },
    { "a file that says it is UTF-8 and is not in one row", "\xef\xbb\xbf" HEAD "a\t\xfc\nb\ttwo\n",
      "3[b][two] 2:it has bytes that are no text" },
    { "quoted cells", HEAD "\"a\"\t\"o\"\"n\"\"e\"\n", "2[a][o\"n\"e]" },
    { "a tab in a quoted cell", HEAD "a\t\"o\tne\"\nb\ttwo\n", "2[a][o\tne] 3[b][two]" },
    { "a line end in a quoted cell", HEAD "a\t\"o\r\nn\ne\"\nb\ttwo\n",
      "2[a][o\r\nn\ne] 5[b][two]" },
    { "quotes that are part of a cell", HEAD "a\to\"n\"e\n", "2[a][o\"n\"e]" },
    { "a quote that is never closed", HEAD "a\t\"one\nb\ttwo\n", "2[a][\"one] 3[b][two]" },
    { "a quote that some later row seems to close", HEAD "a\t\"one\nb\ttwo\nc\tthree\"\nd\tfour\n",
      "2[a][\"one] 3[b][two] 4[c][three\"] 5[d][four]" },
    { "text behind a closing quote", HEAD "a\t\"one\" and more\nb\ttwo\n",
      "2[a][\"one\" and more] 3[b][two]" },
    { "a quote at the very end", HEAD "a\t\"", "2[a][\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueTable) table = read_bytes (cases[i].text, strlen (cases[i].text), &error);

      g_test_message ("%s", cases[i].protects);
      g_assert_no_error (error);
      g_autofree char *text = describe (table);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    CtVueError code;
  } cases[] = {
    { "", 0, CT_VUE_ERROR_NOT_A_TABLE },
    { "\n\n", 2, CT_VUE_ERROR_NOT_A_TABLE },
    { "\0\0\0", 3, CT_VUE_ERROR_NOT_A_TABLE },
    { "\xff\xfeK\0e\0y\0", 8, CT_VUE_ERROR_NOT_A_TABLE },
    { "Kay\nb\n", 6, CT_VUE_ERROR_MISSING_COLUMN },
    { "<html>\n", 7, CT_VUE_ERROR_MISSING_COLUMN },
    { "Key,Words\na,one\n", 16, CT_VUE_ERROR_MISSING_COLUMN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueTable) table = read_bytes (cases[i].text, cases[i].length, &error);

      g_assert_null (table);
      g_assert_error (error, CT_VUE_ERROR, (int) cases[i].code);
    }
}

/* A row that is hostile or broken costs itself only. */
static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new ("Key\tWords\na\tone\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\nb\t\"");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, 'y');
  g_string_append (text, "\"\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '\t');
  g_string_append_len (text, "x\nc\t\0\nd\ttwo\n", 12);

  g_autoptr (CtVueTable) table = read_bytes (text->str, text->len, &error);
  g_assert_no_error (error);

  g_autofree char *described = describe (table);
  g_assert_cmpstr (described, ==,
                   "2[a][one] 7[d][two] 3:a cell is too long 4:a cell is too long "
                   "5:it has too many cells 6:it has bytes that are no text");

  g_string_truncate (text, 0);
  g_string_append (text, "Key\n");
  for (guint i = 0; i < 1000001; i++)
    g_string_append (text, "a\n");
  g_autoptr (CtVueTable) long_table = read_bytes (text->str, text->len, &error);
  g_assert_null (long_table);
  g_assert_error (error, CT_VUE_ERROR, CT_VUE_ERROR_TOO_LARGE);
}

/* However a file ends, what is before its last row is there. */
static void
test_cut_anywhere (void)
{
  const char *text = "\xef\xbb\xbfKey\tWords\r\na\t\"o\"\"ne\"\r\nb\tt\xc3\xbcwo\r\nc\tthree\r\n";

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CtVueTable) table = read_bytes (text, length, &error);
      const char *third = strstr (text, "b\t");

      if (text + length > third)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (ct_vue_table_get (table, 0, "Words"), ==, "o\"ne");
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vue-table/forms", test_forms);
  g_test_add_func ("/vue-table/refusals", test_refusals);
  g_test_add_func ("/vue-table/bounds", test_bounds);
  g_test_add_func ("/vue-table/cut-anywhere", test_cut_anywhere);
  return g_test_run ();
}

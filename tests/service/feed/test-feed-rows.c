/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: one bad row of a file costs no other, and is found by its line. */
#include <string.h>

#include "service/feed/ct-feed-rows.h"

static const char *const columns[] = { "name", NULL };

/* The names and the faults, each with its line. */
static char *
read_all (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ct_feed_rows_read (bytes, columns, &faults, &error);
  GString *said = g_string_new (NULL);

  if (rows == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_null (faults);
      return g_string_free_and_steal (g_string_append (said, "nothing"));
    }

  for (guint i = 0; i < rows->len; i++)
    {
      CtFeedRow *row = rows->pdata[i];
      g_string_append_printf (said, "%u=%s|", row->line, ct_feed_row_get (row, "Name"));
    }
  for (guint i = 0; i < faults->len; i++)
    {
      CtFeedFault *fault = faults->pdata[i];
      g_string_append_printf (said, "%u!%s|", fault->line, fault->words);
    }
  return g_string_free_and_steal (said);
}

static void
assert_reads (const char *text, const char *expected)
{
  g_autofree char *said = read_all (text, -1);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_csv (void)
{
  assert_reads ("name,x\r\nA,1\r\nB,2\r\n", "2=A|3=B|");
  assert_reads ("\xEF\xBB\xBFx,\"NAME\"\n1,A", "2=A|");
  assert_reads ("name\n\n A \n\n", "3=A|");
  assert_reads ("name,x\n\"A, \"\"a\"\"\",1\n\"B\nb\",2\nC,3\n", "2=A, \"a\"|3=B\nb|5=C|");
  assert_reads ("na-me\rA\rB", "2=A|3=B|");
}

static void
test_bad_csv (void)
{
  assert_reads ("name,x\nA,1\nB\nC,3,3\nD,4\n",
                "2=A|5=D|3!it has 1 cells, the header has 2|4!it has 3 cells, the header has 2|");
  assert_reads ("name,x\n\"A,1\nB,2\nC,3\n", "3=B|4=C|2!a quote is not closed|");
  assert_reads ("name,x\n\"A\"a,1\nB,2\nC\"c,3\nD,4\n",
                "3=B|5=D|2!there is text behind a closing quote|"
                "4!there is a quote in a cell that is not quoted|");
  assert_reads ("name,x\n\"A,1\nB,\"b\"\nC,3\n", "3=B|4=C|2!there is text behind a closing quote|");
  assert_reads ("name\n\xFF\nB\n", "3=B|2!it is not UTF-8|");

  g_autofree char *zero = read_all ("name\nA\0a\nB\n", 11);
  g_assert_cmpstr (zero, ==, "3=B|2!it has a zero byte|");
}

static void
test_no_csv (void)
{
  assert_reads ("", "nothing");
  assert_reads ("other\nA\n", "nothing");
  assert_reads ("\"name\nA\n", "nothing");
}

static void
test_json (void)
{
  assert_reads ("[{\"name\":\"A\"},\n {\"Name\": \"B\", \"x\": 7, \"y\": null}\n]\n", "1=A|2=B|");
  assert_reads ("[]", "");
  assert_reads ("[\n{\"name\":\"}],{\\\"\"}]", "2=}],{\"|");
}

static void
test_bad_json (void)
{
  assert_reads ("[{\"name\":\"A\"},\n{\"name\":},\n7,\n{\"name\":[]},\n{\"name\":\"B\"}]",
                "1=A|5=B|2!it is no JSON object|3!it is no JSON object|4!its “name” is no text|");
  assert_reads ("[\n{\"name\":\"A},\n{\"name\":\"B\"}\n]",
                "2!it is no JSON object|4!the array is not closed|");
  assert_reads ("[\n{\"name\":\"A\n},\n{\"name\":\"B\"}\n]", "4=B|2!it is no JSON object|");
  assert_reads ("{\"name\":\"A\"}", "nothing");
  assert_reads ("[", "1!the array is not closed|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed-rows/csv", test_csv);
  g_test_add_func ("/feed-rows/bad-csv", test_bad_csv);
  g_test_add_func ("/feed-rows/no-csv", test_no_csv);
  g_test_add_func ("/feed-rows/json", test_json);
  g_test_add_func ("/feed-rows/bad-json", test_bad_json);
  return g_test_run ();
}

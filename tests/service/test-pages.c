/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: whoever reads a list in pages sees each row once, whatever happens meanwhile. */
#include <string.h>

#include "model/ct-attempt.h"
#include "service/ct-base64url.h"
#include "database.h"
#include "service/store/ct-page.h"

static const CtPageKind attempts = {
  .table = "attempts",
  .key = "taken_at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_attempt_get_type,
};

static const CtPageKind exams = {
  .table = "exams",
  .key = "id",
  .get_type = ct_attempt_get_type,
};

static void
insert (CtDatabase *database, const char *id, const char *account_id, const char *taken_at)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO attempts (id, account_id, exam_code, exam_title, kind, taken_at, result)"
      " VALUES ('%s', '%s', '250-428', 'x', 'exam', '%s', 'passed')",
      id, account_id, taken_at);

  g_assert_true (ct_database_execute (database, sql, NULL));
}

static CtDatabase *
open_database (void)
{
  CtDatabase *database = test_database_open ();

  /* Three at the same second, so that only their ids tell them apart. */
  insert (database, "1", "a", "2026-01-01T10:00:00Z");
  insert (database, "2", "a", "2026-01-02T10:00:00Z");
  insert (database, "3", "a", "2026-01-02T10:00:00Z");
  insert (database, "4", "a", "2026-01-02T10:00:00Z");
  insert (database, "5", "a", "2026-01-03T10:00:00Z");
  insert (database, "6", "b", "2026-01-02T10:00:00Z");
  return database;
}

/* Adds the ids of a page to @ids. Returns: (transfer full) (nullable): the next cursor */
static char *
read_page (CtDatabase *database, const char *cursor, guint limit, GString *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CtPage) page = ct_page_read (database, &attempts, "a", cursor, limit, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->items->len, <=, limit);
  for (guint i = 0; i < page->items->len; i++)
    g_string_append (ids, ct_resource_get_id (g_ptr_array_index (page->items, i)));
  g_string_append_c (ids, '|');
  return g_steal_pointer (&page->next_cursor);
}

static void
test_walk (void)
{
  static const char *expected[]
      = { NULL, "5|4|3|2|1|", "54|32|1|", "543|21|", "5432|1|", "54321|", "54321|" };
  g_autoptr (CtDatabase) database = open_database ();

  for (guint limit = 1; limit < G_N_ELEMENTS (expected); limit++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autofree char *cursor = read_page (database, NULL, limit, ids);

      while (cursor != NULL)
        {
          g_autofree char *next = read_page (database, cursor, limit, ids);
          g_set_str (&cursor, next);
        }
      g_assert_cmpstr (ids->str, ==, expected[limit]);
    }
}

static void
test_changes (void)
{
  g_autoptr (CtDatabase) database = open_database ();
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *first = read_page (database, NULL, 2, ids);

  /* One that comes before, one that comes after, and the last that was seen goes. */
  insert (database, "7", "a", "2026-01-04T10:00:00Z");
  insert (database, "0", "a", "2026-01-01T11:00:00Z");
  g_assert_true (ct_database_execute (database, "DELETE FROM attempts WHERE id = '4'", NULL));

  g_autofree char *second = read_page (database, first, 2, ids);
  g_autofree char *third = read_page (database, second, 2, ids);
  g_assert_cmpstr (ids->str, ==, "54|32|01|");
  g_assert_null (third);
}

static void
test_empty (void)
{
  g_autoptr (CtDatabase) database = open_database ();
  g_autoptr (CtPage) page = ct_page_read (database, &exams, NULL, NULL, 10, NULL, NULL);

  g_assert_cmpuint (page->items->len, ==, 0);
  g_assert_null (page->next_cursor);
}

static void
test_bad_cursors (void)
{
  static const char *const texts[] = {
    "",
    "attempts",
    "attempts\n2026-01-01T10:00:00Z",
    "exams\n2026-01-01T10:00:00Z\n1",
    "attempts\n\xff\n1",
    "progress\n\n1",
    "progress\n0\n1",
    "progress\n99999999999\n1",
  };
  static const char *const cursors[] = { "", "%", "====", "x", "ünïcode", "YXR0ZW1wdHM=" };
  g_autoptr (CtDatabase) database = open_database ();

  for (guint i = 0; i < G_N_ELEMENTS (texts) + G_N_ELEMENTS (cursors); i++)
    {
      g_autofree char *cursor = i < G_N_ELEMENTS (texts)
                                    ? ct_base64url_encode (texts[i], strlen (texts[i]))
                                    : g_strdup (cursors[i - G_N_ELEMENTS (texts)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      g_test_message ("“%s”", cursor);
      g_assert_null (ct_page_read (database, &attempts, "a", cursor, 10, NULL, &error));
      g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_BAD_CURSOR);
      g_clear_error (&error);
      g_assert_null (ct_page_slice (none, "progress", cursor, 10, &error));
      g_assert_error (error, CT_STORE_ERROR, CT_STORE_ERROR_BAD_CURSOR);
    }
}

/* What a cursor says is a value, never SQL, and shows nobody what is another's. */
static void
test_forged_cursor (void)
{
  static const char text[] = "attempts\n9999\n' OR account_id = 'b";
  g_autoptr (CtDatabase) database = open_database ();
  g_autofree char *cursor = ct_base64url_encode (text, strlen (text));
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *next = read_page (database, cursor, 10, ids);

  g_assert_cmpstr (ids->str, ==, "54321|");
  g_assert_null (next);
}

/* One for each letter of @ids. */
static GPtrArray *
new_items (const char *ids)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *p = ids; *p != '\0'; p++)
    {
      char id[] = { *p, '\0' };
      g_ptr_array_add (items, g_object_new (CT_TYPE_ATTEMPT, "id", id, NULL));
    }
  return items;
}

static void
test_slice (void)
{
  g_autoptr (GPtrArray) items = new_items ("01234");
  g_autofree char *cursor = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  do
    {
      g_autoptr (CtPage) page = ct_page_slice (items, "progress", cursor, 2, NULL);

      for (guint i = 0; i < page->items->len; i++)
        g_string_append (ids, ct_resource_get_id (g_ptr_array_index (page->items, i)));
      g_string_append_c (ids, '|');
      g_set_str (&cursor, page->next_cursor);
    }
  while (cursor != NULL);

  g_assert_cmpstr (ids->str, ==, "01|23|4|");
}

/* The row that the cursor names goes, and one before it: nothing is left out, and no page is the
 * last for that. */
static void
test_slice_changes (void)
{
  static const struct
  {
    const char *gone;
    const char *rest;
  } cases[] = {
    { "", "234" }, { "1", "234" }, { "0", "234" }, { "2", "34" }, { "4", "23" }, { "01234", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) before = new_items ("01234");
      g_autoptr (GString) left = g_string_new ("01234");
      g_autoptr (GString) ids = g_string_new (NULL);

      for (const char *p = cases[i].gone; *p != '\0'; p++)
        {
          char id[] = { *p, '\0' };
          g_string_replace (left, id, "", 0);
        }
      g_autoptr (GPtrArray) after = new_items (left->str);
      g_autoptr (CtPage) first = ct_page_slice (before, "progress", NULL, 2, NULL);
      g_autoptr (CtPage) rest = ct_page_slice (after, "progress", first->next_cursor, 9, NULL);

      for (guint k = 0; k < rest->items->len; k++)
        g_string_append (ids, ct_resource_get_id (g_ptr_array_index (rest->items, k)));
      g_test_message ("without “%s”", cases[i].gone);
      g_assert_cmpstr (ids->str, ==, cases[i].rest);
      g_assert_null (rest->next_cursor);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/pages/walk", test_walk);
  g_test_add_func ("/pages/changes", test_changes);
  g_test_add_func ("/pages/empty", test_empty);
  g_test_add_func ("/pages/bad-cursors", test_bad_cursors);
  g_test_add_func ("/pages/forged-cursor", test_forged_cursor);
  g_test_add_func ("/pages/slice", test_slice);
  g_test_add_func ("/pages/slice/changes", test_slice_changes);

  return g_test_run ();
}

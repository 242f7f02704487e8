/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client/ct-splice.h"
#include "model/ct-exam.h"

/* Items are written as letters: "abc" is a list of three, and "aB" has news of b. */

static CtExam *
create_item (char letter)
{
  char id[] = { g_ascii_tolower (letter), '\0' };
  char title[] = { letter, '\0' };

  return g_object_new (CT_TYPE_EXAM, "id", id, "title", title, NULL);
}

static GPtrArray *
create_items (const char *letters)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *letter = letters; *letter != '\0'; letter++)
    g_ptr_array_add (items, create_item (*letter));
  return items;
}

static char *
to_text (GListModel *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CtExam) item = g_list_model_get_item (list, i);
      g_string_append (text, item->title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  guint n_changes;
  guint n_removed;
  guint n_added;
} Counts;

static void
on_items_changed (GListModel *list, guint position, guint n_removed, guint n_added, Counts *counts)
{
  counts->n_changes++;
  counts->n_removed += n_removed;
  counts->n_added += n_added;
}

static void
carry_out (CtSplice *splice, GListStore *store)
{
  while (ct_splice_step (splice, store))
    ;
}

typedef struct
{
  const char *old;
  const char *news;
  const char *result; /* NULL: as @news */
  guint n_changes;
  guint n_removed;
  guint n_added;
} Case;

static const Case cases[] = {
  { "", "", NULL, 0, 0, 0 },
  { "", "abc", NULL, 1, 0, 3 },
  { "abc", "", NULL, 1, 3, 0 },
  { "abc", "abc", NULL, 0, 0, 0 },
  { "abc", "abcd", NULL, 1, 0, 1 },
  { "abc", "zabc", NULL, 1, 0, 1 },
  { "abc", "abxc", NULL, 1, 0, 1 },
  { "abc", "bc", NULL, 1, 1, 0 },
  { "abc", "ac", NULL, 1, 1, 0 },
  { "abc", "axc", NULL, 1, 1, 1 },
  { "abc", "xyz", NULL, 1, 3, 3 },
  { "abcdef", "axcdyf", NULL, 2, 2, 2 },

  /* One that moves goes and comes; the others stay. */
  { "abcdef", "fabcde", NULL, 2, 1, 1 },
  { "abcdef", "bcdefa", NULL, 2, 1, 1 },
  { "abcdef", "acbdef", NULL, 2, 1, 1 },

  /* News of an item is no change of the list. */
  { "abc", "aBc", NULL, 0, 0, 0 },
  { "abc", "ABC", NULL, 0, 0, 0 },
  { "abc", "CxA", NULL, 2, 2, 2 },

  /* Of two with one id the first counts. */
  { "", "aba", "ab", 1, 0, 2 },
  { "ab", "aAb", "ab", 0, 0, 0 },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_EXAM);
  g_autoptr (GPtrArray) old = create_items (item->old);
  g_autoptr (GPtrArray) news = create_items (item->news);
  Counts counts = { 0 };

  g_list_store_splice (store, 0, 0, old->pdata, old->len);
  g_signal_connect (store, "items-changed", G_CALLBACK (on_items_changed), &counts);

  g_autoptr (CtSplice) splice = ct_splice_new (old, news);
  carry_out (splice, store);

  g_autofree char *text = to_text (G_LIST_MODEL (store));
  g_assert_cmpstr (text, ==, item->result != NULL ? item->result : item->news);
  g_assert_cmpuint (counts.n_changes, ==, item->n_changes);
  g_assert_cmpuint (counts.n_removed, ==, item->n_removed);
  g_assert_cmpuint (counts.n_added, ==, item->n_added);

  /* Who was there before is still the same object, wherever it is now. */
  GPtrArray *result = ct_splice_get_result (splice);
  for (guint i = 0; i < old->len; i++)
    {
      const char *id = ct_resource_get_id (old->pdata[i]);

      for (guint j = 0; j < result->len; j++)
        {
          if (strcmp (ct_resource_get_id (result->pdata[j]), id) == 0)
            g_assert_true (result->pdata[j] == old->pdata[i]);
        }
    }
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_notifies_of_what_changed (void)
{
  g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_EXAM);
  g_autoptr (GPtrArray) old = create_items ("ab");
  g_autoptr (GPtrArray) news = create_items ("aB");
  guint n_first = 0, n_second = 0;

  g_list_store_splice (store, 0, 0, old->pdata, old->len);
  g_signal_connect (old->pdata[0], "notify", G_CALLBACK (on_notify), &n_first);
  g_signal_connect (old->pdata[1], "notify::title", G_CALLBACK (on_notify), &n_second);

  g_autoptr (CtSplice) splice = ct_splice_new (old, news);
  carry_out (splice, store);

  g_assert_cmpuint (n_first, ==, 0);
  g_assert_cmpuint (n_second, ==, 1);
}

/* Against a simple-minded truth, many times over. */
static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      char old_letters[27] = "", news_letters[27] = "";
      g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_EXAM);

      for (guint list = 0; list < 2; list++)
        {
          char *letters = list == 0 ? old_letters : news_letters;
          guint n = 0;

          for (char letter = 'a'; letter <= 'z'; letter++)
            {
              if (g_test_rand_bit ())
                letters[n++] = letter;
            }
          for (guint i = 0; i + 1 < n && g_test_rand_bit (); i++)
            {
              guint j = g_test_rand_int_range (i, n);
              char swapped = letters[i];

              letters[i] = letters[j];
              letters[j] = swapped;
            }
        }

      g_autoptr (GPtrArray) old = create_items (old_letters);
      g_autoptr (GPtrArray) news = create_items (news_letters);
      g_list_store_splice (store, 0, 0, old->pdata, old->len);
      g_autoptr (CtSplice) splice = ct_splice_new (old, news);
      carry_out (splice, store);

      g_autofree char *text = to_text (G_LIST_MODEL (store));
      g_assert_cmpstr (text, ==, news_letters);
    }
}

/* No change of the list is so large that the screen would have to wait for it. */
static void
on_part (GListModel *list, guint position, guint n_removed, guint n_added, guint *largest)
{
  *largest = MAX (*largest, MAX (n_removed, n_added));
}

static void
test_goes_in_parts (void)
{
  g_autoptr (GListStore) store = g_list_store_new (CT_TYPE_EXAM);
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  guint largest = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_ptr_array_add (many, g_object_new (CT_TYPE_EXAM, "id", id, "title", id, NULL));
    }

  g_signal_connect (store, "items-changed", G_CALLBACK (on_part), &largest);
  g_autoptr (CtSplice) fill = ct_splice_new (none, many);
  carry_out (fill, store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 5000);

  g_autoptr (CtSplice) empty = ct_splice_new (many, none);
  carry_out (empty, store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  g_assert_cmpuint (largest, <=, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/splice/%02" G_GSIZE_FORMAT "-%s-to-%s", i,
                                               cases[i].old, cases[i].news);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/splice/notifies-of-what-changed", test_notifies_of_what_changed);
  g_test_add_func ("/splice/random", test_random);
  g_test_add_func ("/splice/goes-in-parts", test_goes_in_parts);

  return g_test_run ();
}

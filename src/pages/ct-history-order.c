/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/ct-history-order.h"

#include "model/ct-attempt.h"

/* What is wanted. */
typedef struct
{
  int kind; /* -1 for all */
  int result;
  char *needle;      /* folded, nullable */
  GHashTable *found; /* text → whether the needle is in it: many attempts are at the same exam */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->needle);
  g_hash_table_unref (wanted->found);
  g_free (wanted);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal ? normal : text, -1);
}

static gboolean
contains (Wanted *wanted, const char *text)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (wanted->found, text, NULL, &found))
    {
      g_autofree char *folded = fold (text);

      found = GINT_TO_POINTER (strstr (folded, wanted->needle) != NULL);
      g_hash_table_insert (wanted->found, g_strdup (text), found);
    }
  return GPOINTER_TO_INT (found);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  Wanted *wanted = user_data;
  CtAttempt *attempt = item;

  if (wanted->kind >= 0 && (int) attempt->kind != wanted->kind)
    return FALSE;
  if (wanted->result >= 0 && (int) attempt->result != wanted->result)
    return FALSE;
  return wanted->needle == NULL || contains (wanted, attempt->exam_title)
         || contains (wanted, attempt->exam_code);
}

static int
value_of (GType type, const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value ? value->value : -1;
}

GtkFilterListModel *
ct_history_narrow (CtCollection *attempts, const char *kind, const char *result, const char *search)
{
  GtkFilterListModel *narrowed = gtk_filter_list_model_new (NULL, NULL);
  g_autoptr (GtkFilter) filter = NULL;
  Wanted *wanted;

  gtk_filter_list_model_set_incremental (narrowed, TRUE);
  if (*kind || *result || *search)
    {
      wanted = g_new0 (Wanted, 1);
      wanted->kind = value_of (CT_TYPE_EXAM_KIND, kind);
      wanted->result = value_of (CT_TYPE_RESULT, result);
      wanted->needle = *search ? fold (search) : NULL;
      wanted->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      filter = GTK_FILTER (gtk_custom_filter_new (matches, wanted, wanted_free));
    }
  gtk_filter_list_model_set_filter (narrowed, filter);
  gtk_filter_list_model_set_model (narrowed, G_LIST_MODEL (attempts));
  return narrowed;
}

static gint64
get_date (gpointer item, gpointer user_data)
{
  return g_date_time_to_unix (((CtAttempt *) item)->taken_at);
}

static double
get_score (gpointer item, gpointer user_data)
{
  double score = ((CtAttempt *) item)->score;

  return score >= 0 ? score : -1;
}

/* The reader's year. It is that of UTC but around New Year, and sorting asks often. */
static gint64
get_year (gpointer item, gpointer user_data)
{
  const CtAttempt *attempt = item;
  int day = g_date_time_get_day_of_year (attempt->taken_at);
  g_autoptr (GDateTime) local = NULL;

  if (day > 1 && day < 365)
    return g_date_time_get_year (attempt->taken_at);

  local = g_date_time_to_local (attempt->taken_at);
  return g_date_time_get_year (local ? local : attempt->taken_at);
}

/* @keys: of the titles; there are few of them. */
static const char *
get_key (GHashTable *keys, const char *title)
{
  char *key = g_hash_table_lookup (keys, title);

  if (key == NULL)
    {
      key = g_utf8_collate_key (title, -1);
      g_hash_table_insert (keys, g_strdup (title), key);
    }
  return key;
}

static int
compare_titles (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *first = ((CtAttempt *) a)->exam_title, *second = ((CtAttempt *) b)->exam_title;

  return g_str_equal (first, second)
             ? 0
             : strcmp (get_key (user_data, first), get_key (user_data, second));
}

static GtkSorter *
sort_by_number (GType type, GCallback get_number, GtkSortType order)
{
  GtkExpression *number = gtk_cclosure_expression_new (type, NULL, 0, NULL, get_number, NULL, NULL);
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (number);

  gtk_numeric_sorter_set_sort_order (sorter, order);
  return GTK_SORTER (sorter);
}

static GtkSorter *
sort_by_date (GtkSortType order)
{
  return sort_by_number (G_TYPE_INT64, G_CALLBACK (get_date), order);
}

static GtkSorter *
sort_by_year (GtkSortType order)
{
  return sort_by_number (G_TYPE_INT64, G_CALLBACK (get_year), order);
}

/* @first: (transfer full) */
static GtkSorter *
then_newest (GtkSorter *first)
{
  GtkMultiSorter *sorter = gtk_multi_sorter_new ();

  gtk_multi_sorter_append (sorter, first);
  gtk_multi_sorter_append (sorter, sort_by_date (GTK_SORT_DESCENDING));
  return GTK_SORTER (sorter);
}

static GtkSorter *
sort_by_title (void)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return then_newest (GTK_SORTER (
      gtk_custom_sorter_new (compare_titles, keys, (GDestroyNotify) g_hash_table_unref)));
}

static GtkSorter *
sort_by_score (void)
{
  return then_newest (sort_by_number (G_TYPE_DOUBLE, G_CALLBACK (get_score), GTK_SORT_DESCENDING));
}

GtkSortListModel *
ct_history_sort (const char *order)
{
  GtkSortListModel *sorted = gtk_sort_list_model_new (NULL, NULL);
  g_autoptr (GtkSorter) sorter = NULL, section_sorter = NULL;

  if (g_str_equal (order, "title"))
    {
      sorter = sort_by_title ();
    }
  else if (g_str_equal (order, "score"))
    {
      sorter = sort_by_score ();
    }
  else
    {
      GtkSortType type = g_str_equal (order, "oldest") ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING;

      sorter = sort_by_date (type);
      section_sorter = sort_by_year (type);
    }
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  gtk_sort_list_model_set_section_sorter (sorted, section_sorter);
  gtk_sort_list_model_set_sorter (sorted, sorter);
  return sorted;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Slots move with their items, and stay when the model is replaced: a list view keeps its rows. */

#include "support/waiting.h"
#include "widgets/ct-slots.h"

static GListModel *
make_model (const char *words)
{
  g_auto (GStrv) strings = g_strsplit (words, " ", -1);

  return G_LIST_MODEL (gtk_string_list_new (*words ? (const char *const *) strings : NULL));
}

static const char *
get_word (gpointer slot)
{
  return gtk_string_object_get_string (ct_slot_get_item (slot));
}

static char *
list_words (CtSlots *slots)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (slots)); i++)
    {
      g_autoptr (CtSlot) slot = g_list_model_get_item (G_LIST_MODEL (slots), i);

      g_string_append_printf (words, "%s%s", i ? " " : "", get_word (slot));
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_words (CtSlots *slots, const char *expected)
{
  g_autofree char *words = list_words (slots);

  return g_str_equal (words, expected);
}

/* Holds all slots, as rows do. */
static GPtrArray *
hold_all (CtSlots *slots)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (slots)); i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (slots), i));
  return held;
}

static void
assert_at (CtSlots *slots, guint position, gpointer expected)
{
  g_autoptr (CtSlot) slot = g_list_model_get_item (G_LIST_MODEL (slots), position);

  g_assert_true (slot == expected);
}

static void
test_move (void)
{
  g_autoptr (GListModel) model = make_model ("a b c d");
  g_autoptr (CtSlots) slots = g_object_new (CT_TYPE_SLOTS, NULL);
  g_autoptr (GPtrArray) held = NULL;
  const char *const more[] = { "x", "y", NULL };

  ct_slots_set_model (slots, model);
  held = hold_all (slots);

  gtk_string_list_splice (GTK_STRING_LIST (model), 1, 1, more);
  assert_at (slots, 0, held->pdata[0]);
  assert_at (slots, 3, held->pdata[2]);
  assert_at (slots, 4, held->pdata[3]);
  g_assert_true (has_words (slots, "a x y c d"));
  g_assert_cmpstr (get_word (held->pdata[1]), ==, "b");
}

static void
test_replace (void)
{
  const char *const cases[] = { "d c b a", "x y", "p q r s t u", "" };
  g_autoptr (CtSlots) slots = g_object_new (CT_TYPE_SLOTS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) first = make_model ("a b c d"), next = make_model (cases[i]);
      g_autoptr (GPtrArray) held = NULL;
      guint n = MIN (4, g_list_model_get_n_items (next));

      ct_slots_set_model (slots, first);
      wait_until (has_words (slots, "a b c d"));
      held = hold_all (slots);
      ct_slots_set_model (slots, next);
      for (guint j = 0; j < n; j++)
        assert_at (slots, j, held->pdata[j]);
      wait_until (has_words (slots, cases[i]));
    }
}

/* What changes before all slots have their new items finds them right, too. */
static void
test_replace_and_change (void)
{
  g_autoptr (CtSlots) slots = g_object_new (CT_TYPE_SLOTS, NULL);
  g_autoptr (GListModel) first = make_model (""), next = make_model ("");
  g_autoptr (GPtrArray) held = NULL;

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *word = g_strdup_printf ("%d", i);

      gtk_string_list_append (GTK_STRING_LIST (first), "old");
      gtk_string_list_append (GTK_STRING_LIST (next), word);
    }
  ct_slots_set_model (slots, first);
  held = hold_all (slots);
  ct_slots_set_model (slots, next);
  gtk_string_list_remove (GTK_STRING_LIST (next), 0);
  for (guint i = 0; i < 4999; i++)
    {
      g_autoptr (CtSlot) slot = g_list_model_get_item (G_LIST_MODEL (slots), i);

      g_assert_cmpint (g_ascii_strtoll (get_word (slot), NULL, 10), ==, i + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slots/move", test_move);
  g_test_add_func ("/slots/replace", test_replace);
  g_test_add_func ("/slots/replace-and-change", test_replace_and_change);

  return g_test_run ();
}

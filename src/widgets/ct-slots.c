/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-slots.h"

/* In µs: what giving slots other items may take at a time. */
#define REFILL_TIME 4000

struct _CtSlot
{
  GObject parent_instance;

  gpointer item;  /* owned */
  CtSlots *slots; /* not owned; NULL once it is in no list any more */
  guint position;
};

struct _CtSlots
{
  GObject parent_instance;

  GListModel *model;  /* owned, nullable */
  GHashTable *live;   /* position → CtSlot that somebody holds, not owned */
  GHashTable *moving; /* item → CtSlot, not owned: those whose new position is not known yet */
  GPtrArray *old;     /* of CtSlot, the first one last: those that have an item of another model */
  guint refilling;    /* an idle source, 0 for none */
};

enum
{
  PROP_ITEM = 1,
  PROP_N_ITEMS = 1,
};

static GParamSpec *slot_properties[PROP_ITEM + 1];
static GParamSpec *properties[PROP_N_ITEMS + 1];

/* A slot */

G_DEFINE_FINAL_TYPE (CtSlot, ct_slot, G_TYPE_OBJECT)

gpointer
ct_slot_get_item (CtSlot *self)
{
  g_return_val_if_fail (CT_IS_SLOT (self), NULL);

  return self->item;
}

static void
ct_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, CT_SLOT (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_slot_finalize (GObject *object)
{
  CtSlot *self = CT_SLOT (object);
  gpointer position = GUINT_TO_POINTER (self->position);

  if (self->slots && g_hash_table_lookup (self->slots->live, position) == self)
    g_hash_table_remove (self->slots->live, position);
  if (self->slots && g_hash_table_lookup (self->slots->moving, self->item) == self)
    g_hash_table_remove (self->slots->moving, self->item);
  g_object_unref (self->item);

  G_OBJECT_CLASS (ct_slot_parent_class)->finalize (object);
}

static void
ct_slot_class_init (CtSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_slot_get_property;
  object_class->finalize = ct_slot_finalize;

  slot_properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (slot_properties), slot_properties);
}

static void
ct_slot_init (CtSlot *self)
{
}

/* All of them */

static GType
ct_slots_get_item_type (GListModel *list)
{
  return CT_TYPE_SLOT;
}

static guint
ct_slots_get_n_items (GListModel *list)
{
  CtSlots *self = CT_SLOTS (list);

  return self->model ? g_list_model_get_n_items (self->model) : 0;
}

static gpointer
ct_slots_get_item (GListModel *list, guint position)
{
  CtSlots *self = CT_SLOTS (list);
  CtSlot *slot = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  g_autoptr (GObject) item = NULL;

  if (slot)
    return g_object_ref (slot);

  item = self->model ? g_list_model_get_item (self->model, position) : NULL;
  if (item == NULL)
    return NULL;

  slot = g_hash_table_lookup (self->moving, item);
  if (slot)
    {
      g_hash_table_remove (self->moving, item);
      g_object_ref (slot);
    }
  else
    {
      slot = g_object_new (CT_TYPE_SLOT, NULL);
      slot->item = g_steal_pointer (&item);
      slot->slots = self;
    }
  slot->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), slot);
  return slot;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ct_slots_get_item_type;
  iface->get_n_items = ct_slots_get_n_items;
  iface->get_item = ct_slots_get_item;
}

static void
ct_slots_get_section (GtkSectionModel *list, guint position, guint *start, guint *end)
{
  CtSlots *self = CT_SLOTS (list);
  guint n = ct_slots_get_n_items (G_LIST_MODEL (list));

  if (position < n && GTK_IS_SECTION_MODEL (self->model))
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), position, start, end);
    }
  else
    {
      *start = position < n ? 0 : n;
      *end = position < n ? n : G_MAXUINT;
    }
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = ct_slots_get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CtSlots,
                               ct_slots,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_init))

/* Those that nobody has asked for by now are in no list any more. */
static void
forget_moving (CtSlots *self)
{
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->moving);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    ((CtSlot *) slot)->slots = NULL;
  g_hash_table_remove_all (self->moving);
}

/* Gives slots what is there now, until a time as by g_get_monotonic_time(). */
static void
refill (CtSlots *self, gint64 until)
{
  while (self->old->len > 0 && g_get_monotonic_time () < until)
    {
      g_autoptr (CtSlot) slot = g_ptr_array_steal_index (self->old, self->old->len - 1);
      g_autoptr (GObject) item = NULL;

      if (g_hash_table_lookup (self->live, GUINT_TO_POINTER (slot->position)) != slot)
        continue;
      item = g_list_model_get_item (self->model, slot->position);
      if (g_set_object ((GObject **) &slot->item, item))
        g_object_notify_by_pspec (G_OBJECT (slot), slot_properties[PROP_ITEM]);
    }
}

static gboolean
refill_more (gpointer user_data)
{
  CtSlots *self = user_data;

  refill (self, g_get_monotonic_time () + REFILL_TIME);
  if (self->old->len > 0)
    return G_SOURCE_CONTINUE;

  self->refilling = 0;
  return G_SOURCE_REMOVE;
}

static int
compare_last_first (gconstpointer a, gconstpointer b)
{
  guint first = (*(CtSlot *const *) a)->position, second = (*(CtSlot *const *) b)->position;

  return first < second ? 1 : first > second ? -1 : 0;
}

/* The slots of the new model that are there already. */
static void
begin_refilling (CtSlots *self, guint n)
{
  g_autoptr (GPtrArray) slots = g_hash_table_get_values_as_ptr_array (self->live);

  for (guint i = 0; i < slots->len; i++)
    if (((CtSlot *) slots->pdata[i])->position < n)
      g_ptr_array_add (self->old, g_object_ref (slots->pdata[i]));
  g_ptr_array_sort (self->old, compare_last_first);
  refill (self, g_get_monotonic_time () + REFILL_TIME);
  if (self->refilling == 0 && self->old->len > 0)
    self->refilling = g_idle_add (refill_more, self);
}

static void
items_changed (CtSlots *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) slots = g_hash_table_get_values_as_ptr_array (self->live);

  g_hash_table_remove_all (self->live);
  for (guint i = 0; i < slots->len; i++)
    {
      CtSlot *slot = slots->pdata[i];

      if (slot->position >= position && slot->position < position + removed)
        {
          CtSlot *other = g_hash_table_lookup (self->moving, slot->item);

          /* One that still had an item of another model. */
          if (other != NULL)
            other->slots = NULL;
          g_hash_table_insert (self->moving, slot->item, slot);
          continue;
        }
      if (slot->position >= position)
        slot->position += added - removed;
      g_hash_table_insert (self->live, GUINT_TO_POINTER (slot->position), slot);
    }
  refill (self, G_MAXINT64);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  forget_moving (self);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
sections_changed (CtSlots *self, guint position, guint n_items)
{
  gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), position, n_items);
}

void
ct_slots_set_model (CtSlots *self, GListModel *model)
{
  guint n_old, n_new, n_both;

  g_return_if_fail (CT_IS_SLOTS (self));
  g_return_if_fail (G_IS_LIST_MODEL (model));

  n_old = ct_slots_get_n_items (G_LIST_MODEL (self));
  n_new = g_list_model_get_n_items (model);
  n_both = MIN (n_old, n_new);

  if (self->model)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      /* Its end may take a while, too. */
      g_idle_add_once (g_object_unref, g_steal_pointer (&self->model));
    }
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
  if (GTK_IS_SECTION_MODEL (model))
    g_signal_connect_object (model, "sections-changed", G_CALLBACK (sections_changed), self,
                             G_CONNECT_SWAPPED);

  g_ptr_array_set_size (self->old, 0);
  if (n_old != n_new)
    items_changed (self, n_both, n_old - n_both, n_new - n_both);
  if (n_both > 0)
    sections_changed (self, 0, n_new);
  begin_refilling (self, n_both);
}

static void
ct_slots_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, ct_slots_get_n_items (G_LIST_MODEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_slots_dispose (GObject *object)
{
  CtSlots *self = CT_SLOTS (object);

  g_clear_handle_id (&self->refilling, g_source_remove);
  g_ptr_array_set_size (self->old, 0);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (ct_slots_parent_class)->dispose (object);
}

static void
ct_slots_finalize (GObject *object)
{
  CtSlots *self = CT_SLOTS (object);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    ((CtSlot *) slot)->slots = NULL;
  g_ptr_array_unref (self->old);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->moving);

  G_OBJECT_CLASS (ct_slots_parent_class)->finalize (object);
}

static void
ct_slots_class_init (CtSlotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_slots_get_property;
  object_class->dispose = ct_slots_dispose;
  object_class->finalize = ct_slots_finalize;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ct_slots_init (CtSlots *self)
{
  self->live = g_hash_table_new (NULL, NULL);
  self->moving = g_hash_table_new (NULL, NULL);
  self->old = g_ptr_array_new_with_free_func (g_object_unref);
}

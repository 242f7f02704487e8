/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-collection.h"

#include "client/ct-splice.h"
#include "client/ct-walk.h"
#include "model/ct-resource.h"

/* How long news is taken in at a stretch; the rest of the frame is for those who draw. */
#define STRETCH (4 * G_TIME_SPAN_MILLISECOND)

/* In ms: until what the copy tells is painted, which what is idle would perhaps never see. */
#define PAINTING 100

struct _CtCollection
{
  GObject parent_instance;

  CtSession *session;
  GType item_type;
  char *path;

  GListStore *store;
  GPtrArray *items; /* what the store holds, or will hold once the splice is done */
  GPtrArray *pages; /* of CtAnswerPage, whose items these are; NULL: nothing is known */

  CtCollectionState state;
  GError *error;
  GDateTime *time; /* when the service last said that this is how it is */

  /* While a refresh is under way: */
  GCancellable *cancellable;
  CtSplice *splice;
  GPtrArray *next_pages; /* what the splice leads to */
  CtCollectionState next_state;
  guint step_id;
  gboolean again; /* whether to ask once more after it */
  gboolean whole; /* whether to ask for what did not change, too */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_COPY_TIME,
  PROP_REFRESHING,
  PROP_N_ITEMS,
  PROP_FIRST,
  N_PROPERTIES
} CtCollectionProperty;

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
ct_collection_get_item_type (GListModel *model)
{
  return CT_COLLECTION (model)->item_type;
}

static guint
ct_collection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CT_COLLECTION (model)->store));
}

static gpointer
ct_collection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CT_COLLECTION (model)->store), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ct_collection_get_item_type;
  iface->get_n_items = ct_collection_get_n_items;
  iface->get_item = ct_collection_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CtCollection,
                               ct_collection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (CtCollection *self, CtCollectionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
on_items_changed (CtCollection *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);

  if (n_removed != n_added)
    notify (self, PROP_N_ITEMS);
  if (position == 0)
    notify (self, PROP_FIRST);
}

/* State. */

static GDateTime *
get_copy_time (CtCollection *self)
{
  gboolean is_copy = self->state == CT_COLLECTION_STATE_COPY
                     || (self->state == CT_COLLECTION_STATE_EMPTY && self->error != NULL);

  return is_copy ? self->time : NULL;
}

/* Takes @error. */
static void
set_state (CtCollection *self, CtCollectionState state, GError *error)
{
  gboolean changed = self->state != state;

  g_object_freeze_notify (G_OBJECT (self));

  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error;
      notify (self, PROP_ERROR);
    }

  self->state = state;
  if (changed)
    notify (self, PROP_STATE);
  notify (self, PROP_COPY_TIME);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_time (CtCollection *self, GDateTime *time)
{
  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = time != NULL ? g_date_time_ref (time) : NULL;
}

static void
set_refreshing (CtCollection *self, gboolean refreshing)
{
  if (refreshing == (self->cancellable != NULL))
    return;

  if (refreshing)
    self->cancellable = g_cancellable_new ();
  else
    g_clear_object (&self->cancellable);
  notify (self, PROP_REFRESHING);

  if (!refreshing && self->again)
    {
      self->again = FALSE;
      ct_collection_refresh (self);
    }
}

static void
confirmed (CtCollection *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  set_time (self, now);
  set_state (self, self->items->len > 0 ? CT_COLLECTION_STATE_READY : CT_COLLECTION_STATE_EMPTY,
             NULL);
  set_refreshing (self, FALSE);
}

/* Takes @error. */
static void
failed (CtCollection *self, GError *error)
{
  if (self->pages == NULL)
    set_state (self, CT_COLLECTION_STATE_FAILED, error);
  else if (self->items->len > 0)
    set_state (self, CT_COLLECTION_STATE_COPY, error);
  else
    set_state (self, CT_COLLECTION_STATE_EMPTY, error);

  set_refreshing (self, FALSE);
}

/* Taking in. */

static void ask_service (CtCollection *self);
static void ask_service_soon (CtCollection *self);

static void
spliced (CtCollection *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = g_steal_pointer (&self->next_pages);

  if (self->next_state == CT_COLLECTION_STATE_COPY)
    {
      set_state (self, self->items->len > 0 ? CT_COLLECTION_STATE_COPY : CT_COLLECTION_STATE_EMPTY,
                 NULL);
      ask_service_soon (self);
    }
  else
    confirmed (self);
}

static gboolean
on_step (gpointer user_data)
{
  g_autoptr (CtCollection) self = g_object_ref (user_data);
  g_autoptr (CtSplice) splice = g_steal_pointer (&self->splice);
  gint64 until = g_get_monotonic_time () + STRETCH;
  gboolean more = TRUE;

  /* Whoever listens to the list may reset it, and that takes the step away. */
  while (more && self->step_id != 0 && g_get_monotonic_time () < until)
    more = ct_splice_step (splice, self->store);

  if (self->step_id == 0)
    return G_SOURCE_REMOVE;

  if (more)
    {
      self->splice = g_steal_pointer (&splice);
      if (self->state == CT_COLLECTION_STATE_LOADING)
        set_state (self, self->next_state, NULL);
      return G_SOURCE_CONTINUE;
    }

  self->step_id = 0;
  spliced (self);
  if (ct_splice_get_n_updated (splice) > 0)
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  return G_SOURCE_REMOVE;
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtCollection) self = user_data;
  CtSplice *splice = ct_splice_plan_finish (result, NULL);

  if (splice == NULL) /* it was reset meanwhile */
    return;

  self->splice = splice;
  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_ref (ct_splice_get_result (splice));
  self->step_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_step, self, NULL);
}

/* Takes @pages in, and is then in @state. */
static void
take_in (CtCollection *self, GPtrArray *pages, CtCollectionState state)
{
  self->next_pages = g_ptr_array_ref (pages);
  self->next_state = state;
  ct_splice_plan_async (self->items, pages, self->cancellable, on_planned, g_object_ref (self));
}

/* Asking. */

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      if (a->pdata[i] != b->pdata[i])
        return FALSE;
    }

  return TRUE;
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtCollection) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) pages = ct_walk_finish (CT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else if (pages == NULL)
    failed (self, error);
  else if (are_same (self->pages, pages))
    confirmed (self);
  else
    take_in (self, pages, CT_COLLECTION_STATE_READY);
}

static void
ask_service (CtCollection *self)
{
  ct_walk_async (self->session, self->item_type, self->path, self->whole ? NULL : self->pages,
                 self->cancellable, on_walked, g_object_ref (self));
  self->whole = FALSE;
}

static gboolean
on_painted (gpointer user_data)
{
  CtCollection *self = user_data;

  self->step_id = 0;
  ask_service (self);
  return G_SOURCE_REMOVE;
}

/* What the copy tells is painted first. */
static void
ask_service_soon (CtCollection *self)
{
  self->step_id = g_timeout_add (PAINTING, on_painted, self);
}

static void
on_copy_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtCollection) self = user_data;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = ct_walk_copy_finish (CT_COPY (source), result, &time, &error);

  if (error != NULL)
    return;

  if (pages == NULL)
    {
      ask_service (self);
      return;
    }

  set_time (self, time);
  take_in (self, pages, CT_COLLECTION_STATE_COPY);
}

void
ct_collection_refresh (CtCollection *self)
{
  g_return_if_fail (CT_IS_COLLECTION (self));

  if (self->cancellable != NULL)
    return;

  CtCopy *copy = ct_session_get_copy (self->session);

  set_refreshing (self, TRUE);
  if (self->pages == NULL && copy != NULL)
    ct_walk_copy_async (copy, self->item_type, self->path, self->cancellable, on_copy_walked,
                        g_object_ref (self));
  else
    ask_service (self);
}

void
ct_collection_renew (CtCollection *self)
{
  g_return_if_fail (CT_IS_COLLECTION (self));

  self->again = self->cancellable != NULL;
  ct_collection_refresh (self);
}

void
ct_collection_reload (CtCollection *self)
{
  g_return_if_fail (CT_IS_COLLECTION (self));

  self->whole = TRUE;
  ct_collection_renew (self);
}

void
ct_collection_reset (CtCollection *self)
{
  g_return_if_fail (CT_IS_COLLECTION (self));

  self->again = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->splice, ct_splice_free);
  g_clear_pointer (&self->next_pages, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  set_time (self, NULL);

  set_state (self, CT_COLLECTION_STATE_LOADING, NULL);
  g_list_store_remove_all (self->store);
  set_refreshing (self, FALSE);
}

CtCollectionState
ct_collection_get_state (CtCollection *self)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), CT_COLLECTION_STATE_LOADING);

  return self->state;
}

const GError *
ct_collection_get_error (CtCollection *self)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), NULL);

  return self->error;
}

GDateTime *
ct_collection_get_copy_time (CtCollection *self)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), NULL);

  return get_copy_time (self);
}

const char *
ct_collection_get_path (CtCollection *self)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), NULL);

  return self->path;
}

gboolean
ct_collection_is_refreshing (CtCollection *self)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), FALSE);

  return self->cancellable != NULL;
}

gpointer
ct_collection_find (CtCollection *self, const char *id)
{
  g_return_val_if_fail (CT_IS_COLLECTION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (g_strcmp0 (ct_resource_get_id (self->items->pdata[i]), id) == 0)
        return self->items->pdata[i];
    }

  return NULL;
}

static void
ct_collection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtCollection *self = CT_COLLECTION (object);

  switch ((CtCollectionProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_COPY_TIME:
      g_value_set_boxed (value, get_copy_time (self));
      break;

    case PROP_REFRESHING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, ct_collection_get_n_items (G_LIST_MODEL (self)));
      break;

    case PROP_FIRST:
      g_value_take_object (value, ct_collection_get_item (G_LIST_MODEL (self), 0));
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_collection_finalize (GObject *object)
{
  CtCollection *self = CT_COLLECTION (object);

  /* Whatever is under way in the service or the copy holds a reference; a step does not. */
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->splice, ct_splice_free);
  g_clear_pointer (&self->next_pages, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_object (&self->session);
  g_free (self->path);

  G_OBJECT_CLASS (ct_collection_parent_class)->finalize (object);
}

static void
ct_collection_class_init (CtCollectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_collection_get_property;
  object_class->finalize = ct_collection_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CT_TYPE_COLLECTION_STATE,
                                              CT_COLLECTION_STATE_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_COPY_TIME]
      = g_param_spec_boxed ("copy-time", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FIRST] = g_param_spec_object ("first", NULL, NULL, CT_TYPE_RESOURCE, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_UPDATED] = g_signal_new ("updated", CT_TYPE_COLLECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
ct_collection_init (CtCollection *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

CtCollection *
ct_collection_new (CtSession *session, GType item_type, const char *path)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);
  g_return_val_if_fail (g_type_is_a (item_type, CT_TYPE_RESOURCE), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  CtCollection *self = g_object_new (CT_TYPE_COLLECTION, NULL);

  self->session = g_object_ref (session);
  self->item_type = item_type;
  self->path = g_strdup (path);
  self->store = g_list_store_new (item_type);
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

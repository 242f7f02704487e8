/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-news.h"

#include "client/ct-client.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-eligibility.h"
#include "model/ct-incident.h"

/* In seconds */
#define TICK 15          /* how often it asks while something is expected */
#define CALM (5 * 60)    /* how often else */
#define MOMENT 5         /* how long what was asked for is fresh */
#define EXPECT (30 * 60) /* how long something is expected */

#define UNKNOWN (-1)

/* How an item is, as a number that changes with it. */
typedef int (*ReadState) (gpointer item);

/* Whether that is what one waits for; @old is UNKNOWN for an item that was not there. */
typedef gboolean (*IsNews) (int old, int new);

typedef struct
{
  CtCollection *(*get) (CtClient *client);
  ReadState read;
  IsNews is_news;
} Kind;

static int
read_result (gpointer item)
{
  return CT_ATTEMPT (item)->result;
}

static gboolean
is_result (int old, int new)
{
  return new != old &&new != CT_RESULT_PENDING;
}

static int
read_credential (gpointer item)
{
  return CT_CREDENTIAL (item)->state;
}

static gboolean
is_earned (int old, int new)
{
  return old == UNKNOWN && new == CT_CREDENTIAL_STATE_ACTIVE;
}

static int
read_registration (gpointer item)
{
  CtAuthorization *authorization = CT_ELIGIBILITY (item)->authorization;

  return authorization != NULL ? (int) authorization->state : UNKNOWN;
}

static gboolean
is_answer (int old, int new)
{
  return (old == CT_AUTHORIZATION_STATE_PENDING || old == CT_AUTHORIZATION_STATE_SENDING)
         && (new == CT_AUTHORIZATION_STATE_ACCEPTED || new == CT_AUTHORIZATION_STATE_REFUSED);
}

/* How many messages of an incident are the team's. */
static int
count_answers (gpointer item)
{
  GListModel *messages = (GListModel *) CT_INCIDENT (item)->messages;
  int n_answers = 0;

  for (guint i = 0; messages != NULL && i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (CtIncidentMessage) message = g_list_model_get_item (messages, i);
      n_answers += message->speaker == CT_SPEAKER_STAFF;
    }
  return n_answers;
}

static gboolean
is_another_answer (int old, int new)
{
  return old != UNKNOWN && new > old;
}

static const Kind kinds[] = {
  { ct_client_get_eligibility, read_registration, is_answer },
  { ct_client_get_attempts, read_result, is_result },
  { ct_client_get_credentials, read_credential, is_earned },
  { ct_client_get_incidents, count_answers, is_another_answer },
};

struct _CtNews
{
  GObject parent_instance;

  CtClient *client;                        /* not owned: it owns this */
  GHashTable *known[G_N_ELEMENTS (kinds)]; /* states by id; %NULL before there are any */
  guint tick_id;
  gint64 asked;    /* monotonic */
  gint64 expected; /* monotonic: until when */
  gboolean active;
};

G_DEFINE_FINAL_TYPE (CtNews, ct_news, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACTIVE = 1,
} CtNewsProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];

static guint arrived_signal;

static void
ask (CtNews *self)
{
  self->asked = g_get_monotonic_time ();
  ct_client_refresh (self->client);
}

static gboolean
on_tick (gpointer user_data)
{
  CtNews *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (!self->active)
    return G_SOURCE_CONTINUE;
  if (now < self->expected || now - self->asked >= CALM * G_USEC_PER_SEC)
    ask (self);
  return G_SOURCE_CONTINUE;
}

void
ct_news_look (CtNews *self)
{
  g_return_if_fail (CT_IS_NEWS (self));

  if (g_get_monotonic_time () - self->asked >= MOMENT * G_USEC_PER_SEC)
    ask (self);
}

void
ct_news_expect (CtNews *self)
{
  g_return_if_fail (CT_IS_NEWS (self));

  self->expected = g_get_monotonic_time () + EXPECT * G_USEC_PER_SEC;
}

/* Tells what is new in @items, and keeps how they are. */
static void
compare (CtNews *self, guint i)
{
  GListModel *items = G_LIST_MODEL (kinds[i].get (self->client));
  g_autoptr (GHashTable) old = g_steal_pointer (&self->known[i]);
  g_autoptr (GPtrArray) arrived = g_ptr_array_new_with_free_func (g_object_unref);

  self->known[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint n = 0; n < g_list_model_get_n_items (items); n++)
    {
      g_autoptr (CtResource) item = g_list_model_get_item (items, n);
      const char *id = ct_resource_get_id (item);
      int state = kinds[i].read (item);
      gpointer before;

      if (id == NULL)
        continue;
      g_hash_table_insert (self->known[i], g_strdup (id), GINT_TO_POINTER (state));
      if (old == NULL)
        continue;
      if (!g_hash_table_lookup_extended (old, id, NULL, &before))
        before = GINT_TO_POINTER (UNKNOWN);
      if (kinds[i].is_news (GPOINTER_TO_INT (before), state))
        g_ptr_array_add (arrived, g_object_ref (item));
    }

  for (guint n = 0; n < arrived->len; n++)
    g_signal_emit (self, arrived_signal, 0, arrived->pdata[n]);
}

static void
on_refreshing_changed (CtNews *self, GParamSpec *pspec, CtCollection *collection)
{
  CtCollectionState state = ct_collection_get_state (collection);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].get (self->client) != collection)
        continue;

      if (state == CT_COLLECTION_STATE_LOADING)
        g_clear_pointer (&self->known[i], g_hash_table_unref);
      else if (!ct_collection_is_refreshing (collection)
               && ct_collection_get_error (collection) == NULL
               && (state == CT_COLLECTION_STATE_READY || state == CT_COLLECTION_STATE_EMPTY))
        compare (self, i);
    }
}

static void
ct_news_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CtNewsProperty) id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, CT_NEWS (object)->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_news_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CtNews *self = CT_NEWS (object);

  switch ((CtNewsProperty) id)
    {
    case PROP_ACTIVE:
      if (self->active == g_value_get_boolean (value))
        return;
      self->active = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ct_news_finalize (GObject *object)
{
  CtNews *self = CT_NEWS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_clear_pointer (&self->known[i], g_hash_table_unref);

  G_OBJECT_CLASS (ct_news_parent_class)->finalize (object);
}

static void
ct_news_class_init (CtNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_news_get_property;
  object_class->set_property = ct_news_set_property;
  object_class->finalize = ct_news_finalize;

  properties[PROP_ACTIVE]
      = g_param_spec_boolean ("active", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  arrived_signal = g_signal_new ("arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, CT_TYPE_RESOURCE);
}

static void
ct_news_init (CtNews *self)
{
  self->active = TRUE;
  self->asked = g_get_monotonic_time ();
  self->tick_id = g_timeout_add_seconds (TICK, on_tick, self);
}

CtNews *
ct_news_new (CtClient *client)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtNews *self = g_object_new (CT_TYPE_NEWS, NULL);

  self->client = client;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      CtCollection *collection = kinds[i].get (client);

      g_signal_connect_object (collection, "notify::refreshing", G_CALLBACK (on_refreshing_changed),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (collection, "notify::state", G_CALLBACK (on_refreshing_changed),
                               self, G_CONNECT_SWAPPED);
    }
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-certificate-keeper.h"

#include "client/ct-printout.h"
#include "model/ct-error.h"

struct _CtCertificateKeeper
{
  GObject parent_instance;

  CtClient *client;
  CtPaper paper;
  GHashTable *asked;         /* the ids of the credentials whose certificates were asked for */
  GCancellable *cancellable; /* of what is under way, or NULL */
};

G_DEFINE_FINAL_TYPE (CtCertificateKeeper, ct_certificate_keeper, G_TYPE_OBJECT)

static void ask_for_next (CtCertificateKeeper *self);

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CtCertificateKeeper *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ct_client_load_printout_finish (CT_CLIENT (source), result, &error);

  /* Then it may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  /* What was revoked has none, and does not stand in the way of the others. */
  if (bytes != NULL || g_error_matches (error, CT_ERROR, CT_ERROR_NOT_FOUND)
      || g_error_matches (error, CT_ERROR, CT_ERROR_NOT_ALLOWED))
    ask_for_next (self);
  else
    g_hash_table_remove_all (self->asked);
}

static const char *
find_next (CtCertificateKeeper *self)
{
  GListModel *credentials = G_LIST_MODEL (ct_client_get_credentials (self->client));

  for (guint i = 0; i < g_list_model_get_n_items (credentials); i++)
    {
      g_autoptr (CtResource) credential = g_list_model_get_item (credentials, i);
      const char *id = ct_resource_get_id (credential);

      if (id != NULL && !g_hash_table_contains (self->asked, id))
        return id;
    }

  return NULL;
}

static void
ask_for_next (CtCertificateKeeper *self)
{
  const char *id = find_next (self);
  g_autofree char *path = NULL;

  if (id == NULL || self->cancellable != NULL)
    return;

  g_hash_table_add (self->asked, g_strdup (id));
  self->cancellable = g_cancellable_new ();
  path = ct_printout_path_certificate (id, self->paper);
  ct_client_load_printout_async (self->client, path, self->cancellable, on_loaded, self);
}

static void
on_refreshing_changed (CtCertificateKeeper *self, GParamSpec *pspec, CtCollection *credentials)
{
  if (!ct_collection_is_refreshing (credentials)
      && ct_collection_get_state (credentials) == CT_COLLECTION_STATE_READY)
    ask_for_next (self);
}

/* What became of a credential is said on its certificate. */
static void
on_updated (CtCertificateKeeper *self)
{
  g_hash_table_remove_all (self->asked);
}

static void
stop (CtCertificateKeeper *self)
{
  g_hash_table_remove_all (self->asked);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ct_certificate_keeper_dispose (GObject *object)
{
  CtCertificateKeeper *self = CT_CERTIFICATE_KEEPER (object);

  stop (self);

  G_OBJECT_CLASS (ct_certificate_keeper_parent_class)->dispose (object);
}

static void
ct_certificate_keeper_finalize (GObject *object)
{
  CtCertificateKeeper *self = CT_CERTIFICATE_KEEPER (object);

  g_hash_table_unref (self->asked);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (ct_certificate_keeper_parent_class)->finalize (object);
}

static void
ct_certificate_keeper_class_init (CtCertificateKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ct_certificate_keeper_dispose;
  object_class->finalize = ct_certificate_keeper_finalize;
}

static void
ct_certificate_keeper_init (CtCertificateKeeper *self)
{
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CtCertificateKeeper *
ct_certificate_keeper_new (CtClient *client, CtPaper paper)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtCertificateKeeper *self = g_object_new (CT_TYPE_CERTIFICATE_KEEPER, NULL);
  CtCollection *credentials = ct_client_get_credentials (client);

  self->client = g_object_ref (client);
  self->paper = paper;
  g_signal_connect_object (credentials, "notify::refreshing", G_CALLBACK (on_refreshing_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (credentials, "updated", G_CALLBACK (on_updated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_session (client), "notify::state", G_CALLBACK (stop), self,
                           G_CONNECT_SWAPPED);
  return self;
}

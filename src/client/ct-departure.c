/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-departure.h"

/* In seconds. */
#define PATIENCE 4

typedef struct
{
  guint n_pending; /* 0: it has returned */
  guint patience_id;
  GCancellable *cancellable;
  GError *error; /* nullable */
} Departure;

static void
departure_free (Departure *self)
{
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

static void
go (GTask *task)
{
  Departure *departure = g_task_get_task_data (task);

  departure->n_pending = 0;
  g_clear_handle_id (&departure->patience_id, g_source_remove);

  if (departure->error != NULL)
    g_task_return_error (task, g_steal_pointer (&departure->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
go_if_done (GTask *task)
{
  Departure *departure = g_task_get_task_data (task);

  if (departure->n_pending > 0 && --departure->n_pending == 0)
    go (task);
}

/* The task lives: it is held by what did not come to its end yet. */
static void
on_patience_over (gpointer user_data)
{
  GTask *task = user_data;
  Departure *departure = g_task_get_task_data (task);

  departure->patience_id = 0;
  g_cancellable_cancel (departure->cancellable);
  go (task);
}

static void
on_service_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CtAnswer) answer = ct_signer_send_finish (CT_SIGNER (source), result, NULL, NULL);

  go_if_done (task);
}

static void
on_keyring_emptied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Departure *departure = g_task_get_task_data (task);

  ct_keyring_store_finish (CT_KEYRING (source), result, &departure->error);
  go_if_done (task);
}

static void
on_copy_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  ct_copy_erase_finish (CT_COPY (source), result, NULL);
  go_if_done (task);
}

void
ct_departure_async (CtSigner *signer,
                    CtKeyring *keyring,
                    const char *address,
                    CtCopy *copy,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (CT_IS_SIGNER (signer));
  g_return_if_fail (CT_IS_KEYRING (keyring));
  g_return_if_fail (address != NULL);
  g_return_if_fail (copy == NULL || CT_IS_COPY (copy));

  g_autoptr (GTask) task = g_task_new (signer, NULL, callback, user_data);
  Departure *departure = g_new0 (Departure, 1);

  g_task_set_source_tag (task, ct_departure_async);
  g_task_set_task_data (task, departure, (GDestroyNotify) departure_free);
  departure->n_pending = copy != NULL ? 3 : 2;
  departure->cancellable = g_cancellable_new ();
  departure->patience_id = g_timeout_add_seconds_once (PATIENCE, on_patience_over, task);

  ct_signer_send_async (signer,
                        &(CtCall) {
                            .method = "DELETE", .path = "v1/sessions/current", .status = 204 },
                        departure->cancellable, on_service_told, g_object_ref (task));
  ct_keyring_store_async (keyring, address, NULL, NULL, on_keyring_emptied, g_object_ref (task));
  if (copy != NULL)
    ct_copy_erase_async (copy, on_copy_erased, g_object_ref (task));
}

gboolean
ct_departure_finish (CtSigner *signer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, signer), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_departure_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

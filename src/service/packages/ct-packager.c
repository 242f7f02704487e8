/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/packages/ct-packager.h"

#include <glib/gstdio.h>
#include <string.h>

#include "service/packages/ct-package-content.h"
#include "service/packages/ct-packages.h"
#include "service/packages/ct-zip.h"

struct _CtPackager
{
  GObject parent_instance;

  CtStore *store;
  CtClock *clock;
  GThreadPool *thread; /* one; NULL once it is stopped */
  int stopping;        /* atomic */
  guint timer;
};

G_DEFINE_FINAL_TYPE (CtPackager, ct_packager, G_TYPE_OBJECT)

/* A package, and what it takes to make it. */
typedef struct
{
  GDateTime *now;
  CtPackage *package; /* NULL: there is nothing to do */
  GPtrArray *pieces;
  gboolean found; /* whether somebody still wants it */
} Order;

static void
order_clear (Order *order)
{
  g_clear_pointer (&order->now, g_date_time_unref);
  g_clear_object (&order->package);
  g_clear_pointer (&order->pieces, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static gpointer
take_order (CtDatabase *database, gpointer data, GError **error)
{
  Order *order = data;
  g_autofree char *account_id = NULL;
  g_autofree char *base_uri = NULL;

  order->package = ct_packages_take_next (database, &account_id, &base_uri, error);
  if (order->package != NULL)
    order->pieces = ct_package_content_collect (database, order->package, account_id, base_uri,
                                                order->now, error);
  return NULL;
}

static gpointer
save_order (CtDatabase *database, gpointer data, GError **error)
{
  Order *order = data;

  ct_packages_save (database, order->package, &order->found, error);
  return NULL;
}

static gpointer
sweep_rows (CtDatabase *database, gpointer data, GError **error)
{
  return ct_packages_sweep (database, data, error);
}

/* Files whose package is gone, and what was begun and not finished. */
static void
sweep_files (CtPackager *self, char **ids)
{
  g_autofree char *path = ct_packages_get_directory (ct_store_get_directory (self->store));
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *id
          = g_str_has_suffix (name, ".zip") ? g_strndup (name, strlen (name) - 4) : NULL;

      if (id == NULL || !g_strv_contains ((const char *const *) ids, id))
        g_unlink (file);
    }
}

static void
sweep (CtPackager *self, GError **error)
{
  g_autoptr (GDateTime) now = ct_clock_now (self->clock);
  g_auto (GStrv) ids = ct_store_run (self->store, CT_STORE_WRITE, sweep_rows, now, error);

  if (ids != NULL)
    sweep_files (self, ids);
}

static gboolean
is_stopping (CtPackager *self)
{
  return g_atomic_int_get (&self->stopping);
}

static gboolean
save (CtPackager *self, Order *order, GError **error)
{
  g_autoptr (GError) failure = NULL;

  ct_store_run (self->store, CT_STORE_WRITE, save_order, order, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Leaves nothing if it does not come to its end. */
static gboolean
write_file (CtPackager *self, Order *order, goffset *size, GError **error)
{
  const char *directory = ct_store_get_directory (self->store);
  g_autofree char *folder = ct_packages_get_directory (directory);
  g_autofree char *path
      = ct_packages_get_path (directory, ct_resource_get_id (CT_RESOURCE (order->package)));
  g_autoptr (CtZip) zip = NULL;

  g_mkdir (folder, 0700);
  zip = ct_zip_new (path, order->now, error);
  if (zip == NULL)
    return FALSE;

  for (guint i = 0; i < order->pieces->len; i++)
    {
      CtPackagePiece *piece = g_ptr_array_index (order->pieces, i);
      g_autoptr (GBytes) content = NULL;

      g_object_set (order->package, "done", i, "total", order->pieces->len, NULL);
      if (!save (self, order, error))
        return FALSE;
      if (is_stopping (self) || !order->found)
        return FALSE;
      content = ct_package_piece_make (piece, error);
      if (content == NULL || !ct_zip_add (zip, ct_package_piece_get_name (piece), content, error))
        return FALSE;
    }
  return ct_zip_finish (zip, size, error);
}

/* Returns: whether there was something to do */
static gboolean
make_next (CtPackager *self, GError **error)
{
  g_auto (Order) order = { .now = ct_clock_now (self->clock) };
  g_autoptr (GError) failure = NULL;
  goffset size = 0;

  ct_store_run (self->store, CT_STORE_WRITE, take_order, &order, &failure);
  if (order.package == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (failure == NULL && write_file (self, &order, &size, &failure))
    g_object_set (order.package, "state", CT_PACKAGE_STATE_READY, "done", order.pieces->len,
                  "total", order.pieces->len, "size", (int) size, NULL);
  else if (failure != NULL)
    {
      g_warning ("A package could not be made: %s", failure->message);
      g_object_set (order.package, "state", CT_PACKAGE_STATE_FAILED, NULL);
    }
  else
    return !is_stopping (self);

  return save (self, &order, error);
}

static void
work (gpointer data, gpointer user_data)
{
  CtPackager *self = user_data;
  g_autoptr (GError) error = NULL;

  while (!is_stopping (self) && make_next (self, &error))
    ;
  if (!is_stopping (self) && error == NULL)
    sweep (self, &error);
  if (error != NULL)
    g_warning ("The packages cannot be worked on: %s", error->message);
}

void
ct_packager_wake (CtPackager *self)
{
  g_return_if_fail (CT_IS_PACKAGER (self));

  /* One that has not begun yet will see all that there is. */
  if (self->thread != NULL && g_thread_pool_unprocessed (self->thread) == 0)
    g_thread_pool_push (self->thread, self, NULL);
}

void
ct_packager_stop (CtPackager *self)
{
  g_return_if_fail (CT_IS_PACKAGER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_atomic_int_set (&self->stopping, TRUE);
  if (self->thread != NULL)
    g_thread_pool_free (g_steal_pointer (&self->thread), TRUE, TRUE);
}

static void
ct_packager_dispose (GObject *object)
{
  CtPackager *self = CT_PACKAGER (object);

  ct_packager_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (ct_packager_parent_class)->dispose (object);
}

static void
ct_packager_class_init (CtPackagerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_packager_dispose;
}

static void
ct_packager_init (CtPackager *self)
{
  self->thread = g_thread_pool_new (work, self, 1, FALSE, NULL);
}

static gboolean
minute_over (gpointer user_data)
{
  ct_packager_wake (user_data);
  return G_SOURCE_CONTINUE;
}

CtPackager *
ct_packager_new (CtStore *store, CtClock *clock)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (CT_IS_CLOCK (clock), NULL);

  CtPackager *self = g_object_new (CT_TYPE_PACKAGER, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->timer = g_timeout_add_seconds (60, minute_over, self);
  ct_packager_wake (self);
  return self;
}

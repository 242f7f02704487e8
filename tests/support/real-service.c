/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/real-service.h"

#include <glib/gstdio.h>

#include "service/ct-demo-data.h"
#include "service/packages/ct-packager.h"

struct _RealService
{
  char *directory;
  CtStore *store;
  CtClock *clock;
  CtConnectionLimits limits;
  GTlsCertificate *certificate;
  gboolean is_demo;
  CtVueSettings *vue;
  char *user_name;
  char *password;

  /* The thread of the server; it sets the rest before it says that it is ready. */
  GThread *thread;
  GAsyncQueue *ready;
  GMainContext *context;
  GMainLoop *loop;
  CtServer *server;
  CtPackager *packager;
  char *uri;
  guint16 port;

  /* Has the port as well but does not listen, so that nobody else gets it while it is stopped. */
  GSocket *holder;
};

static void
stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RealService *self = user_data;

  ct_server_stop_finish (CT_SERVER (source), result);
  g_main_loop_quit (self->loop);
}

static gboolean
stop_server (gpointer data)
{
  RealService *self = data;

  ct_server_stop_async (self->server, stopped, self);
  return G_SOURCE_REMOVE;
}

static gpointer
serve (gpointer data)
{
  RealService *self = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->server = ct_server_new (self->store, self->clock, &self->limits);
  ct_server_set_demo (self->server, self->is_demo);
  if (self->vue != NULL)
    ct_server_set_vue_settings (self->server, self->vue);
  ct_server_listen (self->server, "127.0.0.1", self->port, self->certificate, &error);
  g_assert_no_error (error);
  g_free (self->uri);
  self->uri = ct_server_get_uri (self->server);
  self->packager = ct_packager_new (self->store, self->clock);
  g_signal_connect_object (self->server, "written", G_CALLBACK (ct_packager_wake), self->packager,
                           G_CONNECT_SWAPPED);
  g_async_queue_push (self->ready, self);

  g_main_loop_run (self->loop);
  ct_packager_stop (self->packager);

  /* What hangs up on a client still needs its thread. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_object_unref (self->server);
  g_object_unref (self->packager);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

void
real_service_start (RealService *self)
{
  g_assert_null (self->thread);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("service", serve, self);
  g_async_queue_pop (self->ready);
}

void
real_service_stop (RealService *self)
{
  g_assert_nonnull (self->thread);

  g_main_context_invoke (self->context, stop_server, self);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static void
hold_port (RealService *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) held = NULL;
  g_autoptr (GError) error = NULL;

  self->holder
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->holder, any, TRUE, &error);
  g_assert_no_error (error);
  held = g_socket_get_local_address (self->holder, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (held));
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_directory (file);
      else
        g_assert_no_errno (g_remove (file));
    }
  g_assert_no_errno (g_rmdir (path));
}

static char *
make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *directory = g_dir_make_tmp ("certtracker-service-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

/* The database of the demo, as a file. To make it takes half a second, so it is made once. */
typedef struct
{
  char *contents;
  gsize length;
  char *user_name;
  char *password;
} Demo;

static gpointer
make_demo (gpointer data)
{
  static Demo demo;
  g_autofree char *directory = make_directory ();
  g_autofree char *file = g_build_filename (directory, "certtracker.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtStore) store = ct_store_open (directory, &error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_no_error (error);
  ct_demo_data_seed (store, now, &demo.user_name, &demo.password, &error);
  g_assert_no_error (error);
  ct_store_close (store);
  g_file_get_contents (file, &demo.contents, &demo.length, &error);
  g_assert_no_error (error);
  remove_directory (directory);
  return &demo;
}

static void
use_demo (RealService *self)
{
  static GOnce once = G_ONCE_INIT;
  const Demo *demo = g_once (&once, make_demo, NULL);
  g_autofree char *file = g_build_filename (self->directory, "certtracker.db", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, demo->contents, demo->length, &error);
  g_assert_no_error (error);
  self->user_name = g_strdup (demo->user_name);
  self->password = g_strdup (demo->password);
}

RealService *
real_service_new_with_options (const RealServiceOptions *options)
{
  RealService *self = g_new0 (RealService, 1);
  g_autoptr (GError) error = NULL;

  self->directory = make_directory ();
  if (!options->is_empty)
    use_demo (self);
  self->store = ct_store_open (self->directory, &error);
  g_assert_no_error (error);
  self->clock = ct_clock_new ();
  self->limits = options->limits != NULL ? *options->limits : ct_connection_limits;
  if (options->certificate != NULL)
    self->certificate = g_object_ref (options->certificate);
  self->is_demo = options->is_demo;
  self->vue = options->vue != NULL ? ct_vue_settings_ref (options->vue) : NULL;
  self->ready = g_async_queue_new ();
  hold_port (self);

  real_service_start (self);
  return self;
}

RealService *
real_service_new (void)
{
  return real_service_new_with_options (&(RealServiceOptions) { 0 });
}

void
real_service_close_store (RealService *self)
{
  if (self->thread != NULL)
    real_service_stop (self);
  if (self->store != NULL)
    ct_store_close (self->store);
  g_clear_object (&self->store);
}

void
real_service_free (RealService *self)
{
  real_service_close_store (self);
  g_object_unref (self->clock);
  g_object_unref (self->holder);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->vue, ct_vue_settings_unref);
  g_async_queue_unref (self->ready);
  remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->user_name);
  g_free (self->password);
  g_free (self->uri);
  g_free (self);
}

const char *
real_service_get_uri (RealService *self)
{
  return self->uri;
}

guint16
real_service_get_port (RealService *self)
{
  return self->port;
}

const char *
real_service_get_user_name (RealService *self)
{
  return self->user_name;
}

const char *
real_service_get_password (RealService *self)
{
  return self->password;
}

void
real_service_pass_time (RealService *self, int seconds)
{
  int offset;

  g_object_get (self->clock, "offset", &offset, NULL);
  g_object_set (self->clock, "offset", offset + seconds, NULL);
}

CtStore *
real_service_get_store (RealService *self)
{
  return self->store;
}

static gpointer
execute (CtDatabase *database, gpointer data, GError **error)
{
  ct_database_execute (database, data, error);
  return NULL;
}

void
real_service_execute (RealService *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ct_store_run (self->store, CT_STORE_WRITE, execute, (gpointer) sql, &error);
  g_assert_no_error (error);
}

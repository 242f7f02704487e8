/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-server.h"

#include <string.h>

#include "service/http/ct-dispatch.h"
#include "service/http/ct-reply.h"
#include "service/http/ct-timer.h"

/* How long to wait for answers when it stops, in milliseconds. */
#define STOP_TIMEOUT 5000

struct _CtServer
{
  GObject parent_instance;

  CtStore *store;
  CtClock *clock;
  CtSignIn *sign_in;
  SoupServer *soup;
  CtConnections *connections;

  char *public_uri; /* (nullable) */
  gboolean is_demo;
  CtVueSettings *vue; /* (nullable) */

  guint64 n_requests;
  guint n_open; /* requests whose answer is not written yet */
  GTask *stopping;
  GSource *stop_timer;
};

G_DEFINE_FINAL_TYPE (CtServer, ct_server, G_TYPE_OBJECT)

enum
{
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A request and its answer. */
typedef struct
{
  CtServer *server;
  SoupServerMessage *message;
  CtRequest *request;
  gint64 began;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_object_unref (exchange->server);
  g_object_unref (exchange->message);
  ct_request_free (exchange->request);
  g_free (exchange);
}

static void
stop_now (gpointer data)
{
  CtServer *self = CT_SERVER (data);
  g_autoptr (GTask) task = g_steal_pointer (&self->stopping);

  ct_timer_stop (&self->stop_timer);
  soup_server_disconnect (self->soup);
  g_task_return_boolean (task, TRUE);
}

static void
stop_after (CtServer *self, guint milliseconds)
{
  ct_timer_stop (&self->stop_timer);
  self->stop_timer = ct_timer_start (milliseconds, stop_now, self);
}

/* libsoup lets go of a message once its answer is written, or can't be. */
static void
message_gone (gpointer data, GObject *message)
{
  CtServer *self = CT_SERVER (data);

  self->n_open--;
  if (self->stopping != NULL && self->n_open == 0)
    stop_after (self, 0);
}

static gboolean
may_have_written (CtRequest *request)
{
  return strcmp (request->method, "GET") != 0 && strcmp (request->method, "HEAD") != 0;
}

static void
answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  CtRequest *request = exchange->request;
  g_autoptr (CtAnswer) answer = ct_dispatch_finish (CT_STORE (source), result);

  ct_reply_write (exchange->message, answer);
  soup_server_message_unpause (exchange->message);
  if (may_have_written (request))
    g_signal_emit (exchange->server, signals[WRITTEN], 0);
  g_info ("Request %" G_GUINT64_FORMAT ", %s %s: %u after %.1f ms", request->number,
          request->method, request->route, answer->status,
          (g_get_monotonic_time () - exchange->began) / 1000.0);

  exchange_free (exchange);
}

static void
handle_message (SoupServer *soup,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  CtServer *self = CT_SERVER (user_data);
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autoptr (GDateTime) now = ct_clock_now (self->clock);

  exchange->server = g_object_ref (self);
  exchange->message = g_object_ref (message);
  exchange->request = ct_request_new (message, ++self->n_requests, now);
  exchange->request->base_uri = ct_server_get_base_uri (self);
  exchange->request->data_directory = g_strdup (ct_store_get_directory (self->store));
  exchange->request->is_demo = self->is_demo;
  exchange->request->vue = self->vue != NULL ? ct_vue_settings_ref (self->vue) : NULL;
  exchange->began = g_get_monotonic_time ();

  self->n_open++;
  g_object_weak_ref (G_OBJECT (message), message_gone, self);
  soup_server_message_pause (message);
  ct_dispatch_async (self->store, self->sign_in, exchange->request, answered, exchange);
}

static void
ct_server_finalize (GObject *object)
{
  CtServer *self = CT_SERVER (object);

  soup_server_disconnect (self->soup);
  g_signal_handlers_disconnect_by_data (self->soup, self);
  g_clear_pointer (&self->connections, ct_connections_free);
  g_clear_object (&self->soup);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_free (self->public_uri);
  g_clear_pointer (&self->vue, ct_vue_settings_unref);

  G_OBJECT_CLASS (ct_server_parent_class)->finalize (object);
}

static void
ct_server_class_init (CtServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ct_server_finalize;

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ct_server_init (CtServer *self)
{
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  ct_reply_explain_refusals (self->soup);
  soup_server_add_handler (self->soup, NULL, handle_message, self, NULL);
}

CtServer *
ct_server_new (CtStore *store, CtClock *clock, const CtConnectionLimits *limits)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (CT_IS_CLOCK (clock), NULL);

  CtServer *self = g_object_new (CT_TYPE_SERVER, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->sign_in = ct_sign_in_new (store, clock);
  self->connections
      = ct_connections_new (self->soup, limits != NULL ? limits : &ct_connection_limits);
  return self;
}

gboolean
ct_server_set_public_uri (CtServer *self, const char *uri, GError **error)
{
  g_return_val_if_fail (CT_IS_SERVER (self), FALSE);

  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, error);
  if (parsed == NULL)
    return FALSE;

  if (!g_str_equal (g_uri_get_scheme (parsed), "https") || g_uri_get_host (parsed) == NULL
      || g_uri_get_query (parsed) != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is no https address that links can begin with.", uri);
      return FALSE;
    }

  g_free (self->public_uri);
  self->public_uri = g_str_has_suffix (uri, "/") ? g_strdup (uri) : g_strconcat (uri, "/", NULL);
  return TRUE;
}

void
ct_server_set_demo (CtServer *self, gboolean is_demo)
{
  g_return_if_fail (CT_IS_SERVER (self));

  g_autoptr (CtVueSettings) stand_in
      = is_demo ? ct_vue_settings_new_for_demo ("/demo/testcenter") : NULL;

  self->is_demo = is_demo;
  ct_server_set_vue_settings (self, stand_in);
}

void
ct_server_set_vue_settings (CtServer *self, CtVueSettings *settings)
{
  g_return_if_fail (CT_IS_SERVER (self));

  g_clear_pointer (&self->vue, ct_vue_settings_unref);
  if (settings != NULL)
    self->vue = ct_vue_settings_ref (settings);
}

gboolean
ct_server_listen (CtServer *self,
                  const char *address,
                  guint16 port,
                  GTlsCertificate *certificate,
                  GError **error)
{
  g_autoptr (GInetAddress) inet_address = NULL;
  g_autoptr (GSocketAddress) socket_address = NULL;

  g_return_val_if_fail (CT_IS_SERVER (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  inet_address = g_str_equal (address, "localhost")
                     ? g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)
                     : g_inet_address_new_from_string (address);
  if (inet_address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is no IP address.",
                   address);
      return FALSE;
    }

  if (certificate == NULL && !g_inet_address_get_is_loopback (inet_address))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "Others can listen to plain HTTP, so it is served to this computer only. "
                   "To serve “%s”, give a certificate and its key.",
                   address);
      return FALSE;
    }

  soup_server_set_tls_certificate (self->soup, certificate);
  socket_address = g_inet_socket_address_new (inet_address, port);
  return soup_server_listen (self->soup, socket_address,
                             certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error);
}

static GUri *
get_first_uri (CtServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  GUri *first = uris != NULL ? g_uri_ref (uris->data) : NULL;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return first;
}

char *
ct_server_get_uri (CtServer *self)
{
  g_return_val_if_fail (CT_IS_SERVER (self), NULL);

  g_autoptr (GUri) uri = get_first_uri (self);
  return uri != NULL ? g_uri_to_string (uri) : NULL;
}

char *
ct_server_get_base_uri (CtServer *self)
{
  g_return_val_if_fail (CT_IS_SERVER (self), NULL);

  return self->public_uri != NULL ? g_strdup (self->public_uri) : ct_server_get_uri (self);
}

guint16
ct_server_get_port (CtServer *self)
{
  g_return_val_if_fail (CT_IS_SERVER (self), 0);

  g_autoptr (GUri) uri = get_first_uri (self);
  return uri != NULL ? g_uri_get_port (uri) : 0;
}

void
ct_server_stop_async (CtServer *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CT_IS_SERVER (self));
  g_return_if_fail (self->stopping == NULL);

  self->stopping = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stopping, ct_server_stop_async);
  ct_connections_refuse (self->connections);
  stop_after (self, self->n_open > 0 ? STOP_TIMEOUT : 0);
}

void
ct_server_stop_finish (CtServer *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, ct_server_stop_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

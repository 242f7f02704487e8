/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-transport.h"

#include "client/ct-address.h"
#include "client/ct-refusal.h"
#include "model/ct-error.h"

/* What the service may send. */
static const char *const media_types[] = {
  "application/json", "application/pdf", "application/zip", "image/png", "image/svg+xml", NULL,
};
#define ACCEPTED "application/json, application/pdf, application/zip, image/png, image/svg+xml"

#define MAX_BODY (64 * 1024 * 1024)
#define MAX_ETAG 256
#define CHUNK (64 * 1024)

/* As browsers do, so that the parts of a page come together. */
#define MAX_CONNECTIONS 6

/* In seconds: for one step of a request, and for all of it. */
#define DEFAULT_TIMEOUT 30
#define TIMEOUTS_PER_REQUEST 10

struct _CtTransport
{
  GObject parent_instance;

  GUri *base;
  char *prefix; /* the base with a slash at its end */
  SoupSession *session;
};

G_DEFINE_FINAL_TYPE (CtTransport, ct_transport, G_TYPE_OBJECT)

typedef enum
{
  PROP_TIMEOUT = 1,
  N_PROPERTIES
} CtTransportProperty;

static GParamSpec *properties[N_PROPERTIES];

/* One request on its way. */
typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  gint64 deadline;
  CtProblem *problem;

  GCancellable *cancellable; /* nullable: the caller's */
  GCancellable *sending;     /* what libsoup is told of it */
  gulong called_off_id;
} Request;

static void
on_called_off (GCancellable *cancellable, GCancellable *sending)
{
  g_cancellable_cancel (sending);
}

/* libsoup 3.6 lets go of a request twice that is cancelled after its answer has begun and before
 * that was told. Then it is cancelled here, as soon as it was told. */
static void
on_answer_begins (SoupMessage *message, Request *self)
{
  g_cancellable_disconnect (self->cancellable, self->called_off_id);
  self->called_off_id = 0;
}

static void
request_free (Request *self)
{
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_cancellable_disconnect (self->cancellable, self->called_off_id);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sending);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_object (&self->problem);
  g_free (self);
}

void
ct_answer_free (CtAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self->content_type);
  g_free (self);
}

GUri *
ct_transport_check_address (const char *text, GError **error)
{
  return ct_address_parse (text, error);
}

/* Weak tags never match here (RFC 9110, section 8.8.3.2). */
static char *
read_etag (SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  gsize length = etag != NULL ? strlen (etag) : 0;

  if (length < 2 || length > MAX_ETAG || etag[0] != '"' || etag[length - 1] != '"')
    return NULL;

  return g_strdup (etag);
}

static gboolean
is_good (SoupMessage *message)
{
  switch (soup_message_get_status (message))
    {
    case SOUP_STATUS_OK:
    case SOUP_STATUS_CREATED:
    case SOUP_STATUS_ACCEPTED:
    case SOUP_STATUS_NO_CONTENT:
      return TRUE;

    case SOUP_STATUS_NOT_MODIFIED:
      return soup_message_headers_get_one (soup_message_get_request_headers (message),
                                           "If-None-Match")
             != NULL;

    default:
      return FALSE;
    }
}

/* A good status promises a body of a kind that we know, but for those that have none. */
static gboolean
is_as_promised (guint status, const char *content_type, gsize length)
{
  if (status != SOUP_STATUS_OK && status != SOUP_STATUS_CREATED)
    return length == 0;

  g_autofree char *lower = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  return length > 0 && lower != NULL && g_strv_contains (media_types, lower);
}

static void
request_answered (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&request->body));

  if (!is_good (request->message))
    {
      g_task_return_error (task,
                           ct_refusal_from_status (request->message, body, &request->problem));
      return;
    }

  guint status = soup_message_get_status (request->message);
  if (!is_as_promised (status, content_type, g_bytes_get_size (body)))
    {
      g_task_return_new_error (task, CT_ERROR, CT_ERROR_BROKEN_ANSWER,
                               "%" G_GSIZE_FORMAT " bytes of %s came.", g_bytes_get_size (body),
                               content_type != NULL ? content_type : "no type");
      return;
    }

  CtAnswer *answer = g_new0 (CtAnswer, 1);
  answer->status = status;
  answer->body = g_steal_pointer (&body);
  answer->etag = read_etag (headers);
  answer->content_type = g_strdup (content_type);
  g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
}

static void read_more (GTask *task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &reason);

  if (chunk == NULL)
    {
      g_task_return_error (task, ct_refusal_from_failure (request->message, reason, TRUE));
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      request_answered (task);
      return;
    }

  if (request->body->len + g_bytes_get_size (chunk) > MAX_BODY)
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "It is too large.");
      return;
    }

  /* A peer that sends a byte now and then never runs into the timeout of the socket. */
  if (g_get_monotonic_time () > request->deadline)
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_UNREACHABLE, "It is too slow.");
      return;
    }

  g_byte_array_append (request->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  read_more (g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_more (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (request->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, task);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;

  request->stream = soup_session_send_finish (SOUP_SESSION (source), result, &reason);
  if (request->stream == NULL)
    {
      g_task_return_error (task, ct_refusal_from_failure (request->message, reason, FALSE));
      return;
    }

  read_more (g_steal_pointer (&task));
}

static SoupMessage *
create_message (CtTransport *self, const char *method, const char *path)
{
  g_autofree char *whole = g_strconcat (self->prefix, path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL ? soup_message_new_from_uri (method, uri) : NULL;
}

void
ct_transport_send_async (CtTransport *self,
                         const CtCall *call,
                         const char *token,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (CT_IS_TRANSPORT (self));
  g_return_if_fail (call != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_transport_send_async);

  Request *request = g_new0 (Request, 1);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  request->message = create_message (self, call->method, call->path);
  if (request->message == NULL)
    {
      g_task_return_new_error (task, CT_ERROR, CT_ERROR_NOT_FOUND, "No such place: %s", call->path);
      return;
    }

  /* A redirect is not followed: it could lead the token to someone else. Nor has libsoup anything
   * to authenticate with, for which it would keep a 401 back and ask again. */
  soup_message_add_flags (request->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (request->message, SOUP_TYPE_AUTH_MANAGER);

  SoupMessageHeaders *headers = soup_message_get_request_headers (request->message);
  soup_message_headers_replace (headers, "Accept", ACCEPTED);
  if (call->etag != NULL)
    soup_message_headers_replace (headers,
                                  g_str_equal (call->method, "GET") ? "If-None-Match" : "If-Match",
                                  call->etag);
  if (call->key != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", call->key);
      soup_message_headers_replace (headers, "Idempotency-Key", quoted);
    }
  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);
      soup_message_headers_replace (headers, "Authorization", value);
    }
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (request->message,
                                              call->body_type != NULL ? call->body_type
                                                                      : "application/json",
                                              call->body);

  request->body = g_byte_array_new ();
  request->deadline
      = g_get_monotonic_time ()
        + (gint64) soup_session_get_timeout (self->session) * TIMEOUTS_PER_REQUEST * G_USEC_PER_SEC;

  request->sending = g_cancellable_new ();
  if (cancellable != NULL)
    {
      request->cancellable = g_object_ref (cancellable);
      request->called_off_id
          = g_cancellable_connect (cancellable, G_CALLBACK (on_called_off),
                                   g_object_ref (request->sending), g_object_unref);
    }
  g_signal_connect (request->message, "got-headers", G_CALLBACK (on_answer_begins), request);
  soup_session_send_async (self->session, request->message, G_PRIORITY_DEFAULT, request->sending,
                           on_sent, g_object_ref (task));
}

CtAnswer *
ct_transport_send_finish (CtTransport *self,
                          GAsyncResult *result,
                          CtProblem **problem,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_transport_send_async), NULL);

  Request *request = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&request->problem);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ct_transport_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtTransport *self = CT_TRANSPORT (object);

  switch ((CtTransportProperty) prop_id)
    {
    case PROP_TIMEOUT:
      g_value_set_uint (value, soup_session_get_timeout (self->session));
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_transport_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CtTransport *self = CT_TRANSPORT (object);

  switch ((CtTransportProperty) prop_id)
    {
    case PROP_TIMEOUT:
      soup_session_set_timeout (self->session, g_value_get_uint (value));
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ct_transport_finalize (GObject *object)
{
  CtTransport *self = CT_TRANSPORT (object);

  g_clear_pointer (&self->base, g_uri_unref);
  g_free (self->prefix);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_transport_parent_class)->finalize (object);
}

static void
ct_transport_class_init (CtTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ct_transport_get_property;
  object_class->set_property = ct_transport_set_property;
  object_class->finalize = ct_transport_finalize;

  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, 3600, DEFAULT_TIMEOUT,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_transport_init (CtTransport *self)
{
  self->session = soup_session_new_with_options ("user-agent", "CertTracker/" PACKAGE_VERSION,
                                                 "timeout", DEFAULT_TIMEOUT, "max-conns-per-host",
                                                 MAX_CONNECTIONS, NULL);
}

CtTransport *
ct_transport_new (GUri *base, GTlsDatabase *tls_database)
{
  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (tls_database == NULL || G_IS_TLS_DATABASE (tls_database), NULL);

  CtTransport *self = g_object_new (CT_TYPE_TRANSPORT, NULL);
  g_autofree char *text = g_uri_to_string (base);

  self->base = g_uri_ref (base);
  self->prefix = g_strconcat (text, "/", NULL);
  if (tls_database != NULL)
    soup_session_set_tls_database (self->session, tls_database);

  return self;
}

GUri *
ct_transport_get_base (CtTransport *self)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (self), NULL);

  return self->base;
}

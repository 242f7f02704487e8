/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-transport.h"

#include "client/ct-address.h"
#include "client/ct-exchange.h"
#include "client/ct-refusal.h"
#include "model/ct-error.h"
#include "model/ct-json.h"
#include "model/ct-resource.h"

/* What the service may send. */
static const char *const media_types[] = {
  "application/json", "application/pdf", "application/zip", "image/png", NULL,
};
#define ACCEPTED "application/json, application/pdf, application/zip, image/png"

#define MAX_BODY (64 * 1024 * 1024)
#define MAX_ETAG 256

/* As browsers do, so that the parts of a page come together. */
#define MAX_CONNECTIONS 6

/* In seconds: how long a connection may be silent. What a request may take is some of these, and
 * what sending takes where only so many bytes get through in a second. */
#define DEFAULT_TIMEOUT 30
#define TIMEOUTS_PER_HEAD 2
#define TIMEOUTS_PER_REQUEST 10
#define SLOWEST (64 * 1024)

struct _CtTransport
{
  GObject parent_instance;

  GUri *base;
  char *prefix; /* the base with a slash at its end */
  GTlsDatabase *tls_database;
  guint timeout;
  SoupSession *session; /* another one after a request that was overdue */
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
  CtCall *call;
  CtProblem *problem;
} Request;

static void
request_free (Request *self)
{
  g_clear_object (&self->message);
  ct_call_free (self->call);
  g_clear_object (&self->problem);
  g_free (self);
}

void
ct_answer_free (CtAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self->content_type);
  g_clear_object (&self->resource);
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

/* What is gone already is as a removal wants it, be it that libsoup sent that twice. */
static gboolean
is_gone (SoupMessage *message, CtProblem *problem)
{
  guint status = soup_message_get_status (message);

  return g_str_equal (soup_message_get_method (message), "DELETE") && problem != NULL
         && (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE);
}

/* Whether it is what the call promises. What is not may come from anywhere, and nothing was done.
 */
static gboolean
keeps_promise (CtAnswer *answer, const CtCall *call, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (call->status != 0 && answer->status != call->status)
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "HTTP %u", answer->status);
      return FALSE;
    }

  if (call->type == 0 && call->member == NULL)
    return TRUE;

  node = ct_json_parse (answer->body, error);
  if (node == NULL)
    return FALSE;

  if (call->member != NULL
      && (!JSON_NODE_HOLDS_OBJECT (node)
          || json_object_get_string_member_with_default (json_node_get_object (node), call->member,
                                                         NULL)
                 == NULL))
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "There is no %s.", call->member);
      return FALSE;
    }

  if (call->type != 0)
    answer->resource = ct_resource_from_json (call->type, node, error);
  return call->type == 0 || answer->resource != NULL;
}

static CtAnswer *
read_answer (Request *request, GBytes *body, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  guint status = soup_message_get_status (request->message);
  g_autoptr (CtAnswer) answer = g_new0 (CtAnswer, 1);

  if (!is_good (request->message))
    {
      g_autoptr (GError) refusal
          = ct_refusal_from_status (request->message, body, &request->problem);

      if (!is_gone (request->message, request->problem))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      g_clear_object (&request->problem);
      answer->status = SOUP_STATUS_NO_CONTENT;
      answer->body = g_bytes_new (NULL, 0);
      return g_steal_pointer (&answer);
    }

  if (!is_as_promised (status, content_type, g_bytes_get_size (body)))
    {
      g_set_error (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "%" G_GSIZE_FORMAT " bytes of %s came.",
                   g_bytes_get_size (body), content_type != NULL ? content_type : "no type");
      return NULL;
    }

  answer->status = status;
  answer->body = g_bytes_ref (body);
  answer->etag = read_etag (headers);
  answer->content_type = g_strdup (content_type);
  return keeps_promise (answer, request->call, error) ? g_steal_pointer (&answer) : NULL;
}

static SoupSession *
create_session (CtTransport *self)
{
  SoupSession *session
      = soup_session_new_with_options ("user-agent", "CertTracker/" PACKAGE_VERSION, "timeout",
                                       self->timeout, "max-conns-per-host", MAX_CONNECTIONS, NULL);

  /* NULL would not be the system's, but none. */
  if (self->tls_database != NULL)
    soup_session_set_tls_database (session, self->tls_database);
  return session;
}

static void
on_exchanged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CtTransport *self = g_task_get_source_object (task);
  CtExchangeReport report;
  GError *error = NULL;
  g_autoptr (GBytes) body = ct_exchange_finish (SOUP_SESSION (source), result, &report, &error);
  CtAnswer *answer = body != NULL ? read_answer (g_task_get_task_data (task), body, &error) : NULL;

  /* What is stuck in libsoup shall not hold up what comes next. */
  if (report.overdue && self->session == SOUP_SESSION (source))
    {
      g_object_unref (self->session);
      self->session = create_session (self);
    }

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) ct_answer_free);
  else
    g_task_return_error (task, error);
}

/* In seconds, for what takes @n_bytes along; less until the head of the answer than for all. */
static CtExchangeLimits
get_limits (CtTransport *self, gsize n_bytes)
{
  guint sending = n_bytes / SLOWEST;

  return (CtExchangeLimits) {
    .head = self->timeout * TIMEOUTS_PER_HEAD + sending,
    .whole = self->timeout * TIMEOUTS_PER_REQUEST + sending,
    .body = MAX_BODY,
  };
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
  g_return_if_fail (call->status != 0 || g_str_equal (call->method, "GET"));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_transport_send_async);

  Request *request = g_new0 (Request, 1);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  request->call = ct_call_copy (call);
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

  CtExchangeLimits limits
      = get_limits (self, call->body != NULL ? g_bytes_get_size (call->body) : 0);
  ct_exchange_async (self->session, request->message, &limits, cancellable, on_exchanged,
                     g_object_ref (task));
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
      g_value_set_uint (value, self->timeout);
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
      self->timeout = g_value_get_uint (value);
      if (self->session != NULL)
        soup_session_set_timeout (self->session, self->timeout);
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
  g_clear_object (&self->tls_database);
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
  self->timeout = DEFAULT_TIMEOUT;
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
  g_set_object (&self->tls_database, tls_database);
  self->session = create_session (self);
  return self;
}

GUri *
ct_transport_get_base (CtTransport *self)
{
  g_return_val_if_fail (CT_IS_TRANSPORT (self), NULL);

  return self->base;
}

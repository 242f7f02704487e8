/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "client/ct-address.h"
#include "model/ct-error.h"
#include "model/ct-json.h"

/* Longer waits than this are as good as "later". */
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* The service's own words are shown, but not at any length. */
#define MAX_DETAIL 500

/* In the order of what says most to a person. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} tls_reasons[] = {
  { G_TLS_CERTIFICATE_REVOKED, N_ ("Its certificate was revoked.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("Its certificate was issued for another address.") },
  { G_TLS_CERTIFICATE_EXPIRED,
    N_ ("Its certificate has expired, or this computer's clock is wrong.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED,
    N_ ("Its certificate is not valid yet, or this computer's clock is wrong.") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_ ("Its certificate was not issued by an authority that this computer trusts.") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("Its certificate uses an algorithm that is no longer safe.") },
};

static const char *
words_for_tls (SoupMessage *message, const GError *reason)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  for (gsize i = 0; i < G_N_ELEMENTS (tls_reasons); i++)
    {
      if (flags & tls_reasons[i].flag)
        return _ (tls_reasons[i].words);
    }

  if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return _ ("Its certificate could not be checked.");

  return _ ("What answers at this address does not speak TLS as it should.");
}

static gboolean
is_offline (SoupMessage *message)
{
  return !ct_address_is_loopback (soup_message_get_uri (message))
         && !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

GError *
ct_refusal_from_failure (SoupMessage *message, const GError *reason, gboolean answering)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (reason);

  if (reason->domain == G_TLS_ERROR && reason->code != G_TLS_ERROR_EOF)
    return g_error_new_literal (CT_ERROR, CT_ERROR_TLS, words_for_tls (message, reason));

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new_literal (CT_ERROR, CT_ERROR_UNREACHABLE, reason->message);

  if (answering || reason->domain == SOUP_SESSION_ERROR)
    return g_error_new_literal (CT_ERROR, CT_ERROR_BROKEN_ANSWER, reason->message);

  return g_error_new_literal (CT_ERROR,
                              is_offline (message) ? CT_ERROR_OFFLINE : CT_ERROR_UNREACHABLE,
                              reason->message);
}

static CtProblem *
read_problem (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (type == NULL || g_ascii_strcasecmp (type, "application/problem+json") != 0)
    return NULL;

  g_autoptr (JsonNode) node = ct_json_parse (body, NULL);
  return node != NULL ? ct_resource_from_json (CT_TYPE_PROBLEM, node, NULL) : NULL;
}

/* Retry-After is either seconds or a date (RFC 9110, section 10.2.3). */
static guint
read_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds = 0;

  if (text == NULL)
    return 0;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);

  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  if (date == NULL || g_date_time_compare (date, now) <= 0)
    return 0;

  return MIN (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND + 1, MAX_RETRY_AFTER);
}

/* A 401 ends a session, so it must come from a service of ours and not from something on
 * the way that wants a password of its own. */
static CtError
code_for_unauthorized (CtProblem *problem)
{
  if (problem == NULL)
    return CT_ERROR_BROKEN_ANSWER;

  if (g_strcmp0 (problem->type, "urn:certtracker:bad-credentials") == 0)
    return CT_ERROR_BAD_CREDENTIALS;

  return CT_ERROR_SIGNED_OUT;
}

static CtError
code_for_status (guint status, CtProblem *problem)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return code_for_unauthorized (problem);

    case SOUP_STATUS_FORBIDDEN:
      return CT_ERROR_NOT_ALLOWED;

    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return CT_ERROR_NOT_FOUND;

    case SOUP_STATUS_CONFLICT:
    case SOUP_STATUS_PRECONDITION_FAILED:
      return CT_ERROR_CONFLICT;

    case SOUP_STATUS_PROXY_UNAUTHORIZED:
      return CT_ERROR_UNREACHABLE;

    case SOUP_STATUS_REQUEST_TIMEOUT:
    case 429:
      return CT_ERROR_TRY_LATER;

    default:
      if (SOUP_STATUS_IS_CLIENT_ERROR (status))
        return CT_ERROR_REFUSED;
      if (SOUP_STATUS_IS_SERVER_ERROR (status))
        return CT_ERROR_TRY_LATER;
      return CT_ERROR_BROKEN_ANSWER;
    }
}

static char *
words_for_problem (CtProblem *problem)
{
  const char *words = problem->detail != NULL ? problem->detail : problem->title;

  if (words == NULL)
    return g_strdup ("");

  return g_utf8_strlen (words, -1) <= MAX_DETAIL ? g_strdup (words)
                                                 : g_utf8_substring (words, 0, MAX_DETAIL);
}

GError *
ct_refusal_from_status (SoupMessage *message, GBytes *body, CtProblem **problem)
{
  guint status = soup_message_get_status (message);

  *problem = read_problem (message, body);

  g_autofree char *words
      = *problem != NULL ? words_for_problem (*problem) : g_strdup_printf ("HTTP %u", status);
  GError *error = g_error_new_literal (CT_ERROR, code_for_status (status, *problem), words);

  if (error->code == CT_ERROR_TRY_LATER)
    ct_error_set_retry_after (error, read_retry_after (message));

  return error;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-idempotency.h"

#include <string.h>

#include "service/store/ct-idempotency-table.h"

/* A key is a structured field string (RFC 8941): quoted, and visible ASCII. */
static char *
parse_key (const char *value)
{
  gsize length = value != NULL ? strlen (value) : 0;

  if (length < 3 || length > 258 || value[0] != '"' || value[length - 1] != '"')
    return NULL;

  for (gsize i = 1; i < length - 1; i++)
    {
      if (!g_ascii_isprint (value[i]) || value[i] == '"' || value[i] == '\\')
        return NULL;
    }
  return g_strndup (value + 1, length - 2);
}

static char *
get_fingerprint (CtRequest *request)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length;
  const guchar *body = g_bytes_get_data (request->body, &length);

  g_checksum_update (checksum, (const guchar *) request->method, strlen (request->method) + 1);
  g_checksum_update (checksum, (const guchar *) request->path, strlen (request->path) + 1);
  /* A password is no part of what is asked for, and nothing made from it is kept. */
  if (!request->is_confirmed)
    g_checksum_update (checksum, body, length);
  return g_strdup (g_checksum_get_string (checksum));
}

/* The content type of an answer lives as long as the program. */
static CtAnswer *
answer_again (const CtIdempotentAnswer *kept)
{
  CtAnswer *answer = ct_answer_new_empty (kept->status);

  answer->content_type = g_intern_string (kept->content_type);
  if (kept->content != NULL)
    answer->content = g_bytes_new (kept->content, strlen (kept->content));
  return answer;
}

CtAnswer *
ct_idempotency_answer (CtDatabase *database,
                       const CtRoute *route,
                       CtRequest *request,
                       GError **error)
{
  g_autofree char *key = parse_key (request->idempotency_key);
  g_autofree char *fingerprint = get_fingerprint (request);
  g_autoptr (CtIdempotentAnswer) kept = NULL;
  g_autoptr (CtAnswer) answer = NULL;
  g_autoptr (GError) failure = NULL;

  if (key == NULL)
    return ct_answer_new_problem (
        SOUP_STATUS_BAD_REQUEST, NULL,
        request->idempotency_key == NULL
            ? "An Idempotency-Key is needed, such as \"8e03978e\" with "
              "its quotation marks."
            : "The Idempotency-Key must stand in quotation marks, such as "
              "\"8e03978e\", and have 1 to 256 letters, digits and other "
              "characters of ASCII but \" and \\.");

  kept = ct_idempotency_table_find (database, request->account_id, key, &failure);
  if (kept != NULL && strcmp (kept->fingerprint, fingerprint) == 0)
    return answer_again (kept);
  if (kept != NULL)
    return ct_answer_new_problem (SOUP_STATUS_UNPROCESSABLE_ENTITY, "key-reused",
                                  "This Idempotency-Key was sent with another request.");

  if (failure == NULL)
    answer = route->handler (database, request, &failure);
  /* With the account all that it asked for is gone. */
  if (failure == NULL && SOUP_STATUS_IS_SUCCESSFUL (answer->status) && !answer->is_secret
      && request->account_id != NULL)
    {
      CtIdempotentAnswer made
          = { fingerprint, answer->status, (char *) answer->content_type, NULL };
      g_autofree char *content = answer->content != NULL
                                     ? g_strndup (g_bytes_get_data (answer->content, NULL),
                                                  g_bytes_get_size (answer->content))
                                     : NULL;

      made.content = content;
      ct_idempotency_table_save (database, request->account_id, key, &made, request->now, &failure);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-answer.h"

#include <string.h>

/* Content that is shorter is not worth packing. */
#define MIN_PACKED 512

/* What the ETag of packed content ends with: it is another sequence of bytes. */
#define PACKED_SUFFIX "-gzip"

static char *
etag_from_content (GBytes *content)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  return g_strndup (sum, 32);
}

/* Whether @etag is among @list, in either form: both say the same. */
static gboolean
list_has (const char *list, const char *etag, gboolean weak_too)
{
  gboolean found = FALSE;

  if (list == NULL)
    return FALSE;

  GSList *tags = soup_header_parse_list (list);
  g_autofree char *plain = g_strdup_printf ("\"%s\"", etag);
  g_autofree char *packed = g_strdup_printf ("\"%s" PACKED_SUFFIX "\"", etag);

  for (GSList *tag = tags; tag != NULL && !found; tag = tag->next)
    {
      const char *text = tag->data;

      if (weak_too && g_str_has_prefix (text, "W/"))
        text += strlen ("W/");
      found = strcmp (text, "*") == 0 || strcmp (text, plain) == 0 || strcmp (text, packed) == 0;
    }

  soup_header_free_list (tags);
  return found;
}

static GBytes *
pack (GBytes *content)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);

  return g_converter_convert_bytes (G_CONVERTER (compressor), content, NULL);
}

void
ct_answer_negotiate (CtAnswer *self, CtRequest *request)
{
  gboolean is_get = strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;

  if (!is_get || self->status != SOUP_STATUS_OK)
    return;

  if (self->etag == NULL)
    self->etag = etag_from_content (self->content);

  gboolean packable = g_str_equal (self->content_type, "application/json");
  gboolean known = list_has (request->if_none_match, self->etag, TRUE);
  if (packable)
    soup_message_headers_append (self->headers, "Vary", "Accept-Encoding");

  if (packable && request->accepts_gzip && g_bytes_get_size (self->content) >= MIN_PACKED)
    {
      g_autofree char *packed_tag = g_strconcat (self->etag, PACKED_SUFFIX, NULL);

      g_set_str (&self->etag, packed_tag);
      if (!known)
        {
          g_autoptr (GBytes) packed = pack (self->content);

          g_bytes_unref (self->content);
          self->content = g_steal_pointer (&packed);
          soup_message_headers_append (self->headers, "Content-Encoding", "gzip");
        }
    }

  if (known)
    {
      self->status = SOUP_STATUS_NOT_MODIFIED;
      self->content_type = NULL;
      self->work = NULL;
      g_clear_pointer (&self->content, g_bytes_unref);
    }
}

void
ct_answer_tag (CtAnswer *self)
{
  if (self->etag == NULL)
    self->etag = etag_from_content (self->content);
}

CtAnswer *
ct_answer_refuse_stale (CtAnswer *current, CtRequest *request)
{
  if (request->if_match == NULL)
    return ct_answer_new_problem (428, NULL, "If-Match must say what the change is based on.");

  ct_answer_tag (current);
  return list_has (request->if_match, current->etag, FALSE)
             ? NULL
             : ct_answer_new_problem (SOUP_STATUS_PRECONDITION_FAILED, NULL,
                                      "It was changed elsewhere meanwhile.");
}

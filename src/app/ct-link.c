/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ct-link.h"

#include <string.h>

/* In bytes: longer than any that is sent. */
#define MAX_URI 512

/* What can be shown by a link. */
static const char *const pages[]
    = { "overview", "exams", "history", "progress", "credentials", "support", NULL };

static CtLink *
link_new (CtLinkKind kind, const char *page, const char *value, const char *from)
{
  CtLink *self = g_new0 (CtLink, 1);

  self->kind = kind;
  self->page = g_strdup (page);
  self->value = g_strdup (value);
  self->from = g_strdup (from);
  return self;
}

CtLink *
ct_link_new (CtLinkKind kind, const char *page, const char *value)
{
  g_return_val_if_fail (page != NULL && value != NULL, NULL);

  return link_new (kind, page, value, NULL);
}

CtLink *
ct_link_new_nowhere (void)
{
  return link_new (CT_LINK_NOWHERE, NULL, NULL, NULL);
}

void
ct_link_free (CtLink *self)
{
  g_free (self->page);
  g_free (self->value);
  g_free (self->from);
  g_free (self);
}

CtLink *
ct_link_parse (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  g_autoptr (GUri) parsed
      = strlen (uri) <= MAX_URI ? g_uri_parse (uri, G_URI_FLAGS_ENCODED_QUERY, NULL) : NULL;
  g_auto (GStrv) path = NULL;
  g_autoptr (GHashTable) query = NULL;

  if (parsed == NULL || strcmp (g_uri_get_scheme (parsed), "certtracker") != 0)
    return NULL;

  /* Who hands it on may have put slashes before it. */
  const char *start = g_uri_get_path (parsed);
  path = g_strsplit (start + strspn (start, "/"), "/", -1);
  query = g_uri_get_query (parsed) != NULL
              ? g_uri_parse_params (g_uri_get_query (parsed), -1, "&", G_URI_PARAMS_NONE, NULL)
              : NULL;

  if (g_strv_length (path) == 1 && query != NULL
      && (strcmp (path[0], "recover") == 0 || strcmp (path[0], "enrol") == 0))
    {
      const char *code = g_hash_table_lookup (query, "code");
      CtLinkKind kind = *path[0] == 'r' ? CT_LINK_RECOVER : CT_LINK_ENROL;

      return code != NULL && *code != '\0' ? link_new (kind, NULL, code, NULL) : NULL;
    }
  if (g_strv_length (path) >= 1 && g_strv_length (path) <= 2 && g_strv_contains (pages, path[0]))
    return link_new (CT_LINK_PAGE, path[0], path[1] != NULL && *path[1] != '\0' ? path[1] : NULL,
                     query != NULL ? g_hash_table_lookup (query, "from") : NULL);

  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-service-resources.h"
#include "service/http/ct-handlers.h"

/* What the pages for browsers look like. */

static CtAnswer *
answer_file (const char *name, const char *content_type)
{
  g_autofree char *path = g_strconcat ("/org/example/CertTracker/service/web/", name, NULL);
  CtAnswer *answer = ct_answer_new_empty (SOUP_STATUS_OK);

  answer->content_type = content_type;
  answer->content = g_resource_lookup_data (ct_service_get_resource (), path, 0, NULL);
  g_assert (answer->content != NULL);
  return answer;
}

CtAnswer *
ct_handle_get_style (CtDatabase *database, CtRequest *request, GError **error)
{
  return answer_file ("style.css", "text/css; charset=utf-8");
}

CtAnswer *
ct_handle_get_icon (CtDatabase *database, CtRequest *request, GError **error)
{
  return answer_file ("icon.svg", "image/svg+xml");
}

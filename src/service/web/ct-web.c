/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/web/ct-web.h"

#include "service/store/ct-program-table.h"

#define POLICY \
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; " \
  "frame-ancestors 'none'"

CtAnswer *
ct_web_answer (guint status, CtHtml *html)
{
  CtAnswer *answer = ct_answer_new_empty (status);

  answer->content_type = "text/html; charset=utf-8";
  answer->content = ct_html_to_bytes (html);
  answer->is_secret = TRUE;
  soup_message_headers_append (answer->headers, "Content-Security-Policy", POLICY);
  soup_message_headers_append (answer->headers, "Referrer-Policy", "no-referrer");
  return answer;
}

GHashTable *
ct_web_parse_form (CtRequest *request)
{
  gsize length;
  const char *body = g_bytes_get_data (request->body, &length);

  if (g_strcmp0 (request->content_type, "application/x-www-form-urlencoded") != 0)
    return NULL;

  g_autofree char *text = g_strndup (body, length);
  return g_uri_parse_params (text, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
}

CtHtml *
ct_web_new_page (CtDatabase *database, const char *title)
{
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, NULL);

  return ct_html_new (title, program != NULL ? program->name : NULL);
}

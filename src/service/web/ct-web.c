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

static void
add_link (CtHtml *html, const char *words, const char *uri)
{
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "a", words, "class", "button quiet", "href", uri, NULL);
  ct_html_close (html);
}

CtAnswer *
ct_web_answer_elsewhere (CtRequest *request)
{
  gboolean is_front = g_str_equal (request->path, "/");
  g_autoptr (CtHtml) html
      = ct_html_new (is_front ? "Credentials Are Kept Here" : "There Is Nothing Here",
                     "CertTracker");

  if (!is_front)
    ct_html_add (html, "p", "The address may be cut off: open the link as a whole.", NULL);
  ct_html_add (html, "p",
               "This service keeps the credentials of a program’s candidates. Candidates sign in "
               "with the CertTracker application, which asks for the address once.",
               NULL);
  ct_html_add (html, "p", "You were given a certificate? See whether it is real and valid:", NULL);
  add_link (html, "Verify a Credential", "/verify");
  ct_html_add (html, "p", "You are a candidate and cannot sign in?", NULL);
  add_link (html, "Forgot User Name or Password", "/recover");
  return ct_web_answer (is_front ? SOUP_STATUS_OK : SOUP_STATUS_NOT_FOUND, html);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-handlers.h"
#include "service/mail/ct-outbox.h"
#include "service/web/ct-web.h"

/* The demo has no mail server: what is in its outbox is read here. */

CtAnswer *
ct_handle_list_demo_mail (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GPtrArray) mails = ct_outbox_get_mails (database, NULL, error);

  if (mails == NULL)
    return NULL;

  g_autoptr (CtHtml) html = ct_web_new_page (database, "Mail of the Demo");
  ct_html_add (html, "p",
               "The demo sends no mail. What would have been sent to the sample candidates and to "
               "those they write to is here.",
               NULL);
  if (mails->len == 0)
    ct_html_add (html, "p", "No mail yet.", "class", "quiet", NULL);
  for (guint i = 0; i < mails->len; i++)
    {
      CtMail *mail = g_ptr_array_index (mails, i);
      g_autofree char *uri
          = g_strconcat ("/demo/mail/", ct_resource_get_id (CT_RESOURCE (mail)), NULL);
      g_autofree char *line = g_date_time_format (mail->created_at, "%-d %B %Y, %H:%M UTC");

      ct_html_open (html, "div", "class", "card", NULL);
      ct_html_add (html, "a", mail->subject, "href", uri, NULL);
      ct_html_open (html, "div", "class", "quiet", NULL);
      ct_html_text (html, mail->recipient);
      ct_html_text (html, " · ");
      ct_html_text (html, line);
      ct_html_close (html);
      ct_html_close (html);
    }
  return ct_web_answer (SOUP_STATUS_OK, html);
}

CtAnswer *
ct_handle_get_demo_mail (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtMail) mail = ct_outbox_get_mail (database, request->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (mail == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such mail.");

  g_autoptr (CtHtml) html = ct_web_new_page (database, mail->subject);
  guint n = mail->blocks != NULL ? g_list_model_get_n_items (G_LIST_MODEL (mail->blocks)) : 0;

  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "To", mail->recipient);
  ct_html_close (html);
  ct_html_open (html, "div", "class", "card", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtMailBlock) block = g_list_model_get_item (G_LIST_MODEL (mail->blocks), i);

      if (block->kind == CT_MAIL_BLOCK_KIND_LINK)
        {
          ct_html_open (html, "p", NULL);
          ct_html_add (html, "a", block->text, "class", "button", "href", block->uri, NULL);
          ct_html_close (html);
        }
      else
        {
          ct_html_open (html, "p", NULL);
          ct_html_add (html, block->kind == CT_MAIL_BLOCK_KIND_CODE ? "code" : "span", block->text,
                       NULL);
          ct_html_close (html);
        }
    }
  ct_html_close (html);
  ct_html_add (html, "a", "All mail", "href", "/demo/mail", NULL);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

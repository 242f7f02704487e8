/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-handlers.h"
#include "service/profile/ct-notices.h"
#include "service/store/ct-event-table.h"
#include "service/web/ct-web.h"

/* The page that a notice leads to for declining it. A mail reader posts there by itself, with
 * whatever body (RFC 8058, section 3.1); looking at it changes nothing, since programs that
 * check mails for harm follow every link. */

static CtAnswer *
answer_unknown (CtDatabase *database)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "Nothing to Unsubscribe From");

  ct_html_add (html, "p",
               "The address may be cut off: open the link in the mail as a whole, or change what "
               "you are told in CertTracker, under Account.",
               NULL);
  return ct_web_answer (SOUP_STATUS_NOT_FOUND, html);
}

static CtAnswer *
answer_state (CtDatabase *database, CtRequest *request, CtAccount *account, CtNotice notice)
{
  gboolean wanted = ct_notices_is_wanted (account, notice);
  g_autofree char *words
      = g_strdup_printf (wanted ? "You get email about %s." : "You no longer get email about %s.",
                         ct_notices_get_title (notice));
  g_autofree char *action = g_strconcat ("/unsubscribe/", request->id, NULL);
  g_autoptr (CtHtml) html
      = ct_web_new_page (database, wanted ? "Mail From CertTracker" : "You Are Unsubscribed");

  ct_html_add (html, "p", words, NULL);
  ct_html_add (html, "p",
               "You always get email about your own actions, such as a new password or a "
               "registration.",
               NULL);
  ct_html_open (html, "form", "method", "post", "action", action, NULL);
  if (wanted)
    ct_html_add (html, "button", "Unsubscribe", "name", "wanted", "value", "no", NULL);
  else
    ct_html_add (html, "button", "Subscribe Again", "name", "wanted", "value", "yes", "class",
                 "quiet", NULL);
  ct_html_close (html);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

CtAnswer *
ct_handle_show_unsubscribe (CtDatabase *database, CtRequest *request, GError **error)
{
  CtNotice notice = CT_NOTICE_EXPIRY;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) account = ct_notices_find (database, request->id, &notice, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return account != NULL ? answer_state (database, request, account, notice)
                         : answer_unknown (database);
}

CtAnswer *
ct_handle_unsubscribe (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  gboolean wanted
      = fields != NULL && g_strcmp0 (g_hash_table_lookup (fields, "wanted"), "yes") == 0;
  CtNotice notice = CT_NOTICE_EXPIRY;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) account = ct_notices_find (database, request->id, &notice, &failure);

  if (failure == NULL && account == NULL)
    return answer_unknown (database);

  if (failure == NULL && ct_notices_is_wanted (account, notice) != wanted
      && ct_notices_set_wanted (database, account, notice, wanted, &failure))
    ct_event_table_note (database, ct_resource_get_id (CT_RESOURCE (account)),
                         CT_EVENT_KIND_PROFILE_CHANGED, NULL, request->now, request->address, NULL,
                         &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return answer_state (database, request, account, notice);
}

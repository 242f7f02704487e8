/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-handlers.h"
#include "service/http/ct-new-password.h"
#include "service/recovery/ct-recovery.h"
#include "service/web/ct-web.h"

/* The same as the application does, for who has only a browser at hand. */

static CtAnswer *
answer_recovery_form (CtDatabase *database, guint status, const char *fault)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "Account Login Recovery");

  if (fault != NULL)
    ct_html_add (html, "p", fault, "class", "error", "role", "alert", NULL);
  ct_html_add (html, "p",
               "If there is an account with that name or address, it gets a mail that says how to "
               "go on.",
               NULL);
  ct_html_open (html, "form", "method", "post", "action", "/recover", NULL);
  ct_html_add_field (html, "User name or e-mail address", "name", "name", "required", "",
                     "autocomplete", "username", "maxlength", "254", NULL);
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "button", "Set a New Password", "name", "forgot", "value", "password", NULL);
  ct_html_text (html, " ");
  ct_html_add (html, "button", "Send My User Name", "name", "forgot", "value", "user-name", "class",
               "quiet", NULL);
  ct_html_close (html);
  ct_html_close (html);
  return ct_web_answer (status, html);
}

CtAnswer *
ct_handle_show_recovery_form (CtDatabase *database, CtRequest *request, GError **error)
{
  return answer_recovery_form (database, SOUP_STATUS_OK, NULL);
}

CtAnswer *
ct_handle_send_recovery_form (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  const char *name = fields != NULL ? g_hash_table_lookup (fields, "name") : NULL;
  const char *forgot = fields != NULL ? g_hash_table_lookup (fields, "forgot") : NULL;

  if (name == NULL || *name == '\0' || g_utf8_strlen (name, -1) > 254)
    return answer_recovery_form (database, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                                 "Fill in your user name or your e-mail address.");

  if (!ct_recovery_ask (database, name,
                        g_strcmp0 (forgot, "user-name") == 0 ? CT_FORGOTTEN_USER_NAME
                                                             : CT_FORGOTTEN_PASSWORD,
                        request->base_uri, request->now, error))
    return NULL;

  g_autoptr (CtHtml) html = ct_web_new_page (database, "Look into Your Mail");
  ct_html_add (html, "p",
               "If there is an account with that name or address, a mail is on its way to it. It "
               "may take some minutes; look into the folder for unwanted mail too.",
               NULL);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

static CtAnswer *
answer_used_code (CtDatabase *database)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "This Link No Longer Works");

  ct_html_add (html, "p", "It was used already, or it is older than half an hour.", NULL);
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "a", "Ask for Another", "class", "button", "href", "/recover", NULL);
  ct_html_close (html);
  return ct_web_answer (SOUP_STATUS_NOT_FOUND, html);
}

static CtAnswer *
answer_password_form (CtDatabase *database, CtRequest *request, guint status, const char *fault)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "Set a New Password");
  g_autofree char *minimum = g_strdup_printf ("%d", CT_NEW_PASSWORD_MIN);
  g_autofree char *action = g_strconcat ("/recover/", request->id, NULL);
  g_autofree char *code = g_uri_escape_string (request->id, NULL, FALSE);
  g_autofree char *uri = g_strconcat ("certtracker:recover?code=", code, NULL);

  if (fault != NULL)
    ct_html_add (html, "p", fault, "class", "error", "role", "alert", NULL);
  ct_html_open (html, "form", "method", "post", "action", action, NULL);
  ct_html_add_field (html, "New password, 10 characters or more", "type", "password", "name",
                     "password", "required", "", "minlength", minimum, "maxlength", "1024",
                     "autocomplete", "new-password", NULL);
  ct_html_open (html, "label", "class", "check", NULL);
  ct_html_add (html, "input", NULL, "type", "checkbox", "name", "end_sessions", "value", "yes",
               "checked", "", NULL);
  ct_html_add (html, "span", "Sign out everywhere else", NULL);
  ct_html_close (html);
  ct_html_add (html, "button", "Set Password", NULL);
  ct_html_close (html);
  ct_html_open (html, "p", "class", "quiet", NULL);
  ct_html_add (html, "a", "Do This in CertTracker", "href", uri, NULL);
  ct_html_close (html);
  return ct_web_answer (status, html);
}

CtAnswer *
ct_handle_show_password_form (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *account_id = ct_recovery_find (database, request->id, request->now, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return account_id != NULL ? answer_password_form (database, request, SOUP_STATUS_OK, NULL)
                            : answer_used_code (database);
}

CtAnswer *
ct_handle_send_password_form (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  g_autofree char *account_id = ct_recovery_find (database, request->id, request->now, &failure);

  if (failure == NULL && account_id == NULL)
    return answer_used_code (database);
  if (failure == NULL && request->password_hash == NULL)
    return answer_password_form (database, request, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                                 "A password has at least 10 characters.");
  if (failure == NULL)
    ct_recovery_set_password (database, account_id, request->password_hash,
                              fields != NULL && g_hash_table_contains (fields, "end_sessions"),
                              request->address, request->now, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_autoptr (CtHtml) html = ct_web_new_page (database, "Your Password Is Set");
  ct_html_add (html, "p", "Open CertTracker and sign in with it.", NULL);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-certificate-answer.h"
#include "service/http/ct-handlers.h"
#include "service/rules/ct-credential-rules.h"
#include "service/shares/ct-shares.h"
#include "service/store/ct-candidate-table.h"
#include "service/web/ct-attempt-card.h"
#include "service/web/ct-credential-card.h"
#include "service/web/ct-web.h"

/* What third parties see: credentials that were forwarded to them, and whether a code that is
 * printed on a certificate is a real one. */

static void
add_footer (CtHtml *html, CtRequest *request)
{
  g_autofree char *time = g_date_time_format (request->now, "%-d %B %Y, %H:%M UTC");
  g_autofree char *line = g_strdup_printf ("Checked on %s.", time);

  ct_html_close (html);
  ct_html_add (html, "footer", line, NULL);
}

static CtAnswer *
answer_closed (CtDatabase *database, guint status, const char *title, const char *words)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, title);

  ct_html_add (html, "p", words, NULL);
  return ct_web_answer (status, html);
}

/* Returns: (nullable): why the share is not shown */
static CtAnswer *
refuse_share (CtDatabase *database, CtOpenedShare *opened)
{
  if (opened == NULL)
    return answer_closed (database, SOUP_STATUS_NOT_FOUND, "Nothing Is Shared Here",
                          "The address may be cut off: open the link as a whole.");
  if (opened->share->state == CT_SHARE_STATE_WITHDRAWN)
    return answer_closed (database, SOUP_STATUS_GONE, "No Longer Shared",
                          "The holder has withdrawn these credentials. That says nothing about "
                          "whether they are valid: ask the holder.");
  if (opened->share->state == CT_SHARE_STATE_EXPIRED)
    return answer_closed (database, SOUP_STATUS_GONE, "No Longer Shared",
                          "The time for which these credentials were shared is over. That says "
                          "nothing about whether they are valid: ask the holder.");
  return NULL;
}

static gboolean
add_credentials (CtDatabase *database,
                 CtRequest *request,
                 CtHtml *html,
                 CtOpenedShare *opened,
                 GError **error)
{
  for (char **id = opened->share->credential_ids; id != NULL && *id != NULL; id++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CtCredential) credential
          = ct_candidate_table_get_credential (database, opened->account_id, *id, &failure);
      g_autofree char *escaped = g_uri_escape_string (*id, NULL, FALSE);
      /* A transcript stands for itself. */
      g_autofree char *uri
          = opened->share->kind != CT_SHARE_KIND_TRANSCRIPT
                ? g_strdup_printf ("/share/%s/certificate?credential=%s", request->id, escaped)
                : NULL;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (credential == NULL)
        continue;

      g_object_set (credential, "state", ct_credential_rules_get_state (credential, request->now),
                    NULL);
      ct_credential_card_add (html, credential, uri);
    }
  return TRUE;
}

static void
add_contact (CtHtml *html, CtAccount *account)
{
  ct_html_add (html, "h2", "Contact", NULL);
  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "E-mail", account->email);
  if (account->phone != NULL)
    ct_html_add_fact (html, "Phone", account->phone);
  ct_html_close (html);
}

CtAnswer *
ct_handle_show_share (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtOpenedShare) opened = ct_shares_open (database, request->id, request->now, &failure);
  CtAnswer *refusal = failure == NULL ? refuse_share (database, opened) : NULL;

  if (refusal != NULL)
    return refusal;

  g_autoptr (CtAccount) account
      = failure == NULL ? ct_candidate_table_get_account (database, opened->account_id, &failure)
                        : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_autofree char *title = g_strdup_printf ("Credentials of %s", account->name);
  g_autoptr (CtHtml) html = ct_web_new_page (database, title);
  if (opened->is_preview)
    ct_html_add (html, "p", "Preview: nothing was sent yet, and only you see this.", "class",
                 "error", NULL);
  if (opened->share->message != NULL)
    ct_html_add (html, "blockquote", opened->share->message, NULL);
  if (!add_credentials (database, request, html, opened, error))
    return NULL;
  if (opened->share->shows_contact)
    add_contact (html, account);
  add_footer (html, request);

  /* Who asks with HEAD, such as a mail server that checks the link, has not seen it. */
  if (!opened->is_preview && !g_str_equal (request->method, "HEAD"))
    request->viewed = g_strdup (request->id);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

CtAnswer *
ct_handle_get_shared_certificate (CtDatabase *database, CtRequest *request, GError **error)
{
  const char *credential_id = ct_request_get_parameter (request, "credential");
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtOpenedShare) opened = ct_shares_open (database, request->id, request->now, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  CtAnswer *refusal = refuse_share (database, opened);
  if (refusal != NULL)
    return refusal;
  if (credential_id == NULL
      || !g_strv_contains ((const char *const *) opened->share->credential_ids, credential_id))
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such certificate.");

  return ct_certificate_answer (database, request, opened->account_id, credential_id, error);
}

static void
add_code_form (CtHtml *html, const char *code)
{
  ct_html_open (html, "form", "method", "get", "action", "/verify", NULL);
  ct_html_add_field (html, "Verification code, as printed on the certificate or transcript", "name",
                     "code", "required", "", "maxlength", "40", "autocomplete", "off", "spellcheck",
                     "false", "value", code, NULL);
  ct_html_add (html, "button", "Check", NULL);
  ct_html_close (html);
}

static gboolean
add_attempts (CtDatabase *database, CtHtml *html, CtOpenedShare *opened, GError **error)
{
  for (char **id = opened->share->attempt_ids; id != NULL && *id != NULL; id++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CtAttempt) attempt
          = ct_candidate_table_get_attempt (database, opened->account_id, *id, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (attempt != NULL)
        ct_attempt_card_add (html, attempt);
    }
  return TRUE;
}

/* What a transcript lists, as it is now: the paper may be old. */
static CtAnswer *
answer_transcript (CtDatabase *database, CtRequest *request, CtOpenedShare *opened, GError **error)
{
  if (opened->share->state == CT_SHARE_STATE_WITHDRAWN)
    return answer_closed (database, SOUP_STATUS_GONE, "Transcript Withdrawn",
                          "The holder has withdrawn this transcript. That says nothing about "
                          "whether what it lists is valid: ask the holder.");
  if (opened->share->state == CT_SHARE_STATE_EXPIRED)
    return answer_closed (database, SOUP_STATUS_GONE, "Transcript Expired",
                          "The time in which this transcript could be verified is over. That says "
                          "nothing about whether what it lists is valid: ask the holder.");

  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, opened->account_id, error);
  if (account == NULL)
    return NULL;

  g_autofree char *title = g_strdup_printf ("Transcript of %s", account->name);
  g_autofree char *created = g_date_time_format (opened->share->created_at, "%-d %B %Y");
  g_autoptr (CtHtml) html = ct_web_new_page (database, title);
  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "Verification code", opened->share->code);
  ct_html_add_fact (html, "Candidate ID", account->candidate_id);
  ct_html_add_fact (html, "Created", created);
  ct_html_close (html);
  ct_html_add (html, "p",
               "Compare what is listed here with the transcript that you were given. This page "
               "shows what is true now.",
               "class", "quiet", NULL);
  if (!add_credentials (database, request, html, opened, error)
      || !add_attempts (database, html, opened, error))
    return NULL;
  add_footer (html, request);

  if (!g_str_equal (request->method, "HEAD"))
    request->viewed = g_strdup (opened->share->code);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

static CtAnswer *
answer_verification (CtDatabase *database, CtRequest *request, const char *code, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtCredential) credential
      = ct_candidate_table_find_credential (database, code, &failure);
  g_autoptr (CtHtml) html = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (credential == NULL)
    {
      g_autoptr (CtOpenedShare) opened
          = ct_shares_open_transcript (database, code, request->now, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (opened != NULL)
        return answer_transcript (database, request, opened, error);

      html = ct_web_new_page (database, "No Such Credential");
      ct_html_add (html, "p",
                   "No certificate or transcript has this verification code. Compare it with the "
                   "document: it has no letter O or I, and no digit 0 or 1.",
                   "class", "error", NULL);
      add_code_form (html, code);
      return ct_web_answer (SOUP_STATUS_NOT_FOUND, html);
    }

  g_object_set (credential, "state", ct_credential_rules_get_state (credential, request->now),
                NULL);
  html = ct_web_new_page (database, "Verification");
  ct_credential_card_add (html, credential, NULL);
  ct_html_add (html, "p",
               credential->name != NULL
                   ? "Compare the name and the number with the certificate that you were given."
                   : "Compare the number and the days with the certificate that you were given.",
               "class", "quiet", NULL);
  add_footer (html, request);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

CtAnswer *
ct_handle_show_verification_form (CtDatabase *database, CtRequest *request, GError **error)
{
  const char *code = ct_request_get_parameter (request, "code");

  if (code != NULL && *code != '\0')
    return answer_verification (database, request, code, error);

  g_autoptr (CtHtml) html = ct_web_new_page (database, "Verify a Credential");
  ct_html_add (html, "p",
               "See whether a certificate or a transcript that you were given is real and valid.",
               NULL);
  add_code_form (html, NULL);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

CtAnswer *
ct_handle_show_verification (CtDatabase *database, CtRequest *request, GError **error)
{
  return answer_verification (database, request, request->id, error);
}

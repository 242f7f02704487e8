/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/delivery/ct-delivery-events.h"
#include "service/delivery/ct-delivery-registration.h"
#include "service/delivery/ct-vue-error.h"
#include "service/delivery/ct-vue-sso.h"
#include "service/http/ct-handlers.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/web/ct-web.h"

/* Sends the form as soon as it is there; without scripts there is its button. */
#define SUBMIT "document.forms[0].submit()"

static CtAnswer *
apply_event (CtDatabase *database, CtRequest *request, CtVueEventKind kind, GError **error)
{
  GError *failure = NULL;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  CtDeliveryContext context = { database, catalog, request->now };
  g_auto (CtDeliveryOutcome) outcome = { 0 };

  if (failure == NULL && catalog == NULL)
    return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL, "This service has no program yet.");
  if (failure == NULL)
    ct_delivery_events_receive (&context, kind, request->body, &outcome, &failure);

  if (failure != NULL && failure->domain == CT_VUE_ERROR)
    {
      CtAnswer *answer = ct_answer_new_problem (SOUP_STATUS_BAD_REQUEST, NULL, failure->message);

      g_error_free (failure);
      return answer;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  /* What cannot be applied yet is kept: to be told so is of no use to Pearson VUE. */
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  json_node_set_object (node, object);
  return ct_answer_new_json (SOUP_STATUS_OK, node);
}

CtAnswer *
ct_handle_receive_vue_event (CtDatabase *database, CtRequest *request, GError **error)
{
  CtVueEventKind kind;

  if (request->vue == NULL || request->vue->event_secret == NULL
      || !ct_vue_event_find_kind (request->id, &kind))
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is nothing here.");

  if (!ct_vue_settings_check_secret (request->vue, request->token))
    {
      CtAnswer *answer = ct_answer_new_problem (SOUP_STATUS_UNAUTHORIZED, NULL,
                                                "This is for Pearson VUE alone.");

      soup_message_headers_append (answer->headers, "WWW-Authenticate", "Bearer");
      return answer;
    }

  return apply_event (database, request, kind, error);
}

/* Lets the one script run, and the form go to Pearson VUE and nowhere else. */
static void
set_policy (CtAnswer *answer, const char *form_uri)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GUri) uri = g_uri_parse (form_uri, G_URI_FLAGS_NONE, NULL);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) SUBMIT, strlen (SUBMIT));
  g_checksum_get_digest (checksum, digest, &length);
  g_autofree char *hash = g_base64_encode (digest, length);
  g_autofree char *origin
      = uri != NULL && g_uri_get_host (uri) != NULL
            ? g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                          g_uri_get_port (uri), "", NULL, NULL)
            : g_strdup ("'self'");
  /* Browsers that follow redirects with this policy meet other hosts of Pearson VUE. */
  g_autofree char *policy = g_strdup_printf (
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'sha256-%s'; "
      "form-action %s https://*.pearsonvue.com; base-uri 'none'; frame-ancestors 'none'",
      hash, origin);

  soup_message_headers_replace (answer->headers, "Content-Security-Policy", policy);
}

static CtAnswer *
answer_form (CtDatabase *database, CtRequest *request, CtAccount *account, GError **error)
{
  const char *base = request->base_uri;
  g_autofree char *return_uri = g_strconcat (base, "vue/return", NULL);
  g_autofree char *error_uri = g_strconcat (base, "vue/error", NULL);
  g_autofree char *timeout_uri = g_strconcat (base, "vue/timeout", NULL);
  g_autofree char *logout_uri = g_strconcat (base, "vue/logout", NULL);
  CtVueSso sso = {
    .passphrase = request->vue->passphrase,
    .client_code = request->vue->client_code,
    .candidate_id = account->candidate_id,
    .timestamp = g_date_time_to_unix (request->now),
    .session_timeout = request->vue->session_timeout,
    .return_uri = return_uri,
    .error_uri = error_uri,
    .timeout_uri = timeout_uri,
    .logout_uri = logout_uri,
  };
  g_autoptr (GPtrArray) fields = ct_vue_sso_get_fields (&sso, error);

  if (fields == NULL)
    return NULL;

  g_autoptr (CtHtml) html = ct_web_new_page (database, "On to Pearson VUE");
  ct_html_add (html, "p", "Pearson VUE opens in a moment. There you choose the place and the time.",
               NULL);
  ct_html_open (html, "form", "method", "post", "action", request->vue->form_uri, NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      CtVueSsoField *field = fields->pdata[i];
      ct_html_add (html, "input", NULL, "type", "hidden", "name", field->name, "value",
                   field->value, NULL);
    }
  ct_html_add (html, "button", "Go to Pearson VUE", "type", "submit", NULL);
  ct_html_close (html);
  ct_html_add (html, "script", SUBMIT, NULL);

  CtAnswer *answer = ct_web_answer (SOUP_STATUS_OK, html);
  set_policy (answer, request->vue->form_uri);
  return answer;
}

static CtAnswer *
answer_words (CtDatabase *database,
              guint status,
              const char *from,
              const char *title,
              const char *words)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, title);
  g_autofree char *uri = g_strconcat ("certtracker:exams?from=", from, NULL);

  ct_html_add_paragraphs (html, words);
  ct_html_add (html, "a", "Back to CertTracker", "class", "button", "href", uri, NULL);
  return ct_web_answer (status, html);
}

CtAnswer *
ct_handle_use_hand_over (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autofree char *account_id = NULL;
  g_autoptr (CtAccount) account = NULL;
  GError *failure = NULL;

  /* Those who look before they go, such as mail filters and previews, do not use it up. */
  if (strcmp (request->method, "HEAD") == 0)
    return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);

  if (!ct_delivery_registration_use_hand_over (database, request->id, request->now, &account_id,
                                               error))
    return NULL;
  if (account_id != NULL)
    account = ct_candidate_table_get_account (database, account_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  if (account == NULL || request->vue == NULL)
    return answer_words (database, SOUP_STATUS_GONE, "hand-over", "This Page Was Used Already",
                         "It works once, and for two minutes only, so that nobody else can use "
                         "it.\n\nGo back to CertTracker and choose your exam there to come here "
                         "again.");
  return answer_form (database, request, account, error);
}

/* Where Pearson VUE sends candidates back to. */
CtAnswer *
ct_handle_vue_return (CtDatabase *database, CtRequest *request, GError **error)
{
  static const struct
  {
    const char *name;
    const char *title;
    const char *words;
  } pages[] = {
    { "return", "Welcome Back",
      "If you made, moved or cancelled an appointment, CertTracker shows it in a moment.\n\n"
      "You can close this page." },
    { "error", "Something Went Wrong at Pearson VUE",
      "Pearson VUE could not go on. Nothing that you registered for is lost.\n\n"
      "Go back to CertTracker and try again. If it happens again, ask the Program Support Team." },
    { "timeout", "Your Time at Pearson VUE Is Over",
      "You were there for too long without doing anything, so that Pearson VUE closed the page. An "
      "appointment that you confirmed is kept.\n\nGo back to CertTracker to go there again." },
    { "logout", "You Have Left Pearson VUE",
      "You are signed out there. CertTracker shows your appointments.\n\nYou can close this "
      "page." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (strcmp (pages[i].name, request->segments[1]) == 0)
        return answer_words (database, SOUP_STATUS_OK, pages[i].name, pages[i].title,
                             pages[i].words);
    }

  return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is nothing here.");
}

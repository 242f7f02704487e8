/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "model/ct-problem.h"
#include "service/enrolment/ct-newcomer.h"
#include "service/http/ct-handlers.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"
#include "service/web/ct-web.h"

/* Where the link in the mail leads: the same as the application does, for who has only a
 * browser at hand. */

static const struct
{
  const char *name;
  const char *label;
  const char *autocomplete;
  const char *max_length;
  gboolean invited; /* whether the invited are asked too */
  gboolean needed;
} fields[] = {
  { "given_name", "Given name, as on your identification, in Latin letters", "given-name", "30",
    FALSE, TRUE },
  { "family_name", "Family name, as on your identification, in Latin letters", "family-name", "50",
    FALSE, TRUE },
  { "name", "Name on certificates, if it differs", "name", "100", FALSE, FALSE },
  { "registration_id", "I have a score report: the registration number on it", "off", "32", TRUE,
    FALSE },
  { "user_name", "User name", "username", "254", TRUE, TRUE },
};

/* All that the page is made of. */
typedef struct
{
  CtDatabase *database;
  CtRequest *request;
  CtCatalog *catalog;
  CtEnrolment *enrolment;
  CtAccount *account; /* (nullable): the one that is handed over */
  GHashTable *typed;  /* (nullable): what was sent */
  GPtrArray *faults;  /* (nullable): what is wrong with it */
} Page;

static void
page_clear (Page *self)
{
  g_clear_pointer (&self->catalog, ct_catalog_unref);
  g_clear_pointer (&self->enrolment, ct_enrolment_free);
  g_clear_object (&self->account);
  g_clear_pointer (&self->typed, g_hash_table_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *
get_typed (Page *page, const char *name)
{
  const char *text = page->typed != NULL ? g_hash_table_lookup (page->typed, name) : NULL;

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

static void
add_faults (Page *page, CtHtml *html)
{
  for (guint i = 0; page->faults != NULL && i < page->faults->len; i++)
    {
      CtProblemReason *reason = page->faults->pdata[i];
      const char *member = reason->pointer + strlen ("#/");
      const char *label = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          if (strcmp (fields[j].name, member) == 0)
            label = fields[j].label;
        }

      g_autofree char *words = label != NULL ? g_strdup_printf ("%s: %s", label, reason->detail)
                                             : g_strdup (reason->detail);
      ct_html_add (html, "p", words, "class", "error", "role", "alert", NULL);
    }
}

static void
add_text (CtHtml *html, const char *title, const char *text)
{
  if (text == NULL)
    return;

  ct_html_open (html, "details", NULL);
  ct_html_add (html, "summary", title, NULL);
  ct_html_add_paragraphs (html, text);
  ct_html_close (html);
}

static void
add_fields (Page *page, CtHtml *html)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *typed = get_typed (page, fields[i].name);

      if (page->account != NULL && !fields[i].invited)
        continue;
      if (typed == NULL && strcmp (fields[i].name, "user_name") == 0)
        typed = page->enrolment->email;
      ct_html_add_field (html, fields[i].label, "name", fields[i].name, "value",
                         typed != NULL ? typed : "", "maxlength", fields[i].max_length,
                         "autocomplete", fields[i].autocomplete, "required",
                         fields[i].needed ? "" : NULL, NULL);
    }
  ct_html_add_field (html, "Password, 10 characters or more", "type", "password", "name",
                     "password", "required", "", "minlength", "10", "maxlength", "1024",
                     "autocomplete", "new-password", NULL);
}

static CtAnswer *
answer_form (Page *page, guint status)
{
  CtProgram *program = page->catalog->program;
  g_autoptr (CtHtml) html = ct_web_new_page (page->database, "Your CertTracker Account");
  g_autofree char *action = g_strconcat ("/enrol/", page->request->id, NULL);
  g_autofree char *code = g_uri_escape_string (page->request->id, NULL, FALSE);
  g_autofree char *uri = g_strconcat ("certtracker:enrol?code=", code, NULL);

  add_faults (page, html);
  if (page->account != NULL)
    {
      ct_html_open (html, "dl", NULL);
      ct_html_add_fact (html, "Name", page->account->name);
      ct_html_add_fact (html, "Company", page->account->company);
      ct_html_add_fact (html, "Candidate ID", page->account->candidate_id);
      ct_html_close (html);
    }

  ct_html_open (html, "form", "method", "post", "action", action, NULL);
  add_fields (page, html);
  add_text (html, "Terms of Use", program->terms);
  add_text (html, "Privacy Notice", program->privacy_notice);
  ct_html_add (html, "input", NULL, "type", "hidden", "name", "terms_version", "value",
               program->terms_version != NULL ? program->terms_version : "", NULL);
  ct_html_add (html, "input", NULL, "type", "hidden", "name", "privacy_version", "value",
               program->privacy_version != NULL ? program->privacy_version : "", NULL);
  ct_html_open (html, "label", "class", "check", NULL);
  ct_html_add (html, "input", NULL, "type", "checkbox", "name", "accepts", "value", "yes",
               "required", "", "checked", get_typed (page, "accepts") != NULL ? "" : NULL, NULL);
  ct_html_add (html, "span", "I have read and accept the terms of use and the privacy notice",
               NULL);
  ct_html_close (html);
  ct_html_add (html, "button", "Create Account", NULL);
  ct_html_close (html);
  ct_html_open (html, "p", "class", "quiet", NULL);
  ct_html_add (html, "a", "Do This in CertTracker", "href", uri, NULL);
  ct_html_close (html);
  return ct_web_answer (status, html);
}

static CtAnswer *
answer_used_code (CtDatabase *database)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "This Link No Longer Works");

  ct_html_add (html, "p",
               "It was used already, or it is too old. If you have set up your account with it, "
               "open CertTracker and sign in. If not, ask for another there, under “First Time "
               "Here?”; who was invited asks by Account Login Recovery.",
               NULL);
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "a", "Account Login Recovery", "class", "button", "href", "/recover", NULL);
  ct_html_close (html);
  return ct_web_answer (SOUP_STATUS_NOT_FOUND, html);
}

static CtAnswer *
answer_account (CtDatabase *database, CtAccount *account)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, "Your Account Is Ready");

  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "Candidate ID", account->candidate_id);
  ct_html_add_fact (html, "User name", account->user_name);
  ct_html_close (html);
  ct_html_add (html, "p", "Open CertTracker and sign in.", NULL);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

/* Whether the code leads anywhere; an error is set only if the database fails. */
static gboolean
load (Page *page, GError **failure)
{
  page->catalog = ct_program_table_load (page->database, failure);
  if (*failure == NULL)
    page->enrolment
        = ct_enrolment_find (page->database, page->request->id, page->request->now, failure);
  if (page->enrolment != NULL && page->enrolment->account_id != NULL)
    page->account
        = ct_candidate_table_get_account (page->database, page->enrolment->account_id, failure);
  return *failure == NULL && page->enrolment != NULL && page->catalog != NULL;
}

CtAnswer *
ct_handle_show_enrolment_form (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Page) page = { .database = database, .request = request };
  g_autoptr (GError) failure = NULL;
  gboolean found = load (&page, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return found && !page.enrolment->is_finished ? answer_form (&page, SOUP_STATUS_OK)
                                               : answer_used_code (database);
}

/* Versions are those of the texts that were on the page, and only if they were accepted. */
static const char *
get_version (Page *page, const char *name)
{
  return get_typed (page, "accepts") != NULL ? get_typed (page, name) : NULL;
}

CtAnswer *
ct_handle_send_enrolment_form (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Page) page = { .database = database, .request = request };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAccount) account = NULL;
  gboolean found = load (&page, &failure);

  page.typed = ct_web_parse_form (request);
  if (found)
    {
      CtNewcomer newcomer = {
        .user_name = get_typed (&page, "user_name"),
        .password_hash = request->password_hash,
        .given_name = get_typed (&page, "given_name"),
        .family_name = get_typed (&page, "family_name"),
        .name = get_typed (&page, "name"),
        .registration_id = get_typed (&page, "registration_id"),
        .terms_version = get_version (&page, "terms_version"),
        .privacy_version = get_version (&page, "privacy_version"),
        .address = request->address,
      };

      account = ct_newcomer_admit (database, page.catalog, page.enrolment, &newcomer, request->now,
                                   &page.faults, &failure);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (account != NULL)
    return answer_account (database, account);
  return found && page.faults->len > 0 ? answer_form (&page, SOUP_STATUS_UNPROCESSABLE_ENTITY)
                                       : answer_used_code (database);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/feed/ct-partner-import.h"

#include <string.h>

#include "model/ct-company.h"
#include "service/ct-plural.h"
#include "service/delivery/ct-vue-text.h"
#include "service/enrolment/ct-newcomer.h"
#include "service/feed/ct-partner-contact.h"
#include "service/mail/ct-outbox.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-email-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"

#define MAX_ID 64
#define MAX_NAME 50
/* What Pearson VUE takes. */
#define MAX_GIVEN_NAME 30

typedef struct
{
  CtDatabase *database;
  GListModel *companies;
  GDateTime *now;
  GPtrArray *rows;
  GHashTable *seen; /* id of a contact → its line */
  CtPartnerReport *report;
} Import;

void
ct_partner_report_free (CtPartnerReport *self)
{
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return (int) ((const CtFeedFault *) a)->line - (int) ((const CtFeedFault *) b)->line;
}

char *
ct_partner_report_to_text (CtPartnerReport *self, const char *name)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, "%s: %u %s made, %u tied, %u %s changed, %u known already, %u %s left out\n", name,
      self->n_made, ct_plural (self->n_made, "account", "accounts"), self->n_tied, self->n_changed,
      ct_plural (self->n_changed, "contact", "contacts"), self->n_known, self->left_out->len,
      ct_plural (self->left_out->len, "row", "rows"));
  g_ptr_array_sort_values (self->left_out, compare_lines);
  for (guint i = 0; i < self->left_out->len; i++)
    {
      CtFeedFault *fault = self->left_out->pdata[i];
      g_string_append_printf (text, "  line %u: %s\n", fault->line, fault->words);
    }
  return g_string_free_and_steal (text);
}

static const char *
get_either (CtFeedRow *row, const char *name, const char *other)
{
  const char *text = ct_feed_row_get (row, name);

  return *text != '\0' ? text : ct_feed_row_get (row, other);
}

/* Columns are called differently by who exports them. */
static CtPartnerContact *
read_contact (Import *import, CtFeedRow *row, char **fault)
{
  const char *id = get_either (row, "partnernet_id", "id");
  const char *email = get_either (row, "email", "email_address");
  const char *company_name = get_either (row, "company", "company_id");
  g_autofree char *given_name = ct_vue_text_tidy (get_either (row, "given_name", "first_name"));
  g_autofree char *family_name = ct_vue_text_tidy (get_either (row, "family_name", "last_name"));
  const char *country = ct_feed_row_get (row, "country");
  const char *language = ct_feed_row_get (row, "language");
  g_autofree char *folded = ct_candidate_table_fold_name (id);
  g_autofree char *upper = g_ascii_strup (country, -1);
  CtCompany *company = ct_company_find_by_name (import->companies, company_name);

  if (*id == '\0')
    *fault = g_strdup ("it has no PartnerNet id");
  else if (g_utf8_strlen (id, -1) > MAX_ID)
    *fault = g_strdup ("its PartnerNet id is too long");
  else if (g_hash_table_contains (import->seen, folded))
    *fault = g_strdup_printf ("the PartnerNet id %s is on line %u already", id,
                              GPOINTER_TO_UINT (g_hash_table_lookup (import->seen, folded)));
  else if (*given_name == '\0' || *family_name == '\0')
    *fault = g_strdup ("it lacks a name");
  else if (g_utf8_strlen (given_name, -1) > MAX_NAME || g_utf8_strlen (family_name, -1) > MAX_NAME)
    *fault = g_strdup ("a name is too long");
  else if (!ct_mail_address_is_valid (email))
    *fault = g_strdup_printf ("“%s” is no e-mail address", email);
  else if (company == NULL)
    *fault = g_strdup_printf ("the program's list has no company “%s”", company_name);
  else if (!company->is_partner)
    *fault = g_strdup_printf ("“%s” is no partner company", company->name);
  else if (*country != '\0' && strlen (country) != 2)
    *fault = g_strdup_printf ("“%s” is no country of two letters", country);
  if (*fault != NULL)
    return NULL;

  g_hash_table_insert (import->seen, g_strdup (folded), GUINT_TO_POINTER (row->line));
  return g_object_new (CT_TYPE_PARTNER_CONTACT, "id", folded, "email", email, "given-name",
                       given_name, "family-name", family_name, "company-id",
                       ct_resource_get_id (CT_RESOURCE (company)), "country",
                       *upper != '\0' ? upper : NULL, "language",
                       *language != '\0' ? language : NULL, "arrived-at", import->now, NULL);
}

/* Accounts. */

static void
set_company (Import *import, CtAccount *account, CtPartnerContact *contact)
{
  CtCompany *company = ct_company_find (import->companies, contact->company_id);

  g_object_set (account, "company", company->name, "is-partner", TRUE, NULL);
}

/* Names that Pearson VUE does not take are for the candidate to write in Latin letters. */
static void
set_person (CtAccount *account, CtPartnerContact *contact)
{
  g_autofree char *name = g_strdup_printf ("%s %s", contact->given_name, contact->family_name);
  g_autofree char *given_fault = ct_vue_text_check (contact->given_name, MAX_GIVEN_NAME);
  g_autofree char *family_fault = ct_vue_text_check (contact->family_name, MAX_NAME);
  gboolean fits = given_fault == NULL && family_fault == NULL;

  g_object_set (account, "name", name, "given-name", fits ? contact->given_name : NULL,
                "family-name", fits ? contact->family_name : NULL, "email", contact->email,
                "user-name", contact->email, "country", contact->country, "language",
                contact->language, NULL);
}

static gboolean
make (Import *import, CtPartnerContact *contact, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *candidate_id = ct_newcomer_new_candidate_id (import->database, error);
  g_autoptr (CtAccount) account
      = g_object_new (CT_TYPE_ACCOUNT, "id", id, "candidate-id", candidate_id, "created-at",
                      import->now, "changed-at", import->now, NULL);

  if (candidate_id == NULL)
    return FALSE;

  set_person (account, contact);
  set_company (import, account, contact);
  g_object_set (contact, "account-id", id, NULL);
  import->report->n_made++;
  return ct_candidate_table_save_account (import->database, account, NULL, error)
         && ct_partner_contact_save (import->database, contact, error);
}

static gboolean
tell_tied (Import *import, CtAccount *account, GError **error)
{
  g_autofree char *words = g_strdup_printf (
      "%s has added you to its partner record. Your CertTracker account, with the candidate ID "
      "%s, is tied to it now: the accreditations that you earn count for the company.",
      account->company, account->candidate_id);
  g_autoptr (CtMail) mail
      = ct_mail_new (account->email, account->name, "Your account is tied to your company");

  ct_mail_add_paragraph (mail, words);
  ct_mail_add_paragraph (mail, "You sign in as before. If you do not work there, write to the "
                               "Program Support Team.");
  return ct_outbox_add (import->database, mail, import->now, error);
}

static gboolean
tie (Import *import, CtPartnerContact *contact, const char *account_id, GError **error)
{
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (import->database, account_id, error);

  if (account == NULL)
    return FALSE;

  set_company (import, account, contact);
  g_object_set (contact, "account-id", account_id, "tied-at", import->now, NULL);
  import->report->n_tied++;
  return ct_candidate_table_save_account (import->database, account, NULL, error)
         && ct_partner_contact_save (import->database, contact, error)
         && ct_event_table_note (import->database, account_id, CT_EVENT_KIND_PROFILE_CHANGED,
                                 account->company, import->now, NULL, NULL, error)
         && tell_tied (import, account, error);
}

/* Whose the address is, and whether they are in the record already. */
static gboolean
find_owner (Import *import,
            CtPartnerContact *contact,
            char **account_id,
            char **fault,
            GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtPartnerContact) other = NULL;

  if (!ct_candidate_table_find_sign_in (import->database, contact->email, account_id, &hash, error))
    return FALSE;
  if (*account_id != NULL)
    other = ct_partner_contact_get_of_account (import->database, *account_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (other != NULL
      && !g_str_equal (ct_resource_get_id (CT_RESOURCE (other)),
                       ct_resource_get_id (CT_RESOURCE (contact))))
    *fault = g_strdup_printf ("the address %s is that of the contact %s", contact->email,
                              ct_resource_get_id (CT_RESOURCE (other)));
  return TRUE;
}

static gboolean
is_taken_over (CtDatabase *database, CtAccount *account, gboolean *taken_over, GError **error)
{
  g_autofree char *account_id = NULL;
  g_autofree char *hash = NULL;

  if (!ct_candidate_table_find_sign_in (database, account->email, &account_id, &hash, error))
    return FALSE;
  *taken_over = hash != NULL;
  return TRUE;
}

static gboolean
is_same (CtPartnerContact *a, CtPartnerContact *b)
{
  return g_str_equal (a->email, b->email) && g_str_equal (a->given_name, b->given_name)
         && g_str_equal (a->family_name, b->family_name)
         && g_str_equal (a->company_id, b->company_id) && g_strcmp0 (a->country, b->country) == 0
         && g_strcmp0 (a->language, b->language) == 0;
}

/* The address that was wrong leads nobody into the account any more. */
static gboolean
forget_address (Import *import, CtPartnerContact *known, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtEmail) email
      = ct_email_table_find (import->database, known->account_id, known->email, &failure);

  if (email != NULL)
    ct_email_table_delete (import->database, email, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Who has taken the account over says their own name and address; the company is the record's
 * to say. A new address of who has not is invited again. */
static gboolean
update_account (Import *import,
                CtPartnerContact *known,
                CtPartnerContact *contact,
                gboolean *invite_again,
                GError **error)
{
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (import->database, known->account_id, error);
  gboolean taken_over;

  if (account == NULL || !is_taken_over (import->database, account, &taken_over, error))
    return FALSE;

  *invite_again = !taken_over && !g_str_equal (known->email, contact->email);
  if (!taken_over)
    set_person (account, contact);
  set_company (import, account, contact);
  if (*invite_again && !forget_address (import, known, error))
    return FALSE;
  return ct_candidate_table_save_account (import->database, account, NULL, error)
         && (g_str_equal (known->company_id, contact->company_id)
             || ct_event_table_note (import->database, known->account_id,
                                     CT_EVENT_KIND_PROFILE_CHANGED, account->company, import->now,
                                     NULL, NULL, error));
}

static gboolean
update (Import *import, CtPartnerContact *known, CtPartnerContact *contact, GError **error)
{
  gboolean invite_again = FALSE;

  if (is_same (known, contact))
    {
      import->report->n_known++;
      return TRUE;
    }

  if (known->account_id != NULL && !update_account (import, known, contact, &invite_again, error))
    return FALSE;

  g_object_set (contact, "account-id", known->account_id, "tied-at", known->tied_at, NULL);
  if (!invite_again)
    g_object_set (contact, "arrived-at", known->arrived_at, "mail-id", known->mail_id, NULL);
  import->report->n_changed++;
  return ct_partner_contact_save (import->database, contact, error);
}

static gboolean
import_row (Import *import, CtFeedRow *row, GError **error)
{
  g_autofree char *fault = NULL;
  g_autofree char *owner = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtPartnerContact) contact = read_contact (import, row, &fault);
  g_autoptr (CtPartnerContact) known = NULL;
  gboolean done = TRUE;

  if (contact != NULL)
    known = ct_partner_contact_get (import->database, ct_resource_get_id (CT_RESOURCE (contact)),
                                    &failure);
  if (contact != NULL && failure == NULL)
    find_owner (import, contact, &owner, &fault, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (fault == NULL && known != NULL && owner != NULL && g_strcmp0 (owner, known->account_id) != 0)
    fault = g_strdup_printf ("the address %s is that of another account", contact->email);

  if (fault != NULL)
    g_ptr_array_add (import->report->left_out, ct_feed_fault_new (row->line, "%s", fault));
  else if (known != NULL)
    done = update (import, known, contact, error);
  else
    done = owner != NULL ? tie (import, contact, owner, error) : make (import, contact, error);
  return done;
}

static gpointer
import_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Import *import = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, &failure);

  if (program == NULL && failure == NULL)
    g_set_error_literal (&failure, CT_STORE_ERROR, CT_STORE_ERROR_FAILED,
                         "There is no program: use “import-program” first.");

  import->database = database;
  import->companies = program != NULL ? (GListModel *) program->companies : NULL;
  for (guint i = 0; failure == NULL && i < import->rows->len; i++)
    import_row (import, import->rows->pdata[i], &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

CtPartnerReport *
ct_partner_import (CtStore *store, GBytes *bytes, GDateTime *now, GError **error)
{
  static const char *const columns[] = { "company", "email", NULL };
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) rows = ct_feed_rows_read (bytes, columns, &faults, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CtPartnerReport) report = NULL;
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;

  report = g_new0 (CtPartnerReport, 1);
  report->left_out = g_steal_pointer (&faults);
  Import import = { NULL, NULL, now, rows, seen, report };
  ct_store_run (store, CT_STORE_WRITE, import_in_store, &import, &failure);
  if (failure == NULL)
    return g_steal_pointer (&report);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

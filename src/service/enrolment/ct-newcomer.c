/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/enrolment/ct-newcomer.h"

#include <sodium.h>
#include <string.h>

#include "model/ct-company.h"
#include "model/ct-problem.h"
#include "service/delivery/ct-unclaimed.h"
#include "service/delivery/ct-vue-text.h"
#include "service/mail/ct-outbox.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-event-table.h"

#define MIN_USER_NAME 3
#define MAX_USER_NAME 64
#define MAX_NAME 100
/* What Pearson VUE takes. */
#define MAX_GIVEN_NAME 30
#define MAX_FAMILY_NAME 50
/* Numbers can be guessed, but not with so few tries. */
#define MAX_CLAIMS 10

/* Somebody at the door. */
typedef struct
{
  CtDatabase *database;
  CtCatalog *catalog;
  CtEnrolment *enrolment;
  const CtNewcomer *newcomer;
  GDateTime *now;
  CtAccount *account; /* as it will be */
  char *claim;        /* (nullable): the result that is theirs */
  GPtrArray *faults;
} Entry;

static void
add_fault (Entry *entry, const char *member, const char *words)
{
  g_autofree char *pointer = g_strconcat ("#/", member, NULL);

  g_ptr_array_add (entry->faults, g_object_new (CT_TYPE_PROBLEM_REASON, "detail", words, "pointer",
                                                pointer, NULL));
}

static void
check_name (Entry *entry, const char *member, const char *label, const char *text, guint width)
{
  g_autofree char *tidy = ct_vue_text_tidy (text);
  g_autofree char *reason = ct_vue_text_check (tidy, width);
  g_autofree char *words = reason != NULL ? g_strdup_printf ("%s %s.", label, reason) : NULL;

  if (*tidy == '\0')
    add_fault (entry, member, "It is missing.");
  else if (words != NULL)
    add_fault (entry, member, words);
}

static void
check_user_name (Entry *entry)
{
  const char *name = entry->newcomer->user_name != NULL ? entry->newcomer->user_name : "";
  g_autofree char *folded = ct_candidate_table_fold_name (name);
  g_autofree char *email = ct_candidate_table_fold_name (entry->enrolment->email);
  glong length = g_utf8_strlen (folded, -1);
  gboolean is_own_address = g_str_equal (folded, email);

  if (length == 0)
    {
      add_fault (entry, "user_name", "It is missing.");
      return;
    }
  if (!is_own_address && (length < MIN_USER_NAME || length > MAX_USER_NAME))
    add_fault (entry, "user_name", "A user name has 3 to 64 characters.");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isgraph (g_utf8_get_char (p)))
        {
          add_fault (entry, "user_name", "A user name has no spaces.");
          return;
        }
    }
  if (strchr (folded, '@') != NULL && !is_own_address)
    add_fault (entry, "user_name", "Only your own e-mail address can be your user name.");
}

/* Whether nobody else signs in with that. */
static gboolean
check_free (Entry *entry, const char *member, const char *name, const char *words, GError **error)
{
  g_autofree char *owner = NULL;
  g_autofree char *hash = NULL;

  if (!ct_candidate_table_find_sign_in (entry->database, name, &owner, &hash, error))
    return FALSE;
  if (owner != NULL && g_strcmp0 (owner, entry->enrolment->account_id) != 0)
    add_fault (entry, member, words);
  return TRUE;
}

static void
check_versions (Entry *entry)
{
  CtProgram *program = entry->catalog->program;

  if (g_strcmp0 (program->terms_version, entry->newcomer->terms_version) != 0
      && program->terms_version != NULL)
    add_fault (entry, "terms_version", "Read and accept the present terms of use.");
  if (g_strcmp0 (program->privacy_version, entry->newcomer->privacy_version) != 0
      && program->privacy_version != NULL)
    add_fault (entry, "privacy_version", "Read and accept the present privacy notice.");
}

/* Whatever does not fit, the words are the same, so that nothing is learned of others. */
static gboolean
check_claim (Entry *entry, GError **error)
{
  const char *number = entry->newcomer->registration_id;
  g_autoptr (GError) failure = NULL;

  if (number == NULL || *number == '\0')
    return TRUE;
  if (entry->enrolment->n_claims >= MAX_CLAIMS)
    {
      add_fault (entry, "registration_id",
                 "That were too many tries. Go on without it, and send the score report to the "
                 "Program Support Team.");
      return TRUE;
    }

  entry->claim = ct_unclaimed_find_match (entry->database, number, entry->account, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (entry->claim != NULL)
    return TRUE;

  add_fault (entry, "registration_id",
             "There is no result with this number under your name that is still to be claimed. "
             "Results can take five days to arrive. You can go on without it, and send the score "
             "report to the Program Support Team.");
  return ct_enrolment_count_claim (entry->database, entry->enrolment, error);
}

static void
accept (Entry *entry, const char *id, const char *version)
{
  if (version == NULL)
    return;

  g_autoptr (CtAcceptance) acceptance
      = g_object_new (CT_TYPE_ACCEPTANCE, "agreement-id", id, "version", version, "accepted-at",
                      entry->now, NULL);
  ct_resource_append (CT_RESOURCE (entry->account), "acceptances", CT_RESOURCE (acceptance));
}

/* The account of somebody whom nobody has told of. */
static void
describe (Entry *entry)
{
  const CtNewcomer *newcomer = entry->newcomer;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *given_name = ct_vue_text_tidy (newcomer->given_name);
  g_autofree char *family_name = ct_vue_text_tidy (newcomer->family_name);
  g_autofree char *name = ct_vue_text_tidy (newcomer->name);
  g_autofree char *both = g_strdup_printf ("%s %s", given_name, family_name);
  CtCompany *company = ct_company_find ((GListModel *) entry->catalog->program->companies,
                                        entry->enrolment->company_id);

  check_name (entry, "given_name", "The given name", given_name, MAX_GIVEN_NAME);
  check_name (entry, "family_name", "The family name", family_name, MAX_FAMILY_NAME);
  if (g_utf8_strlen (name, -1) > MAX_NAME)
    add_fault (entry, "name", "A name has at most 100 characters.");

  entry->account
      = g_object_new (CT_TYPE_ACCOUNT, "id", id, "name", *name != '\0' ? name : both, "given-name",
                      given_name, "family-name", family_name, "email", entry->enrolment->email,
                      "company", company != NULL ? company->name : NULL, "is-partner",
                      company != NULL && company->is_partner, "language", newcomer->language,
                      "created-at", entry->now, "changed-at", entry->now, NULL);
}

char *
ct_newcomer_new_candidate_id (CtDatabase *database, GError **error)
{
  while (TRUE)
    {
      g_autofree char *id = g_strdup_printf ("CT-%08u", randombytes_uniform (100000000));
      g_autoptr (GError) failure = NULL;
      g_autoptr (CtAccount) owner = ct_delivery_table_find_candidate (database, id, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (owner == NULL)
        return g_steal_pointer (&id);
    }
}

static gboolean
note_acceptance (Entry *entry, const char *title, const char *version, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s, %s", title, version);

  return version == NULL
         || ct_event_table_note (entry->database, ct_resource_get_id (CT_RESOURCE (entry->account)),
                                 CT_EVENT_KIND_AGREEMENT_ACCEPTED, detail, entry->now,
                                 entry->newcomer->address, NULL, error);
}

static gboolean
welcome (Entry *entry, GError **error)
{
  CtAccount *account = entry->account;
  g_autoptr (CtMail) mail = ct_mail_new (account->email, account->name, "Welcome to CertTracker");

  ct_mail_add_paragraph (mail, "Your account is ready. Your candidate ID stays the same for ever:");
  ct_mail_add_code (mail, account->candidate_id);
  ct_mail_add_paragraph (mail, "You sign in with this user name, or with this e-mail address:");
  ct_mail_add_code (mail, account->user_name);
  return ct_outbox_add (entry->database, mail, entry->now, error);
}

static gboolean
admit (Entry *entry, GError **error)
{
  CtAccount *account = entry->account;
  CtProgram *program = entry->catalog->program;
  const char *id = ct_resource_get_id (CT_RESOURCE (account));
  g_autofree char *user_name = ct_vue_text_tidy (entry->newcomer->user_name);

  g_object_set (account, "user-name", user_name, NULL);
  accept (entry, "terms", program->terms_version);
  accept (entry, "privacy-notice", program->privacy_version);
  if (account->candidate_id == NULL)
    {
      g_autofree char *candidate_id = ct_newcomer_new_candidate_id (entry->database, error);

      if (candidate_id == NULL)
        return FALSE;
      g_object_set (account, "candidate-id", candidate_id, NULL);
    }

  if (!ct_candidate_table_save_account (entry->database, account, entry->newcomer->password_hash,
                                        error)
      || !ct_event_table_note (entry->database, id, CT_EVENT_KIND_REGISTERED, NULL, entry->now,
                               entry->newcomer->address, NULL, error)
      || !note_acceptance (entry, "Terms of Use", program->terms_version, error)
      || !note_acceptance (entry, "Privacy Notice", program->privacy_version, error)
      || !ct_enrolment_finish (entry->database, entry->enrolment, id, entry->now, error))
    return FALSE;

  CtDeliveryContext context = { entry->database, entry->catalog, entry->now };
  return (entry->claim == NULL || ct_unclaimed_claim (&context, entry->claim, id, error))
         && welcome (entry, error);
}

/* What the code made, for who used it. */
static CtAccount *
show_again (CtDatabase *database,
            CtEnrolment *enrolment,
            const CtNewcomer *newcomer,
            GError **error)
{
  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, enrolment->account_id, error);
  g_autofree char *own = account != NULL ? ct_candidate_table_fold_name (account->user_name) : NULL;
  g_autofree char *said
      = newcomer->user_name != NULL ? ct_candidate_table_fold_name (newcomer->user_name) : NULL;

  return own != NULL && g_strcmp0 (own, said) == 0 ? g_steal_pointer (&account) : NULL;
}

static gboolean
check (Entry *entry, GError **error)
{
  CtEnrolment *enrolment = entry->enrolment;

  check_user_name (entry);
  if (entry->newcomer->password_hash == NULL)
    add_fault (entry, "password", "A password has at least 10 characters.");
  check_versions (entry);

  if (enrolment->account_id == NULL)
    describe (entry);
  else
    entry->account = ct_candidate_table_get_account (entry->database, enrolment->account_id, error);
  if (entry->account == NULL)
    return FALSE;

  return check_free (entry, "user_name",
                     entry->newcomer->user_name != NULL ? entry->newcomer->user_name : "",
                     "Somebody else has this user name.", error)
         && check_free (entry, "code", enrolment->email,
                        "This address has got an account meanwhile. Sign in with it.", error)
         && check_claim (entry, error);
}

CtAccount *
ct_newcomer_admit (CtDatabase *database,
                   CtCatalog *catalog,
                   CtEnrolment *enrolment,
                   const CtNewcomer *newcomer,
                   GDateTime *now,
                   GPtrArray **faults,
                   GError **error)
{
  Entry entry = { database, catalog, enrolment, newcomer, now, NULL, NULL, NULL };
  gboolean done;

  *faults = entry.faults = g_ptr_array_new_with_free_func (g_object_unref);
  if (enrolment->is_finished)
    return show_again (database, enrolment, newcomer, error);

  done = check (&entry, error) && entry.faults->len == 0 && admit (&entry, error);

  g_free (entry.claim);
  if (!done)
    g_clear_object (&entry.account);
  return entry.account;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-subject.h"

#include "service/delivery/ct-unclaimed.h"
#include "service/rules/ct-eligibility-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-delivery-table.h"

void
ct_delivery_subject_clear (CtDeliverySubject *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->authorization);
  g_clear_object (&self->appointment);
  g_clear_object (&self->attempt);
  self->account_id = NULL;
}

static void
find_account (CtDeliverySubject *self,
              CtDatabase *database,
              const char *candidate_id,
              const char *authorization_id,
              const char *registration_id,
              char **refusal,
              GError **failure)
{
  g_autofree char *owner = NULL;
  g_autofree char *claimer = NULL;

  if (authorization_id != NULL)
    owner = ct_delivery_table_find_owner (database, authorization_id, failure);

  if (*failure == NULL && candidate_id != NULL)
    self->account = ct_delivery_table_find_candidate (database, candidate_id, failure);
  else if (*failure == NULL && owner != NULL)
    self->account = ct_candidate_table_get_account (database, owner, failure);
  if (*failure == NULL && self->account == NULL && candidate_id != NULL && registration_id != NULL)
    claimer = ct_unclaimed_find_owner (database, registration_id, candidate_id, failure);
  if (*failure == NULL && claimer != NULL)
    self->account = ct_candidate_table_get_account (database, claimer, failure);
  if (*failure != NULL)
    return;

  if (self->account == NULL && candidate_id != NULL)
    *refusal = g_strdup_printf ("no candidate has the ID %s", candidate_id);
  else if (self->account == NULL && authorization_id != NULL)
    *refusal = g_strdup_printf ("there is no authorization %s", authorization_id);
  else if (self->account == NULL)
    *refusal = g_strdup ("it names no candidate");
  else
    self->account_id = ct_resource_get_id (CT_RESOURCE (self->account));

  if (*refusal == NULL && owner != NULL && g_strcmp0 (owner, self->account_id) != 0)
    *refusal = g_strdup_printf ("the authorization %s is another candidate's", authorization_id);
}

/* Without its id, the one that is open for the exam. */
static CtAuthorization *
guess_authorization (CtDatabase *database,
                     const char *account_id,
                     const char *exam_code,
                     GError **failure)
{
  g_autoptr (GPtrArray) all = ct_delivery_table_get_authorizations (database, account_id, failure);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      CtAuthorization *authorization = all->pdata[i];

      if (g_strcmp0 (authorization->exam_code, exam_code) == 0
          && ct_eligibility_rules_is_open (authorization->state))
        return g_object_ref (authorization);
    }

  return NULL;
}

/* The attempt with that number, or else the one that the authorization was used for, unless that
 * has another number. */
static CtAttempt *
find_attempt (CtDeliverySubject *self,
              CtDatabase *database,
              const char *registration_id,
              GError **failure)
{
  g_autoptr (CtAttempt) attempt = NULL;

  if (registration_id != NULL)
    attempt = ct_delivery_table_find_attempt (database, self->account_id, registration_id, failure);
  if (attempt != NULL || *failure != NULL)
    return g_steal_pointer (&attempt);

  if (self->authorization != NULL && self->authorization->attempt_id != NULL)
    attempt = ct_candidate_table_get_attempt (database, self->account_id,
                                              self->authorization->attempt_id, failure);
  if (attempt != NULL && registration_id != NULL && attempt->registration_id != NULL)
    return NULL;
  return g_steal_pointer (&attempt);
}

/* A registration number belongs to one candidate and one exam. What contradicts that is for people
 * to look at. */
static void
check_registration (CtDeliverySubject *self,
                    CtDatabase *database,
                    const char *registration_id,
                    const char *exam_code,
                    char **refusal,
                    GError **failure)
{
  g_autofree char *owner = NULL;
  g_autofree char *code = NULL;
  g_autoptr (CtAccount) account = NULL;

  if (registration_id == NULL
      || !ct_delivery_table_find_registration (database, registration_id, &owner, &code, failure)
      || owner == NULL)
    return;

  if (g_strcmp0 (owner, self->account_id) != 0)
    {
      account = ct_candidate_table_get_account (database, owner, failure);
      if (account != NULL)
        *refusal = g_strdup_printf ("the registration %s belongs to candidate %s", registration_id,
                                    account->candidate_id);
    }
  else if (exam_code != NULL && g_strcmp0 (exam_code, code) != 0)
    *refusal = g_strdup_printf ("the registration %s is for the exam %s", registration_id, code);
}

static void
find_rest (CtDeliverySubject *self,
           CtDatabase *database,
           const char *authorization_id,
           const char *registration_id,
           const char *exam_code,
           char **refusal,
           GError **failure)
{
  if (authorization_id != NULL)
    self->authorization = ct_delivery_table_get_authorization (database, self->account_id,
                                                               authorization_id, failure);

  /* The number of a registration leads to the attempt that it became. */
  if (*failure == NULL)
    self->attempt = find_attempt (self, database, registration_id, failure);
  if (*failure == NULL && self->authorization == NULL && self->attempt == NULL)
    self->authorization = guess_authorization (database, self->account_id, exam_code, failure);
  if (*failure != NULL || self->authorization == NULL)
    return;

  if (exam_code != NULL && g_strcmp0 (exam_code, self->authorization->exam_code) != 0)
    *refusal = g_strdup_printf ("the authorization %s is for the exam %s",
                                ct_resource_get_id (CT_RESOURCE (self->authorization)),
                                self->authorization->exam_code);
  else
    self->appointment = ct_delivery_table_find_appointment (
        database, ct_resource_get_id (CT_RESOURCE (self->authorization)), failure);
}

gboolean
ct_delivery_subject_find (CtDeliverySubject *self,
                          CtDatabase *database,
                          const char *candidate_id,
                          const char *authorization_id,
                          const char *registration_id,
                          const char *exam_code,
                          char **refusal,
                          GError **error)
{
  g_autoptr (GError) failure = NULL;

  *refusal = NULL;
  find_account (self, database, candidate_id, authorization_id, registration_id, refusal, &failure);
  if (failure == NULL && *refusal == NULL)
    check_registration (self, database, registration_id, exam_code, refusal, &failure);
  if (failure == NULL && *refusal == NULL)
    find_rest (self, database, authorization_id, registration_id, exam_code, refusal, &failure);

  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

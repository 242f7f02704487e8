/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-transcript.h"
#include "service/http/ct-document-answer.h"
#include "service/http/ct-handlers.h"
#include "service/rules/ct-credential-rules.h"
#include "service/shares/ct-shares.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

typedef struct
{
  CtProgram *program;
  CtAccount *account;
  CtShare *share;
  GPtrArray *credentials;
  GPtrArray *attempts;
  GDateTime *now;
  CtPaper paper;
} Transcript;

static void
transcript_free (Transcript *self)
{
  g_clear_object (&self->program);
  g_clear_object (&self->account);
  g_clear_object (&self->share);
  g_ptr_array_unref (self->credentials);
  g_ptr_array_unref (self->attempts);
  g_date_time_unref (self->now);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transcript, transcript_free)

static GBytes *
draw (gpointer data, GError **error)
{
  Transcript *self = data;

  return ct_transcript_draw (self->program, self->account, self->share, self->credentials,
                             self->attempts, self->now, self->paper, error);
}

/* What it lists, as it is now. */
static void
load_listed (CtDatabase *database, Transcript *self, const char *account_id, GError **error)
{
  for (char **id = self->share->credential_ids; id != NULL && *id != NULL && *error == NULL; id++)
    {
      CtCredential *credential
          = ct_candidate_table_get_credential (database, account_id, *id, error);

      if (credential == NULL)
        continue;
      g_object_set (credential, "state", ct_credential_rules_get_state (credential, self->now),
                    NULL);
      g_ptr_array_add (self->credentials, credential);
    }

  for (char **id = self->share->attempt_ids; id != NULL && *id != NULL && *error == NULL; id++)
    {
      CtAttempt *attempt = ct_candidate_table_get_attempt (database, account_id, *id, error);

      if (attempt != NULL)
        g_ptr_array_add (self->attempts, attempt);
    }
}

/* Without a share: there is no such transcript. */
static Transcript *
load (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (Transcript) self = g_new0 (Transcript, 1);
  g_autoptr (GError) failure = NULL;

  self->credentials = g_ptr_array_new_with_free_func (g_object_unref);
  self->attempts = g_ptr_array_new_with_free_func (g_object_unref);
  self->now = g_date_time_ref (request->now);
  self->share = ct_shares_get_transcript (database, request->account_id, request->id, request->now,
                                          &failure);
  if (self->share != NULL)
    load_listed (database, self, request->account_id, &failure);
  if (failure == NULL)
    self->program = ct_program_table_get_program (database, &failure);
  if (failure == NULL)
    self->account = ct_candidate_table_get_account (database, request->account_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&self);
}

static char *
get_tag (Transcript *self)
{
  g_autoptr (GPtrArray) input = g_ptr_array_new ();
  g_autofree char *day = g_date_time_format (self->now, "%F");
  g_autofree char *of_input = NULL;

  g_ptr_array_add (input, self->program);
  g_ptr_array_add (input, self->account);
  g_ptr_array_add (input, self->share);
  g_ptr_array_extend (input, self->credentials, NULL, NULL);
  g_ptr_array_extend (input, self->attempts, NULL, NULL);
  of_input
      = ct_document_answer_tag (self->paper, self->account->language, input->pdata, input->len);
  return g_strdup_printf ("%s-%s", of_input, day);
}

CtAnswer *
ct_handle_get_transcript (CtDatabase *database, CtRequest *request, GError **error)
{
  CtAnswer *refusal;
  CtPaper paper;

  if (!ct_document_answer_get_paper (request, &paper, &refusal))
    return refusal;

  g_autoptr (Transcript) self = load (database, request, error);
  if (self == NULL)
    return NULL;
  if (self->share == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such transcript.");
  if (self->share->state != CT_SHARE_STATE_ACTIVE)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL,
                                  "This transcript can no longer be verified. Create a new one.");

  self->paper = paper;
  ct_document_answer_set_verification (request, self->program);
  g_autofree char *etag = get_tag (self);
  return ct_answer_new_work ("application/pdf", etag, draw, g_steal_pointer (&self),
                             (GDestroyNotify) transcript_free);
}

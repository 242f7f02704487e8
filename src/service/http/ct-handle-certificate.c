/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/document/ct-certificate.h"
#include "service/http/ct-certificate-answer.h"
#include "service/http/ct-document-answer.h"
#include "service/http/ct-handlers.h"
#include "service/rules/ct-download-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

typedef struct
{
  CtProgram *program;
  CtCredential *credential;
  char *language;
  CtPaper paper;
  CtEntitlement entitlement;
} Certificate;

static void
certificate_free (Certificate *certificate)
{
  g_clear_object (&certificate->program);
  g_clear_object (&certificate->credential);
  g_free (certificate->language);
  g_free (certificate);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificate, certificate_free)

static GBytes *
draw (gpointer data, GError **error)
{
  Certificate *certificate = data;

  return ct_certificate_draw (certificate->program, certificate->credential, certificate->language,
                              certificate->paper, error);
}

/* What it takes to draw one. Without a program: there is no such credential. */
static Certificate *
load (CtDatabase *database, const char *account_id, const char *id, GDateTime *now, GError **error)
{
  g_autoptr (Certificate) certificate = g_new0 (Certificate, 1);
  g_autoptr (CtAccount) account = NULL;
  g_autoptr (GError) failure = NULL;

  certificate->credential = ct_candidate_table_get_credential (database, account_id, id, &failure);
  if (certificate->credential != NULL)
    account = ct_candidate_table_get_account (database, account_id, &failure);
  if (account != NULL)
    {
      certificate->language = g_strdup (account->language);
      certificate->program = ct_program_table_get_program (database, &failure);
    }
  if (certificate->program != NULL)
    certificate->entitlement
        = ct_download_rules_may_have_certificate (certificate->program, account,
                                                  certificate->credential, now);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&certificate);
}

CtAnswer *
ct_certificate_answer (CtDatabase *database,
                       CtRequest *request,
                       const char *account_id,
                       const char *credential_id,
                       GError **error)
{
  CtPaper paper;
  CtAnswer *refusal;

  if (!ct_document_answer_get_paper (request, &paper, &refusal))
    return refusal;

  g_autoptr (Certificate) certificate
      = load (database, account_id, credential_id, request->now, error);
  if (certificate == NULL)
    return NULL;
  if (certificate->program == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such credential.");
  if (certificate->entitlement == CT_ENTITLEMENT_REVOKED)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL,
                                  "This credential was revoked and has no certificate any more.");
  if (certificate->entitlement != CT_ENTITLEMENT_GRANTED)
    return ct_answer_new_problem (SOUP_STATUS_FORBIDDEN, NULL,
                                  ct_download_rules_explain (certificate->entitlement));

  certificate->paper = paper;
  ct_document_answer_set_verification (request, certificate->program);

  gpointer const input[] = { certificate->program, certificate->credential };
  g_autofree char *etag
      = ct_document_answer_tag (paper, certificate->language, input, G_N_ELEMENTS (input));
  return ct_answer_new_work ("application/pdf", etag, draw, g_steal_pointer (&certificate),
                             (GDestroyNotify) certificate_free);
}

CtAnswer *
ct_handle_get_certificate (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_certificate_answer (database, request, request->account_id, request->id, error);
}

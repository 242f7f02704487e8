/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-json.h"
#include "service/document/ct-certificate.h"
#include "service/document/ct-fonts.h"
#include "service/http/ct-certificate-answer.h"
#include "service/http/ct-handlers.h"
#include "service/rules/ct-download-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

/* To be raised when certificates are drawn differently, so that nobody keeps the old ones. */
#define DRAWING 2

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

static void
add_to_checksum (GChecksum *checksum, gpointer resource)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (resource);
  g_autoptr (GBytes) bytes = ct_json_to_bytes (node);

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Where there was no font for a name it is drawn anew once there is one, which this process draws
 * with when it is started again. */
static const char *
get_fonts (void)
{
  static char *checksum;

  if (g_once_init_enter_pointer (&checksum))
    {
      FcFontSet *fonts = FcConfigGetFonts (NULL, FcSetSystem);

      g_once_init_leave_pointer (&checksum,
                                 fonts ? ct_fonts_get_checksum (fonts) : g_strdup ("none"));
    }

  return checksum;
}

/* The same input and fonts give the same document, so it need not be drawn to know its ETag. */
static char *
get_etag (Certificate *certificate)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *language = certificate->language != NULL ? certificate->language : "";
  g_autofree char *form
      = g_strdup_printf ("%d %d %s %s", DRAWING, certificate->paper, language, get_fonts ());

  g_checksum_update (checksum, (const guchar *) form, -1);
  add_to_checksum (checksum, certificate->program);
  add_to_checksum (checksum, certificate->credential);
  return g_strndup (g_checksum_get_string (checksum), 32);
}

static gboolean
get_paper (CtRequest *request, CtPaper *paper)
{
  const char *text = ct_request_get_parameter (request, "paper");
  GEnumClass *papers = g_type_class_get (CT_TYPE_PAPER);
  GEnumValue *value = g_enum_get_value_by_nick (papers, text != NULL ? text : "a4");

  if (value != NULL)
    *paper = value->value;
  return value != NULL;
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

  if (!get_paper (request, &paper))
    return ct_answer_new_invalid ("“paper” is “a4” or “letter”.");

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
  if (certificate->program->verification_uri == NULL)
    {
      g_autofree char *uri = g_strconcat (request->base_uri, "verify/", NULL);
      g_object_set (certificate->program, "verification-uri", uri, NULL);
    }
  g_autofree char *etag = get_etag (certificate);
  return ct_answer_new_work ("application/pdf", etag, draw, g_steal_pointer (&certificate),
                             (GDestroyNotify) certificate_free);
}

CtAnswer *
ct_handle_get_certificate (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_certificate_answer (database, request, request->account_id, request->id, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-download.h"
#include "service/document/ct-logo.h"
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/packages/ct-packages.h"
#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-download-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-program-table.h"

/* The size of the picture by which a logo is known, in pixels. */
#define PREVIEW_SIZE 128

/* Who asks, and what the program says of it. */
typedef struct
{
  CtCatalog *catalog;
  CtAccount *account;
} Asker;

static void
asker_clear (Asker *self)
{
  g_clear_pointer (&self->catalog, ct_catalog_unref);
  g_clear_object (&self->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asker, asker_clear)

static gboolean
load_asker (Asker *self, CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->catalog = ct_program_table_load (database, &failure);
  if (failure == NULL)
    self->account = ct_candidate_table_get_account (database, request->account_id, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const char *
get_logo (Asker *asker, CtCredential *credential)
{
  CtAchievement *achievement
      = ct_catalog_get_achievement (asker->catalog, credential->achievement_id);

  return achievement != NULL ? achievement->logo : NULL;
}

static CtEntitlement
check_logo (Asker *asker, CtCredential *credential, GDateTime *now)
{
  return ct_download_rules_may_have_logo (asker->catalog->program, asker->account, credential,
                                          get_logo (asker, credential), now);
}

static CtEntitlement
check_certificate (Asker *asker, CtCredential *credential, GDateTime *now)
{
  return ct_download_rules_may_have_certificate (asker->catalog->program, asker->account,
                                                 credential, now);
}

CtAnswer *
ct_handle_list_downloads (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Asker) asker = { 0 };
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) credentials = NULL;

  if (!load_asker (&asker, database, request, error))
    return NULL;
  credentials = ct_candidate_table_get_credentials (database, request->account_id, error);
  if (credentials == NULL)
    return NULL;

  for (guint i = 0; asker.catalog != NULL && i < credentials->len; i++)
    {
      CtCredential *credential = g_ptr_array_index (credentials, i);

      g_ptr_array_add (downloads,
                       g_object_new (CT_TYPE_DOWNLOAD, "id",
                                     ct_resource_get_id (CT_RESOURCE (credential)), "title",
                                     credential->title, "short-title", credential->short_title,
                                     "kind", credential->kind, "state",
                                     ct_credential_rules_get_state (credential, request->now),
                                     "certificate",
                                     check_certificate (&asker, credential, request->now), "logo",
                                     check_logo (&asker, credential, request->now), NULL));
    }
  return ct_list_answer_items (request, "downloads", downloads, error);
}

static GBytes *
draw_logo (gpointer svg, GError **error)
{
  return ct_logo_draw (svg, PREVIEW_SIZE, error);
}

/* A picture that is good for nothing but to know the logo by, so terms are not needed yet. */
CtAnswer *
ct_handle_get_logo (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Asker) asker = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtCredential) credential
      = ct_candidate_table_get_credential (database, request->account_id, request->id, &failure);
  g_autoptr (GBytes) svg = NULL;
  CtEntitlement entitlement = CT_ENTITLEMENT_NOT_OFFERED;

  if (credential != NULL && load_asker (&asker, database, request, &failure)
      && asker.catalog != NULL)
    {
      entitlement = check_logo (&asker, credential, request->now);
      svg = ct_program_table_get_logo (database, get_logo (&asker, credential), &failure);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (credential == NULL || svg == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such logo.");
  if (entitlement != CT_ENTITLEMENT_GRANTED && entitlement != CT_ENTITLEMENT_TERMS_MISSING)
    return ct_answer_new_problem (SOUP_STATUS_FORBIDDEN, NULL,
                                  ct_download_rules_explain (entitlement));

  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, svg);
  return ct_answer_new_work ("image/png", sum, draw_logo, g_steal_pointer (&svg),
                             (GDestroyNotify) g_bytes_unref);
}

CtAnswer *
ct_handle_list_packages (CtDatabase *database, CtRequest *request, GError **error)
{
  return ct_list_answer (database, request, &ct_packages_page_kind, NULL, error);
}

/* Says of each what the candidate may not have. Returns: (nullable): a title to remember it by */
static char *
check_credentials (CtDatabase *database,
                   CtRequest *request,
                   CtForm *form,
                   CtPackageKind kind,
                   char **ids,
                   GError **error)
{
  g_auto (Asker) asker = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (GError) failure = NULL;

  if (!load_asker (&asker, database, request, error))
    return NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("credential_ids/%u", i);
      g_autoptr (CtCredential) credential
          = ct_candidate_table_get_credential (database, request->account_id, ids[i], &failure);
      CtEntitlement entitlement;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (credential == NULL || asker.catalog == NULL)
        {
          ct_form_add_reason (form, place, "There is no such credential.");
          continue;
        }

      entitlement = kind == CT_PACKAGE_KIND_LOGOS
                        ? check_logo (&asker, credential, request->now)
                        : check_certificate (&asker, credential, request->now);
      if (entitlement != CT_ENTITLEMENT_GRANTED)
        ct_form_add_reason (form, place, ct_download_rules_explain (entitlement));
      g_set_str (&title, credential->title);
    }
  return g_strv_length (ids) == 1 ? g_steal_pointer (&title) : NULL;
}

static CtAnswer *
request_package (CtDatabase *database,
                 CtRequest *request,
                 CtPackageKind kind,
                 char **ids,
                 CtPaper paper,
                 const char *detail,
                 GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtPackage) package
      = ct_packages_request (database, request->account_id, kind, ids, paper, request->base_uri,
                             request->now, &failure);

  if (package == NULL && failure == NULL)
    return ct_answer_new_invalid ("There are many files to fetch already. Remove one first.");
  if (package != NULL)
    ct_event_table_note (database, request->account_id,
                         kind == CT_PACKAGE_KIND_DATA ? CT_EVENT_KIND_DATA_EXPORTED
                                                      : CT_EVENT_KIND_FILES_REQUESTED,
                         detail, request->now, request->address, request->session_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (package));
  return ct_answer_new_json (SOUP_STATUS_CREATED, node);
}

/* Returns: the value, or 0 and a reason in @form */
static int
get_choice (CtForm *form, const char *name, CtFormFlags flags, GType type, int last)
{
  const char *nick = ct_form_get_string (form, name, flags, 64);
  GEnumClass *values = g_type_class_get (type);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  if (value != NULL && value->value <= last)
    return value->value;
  if (nick != NULL)
    ct_form_add_reason (form, name, "There is no such choice.");
  return 0;
}

CtAnswer *
ct_handle_create_package (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  CtPackageKind kind
      = get_choice (form, "kind", CT_FORM_REQUIRED, CT_TYPE_PACKAGE_KIND, CT_PACKAGE_KIND_LOGOS);
  CtPaper paper = get_choice (form, "paper", CT_FORM_OPTIONAL, CT_TYPE_PAPER, CT_PAPER_LETTER);
  g_auto (GStrv) ids
      = ct_form_get_strings (form, "credential_ids", CT_PACKAGES_MAX_CREDENTIALS, 64);
  g_autofree char *title = NULL;
  g_autoptr (GError) failure = NULL;

  if (ids != NULL)
    title = check_credentials (database, request, form, kind, ids, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  CtAnswer *refusal = ct_form_refuse (form);
  return refusal != NULL ? refusal
                         : request_package (database, request, kind, ids, paper, title, error);
}

CtAnswer *
ct_handle_export_account (CtDatabase *database, CtRequest *request, GError **error)
{
  return request_package (database, request, CT_PACKAGE_KIND_DATA, NULL, CT_PAPER_A4, NULL, error);
}

CtAnswer *
ct_handle_get_package (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtPackage) package
      = ct_packages_get (database, request->account_id, request->id, request->now, &failure);

  if (package != NULL)
    return ct_answer_new_resource (CT_RESOURCE (package));
  if (failure == NULL)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such package.");

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

CtAnswer *
ct_handle_remove_package (CtDatabase *database, CtRequest *request, GError **error)
{
  gboolean found = FALSE;

  if (!ct_packages_remove (database, request->account_id, request->id, &found, error))
    return NULL;

  return found ? ct_answer_new_empty (SOUP_STATUS_NO_CONTENT)
               : ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such package.");
}

/* Its pages are read as they are sent. */
static GBytes *
map_file (gpointer path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

CtAnswer *
ct_handle_get_package_file (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtPackage) package
      = ct_packages_get (database, request->account_id, request->id, request->now, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (package == NULL || package->state == CT_PACKAGE_STATE_FAILED)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such file.");
  if (package->state != CT_PACKAGE_STATE_READY)
    return ct_answer_new_problem (SOUP_STATUS_CONFLICT, NULL, "It is still being made.");

  CtAnswer *answer
      = ct_answer_new_work ("application/zip", request->id, map_file,
                            ct_packages_get_path (request->data_directory, request->id), g_free);
  answer->is_secret = TRUE;
  return answer;
}

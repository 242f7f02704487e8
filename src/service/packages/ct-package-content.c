/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/packages/ct-package-content.h"

#include <string.h>

#include "service/document/ct-certificate.h"
#include "service/document/ct-logo.h"
#include "service/packages/ct-data-export.h"
#include "service/rules/ct-download-rules.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-program-table.h"

/* The input of a certificate, of a picture, or what is there already: what is set says which. */
struct _CtPackagePiece
{
  char *name;

  CtProgram *program;
  CtCredential *credential;
  char *language;
  CtPaper paper;

  GBytes *svg;
  int size;

  GBytes *content;
};

void
ct_package_piece_free (CtPackagePiece *self)
{
  g_free (self->name);
  g_clear_object (&self->program);
  g_clear_object (&self->credential);
  g_free (self->language);
  g_clear_pointer (&self->svg, g_bytes_unref);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

const char *
ct_package_piece_get_name (const CtPackagePiece *self)
{
  return self->name;
}

GBytes *
ct_package_piece_make (CtPackagePiece *self, GError **error)
{
  if (self->content != NULL)
    return g_bytes_ref (self->content);
  if (self->svg != NULL)
    return ct_logo_draw (self->svg, self->size, error);
  return ct_certificate_draw (self->program, self->credential, self->language, self->paper, error);
}

/* What is collected, and from what. */
typedef struct
{
  CtDatabase *database;
  CtPackage *package;
  CtCatalog *catalog;
  CtProgram *program; /* with a place to verify codes */
  CtAccount *account;
  GPtrArray *credentials;
  GDateTime *now;
  GPtrArray *pieces;
} Collection;

/* Takes @name. */
static CtPackagePiece *
add_piece (Collection *self, char *name)
{
  CtPackagePiece *piece = g_new0 (CtPackagePiece, 1);

  piece->name = name;
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

static void
add_text (Collection *self, const char *name, const char *text)
{
  add_piece (self, g_strdup (name))->content = g_bytes_new (text, strlen (text));
}

/* What every system lets a file be called; the number tells it from others. */
static char *
name_credential (CtCredential *credential)
{
  g_autofree char *title = g_str_to_ascii (credential->title, "C");
  g_autofree char *whole = g_strdup_printf ("%s (%s)", title, credential->number);
  g_autoptr (GString) name = g_string_new (whole);

  g_string_replace (name, ": ", " - ", 0);
  for (char *p = name->str; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr (" -+.()", *p) == NULL)
        *p = '-';
    }
  return g_string_free_and_steal (g_steal_pointer (&name));
}

static gboolean
is_asked_for (Collection *self, CtCredential *credential)
{
  return self->package->kind == CT_PACKAGE_KIND_DATA
         || g_strv_contains ((const char *const *) self->package->credential_ids,
                             ct_resource_get_id (CT_RESOURCE (credential)));
}

static void
add_certificates (Collection *self, const char *folder)
{
  for (guint i = 0; i < self->credentials->len; i++)
    {
      CtCredential *credential = g_ptr_array_index (self->credentials, i);
      g_autofree char *name = name_credential (credential);

      if (!is_asked_for (self, credential)
          || ct_download_rules_may_have_certificate (self->program, self->account, credential,
                                                     self->now)
                 != CT_ENTITLEMENT_GRANTED)
        continue;

      CtPackagePiece *piece = add_piece (self, g_strconcat (folder, name, ".pdf", NULL));
      piece->program = g_object_ref (self->program);
      piece->credential = g_object_ref (credential);
      piece->language = g_strdup (self->account->language);
      piece->paper = self->package->paper;
    }
}

static void
add_terms (Collection *self)
{
  CtDownloadRule *rule = self->program->logo_rule;
  CtAgreement *terms
      = rule != NULL ? ct_catalog_get_agreement (self->catalog, rule->agreement_id) : NULL;

  if (terms == NULL)
    return;

  g_autofree char *text
      = g_strdup_printf ("%s\n%s\n\n%s\n", terms->title, terms->version, terms->text);
  add_text (self, "Terms of use.txt", text);
}

static gboolean
add_logo (Collection *self, CtCredential *credential, GError **error)
{
  CtAchievement *achievement
      = ct_catalog_get_achievement (self->catalog, credential->achievement_id);
  const char *logo = achievement != NULL ? achievement->logo : NULL;
  g_autofree char *name = name_credential (credential);
  g_autoptr (GError) failure = NULL;

  if (ct_download_rules_may_have_logo (self->program, self->account, credential, logo, self->now)
      != CT_ENTITLEMENT_GRANTED)
    return TRUE;

  g_autoptr (GBytes) svg = ct_program_table_get_logo (self->database, logo, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (svg == NULL)
    return TRUE;

  add_piece (self, g_strdup_printf ("%s/%s.svg", name, name))->content = g_bytes_ref (svg);
  for (gsize i = 0; i < G_N_ELEMENTS (ct_logo_sizes); i++)
    {
      CtPackagePiece *piece
          = add_piece (self, g_strdup_printf ("%s/%s %d.png", name, name, ct_logo_sizes[i]));
      piece->svg = g_bytes_ref (svg);
      piece->size = ct_logo_sizes[i];
    }
  return TRUE;
}

static gboolean
add_logos (Collection *self, GError **error)
{
  add_terms (self);
  for (guint i = 0; i < self->credentials->len; i++)
    {
      CtCredential *credential = g_ptr_array_index (self->credentials, i);

      if (is_asked_for (self, credential) && !add_logo (self, credential, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_data (Collection *self, GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (self->account));
  g_autoptr (GHashTable) tables = ct_data_export_collect (self->database, account_id, error);
  GHashTableIter iter;
  gpointer name, content;

  if (tables == NULL)
    return FALSE;

  add_text (self, "Read me.txt",
            "This is everything that the program keeps about you.\n\n"
            "data has a file for each kind of thing, as JSON (https://json.org): the account,\n"
            "what you took and earned, what you shared, what happened in the account, and so\n"
            "on. Times are in UTC. Left out is only what keeps the account safe, such as the\n"
            "hash of your password.\n\n"
            "certificates has your certificates.\n");
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &name, &content))
    add_piece (self, g_strdup_printf ("data/%s.json", (char *) name))->content
        = g_bytes_ref (content);
  add_certificates (self, "certificates/");
  return TRUE;
}

static CtProgram *
get_program (CtDatabase *database, const char *base_uri, GError **error)
{
  CtProgram *program = ct_program_table_get_program (database, error);

  if (program != NULL && program->verification_uri == NULL)
    {
      g_autofree char *uri = g_strconcat (base_uri, "verify/", NULL);
      g_object_set (program, "verification-uri", uri, NULL);
    }
  return program;
}

static gboolean
collect (Collection *self, GError **error)
{
  switch (self->package->kind)
    {
    case CT_PACKAGE_KIND_CERTIFICATES:
      add_certificates (self, "");
      return TRUE;
    case CT_PACKAGE_KIND_LOGOS:
      return add_logos (self, error);
    case CT_PACKAGE_KIND_DATA:
      return add_data (self, error);
    default:
      g_assert_not_reached ();
    }
}

GPtrArray *
ct_package_content_collect (CtDatabase *database,
                            CtPackage *package,
                            const char *account_id,
                            const char *base_uri,
                            GDateTime *now,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtCatalog) catalog = ct_program_table_load (database, &failure);
  g_autoptr (CtProgram) program
      = failure == NULL ? get_program (database, base_uri, &failure) : NULL;
  g_autoptr (CtAccount) account
      = failure == NULL ? ct_candidate_table_get_account (database, account_id, &failure) : NULL;
  g_autoptr (GPtrArray) credentials
      = failure == NULL ? ct_candidate_table_get_credentials (database, account_id, &failure)
                        : NULL;
  g_autoptr (GPtrArray) pieces
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_package_piece_free);

  if (failure == NULL && (catalog == NULL || account == NULL))
    g_set_error (&failure, CT_STORE_ERROR, CT_STORE_ERROR_CONFLICT,
                 "There is no program, or no such account.");
  if (failure == NULL)
    {
      Collection self = { database, package, catalog, program, account, credentials, now, pieces };

      collect (&self, &failure);
    }
  if (failure == NULL)
    return g_steal_pointer (&pieces);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

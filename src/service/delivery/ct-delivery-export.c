/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-export.h"

#include <gio/gio.h>

#include "model/ct-problem.h"
#include "service/delivery/ct-delivery-profile.h"
#include "service/delivery/ct-vue-cdd.h"
#include "service/delivery/ct-vue-ead.h"
#include "service/store/ct-delivery-table.h"

void
ct_delivery_exported_free (CtDeliveryExported *self)
{
  g_clear_pointer (&self->cdd, g_bytes_unref);
  g_clear_pointer (&self->ead, g_bytes_unref);
  g_ptr_array_unref (self->held_back);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static void
hold_back (CtDeliveryExported *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->held_back, g_strdup_vprintf (format, args));
  va_end (args);
}

static gboolean
mark_sent (CtDatabase *database, CtAccount *account, GDateTime *now, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (account));
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtTestingProfile) profile = ct_delivery_table_get_profile (database, id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (profile == NULL)
    profile = g_object_new (CT_TYPE_TESTING_PROFILE, "id", id, NULL);
  g_object_set (profile, "state", CT_TESTING_PROFILE_STATE_PENDING, "reason", NULL, "sent-at", now,
                NULL);
  return ct_delivery_table_save_profile (database, profile, error);
}

static gboolean
export_candidates (CtDatabase *database,
                   const CtDeliveryExport *what,
                   CtDeliveryExported *self,
                   GError **error)
{
  g_autoptr (GPtrArray) due = ct_delivery_table_get_due_accounts (database, what->again, error);
  g_autoptr (CtVueWriter) writer = ct_vue_cdd_new ();

  if (due == NULL)
    return FALSE;

  for (guint i = 0; i < due->len; i++)
    {
      CtAccount *account = due->pdata[i];
      g_autoptr (GPtrArray) faults = ct_vue_cdd_check (account);

      for (guint j = 0; j < faults->len; j++)
        hold_back (self, "Candidate %s: %s.", account->candidate_id,
                   ((CtProblemReason *) faults->pdata[j])->detail);
      if (faults->len > 0)
        continue;

      ct_vue_cdd_add (writer, account);
      if (!mark_sent (database, account, what->now, error))
        return FALSE;
    }

  self->n_candidates = ct_vue_writer_get_n_rows (writer);
  if (self->n_candidates == 0)
    return TRUE;

  self->cdd = ct_vue_writer_finish (writer, what->charset, error);
  return self->cdd != NULL;
}

/* Pearson VUE takes the authorizations of candidates that it knows; of one it refused, or whose
 * data are not complete, it would only refuse them too. */
static gboolean
find_obstacle (CtDatabase *database, const char *account_id, const char **words, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtTestingProfile) profile
      = ct_delivery_table_get_profile (database, account_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (profile == NULL || profile->sent_at == NULL)
    *words = "Pearson VUE does not know the candidate";
  else if (profile->state == CT_TESTING_PROFILE_STATE_REFUSED)
    *words = "Pearson VUE refused the candidate";
  else
    *words = NULL;
  return TRUE;
}

static gboolean
export_authorization (CtDatabase *database,
                      const CtDeliveryExport *what,
                      CtDeliveryExported *self,
                      CtVueWriter *writer,
                      CtDueAuthorization *due,
                      GError **error)
{
  CtAuthorization *authorization = due->authorization;
  const char *id = ct_resource_get_id (CT_RESOURCE (authorization));
  CtVueTransaction transaction = ct_vue_ead_choose (authorization, due->was_sent);
  const char *obstacle = NULL;

  if (!find_obstacle (database, due->account_id, &obstacle, error))
    return FALSE;

  g_autofree char *why
      = obstacle != NULL ? g_strdup (obstacle)
                         : ct_vue_ead_add (writer, authorization, due->candidate_id, transaction);
  if (why != NULL)
    {
      hold_back (self, "Authorization %s of candidate %s: %s.", id, due->candidate_id, why);
      return TRUE;
    }

  if (authorization->state != CT_AUTHORIZATION_STATE_CANCELLED)
    g_object_set (authorization, "state", CT_AUTHORIZATION_STATE_SENDING, "reason", NULL, NULL);
  return ct_delivery_table_save_authorization (database, due->account_id, authorization, error)
         && ct_delivery_table_set_sent (database, id, what->now, error);
}

static gboolean
export_authorizations (CtDatabase *database,
                       const CtDeliveryExport *what,
                       CtDeliveryExported *self,
                       GError **error)
{
  g_autoptr (GPtrArray) due
      = ct_delivery_table_get_due_authorizations (database, what->now, what->again, error);
  g_autoptr (CtVueWriter) writer = ct_vue_ead_new ();

  if (due == NULL)
    return FALSE;

  for (guint i = 0; i < due->len; i++)
    {
      if (!export_authorization (database, what, self, writer, due->pdata[i], error))
        return FALSE;
    }

  self->n_authorizations = ct_vue_writer_get_n_rows (writer);
  if (self->n_authorizations == 0)
    return TRUE;

  self->ead = ct_vue_writer_finish (writer, what->charset, error);
  return self->ead != NULL;
}

CtDeliveryExported *
ct_delivery_export (CtDatabase *database, const CtDeliveryExport *what, GError **error)
{
  g_return_val_if_fail (database != NULL, NULL);
  g_return_val_if_fail (what != NULL, NULL);

  g_autoptr (CtDeliveryExported) self = g_new0 (CtDeliveryExported, 1);

  self->held_back = g_ptr_array_new_with_free_func (g_free);
  if (!export_candidates (database, what, self, error)
      || !export_authorizations (database, what, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Writes a file that nobody sees until it is whole, and never over another. */
static char *
write_file (const char *directory, const char *kind, GBytes *bytes, GDateTime *now, GError **error)
{
  g_autofree char *name = ct_vue_writer_name (kind, now);
  g_autofree char *path = g_build_filename (directory, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "“%s” is there already.", path);
      return NULL;
    }
  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return NULL;

  return g_steal_pointer (&path);
}

gboolean
ct_delivery_exported_write (CtDeliveryExported *self,
                            const char *directory,
                            GDateTime *now,
                            char **cdd_path,
                            char **ead_path,
                            GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  *cdd_path = NULL;
  *ead_path = NULL;
  if (self->cdd != NULL
      && (*cdd_path = write_file (directory, "cdd", self->cdd, now, error)) == NULL)
    return FALSE;
  if (self->ead != NULL
      && (*ead_path = write_file (directory, "ead", self->ead, now, error)) == NULL)
    {
      g_clear_pointer (cdd_path, g_free);
      return FALSE;
    }
  return TRUE;
}

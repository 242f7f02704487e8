/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-sso.h"

#include "service/delivery/ct-vue-text.h"

char *
ct_vue_sso_hash (const CtVueSso *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *text
      = g_strdup_printf ("%s%s%" G_GINT64_FORMAT "%u%s", self->passphrase, self->client_code,
                         self->timestamp, self->session_timeout, self->candidate_id);
  g_autoptr (GBytes) bytes = ct_vue_text_encode (text, "ISO-8859-1", error);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static void
field_free (gpointer data)
{
  CtVueSsoField *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
add_field (GPtrArray *fields, const char *name, const char *value)
{
  CtVueSsoField *field = g_new0 (CtVueSsoField, 1);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (fields, field);
}

GPtrArray *
ct_vue_sso_get_fields (const CtVueSso *self, GError **error)
{
  g_autofree char *hash = ct_vue_sso_hash (self, error);

  if (hash == NULL)
    return NULL;

  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  g_autofree char *timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, self->timestamp);
  g_autofree char *timeout = g_strdup_printf ("%u", self->session_timeout);

  add_field (fields, "ACTION", "scheduleExam");
  add_field (fields, "CLIENT_CODE", self->client_code);
  add_field (fields, "CLIENT_CANDIDATE_ID", self->candidate_id);
  add_field (fields, "EXTERNAL_PAGE_TIMESTAMP", timestamp);
  add_field (fields, "EXTERNAL_SESSION_TIMEOUT", timeout);
  add_field (fields, "EXTERNAL_AUTH_HASH", hash);
  add_field (fields, "EXTERNAL_RETURN_URL", self->return_uri);
  add_field (fields, "EXTERNAL_ERROR_URL", self->error_uri);
  add_field (fields, "EXTERNAL_TIMEOUT_URL", self->timeout_uri);
  add_field (fields, "EXTERNAL_LOGOUT_URL", self->logout_uri);

  return fields;
}

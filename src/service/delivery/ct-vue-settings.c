/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-settings.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#include "service/ct-secret-file.h"
#include "service/sessions/ct-token.h"

#define GROUP "pearson-vue"
#define DEFAULT_SESSION_TIMEOUT 1800
#define MIN_SECRET 16

static void
clear (gpointer data)
{
  CtVueSettings *self = data;

  g_free (self->client_code);
  g_free (self->passphrase);
  g_free (self->form_uri);
  g_free (self->event_secret);
}

CtVueSettings *
ct_vue_settings_ref (CtVueSettings *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ct_vue_settings_unref (CtVueSettings *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
check (CtVueSettings *self, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (self->form_uri, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0
      || g_uri_get_host (uri) == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "form-uri: “%s” is no https address.",
                 self->form_uri);
  else if (*self->client_code == '\0' || *self->passphrase == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "client-code and passphrase must not be empty.");
  else if (self->event_secret != NULL && strlen (self->event_secret) < MIN_SECRET)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "event-secret: it needs %d characters or more.", MIN_SECRET);
  else
    return TRUE;
  return FALSE;
}

CtVueSettings *
ct_vue_settings_load (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (CtVueSettings) self = g_atomic_rc_box_new0 (CtVueSettings);
  g_autoptr (GError) failure = NULL;

  self->session_timeout = DEFAULT_SESSION_TIMEOUT;
  if (!ct_secret_file_check (path, &failure)
      || !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure)
      || (self->client_code = g_key_file_get_string (file, GROUP, "client-code", &failure)) == NULL
      || (self->passphrase = g_key_file_get_string (file, GROUP, "passphrase", &failure)) == NULL
      || (self->form_uri = g_key_file_get_string (file, GROUP, "form-uri", &failure)) == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  self->event_secret = g_key_file_get_string (file, GROUP, "event-secret", NULL);
  if (g_key_file_has_key (file, GROUP, "session-timeout", NULL))
    self->session_timeout
        = CLAMP (g_key_file_get_integer (file, GROUP, "session-timeout", NULL), 60, 24 * 3600);

  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

CtVueSettings *
ct_vue_settings_new_for_demo (const char *form_uri)
{
  CtVueSettings *self = g_atomic_rc_box_new0 (CtVueSettings);

  self->client_code = g_strdup ("SAMPLE");
  self->passphrase = ct_token_new ();
  self->form_uri = g_strdup (form_uri);
  self->session_timeout = DEFAULT_SESSION_TIMEOUT;
  self->event_secret = ct_token_new ();
  return self;
}

gboolean
ct_vue_settings_check_secret (CtVueSettings *self, const char *secret)
{
  if (self->event_secret == NULL || secret == NULL)
    return FALSE;

  g_autofree char *expected = ct_token_hash (self->event_secret);
  g_autofree char *given = ct_token_hash (secret);

  return sodium_memcmp (expected, given, strlen (expected)) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/mail/ct-mail-settings.h"

#include "service/ct-secret-file.h"
#include "service/store/ct-program-table.h"

void
ct_mail_settings_clear (CtMailSettings *self)
{
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->sender, g_free);
  g_clear_pointer (&self->account_file, g_free);
}

static gboolean
read_account (const char *file, char **user_name, char **password, GError **error)
{
  g_autofree char *text = NULL;

  if (file == NULL)
    return TRUE;
  if (!ct_secret_file_check (file, error))
    {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }
  if (!g_file_get_contents (file, &text, NULL, error))
    return FALSE;

  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);
  if (g_strv_length (lines) != 2)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "“%s” should have two lines: the user name and the password.", file);
      return FALSE;
    }
  *user_name = g_strdup (g_strstrip (lines[0]));
  *password = g_strdup (g_strstrip (lines[1]));
  return TRUE;
}

static gpointer
load_name (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtProgram) program = ct_program_table_get_program (database, error);

  return program != NULL ? g_strdup (program->name) : NULL;
}

gboolean
ct_mail_settings_open (CtMailSettings *self,
                       CtStore *store,
                       CtClock *clock,
                       CtPostman **postman,
                       GError **error)
{
  g_autofree char *user_name = NULL;
  g_autofree char *password = NULL;
  g_autofree char *name = NULL;

  *postman = NULL;
  if (self->server == NULL)
    return TRUE;

  g_autoptr (GUri) uri = g_uri_parse (self->server, G_URI_FLAGS_NONE, error);
  if (uri == NULL)
    return FALSE;

  const char *scheme = g_uri_get_scheme (uri);
  if ((!g_str_equal (scheme, "smtp") && !g_str_equal (scheme, "smtps"))
      || !ct_mail_address_is_valid (self->sender))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "--mail-server is smtps://HOST:PORT or smtp://HOST:PORT, and "
                           "--mail-from is an e-mail address.");
      return FALSE;
    }
  if (!read_account (self->account_file, &user_name, &password, error))
    return FALSE;

  name = ct_store_run (store, CT_STORE_READ, load_name, NULL, NULL);
  g_autoptr (CtSmtp) smtp = ct_smtp_new (self->server, user_name, password, self->sender, name);
  *postman = ct_postman_new (store, clock, smtp);
  return TRUE;
}

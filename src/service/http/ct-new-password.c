/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-new-password.h"

#include "service/http/ct-form.h"
#include "service/web/ct-web.h"

char *
ct_new_password_read (CtRequest *request)
{
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  g_autoptr (CtForm) form = NULL;
  const char *password;

  if (fields != NULL)
    password = g_hash_table_lookup (fields, "password");
  else
    {
      form = ct_form_new (request);
      password = ct_form_get_string (form, "password", CT_FORM_REQUIRED, CT_NEW_PASSWORD_MAX);
    }

  if (password == NULL || !g_utf8_validate (password, -1, NULL))
    return NULL;

  glong length = g_utf8_strlen (password, -1);
  return length >= CT_NEW_PASSWORD_MIN && length <= CT_NEW_PASSWORD_MAX ? g_strdup (password)
                                                                        : NULL;
}

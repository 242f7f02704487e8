/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-new-password.h"
#include "service/recovery/ct-recovery.h"

CtAnswer *
ct_handle_ask_for_recovery (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  const char *name = ct_form_get_string (form, "name", CT_FORM_REQUIRED, 254);
  const char *forgot = ct_form_get_string (form, "forgot", CT_FORM_REQUIRED, 16);
  gboolean wants_name = g_strcmp0 (forgot, "user-name") == 0;

  if (forgot != NULL && !wants_name && g_strcmp0 (forgot, "password") != 0)
    ct_form_add_reason (form, "forgot", "This is “password” or “user-name”.");

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  if (!ct_recovery_ask (database, name, wants_name ? CT_FORGOTTEN_USER_NAME : CT_FORGOTTEN_PASSWORD,
                        request->base_uri, request->now, error))
    return NULL;
  return ct_answer_new_empty (SOUP_STATUS_ACCEPTED);
}

CtAnswer *
ct_handle_finish_recovery (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (GError) failure = NULL;
  g_autofree char *account_id = NULL;
  const char *code = ct_form_get_string (form, "code", CT_FORM_REQUIRED, 256);
  gboolean end_sessions = ct_form_get_boolean (form, "end_sessions");

  ct_form_get_string (form, "password", CT_FORM_REQUIRED, CT_NEW_PASSWORD_MAX);
  if (request->password_hash == NULL)
    ct_form_add_reason (form, "password", "A password has at least 10 characters.");

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  account_id = ct_recovery_find (database, code, request->now, &failure);
  if (account_id != NULL)
    ct_recovery_set_password (database, account_id, request->password_hash, end_sessions,
                              request->address, request->now, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return account_id != NULL
             ? ct_answer_new_empty (SOUP_STATUS_NO_CONTENT)
             : ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL,
                                      "This is not the code of the mail, or it was used or has "
                                      "expired. Check it, or ask for another.");
}

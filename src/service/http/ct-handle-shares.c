/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-form.h"
#include "service/http/ct-handlers.h"
#include "service/http/ct-list.h"
#include "service/mail/ct-mail.h"
#include "service/rules/ct-credential-rules.h"
#include "service/shares/ct-shares.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-event-table.h"

CtAnswer *
ct_handle_list_shares (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GPtrArray) shares
      = ct_shares_list (database, request->account_id, request->now, error);

  return shares != NULL ? ct_list_answer_items (request, "shares", shares, error) : NULL;
}

/* Whether the candidate has these and may show them. */
static void
check_credentials (CtDatabase *database,
                   CtRequest *request,
                   CtForm *form,
                   char **ids,
                   GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL && *error == NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("credential_ids/%u", i);
      g_autoptr (CtCredential) credential
          = ct_candidate_table_get_credential (database, request->account_id, ids[i], error);

      if (*error != NULL)
        return;
      if (credential == NULL)
        ct_form_add_reason (form, place, "There is no such credential.");
      else if (ct_credential_rules_get_state (credential, request->now)
               == CT_CREDENTIAL_STATE_REVOKED)
        ct_form_add_reason (form, place, "This credential was revoked.");
    }
}

static void
add_recipients (CtDatabase *database,
                CtRequest *request,
                CtForm *form,
                CtShare *share,
                GError **error)
{
  g_auto (GStrv) addresses
      = ct_form_get_strings (form, "recipients", CT_SHARES_MAX_RECIPIENTS, 254);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int n_recent = 0;

  if (addresses == NULL)
    return;

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("recipients/%u", i);
      g_autofree char *id = g_uuid_string_random ();
      const char *address = g_strstrip (addresses[i]);

      if (!ct_mail_address_is_valid (address))
        ct_form_add_reason (form, place, "This is no e-mail address.");
      else if (g_hash_table_add (known, ct_candidate_table_fold_name (address)))
        {
          g_autoptr (CtShareRecipient) recipient
              = g_object_new (CT_TYPE_SHARE_RECIPIENT, "id", id, "address", address, "views", 0,
                              NULL);
          ct_resource_append (CT_RESOURCE (share), "recipients", CT_RESOURCE (recipient));
        }
    }

  if (ct_shares_count_recent (database, request->account_id, request->now, &n_recent, error)
      && n_recent + (int) g_hash_table_size (known) > CT_SHARES_MAX_A_DAY)
    ct_form_add_reason (form, "recipients", "You wrote to many recipients today. Go on tomorrow.");
}

/* Returns: (transfer full) (nullable): what was sent; the form says what is wrong with it. */
static CtShare *
read_share (CtDatabase *database,
            CtRequest *request,
            CtForm *form,
            gboolean with_recipients,
            GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_auto (GStrv) ids = ct_form_get_strings (form, "credential_ids", CT_SHARES_MAX_CREDENTIALS, 64);
  const char *message
      = ct_form_get_string (form, "message", CT_FORM_OPTIONAL, CT_SHARES_MAX_MESSAGE);
  gboolean shows_contact = ct_form_get_boolean (form, "shows_contact");
  int days = ct_form_get_integer (form, "days", 1, CT_SHARES_MAX_DAYS);
  g_autoptr (GDateTime) end = g_date_time_add_days (request->now, days);
  g_autoptr (CtShare) share = g_object_new (CT_TYPE_SHARE, "id", id, "credential-ids", ids,
                                            "message", message, "shows-contact", shows_contact,
                                            "created-at", request->now, "expires-at", end, NULL);
  g_autoptr (GError) failure = NULL;

  check_credentials (database, request, form, ids, &failure);
  if (failure == NULL && with_recipients)
    add_recipients (database, request, form, share, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&share);
}

CtAnswer *
ct_handle_create_share (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (CtShare) share = read_share (database, request, form, TRUE, error);

  if (share == NULL)
    return NULL;

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  g_autoptr (CtAccount) account
      = ct_candidate_table_get_account (database, request->account_id, error);
  g_autofree char *detail
      = g_strdup_printf ("%u", g_list_model_get_n_items (G_LIST_MODEL (share->recipients)));
  if (account == NULL
      || !ct_shares_send (database, account, share, request->base_uri, request->now, error)
      || !ct_event_table_note (database, request->account_id, CT_EVENT_KIND_CREDENTIAL_SHARED,
                               detail, request->now, request->address, request->session_id, error))
    return NULL;

  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (share));
  return ct_answer_new_json (SOUP_STATUS_CREATED, node);
}

CtAnswer *
ct_handle_preview_share (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (CtShare) share = read_share (database, request, form, FALSE, error);

  if (share == NULL)
    return NULL;

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  g_autofree char *link
      = ct_shares_preview (database, request->account_id, share, request->now, error);
  if (link == NULL)
    return NULL;

  g_autofree char *uri = g_strconcat (request->base_uri, "share/", link, NULL);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  json_object_set_string_member (object, "uri", uri);
  CtAnswer *answer = ct_answer_new_json (SOUP_STATUS_CREATED, node);
  answer->is_secret = TRUE;
  return answer;
}

CtAnswer *
ct_handle_withdraw_share (CtDatabase *database, CtRequest *request, GError **error)
{
  gboolean found = FALSE;

  if (!ct_shares_withdraw (database, request->account_id, request->id, request->now, &found, error))
    return NULL;
  if (!found)
    return ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is no such share.");

  if (!ct_event_table_note (database, request->account_id, CT_EVENT_KIND_SHARE_WITHDRAWN, NULL,
                            request->now, request->address, request->session_id, error))
    return NULL;
  return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);
}

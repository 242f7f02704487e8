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
      = ct_shares_list (database, request->account_id, request->base_uri, request->now, error);

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

/* Only what has a result that was not taken back says something of the candidate. */
static void
check_attempts (CtDatabase *database, CtRequest *request, CtForm *form, char **ids, GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL && *error == NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("attempt_ids/%u", i);
      g_autoptr (CtAttempt) attempt
          = ct_candidate_table_get_attempt (database, request->account_id, ids[i], error);

      if (*error != NULL)
        return;
      if (attempt == NULL)
        ct_form_add_reason (form, place, "There is no such attempt.");
      else if (attempt->result != CT_RESULT_PASSED && attempt->result != CT_RESULT_FAILED)
        ct_form_add_reason (form, place, "This attempt has no result to show.");
    }
}

/* What is over the limit of a day is said of @member. */
static void
check_limit (CtDatabase *database,
             CtRequest *request,
             CtForm *form,
             const char *member,
             int n_more,
             GError **error)
{
  int n_recent = 0;

  if (ct_shares_count_recent (database, request->account_id, request->now, &n_recent, error)
      && n_recent + n_more > CT_SHARES_MAX_A_DAY)
    ct_form_add_reason (form, member,
                        "You have shared with many people today. Try again tomorrow.");
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

  if (addresses == NULL)
    return;

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("recipients/%u", i);
      g_autofree char *id = g_uuid_string_random ();
      const char *address = g_strstrip (addresses[i]);

      if (!ct_mail_address_is_valid (address))
        ct_form_add_reason (form, place, "Enter a valid email address.");
      else if (g_hash_table_add (known, ct_candidate_table_fold_name (address)))
        {
          g_autoptr (CtShareRecipient) recipient
              = g_object_new (CT_TYPE_SHARE_RECIPIENT, "id", id, "address", address, "views", 0,
                              NULL);
          ct_resource_append (CT_RESOURCE (share), "recipients", CT_RESOURCE (recipient));
        }
    }

  check_limit (database, request, form, "recipients", g_hash_table_size (known), error);
}

static CtShareKind
get_kind (CtForm *form)
{
  const char *nick = ct_form_get_string (form, "kind", CT_FORM_OPTIONAL, 32);
  GEnumClass *kinds = g_type_class_get (CT_TYPE_SHARE_KIND);
  GEnumValue *value = g_enum_get_value_by_nick (kinds, nick != NULL ? nick : "email");

  if (value == NULL)
    ct_form_add_reason (form, "kind", "Choose “email”, “link” or “transcript”.");
  return value != NULL ? value->value : CT_SHARE_KIND_EMAIL;
}

/* Returns: (transfer full) (nullable): what was sent; the form says what is wrong with it. */
static CtShare *
read_share (CtDatabase *database,
            CtRequest *request,
            CtForm *form,
            gboolean is_preview,
            GError **error)
{
  static char *none[] = { NULL };
  g_autofree char *id = g_uuid_string_random ();
  CtShareKind kind = is_preview ? CT_SHARE_KIND_EMAIL : get_kind (form);
  gboolean is_transcript = kind == CT_SHARE_KIND_TRANSCRIPT;
  g_auto (GStrv) attempt_ids
      = is_transcript && ct_form_has (form, "attempt_ids")
            ? ct_form_get_strings (form, "attempt_ids", CT_SHARES_MAX_LISTED, 128)
            : NULL;
  /* A transcript can be of attempts alone. */
  g_auto (GStrv) ids
      = !is_transcript || !ct_form_has (form, "attempt_ids") || ct_form_has (form, "credential_ids")
            ? ct_form_get_strings (form, "credential_ids",
                                   is_transcript ? CT_SHARES_MAX_LISTED : CT_SHARES_MAX_CREDENTIALS,
                                   64)
            : NULL;
  const char *message
      = ct_form_get_string (form, "message", CT_FORM_OPTIONAL, CT_SHARES_MAX_MESSAGE);
  gboolean shows_contact = ct_form_get_boolean (form, "shows_contact");
  int days = ct_form_get_integer (form, "days", 1, CT_SHARES_MAX_DAYS);
  g_autoptr (GDateTime) end = g_date_time_add_days (request->now, days);
  g_autoptr (CtShare) share = g_object_new (CT_TYPE_SHARE, "id", id, "kind", kind, "credential-ids",
                                            ids != NULL ? ids : none, "attempt-ids", attempt_ids,
                                            "message", message, "shows-contact", shows_contact,
                                            "created-at", request->now, "expires-at", end, NULL);
  g_autoptr (GError) failure = NULL;

  check_credentials (database, request, form, ids, &failure);
  if (failure == NULL)
    check_attempts (database, request, form, attempt_ids, &failure);
  if (failure == NULL && !is_preview && kind == CT_SHARE_KIND_EMAIL)
    add_recipients (database, request, form, share, &failure);
  else if (failure == NULL && !is_preview)
    check_limit (database, request, form, "kind", 1, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&share);
}

static gboolean
make (CtDatabase *database, CtRequest *request, CtShare *share, GError **error)
{
  g_autoptr (CtAccount) account = NULL;

  switch (share->kind)
    {
    case CT_SHARE_KIND_LINK:
      return ct_shares_make_link (database, request->account_id, share, request->base_uri, error);
    case CT_SHARE_KIND_TRANSCRIPT:
      return ct_shares_make_transcript (database, request->account_id, share, error);
    case CT_SHARE_KIND_EMAIL:
    default:
      account = ct_candidate_table_get_account (database, request->account_id, error);
      return account != NULL
             && ct_shares_send (database, account, share, request->base_uri, request->now, error);
    }
}

CtAnswer *
ct_handle_create_share (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (CtForm) form = ct_form_new (request);
  g_autoptr (CtShare) share = read_share (database, request, form, FALSE, error);

  if (share == NULL)
    return NULL;

  CtAnswer *refusal = ct_form_refuse (form);
  if (refusal != NULL)
    return refusal;

  guint n_recipients
      = share->recipients != NULL ? g_list_model_get_n_items (G_LIST_MODEL (share->recipients)) : 0;
  g_autofree char *detail = n_recipients > 0 ? g_strdup_printf ("%u", n_recipients) : NULL;
  if (!make (database, request, share, error)
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
  g_autoptr (CtShare) share = read_share (database, request, form, TRUE, error);

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

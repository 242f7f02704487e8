/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/shares/ct-shares.h"

#include <sodium.h>

#include "model/ct-time.h"
#include "service/mail/ct-outbox.h"
#include "service/rules/ct-credential-codes.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

#define PREVIEW_MINUTES 15

void
ct_opened_share_free (CtOpenedShare *self)
{
  g_clear_object (&self->share);
  g_free (self->account_id);
  g_free (self);
}

static void
set_state (CtShare *share, GDateTime *now)
{
  CtShareState state = CT_SHARE_STATE_ACTIVE;

  if (share->withdrawn_at != NULL)
    state = CT_SHARE_STATE_WITHDRAWN;
  else if (g_date_time_compare (share->expires_at, now) <= 0)
    state = CT_SHARE_STATE_EXPIRED;
  g_object_set (share, "state", state, NULL);
}

static const char *
get_kind_nick (CtShareKind kind)
{
  return g_enum_get_value (g_type_class_get (CT_TYPE_SHARE_KIND), kind)->value_nick;
}

/* A link or a transcript has nobody it was sent to, but is looked at. */
static void
take_views (CtShare *share, GPtrArray *recipients)
{
  CtShareRecipient *viewer = recipients->len > 0 ? g_ptr_array_index (recipients, 0) : NULL;

  if (viewer != NULL)
    g_object_set (share, "views", viewer->views, "last-viewed-at", viewer->last_viewed_at, NULL);
}

static gboolean
add_recipients (CtDatabase *database, CtShare *share, GError **error)
{
  const char *without_mail = share->withdrawn_at != NULL ? "dropped" : "waiting";
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT share_recipients.id, address, views, last_viewed_at, failure,"
                          " COALESCE(state, ?) AS delivery"
                          " FROM share_recipients LEFT JOIN mails ON mails.id = mail_id"
                          " WHERE share_id = ? ORDER BY address",
                          without_mail, ct_resource_get_id (CT_RESOURCE (share)));
  g_autoptr (GPtrArray) recipients
      = ct_statement_read_all (statement, CT_TYPE_SHARE_RECIPIENT, error);

  if (recipients == NULL)
    return FALSE;

  if (share->kind != CT_SHARE_KIND_EMAIL)
    take_views (share, recipients);
  for (guint i = 0; share->kind == CT_SHARE_KIND_EMAIL && i < recipients->len; i++)
    ct_resource_append (CT_RESOURCE (share), "recipients", g_ptr_array_index (recipients, i));
  return TRUE;
}

static void
set_uri (CtShare *share, const char *base_uri, const char *link)
{
  g_autofree char *uri = g_strconcat (base_uri, "share/", link, NULL);

  g_object_set (share, "uri", uri, NULL);
}

GPtrArray *
ct_shares_list (CtDatabase *database,
                const char *account_id,
                const char *base_uri,
                GDateTime *now,
                GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM shares WHERE account_id = ? AND is_preview = 0"
                          " ORDER BY created_at DESC, id DESC",
                          account_id);
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  while (ct_statement_next (statement, &failure))
    {
      CtShare *share = ct_statement_get_resource (statement, CT_TYPE_SHARE, error);
      const char *link = ct_statement_get_text (statement, "link");

      if (share == NULL)
        return NULL;
      g_ptr_array_add (shares, share);
      set_state (share, now);
      if (link != NULL && share->state == CT_SHARE_STATE_ACTIVE)
        set_uri (share, base_uri, link);
      if (!add_recipients (database, share, error))
        return NULL;
    }
  if (failure == NULL)
    return g_steal_pointer (&shares);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
ct_shares_count_recent (CtDatabase *database,
                        const char *account_id,
                        GDateTime *now,
                        int *n,
                        GError **error)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *since = ct_time_format (yesterday);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT COUNT(*) AS n FROM share_recipients"
                          " JOIN shares ON shares.id = share_id"
                          " WHERE account_id = ? AND created_at > ? AND is_preview = 0",
                          account_id, since);

  if (!ct_statement_next (statement, error))
    return FALSE;

  *n = g_ascii_strtoll (ct_statement_get_text (statement, "n"), NULL, 10);
  return TRUE;
}

static char *
write_ids (char **ids)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    json_array_add_string_element (array, *id);
  return json_to_string (node, FALSE);
}

/* The recipients have a table of their own. @link is only kept where it can be copied again. */
static gboolean
put_share (CtDatabase *database,
           const char *account_id,
           CtShare *share,
           const char *link,
           gboolean is_preview,
           GError **error)
{
  g_autofree char *ids_text = write_ids (share->credential_ids);
  g_autofree char *attempts_text = write_ids (share->attempt_ids);
  g_autofree char *created_at = ct_time_format (share->created_at);
  g_autofree char *expires_at = ct_time_format (share->expires_at);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO shares (id, account_id, credential_ids, message,"
                        " shows_contact, created_at, expires_at, is_preview, kind, attempt_ids,"
                        " link, code)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        ct_resource_get_id (CT_RESOURCE (share)), account_id, ids_text,
                        share->message, share->shows_contact ? "1" : "0", created_at, expires_at,
                        is_preview ? "1" : "0", get_kind_nick (share->kind), attempts_text, link,
                        share->code),
      error);
}

static gboolean
put_recipient (CtDatabase *database,
               CtShare *share,
               const char *id,
               const char *address,
               const char *link,
               const char *mail_id,
               GError **error)
{
  g_autofree char *hash = ct_token_hash (link);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO share_recipients (id, share_id, address, link_hash, mail_id,"
                        " views) VALUES (?, ?, ?, ?, ?, '0')",
                        id, ct_resource_get_id (CT_RESOURCE (share)), address, hash, mail_id),
      error);
}

static CtMail *
write_mail (CtAccount *account, CtShare *share, const char *address, const char *uri)
{
  g_autofree char *subject = g_strdup_printf ("%s shares credentials with you", account->name);
  g_autofree char *end = g_date_time_format (share->expires_at, "%-d %B %Y");
  g_autofree char *limit = g_strdup_printf (
      "The page shows whether each credential is valid at the moment at which you open it. It can "
      "be opened until %s, unless %s withdraws it. The link is meant for you; please do not pass "
      "it on.",
      end, account->name);
  CtMail *mail = ct_mail_new (address, NULL, subject);

  ct_mail_add_paragraph (mail, subject);
  if (share->message != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", share->message);
      ct_mail_add_paragraph (mail, quoted);
    }
  ct_mail_add_link (mail, "Look at the Credentials", uri);
  ct_mail_add_paragraph (mail, limit);
  return mail;
}

gboolean
ct_shares_send (CtDatabase *database,
                CtAccount *account,
                CtShare *share,
                const char *base_uri,
                GDateTime *now,
                GError **error)
{
  GListModel *recipients = G_LIST_MODEL (share->recipients);

  if (!put_share (database, ct_resource_get_id (CT_RESOURCE (account)), share, NULL, FALSE, error))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (recipients); i++)
    {
      g_autoptr (CtShareRecipient) recipient = g_list_model_get_item (recipients, i);
      g_autofree char *link = ct_token_new ();
      g_autofree char *uri = g_strconcat (base_uri, "share/", link, NULL);
      g_autoptr (CtMail) mail = write_mail (account, share, recipient->address, uri);

      if (!ct_outbox_add (database, mail, now, error)
          || !put_recipient (database, share, ct_resource_get_id (CT_RESOURCE (recipient)),
                             recipient->address, link, ct_resource_get_id (CT_RESOURCE (mail)),
                             error))
        return FALSE;
    }
  return TRUE;
}

/* Notes by whose secret it is opened, and how often. */
static gboolean
put_viewer (CtDatabase *database, CtShare *share, const char *secret, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();

  return put_recipient (database, share, id, "", secret, NULL, error);
}

gboolean
ct_shares_make_link (CtDatabase *database,
                     const char *account_id,
                     CtShare *share,
                     const char *base_uri,
                     GError **error)
{
  g_autofree char *link = ct_token_new ();

  set_uri (share, base_uri, link);
  g_object_set (share, "views", 0, NULL);
  return put_share (database, account_id, share, link, FALSE, error)
         && put_viewer (database, share, link, error);
}

gboolean
ct_shares_make_transcript (CtDatabase *database,
                           const char *account_id,
                           CtShare *share,
                           GError **error)
{
  guint8 bytes[CT_VERIFICATION_CODE_BYTES];
  g_autofree char *code = NULL;

  randombytes_buf (bytes, sizeof bytes);
  code = ct_credential_codes_format (bytes, sizeof bytes);
  g_object_set (share, "code", code, "views", 0, NULL);
  return put_share (database, account_id, share, NULL, FALSE, error)
         && put_viewer (database, share, code, error);
}

char *
ct_shares_preview (CtDatabase *database,
                   const char *account_id,
                   CtShare *share,
                   GDateTime *now,
                   GError **error)
{
  g_autofree char *link = ct_token_new ();
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (GDateTime) end = g_date_time_add_minutes (now, PREVIEW_MINUTES);

  g_object_set (share, "expires-at", end, NULL);
  if (!ct_statement_run (ct_statement_new (database,
                                           "DELETE FROM shares WHERE is_preview = 1"
                                           " AND (expires_at <= ? OR account_id = ?)",
                                           now_text, account_id),
                         error)
      || !put_share (database, account_id, share, NULL, TRUE, error)
      || !put_viewer (database, share, link, error))
    return NULL;
  return g_steal_pointer (&link);
}

/* A link that opens nothing is not worth a mail, which might leave days after this. */
static gboolean
drop_waiting_mails (CtDatabase *database, const char *id, GError **error)
{
  return ct_statement_run (ct_statement_new (database,
                                             "DELETE FROM mails WHERE state = 'waiting' AND id IN"
                                             " (SELECT mail_id FROM share_recipients"
                                             " WHERE share_id = ?)",
                                             id),
                           error);
}

gboolean
ct_shares_withdraw (CtDatabase *database,
                    const char *account_id,
                    const char *id,
                    GDateTime *now,
                    gboolean *found,
                    GError **error)
{
  g_autofree char *now_text = ct_time_format (now);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT id FROM shares WHERE account_id = ? AND id = ?"
                          " AND is_preview = 0",
                          account_id, id);
  g_autoptr (GError) failure = NULL;

  *found = ct_statement_next (statement, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!*found)
    return TRUE;

  /* Withdrawn twice is withdrawn at the first time. */
  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE shares SET withdrawn_at = ?, link = NULL"
                                             " WHERE id = ? AND withdrawn_at IS NULL",
                                             now_text, id),
                           error)
         && drop_waiting_mails (database, id, error);
}

static CtOpenedShare *
open_by_secret (CtDatabase *database, const char *secret, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (secret);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT shares.* FROM shares JOIN share_recipients"
                          " ON share_id = shares.id WHERE link_hash = ?",
                          hash);

  if (!ct_statement_next (statement, error))
    return NULL;

  g_autoptr (CtOpenedShare) opened = g_new0 (CtOpenedShare, 1);
  opened->share = ct_statement_get_resource (statement, CT_TYPE_SHARE, error);
  opened->account_id = g_strdup (ct_statement_get_text (statement, "account_id"));
  opened->is_preview = g_str_equal (ct_statement_get_text (statement, "is_preview"), "1");
  if (opened->share == NULL)
    return NULL;

  set_state (opened->share, now);
  return g_steal_pointer (&opened);
}

CtOpenedShare *
ct_shares_open (CtDatabase *database, const char *link, GDateTime *now, GError **error)
{
  g_autoptr (CtOpenedShare) opened = open_by_secret (database, link, now, error);

  return opened != NULL && opened->share->kind != CT_SHARE_KIND_TRANSCRIPT
             ? g_steal_pointer (&opened)
             : NULL;
}

CtOpenedShare *
ct_shares_open_transcript (CtDatabase *database, const char *code, GDateTime *now, GError **error)
{
  g_autofree char *normalized = ct_credential_codes_normalize (code);
  g_autoptr (CtOpenedShare) opened = open_by_secret (database, normalized, now, error);

  return opened != NULL && opened->share->kind == CT_SHARE_KIND_TRANSCRIPT
             ? g_steal_pointer (&opened)
             : NULL;
}

CtShare *
ct_shares_get_transcript (CtDatabase *database,
                          const char *account_id,
                          const char *id,
                          GDateTime *now,
                          GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM shares WHERE account_id = ? AND id = ?"
                          " AND kind = 'transcript'",
                          account_id, id);
  CtShare *share = ct_statement_read_one (statement, CT_TYPE_SHARE, error);

  if (share != NULL)
    set_state (share, now);
  return share;
}

gboolean
ct_shares_count_view (CtDatabase *database, const char *secret, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (secret);
  g_autofree char *now_text = ct_time_format (now);

  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE share_recipients SET views = views + 1,"
                                             " last_viewed_at = ? WHERE link_hash = ?",
                                             now_text, hash),
                           error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/shares/ct-shares.h"

#include "model/ct-time.h"
#include "service/mail/ct-outbox.h"
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

  for (guint i = 0; i < recipients->len; i++)
    ct_resource_append (CT_RESOURCE (share), "recipients", g_ptr_array_index (recipients, i));
  return TRUE;
}

GPtrArray *
ct_shares_list (CtDatabase *database, const char *account_id, GDateTime *now, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM shares WHERE account_id = ? AND is_preview = 0"
                          " ORDER BY created_at DESC, id DESC",
                          account_id);
  g_autoptr (GPtrArray) shares = ct_statement_read_all (statement, CT_TYPE_SHARE, error);

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      CtShare *share = g_ptr_array_index (shares, i);

      set_state (share, now);
      if (!add_recipients (database, share, error))
        return NULL;
    }
  return g_steal_pointer (&shares);
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

/* The recipients have a table of their own. */
static gboolean
put_share (CtDatabase *database,
           const char *account_id,
           CtShare *share,
           gboolean is_preview,
           GError **error)
{
  g_autoptr (JsonNode) node = ct_resource_to_json (CT_RESOURCE (share));
  JsonNode *ids = json_object_get_member (json_node_get_object (node), "credential_ids");
  g_autofree char *ids_text = json_to_string (ids, FALSE);
  g_autofree char *created_at = ct_time_format (share->created_at);
  g_autofree char *expires_at = ct_time_format (share->expires_at);

  return ct_statement_run (
      ct_statement_new (database,
                        "INSERT INTO shares (id, account_id, credential_ids, message,"
                        " shows_contact, created_at, expires_at, is_preview)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        ct_resource_get_id (CT_RESOURCE (share)), account_id, ids_text,
                        share->message, share->shows_contact ? "1" : "0", created_at, expires_at,
                        is_preview ? "1" : "0"),
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

  if (!put_share (database, ct_resource_get_id (CT_RESOURCE (account)), share, FALSE, error))
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

char *
ct_shares_preview (CtDatabase *database,
                   const char *account_id,
                   CtShare *share,
                   GDateTime *now,
                   GError **error)
{
  g_autofree char *link = ct_token_new ();
  g_autofree char *now_text = ct_time_format (now);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GDateTime) end = g_date_time_add_minutes (now, PREVIEW_MINUTES);

  g_object_set (share, "expires-at", end, NULL);
  if (!ct_statement_run (ct_statement_new (database,
                                           "DELETE FROM shares WHERE is_preview = 1"
                                           " AND (expires_at <= ? OR account_id = ?)",
                                           now_text, account_id),
                         error)
      || !put_share (database, account_id, share, TRUE, error)
      || !put_recipient (database, share, id, "", link, NULL, error))
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
                                             "UPDATE shares SET withdrawn_at = ?"
                                             " WHERE id = ? AND withdrawn_at IS NULL",
                                             now_text, id),
                           error)
         && drop_waiting_mails (database, id, error);
}

CtOpenedShare *
ct_shares_open (CtDatabase *database, const char *link, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (link);
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

gboolean
ct_shares_count_view (CtDatabase *database, const char *link, GDateTime *now, GError **error)
{
  g_autofree char *hash = ct_token_hash (link);
  g_autofree char *now_text = ct_time_format (now);

  return ct_statement_run (ct_statement_new (database,
                                             "UPDATE share_recipients SET views = views + 1,"
                                             " last_viewed_at = ? WHERE link_hash = ?",
                                             now_text, hash),
                           error);
}

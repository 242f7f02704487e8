/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/profile/ct-notices.h"

#include <string.h>

#include "service/mail/ct-outbox.h"
#include "service/sessions/ct-token.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-statement.h"

static const char *
get_nick (CtNotice notice)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CT_TYPE_NOTICE);

  return g_enum_get_value (klass, notice)->value_nick;
}

const char *
ct_notices_get_title (CtNotice notice)
{
  switch (notice)
    {
    case CT_NOTICE_EXPIRY:
      return "credentials that are about to expire";
    case CT_NOTICE_RETIREMENT:
      return "exams that are about to be retired";
    case CT_NOTICE_RESULT:
    default:
      return "results that were posted or changed";
    }
}

gboolean
ct_notices_is_wanted (CtAccount *account, CtNotice notice)
{
  return account->muted == NULL
         || !g_strv_contains ((const char *const *) account->muted, get_nick (notice));
}

/* The same one each time, so that the link in an old mail goes on working. */
static char *
get_token (CtDatabase *database, CtAccount *account, CtNotice notice, GError **error)
{
  const char *account_id = ct_resource_get_id (CT_RESOURCE (account));
  g_autofree char *token = ct_token_new ();

  if (!ct_statement_run (ct_statement_new (database,
                                           "INSERT INTO notice_links (token, account_id, notice)"
                                           " VALUES (?, ?, ?)"
                                           " ON CONFLICT (account_id, notice) DO NOTHING",
                                           token, account_id, get_nick (notice)),
                         error))
    return NULL;

  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT token FROM notice_links WHERE account_id = ? AND notice = ?",
                          account_id, get_nick (notice));
  return ct_statement_next (statement, error)
             ? g_strdup (ct_statement_get_text (statement, "token"))
             : NULL;
}

gboolean
ct_notices_send (CtDatabase *database,
                 CtAccount *account,
                 CtNotice notice,
                 CtMail *mail,
                 const char *base_uri,
                 GDateTime *now,
                 GError **error)
{
  g_autofree char *token = get_token (database, account, notice, error);
  g_autofree char *uri = NULL;
  g_autofree char *words = NULL;

  if (token == NULL)
    return FALSE;

  uri = g_strconcat (base_uri, "unsubscribe/", token, NULL);
  words
      = g_strdup_printf ("You get this because CertTracker tells you about %s. If you do not want "
                         "that, open %s or change it in your account.",
                         ct_notices_get_title (notice), uri);
  g_object_set (mail, "unsubscribe-uri", uri, NULL);
  ct_mail_add_paragraph (mail, words);
  return ct_outbox_add (database, mail, now, error);
}

CtAccount *
ct_notices_find (CtDatabase *database, const char *token, CtNotice *notice, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CT_TYPE_NOTICE);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT account_id, notice FROM notice_links WHERE token = ?",
                          token);
  GEnumValue *value;

  if (!ct_statement_next (statement, error))
    return NULL;

  value = g_enum_get_value_by_nick (klass, ct_statement_get_text (statement, "notice"));
  if (value == NULL)
    return NULL;
  *notice = value->value;
  return ct_candidate_table_get_account (database, ct_statement_get_text (statement, "account_id"),
                                         error);
}

gboolean
ct_notices_set_wanted (CtDatabase *database,
                       CtAccount *account,
                       CtNotice notice,
                       gboolean wanted,
                       GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (ct_notices_is_wanted (account, notice) == wanted)
    return TRUE;

  for (char **nick = account->muted; nick != NULL && *nick != NULL; nick++)
    if (strcmp (*nick, get_nick (notice)) != 0)
      g_strv_builder_add (builder, *nick);
  if (!wanted)
    g_strv_builder_add (builder, get_nick (notice));

  g_auto (GStrv) muted = g_strv_builder_end (builder);
  g_object_set (account, "muted", *muted != NULL ? muted : NULL, NULL);
  return ct_candidate_table_save_account (database, account, NULL, error);
}

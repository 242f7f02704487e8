/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/mail/ct-outbox.h"

#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

gboolean
ct_outbox_add (CtDatabase *database, CtMail *mail, GDateTime *now, GError **error)
{
  g_return_val_if_fail (CT_IS_MAIL (mail), FALSE);

  g_object_set (mail, "created-at", now, "due-at", now, "state", CT_MAIL_STATE_WAITING, NULL);
  return ct_row_put (database, "mails", mail, error);
}

GPtrArray *
ct_outbox_get_mails (CtDatabase *database, const char *recipient, GError **error)
{
  g_autoptr (CtStatement) statement
      = recipient != NULL
            ? ct_statement_new (database,
                                "SELECT * FROM mails WHERE recipient = ?"
                                " ORDER BY created_at DESC, id DESC LIMIT 500",
                                recipient)
            : ct_statement_new (database,
                                "SELECT * FROM mails ORDER BY created_at DESC, id DESC LIMIT 500");

  return ct_statement_read_all (statement, CT_TYPE_MAIL, error);
}

CtMail *
ct_outbox_get_mail (CtDatabase *database, const char *id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM mails WHERE id = ?", id);

  return ct_statement_read_one (statement, CT_TYPE_MAIL, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/store/ct-event-table.h"

#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

const CtPageKind ct_event_table_page_kind = {
  .table = "events",
  .key = "at",
  .newest_first = TRUE,
  .owner = "account_id",
  .get_type = ct_event_get_type,
};

gboolean
ct_event_table_note (CtDatabase *database,
                     const char *account_id,
                     CtEventKind kind,
                     const char *detail,
                     GDateTime *now,
                     const char *address,
                     const char *session_id,
                     GError **error)
{
  /* Ids grow, so that what happens within a second stays in its order. */
  g_autofree char *id
      = g_strdup_printf ("%014" G_GINT64_MODIFIER "x-%08x", g_get_real_time (), g_random_int ());
  g_autoptr (CtEvent) event = g_object_new (CT_TYPE_EVENT, "id", id, "kind", kind, "detail", detail,
                                            "at", now, "address", address, NULL);

  if (!ct_row_put (database, "events", event, error, "account_id", account_id))
    return FALSE;

  if (session_id == NULL)
    return TRUE;

  return ct_statement_run (
      ct_statement_new (database,
                        "UPDATE events SET device = (SELECT device FROM sessions WHERE id = ?)"
                        " WHERE id = ?",
                        session_id, id),
      error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/erasure/ct-erasure.h"
#include "service/http/ct-handlers.h"

CtAnswer *
ct_handle_delete_account (CtDatabase *database, CtRequest *request, GError **error)
{
  if (!ct_erasure_run (database, request->account_id, request->token, request->idempotency_key,
                       request->now, error))
    return NULL;

  /* There is nobody any more for whom an answer could be kept. */
  g_clear_pointer (&request->account_id, g_free);
  return ct_answer_new_empty (SOUP_STATUS_NO_CONTENT);
}

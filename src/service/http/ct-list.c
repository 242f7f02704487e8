/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-list.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 500

static gboolean
get_limit (CtRequest *request, guint64 *limit)
{
  const char *text = ct_request_get_parameter (request, "limit");

  *limit = DEFAULT_LIMIT;
  return text == NULL || g_ascii_string_to_unsigned (text, 10, 1, MAX_LIMIT, limit, NULL);
}

static CtAnswer *
refuse_limit (void)
{
  return ct_answer_new_invalid ("“limit” is a whole number from 1 to 500.");
}

/* Takes @page and @failure; a cursor that makes no sense is the client's mistake. */
static CtAnswer *
answer_page (CtPage *page, GError *failure, GError **error)
{
  g_autoptr (CtPage) owned = page;

  if (page != NULL)
    return ct_answer_new_page (page);

  if (g_error_matches (failure, CT_STORE_ERROR, CT_STORE_ERROR_BAD_CURSOR))
    {
      CtAnswer *refusal = ct_answer_new_invalid (failure->message);
      g_error_free (failure);
      return refusal;
    }

  g_propagate_error (error, failure);
  return NULL;
}

CtAnswer *
ct_list_answer (CtDatabase *database,
                CtRequest *request,
                const CtPageKind *kind,
                CtListAmend amend,
                GError **error)
{
  guint64 limit;
  GError *failure = NULL;
  CtPage *page;

  if (!get_limit (request, &limit))
    return refuse_limit ();

  page = ct_page_read (database, kind, request->account_id,
                       ct_request_get_parameter (request, "cursor"), limit, request->now, &failure);
  for (guint i = 0; page != NULL && amend != NULL && i < page->items->len; i++)
    amend (g_ptr_array_index (page->items, i), request);

  return answer_page (page, failure, error);
}

CtAnswer *
ct_list_answer_items (CtRequest *request, const char *name, GPtrArray *items, GError **error)
{
  guint64 limit;
  GError *failure = NULL;
  CtPage *page;

  if (!get_limit (request, &limit))
    return refuse_limit ();

  page = ct_page_slice (items, name, ct_request_get_parameter (request, "cursor"), limit, &failure);
  return answer_page (page, failure, error);
}

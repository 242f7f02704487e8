/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-ead.h"

#include "service/delivery/ct-vue-text.h"
#include "service/delivery/ct-vue-time.h"

typedef enum
{
  TRANSACTION_TYPE,
  AUTHORIZATION_ID,
  CLIENT_AUTHORIZATION_ID,
  CLIENT_CANDIDATE_ID,
  EXAM_AUTHORIZATION_COUNT,
  EXAM_SERIES_CODE,
  ACCOMMODATIONS,
  FIRST_DAY,
  LAST_DAY,
  LAST_UPDATE,
  N_COLUMNS
} Column;

static const struct
{
  const char *header;
  guint width;
} columns[N_COLUMNS] = {
  [TRANSACTION_TYPE] = { "AuthorizationTransactionType", 6 },
  [AUTHORIZATION_ID] = { "AuthorizationID", 20 },
  [CLIENT_AUTHORIZATION_ID] = { "ClientAuthorizationID", 20 },
  [CLIENT_CANDIDATE_ID] = { "ClientCandidateID", 50 },
  [EXAM_AUTHORIZATION_COUNT] = { "ExamAuthorizationCount", 1 },
  [EXAM_SERIES_CODE] = { "ExamSeriesCode", 20 },
  [ACCOMMODATIONS] = { "Accommodations", 64 },
  [FIRST_DAY] = { "EligibilityApptDateFirst", 10 },
  [LAST_DAY] = { "EligibilityApptDateLast", 10 },
  [LAST_UPDATE] = { "LastUpdate", 19 },
};

static const char *const transaction_names[] = { "Add", "Update", "Delete" };

CtVueTransaction
ct_vue_ead_choose (CtAuthorization *authorization, gboolean was_sent)
{
  g_return_val_if_fail (CT_IS_AUTHORIZATION (authorization), CT_VUE_TRANSACTION_ADD);

  if (authorization->state == CT_AUTHORIZATION_STATE_CANCELLED)
    return CT_VUE_TRANSACTION_DELETE;
  if (authorization->number != NULL)
    return CT_VUE_TRANSACTION_UPDATE;
  if (!was_sent || authorization->reason != NULL)
    return CT_VUE_TRANSACTION_ADD;
  return CT_VUE_TRANSACTION_UPDATE;
}

CtVueWriter *
ct_vue_ead_new (void)
{
  const char *headers[N_COLUMNS + 1] = { NULL };

  for (int i = 0; i < N_COLUMNS; i++)
    headers[i] = columns[i].header;

  return ct_vue_writer_new (headers);
}

char *
ct_vue_ead_add (CtVueWriter *writer,
                CtAuthorization *authorization,
                const char *candidate_id,
                CtVueTransaction transaction)
{
  g_return_val_if_fail (writer != NULL, NULL);
  g_return_val_if_fail (CT_IS_AUTHORIZATION (authorization), NULL);

  g_autofree char *accommodations = authorization->accommodations != NULL
                                        ? g_strjoinv ("*", authorization->accommodations)
                                        : NULL;
  g_autofree char *first_day = ct_vue_time_format_day (authorization->first_day);
  g_autofree char *last_day = ct_vue_time_format_day (authorization->last_day);
  g_autofree char *last_update = ct_vue_time_format (authorization->changed_at);
  const char *cells[N_COLUMNS] = {
    [TRANSACTION_TYPE] = transaction_names[transaction],
    [AUTHORIZATION_ID] = authorization->number,
    [CLIENT_AUTHORIZATION_ID] = ct_resource_get_id (CT_RESOURCE (authorization)),
    [CLIENT_CANDIDATE_ID] = candidate_id,
    [EXAM_AUTHORIZATION_COUNT] = "1",
    [EXAM_SERIES_CODE] = authorization->exam_code,
    [ACCOMMODATIONS] = accommodations,
    [FIRST_DAY] = first_day,
    [LAST_DAY] = last_day,
    [LAST_UPDATE] = last_update,
  };

  for (int i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *why
          = cells[i] != NULL ? ct_vue_text_check (cells[i], columns[i].width) : NULL;

      if (why != NULL)
        return g_strdup_printf ("%s %s", columns[i].header, why);
    }

  ct_vue_writer_add (writer, cells);
  return NULL;
}

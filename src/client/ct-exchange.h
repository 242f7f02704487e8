/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * One request and its answer, which always come to an end: the first of answer, failure, deadline
 * and the caller's cancellable. What libsoup says later only cleans up.
 */

/**
 * CtExchangeLimits:
 * @head: in seconds: from now until the head of the answer has come. Waiting for a connection, the
 *   name, connecting, TLS and what is sent count as well
 * @whole: in seconds: from now until the end of the answer
 * @body: in bytes: how long the answer may be
 */
typedef struct
{
  guint head;
  guint whole;
  gsize body;
} CtExchangeLimits;

/**
 * CtExchangeReport:
 * @overdue: it was ended by its deadline, so nothing good is to be expected of @session any more
 * @restarted: libsoup sent it more than once, so an earlier one may have been carried out
 */
typedef struct
{
  gboolean overdue;
  gboolean restarted;
} CtExchangeReport;

/* In the main thread. */
void ct_exchange_async (SoupSession *session,
                        SoupMessage *message,
                        const CtExchangeLimits *limits,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/**
 * ct_exchange_finish:
 * @report: (out): how it went, also if it failed
 * @error: %CT_ERROR if no whole answer came, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the body of the answer, whatever its status
 */
GBytes *ct_exchange_finish (SoupSession *session,
                            GAsyncResult *result,
                            CtExchangeReport *report,
                            GError **error);

G_END_DECLS

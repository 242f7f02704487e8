/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-newcomer-draft.h"
#include "client/ct-session.h"
#include "model/ct-problem.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/*
 * The way to an account, for who is not signed in: see ct_session_visit(). What the service
 * refuses it says in a problem, whose pointers are named as the members of the draft.
 */

/**
 * ct_enrolling_ask_async:
 *
 * Asks for a mail with a code to the draft's address. The service does not say whether the
 * address has an account. It refuses whoever works for a partner company, with
 * %CT_ERROR_NOT_ALLOWED.
 */
void ct_enrolling_ask_async (CtSession *session,
                             CtNewcomerDraft *draft,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ct_enrolling_ask_finish (CtSession *session,
                                  GAsyncResult *result,
                                  CtProblem **problem,
                                  GError **error);

/**
 * ct_enrolling_check_async:
 *
 * Puts into the draft what its code leads to. It fails with %CT_ERROR_NOT_FOUND if the code was
 * used or has expired.
 */
void ct_enrolling_check_async (CtSession *session,
                               CtNewcomerDraft *draft,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ct_enrolling_check_finish (CtSession *session, GAsyncResult *result, GError **error);

/**
 * ct_enrolling_finish_async:
 * @program: whose terms and privacy notice are accepted
 *
 * Makes the account. To do it again after an answer was lost does nothing twice. The draft gets
 * the candidate ID.
 */
void ct_enrolling_finish_async (CtSession *session,
                                CtNewcomerDraft *draft,
                                CtProgram *program,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ct_enrolling_finish_finish (CtSession *session,
                                     GAsyncResult *result,
                                     CtProblem **problem,
                                     GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-problem.h"
#include "service/http/ct-request.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/**
 * CtAnswerWork:
 *
 * Makes the content of an answer, in a thread of its own and outside of the database.
 *
 * Returns: (transfer full): the content, or %NULL with @error set
 */
typedef GBytes *(*CtAnswerWork) (gpointer data, GError **error);

/**
 * CtAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): of @content
 * @content: (nullable): what is sent
 * @etag: (nullable): the ETag without its quotes
 * @headers: further headers
 * @is_secret: whether nobody may keep it, neither on the way nor here
 * @work: (nullable): what makes the content, if that takes long
 *
 * What the service answers to a request.
 */
typedef struct
{
  guint status;
  const char *content_type;
  GBytes *content;
  char *etag;
  SoupMessageHeaders *headers;
  gboolean is_secret;

  CtAnswerWork work;
  gpointer work_data;
  GDestroyNotify free_work_data;
} CtAnswer;

CtAnswer *ct_answer_new_empty (guint status);
CtAnswer *ct_answer_new_resource (CtResource *resource);

/* @page: (transfer none) */
CtAnswer *ct_answer_new_page (CtPage *page);
CtAnswer *ct_answer_new_json (guint status, JsonNode *node);

/**
 * ct_answer_new_problem:
 * @type: (nullable): the part of its URN that differs, such as "session-ended"; %NULL if the
 *   status says it all
 * @detail: what is wrong here, for people
 */
CtAnswer *ct_answer_new_problem (guint status, const char *type, const char *detail);

CtAnswer *ct_answer_new_from_problem (CtProblem *problem);

/**
 * ct_answer_new_invalid:
 *
 * Returns: (transfer full): a 422 with one reason
 */
CtAnswer *ct_answer_new_invalid (const char *detail);

/**
 * ct_answer_problem_invalid:
 *
 * Returns: (transfer full): the problem of a 422, without its reasons
 */
CtProblem *ct_answer_problem_invalid (void);

/**
 * ct_answer_new_work:
 * @etag: what the content depends on
 */
CtAnswer *ct_answer_new_work (const char *content_type,
                              const char *etag,
                              CtAnswerWork work,
                              gpointer work_data,
                              GDestroyNotify free_work_data);

void ct_answer_free (CtAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtAnswer, ct_answer_free)

/* Returns: (transfer none): the words that belong to an HTTP status */
const char *ct_answer_get_phrase (guint status);

/**
 * ct_answer_negotiate:
 * @request: what it answers
 *
 * Fits an answer to what the client has and understands: gives it its ETag, empties it if the
 * client has it already, and packs it if the client can unpack it. Each form has a strong
 * ETag of its own.
 */
void ct_answer_negotiate (CtAnswer *self, CtRequest *request);

/* Gives an answer to a change the ETag that a GET of what was changed has now. */
void ct_answer_tag (CtAnswer *self);

/**
 * ct_answer_refuse_stale:
 * @current: (transfer none): what a GET of the thing to be changed would answer now
 *
 * Returns: (transfer full) (nullable): why @request may not change it: 428 if it does not say
 *   what it is based on, 412 if that has changed since
 */
CtAnswer *ct_answer_refuse_stale (CtAnswer *current, CtRequest *request);

G_END_DECLS

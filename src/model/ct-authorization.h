/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_AUTHORIZATION (ct_authorization_get_type ())
G_DECLARE_FINAL_TYPE (CtAuthorization, ct_authorization, CT, AUTHORIZATION, CtResource)

/**
 * CtAuthorization:
 * @exam_code: the id of the #CtExam, which is its exam series code
 * @exam_title: as it was called then
 * @state: how far it is
 * @reason: if it was refused: why, in Pearson VUE's words
 * @first_day: the first day on which an appointment may be
 * @last_day: the last day on which an appointment may be
 * @accommodations: codes of what the candidate needs, such as ET30MN
 * @number: Pearson VUE's number of it
 * @created_at: when the candidate registered
 * @changed_at: when the candidate last changed it
 * @attempt_id: the #CtAttempt that it was used for
 *
 * A candidate's right to one try at an exam. Its id is what Pearson VUE knows it by, of 20
 * characters at most.
 */
struct _CtAuthorization
{
  CtResource parent_instance;

  char *exam_code;
  char *exam_title;
  CtAuthorizationState state;
  char *reason;
  GDateTime *first_day;
  GDateTime *last_day;
  char **accommodations;
  char *number;
  GDateTime *created_at;
  GDateTime *changed_at;
  char *attempt_id;
};

#define CT_TYPE_HAND_OVER (ct_hand_over_get_type ())
G_DECLARE_FINAL_TYPE (CtHandOver, ct_hand_over, CT, HAND_OVER, CtResource)

/**
 * CtHandOver:
 * @uri: to be opened in the browser, once
 * @expires_at: until when
 *
 * The way to Pearson VUE, where an appointment is made. Secret.
 */
struct _CtHandOver
{
  CtResource parent_instance;

  char *uri;
  GDateTime *expires_at;
};

G_END_DECLS

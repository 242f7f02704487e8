/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-types.h"
#include "service/delivery/ct-vue-result.h"

G_BEGIN_DECLS

/*
 * Real-time events, which Pearson VUE posts as JSON. Their schema is not public. These members
 * were seen in public code:
 *
 *   eventType, clientCandidateID, candidate.candidateName.{firstName, lastName},
 *   authorization.clientAuthorizationID, exams.exam[].examResult.{passingScore, score}
 *
 * These are our own naming, in the same manner, and are to be compared with what a program
 * has agreed with Pearson VUE:
 *
 *   eventID, registrationID, exams.exam[].{registrationID, examSeriesCode, examDate, timeUsed,
 *   testCenterID}, exams.exam[].examResult.{grade, noShow, sections.section[].{name, score}},
 *   appointment.{startDateTime, timeZone, minutes, deliveryMode, testCenter.{name, address}}
 *
 * What is absent, or of another type, is left out; nothing of an event is required.
 */

/**
 * CtVueEventKind:
 * @CT_VUE_EVENT_RESULT: an exam was taken
 * @CT_VUE_EVENT_PLACE_HOLD: a result is being looked into
 * @CT_VUE_EVENT_RELEASE_HOLD: it no longer is
 * @CT_VUE_EVENT_MODIFY_RESULT: a result is another one now
 * @CT_VUE_EVENT_REVOKE_RESULT: a result was taken back
 * @CT_VUE_EVENT_UNREVOKE_RESULT: it counts after all
 * @CT_VUE_EVENT_MODIFY_APPOINTMENT: an appointment was made or moved
 * @CT_VUE_EVENT_CANCEL_APPOINTMENT: an appointment was called off
 */
typedef enum
{
  CT_VUE_EVENT_RESULT,
  CT_VUE_EVENT_PLACE_HOLD,
  CT_VUE_EVENT_RELEASE_HOLD,
  CT_VUE_EVENT_MODIFY_RESULT,
  CT_VUE_EVENT_REVOKE_RESULT,
  CT_VUE_EVENT_UNREVOKE_RESULT,
  CT_VUE_EVENT_MODIFY_APPOINTMENT,
  CT_VUE_EVENT_CANCEL_APPOINTMENT,
} CtVueEventKind;

/**
 * CtVueSeat:
 * @starts_at: (nullable): when the exam begins
 * @time_zone: (not nullable): IANA name; UTC if it was not told or is none
 * @minutes: how long; -1 if it is not known
 * @mode: at a test center or online
 * @place: (nullable): what the test center is called
 * @address: (nullable): of the test center
 *
 * Where and when, in an event about an appointment.
 */
typedef struct
{
  GDateTime *starts_at;
  char *time_zone;
  int minutes;
  CtAppointmentMode mode;
  char *place;
  char *address;
} CtVueSeat;

/**
 * CtVueEvent:
 * @kind: what it is about
 * @id: by which it is known again: Pearson VUE's, or else made from its content
 * @type: (nullable): what Pearson VUE calls it, such as RESULT_AVAILABLE
 * @candidate_id: (nullable): the candidate id that we sent
 * @given_name: (nullable): as Pearson VUE has it
 * @family_name: (nullable): as Pearson VUE has it
 * @authorization_id: (nullable): the id of the authorization
 * @registration_id: (nullable): Pearson VUE's number of the registration
 * @results: (element-type CtVueResult): the results that it tells of
 * @seat: (nullable): where and when
 */
typedef struct
{
  CtVueEventKind kind;
  char *id;
  char *type;
  char *candidate_id;
  char *given_name;
  char *family_name;
  char *authorization_id;
  char *registration_id;
  GPtrArray *results;
  CtVueSeat *seat;
} CtVueEvent;

/**
 * ct_vue_event_find_kind:
 * @name: as the endpoint is called, such as `resultNotification`
 *
 * Returns: %FALSE if there is no such endpoint
 */
gboolean ct_vue_event_find_kind (const char *name, CtVueEventKind *kind);

/* Returns: what the endpoint of @kind is called. */
const char *ct_vue_event_get_name (CtVueEventKind kind);

/**
 * ct_vue_event_read:
 * @bytes: a JSON object, from outside
 * @error: %CT_VUE_ERROR_BAD_EVENT or %CT_VUE_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): the event, or %NULL with @error set
 */
CtVueEvent *ct_vue_event_read (CtVueEventKind kind, GBytes *bytes, GError **error);
void ct_vue_event_free (CtVueEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueEvent, ct_vue_event_free)

G_END_DECLS

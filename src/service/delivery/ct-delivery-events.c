/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-events.h"

#include <string.h>

#include "model/ct-time.h"
#include "service/delivery/ct-delivery-subject.h"
#include "service/delivery/ct-delivery-verdicts.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-event-table.h"
#include "service/store/ct-statement.h"

static gboolean
apply_results (CtDeliveryContext *context,
               const CtVueEvent *event,
               CtDeliveryOutcome *outcome,
               GError **error)
{
  CtDeliveryResultFlags flags = event->kind == CT_VUE_EVENT_MODIFY_RESULT
                                    ? CT_DELIVERY_RESULT_OVERRULE
                                    : CT_DELIVERY_RESULT_DEFAULT;

  if (event->results->len == 0)
    outcome->refusal = g_strdup ("it tells of no result");

  for (guint i = 0; i < event->results->len && outcome->refusal == NULL; i++)
    {
      if (!ct_delivery_results_apply (context, event->results->pdata[i], flags, outcome, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_verdict (CtDeliveryContext *context,
               const CtVueEvent *event,
               CtDeliveryVerdict verdict,
               CtDeliveryOutcome *outcome,
               GError **error)
{
  g_autoptr (CtVueResult) itself = ct_vue_result_new ();

  itself->candidate_id = g_strdup (event->candidate_id);
  itself->authorization_id = g_strdup (event->authorization_id);
  itself->registration_id = g_strdup (event->registration_id);
  if (event->results->len == 0)
    return ct_delivery_verdicts_apply (context, itself, verdict, outcome, error);

  for (guint i = 0; i < event->results->len && outcome->refusal == NULL; i++)
    {
      if (!ct_delivery_verdicts_apply (context, event->results->pdata[i], verdict, outcome, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_elsewhere (CtAppointment *appointment, const CtVueSeat *seat)
{
  return !g_date_time_equal (appointment->starts_at, seat->starts_at)
         || g_strcmp0 (appointment->place, seat->place) != 0 || appointment->mode != seat->mode;
}

/* The appointment that the event is about: the one with its number, or the last one. */
static CtAppointment *
find_appointment (const CtVueEvent *event, CtDeliverySubject *subject)
{
  CtAppointment *last = subject->appointment;

  if (last == NULL
      || (event->registration_id != NULL && g_strcmp0 (last->number, event->registration_id) != 0)
      || (event->registration_id == NULL && last->state == CT_APPOINTMENT_STATE_CANCELLED))
    return NULL;
  return last;
}

static gboolean
save_appointment (CtDeliveryContext *context,
                  CtDeliverySubject *subject,
                  CtAppointment *appointment,
                  gboolean is_news,
                  GError **error)
{
  if (!ct_delivery_table_save_appointment (context->database, subject->account_id, appointment,
                                           error))
    return FALSE;

  return !is_news
         || ct_event_table_note (context->database, subject->account_id,
                                 CT_EVENT_KIND_APPOINTMENT_CHANGED, appointment->exam_title,
                                 context->now, NULL, NULL, error);
}

static gboolean
book (CtDeliveryContext *context,
      const CtVueEvent *event,
      CtDeliverySubject *subject,
      GError **error)
{
  const CtVueSeat *seat = event->seat;
  CtAuthorization *authorization = subject->authorization;
  const char *authorization_id = ct_resource_get_id (CT_RESOURCE (authorization));
  CtAppointment *known = find_appointment (event, subject);
  g_autofree char *id
      = event->registration_id != NULL
            ? g_strdup_printf ("vue-%s-%s", subject->account_id, event->registration_id)
            : g_uuid_string_random ();
  g_autoptr (CtAppointment) appointment
      = known != NULL ? g_object_ref (known)
                      : g_object_new (CT_TYPE_APPOINTMENT, "id", id, "authorization-id",
                                      authorization_id, "exam-code", authorization->exam_code,
                                      "exam-title", authorization->exam_title, NULL);

  gboolean moved = known != NULL && is_elsewhere (known, seat);
  if (moved)
    g_object_set (appointment, "state", CT_APPOINTMENT_STATE_RESCHEDULED, NULL);

  g_object_set (appointment, "starts-at", seat->starts_at, "time-zone", seat->time_zone, "minutes",
                seat->minutes, "mode", seat->mode, "place", seat->place, "address", seat->address,
                "number", event->registration_id, "changed-at", context->now, NULL);
  return save_appointment (context, subject, appointment, known == NULL || moved, error);
}

/* Events may overtake each other, so that one with a number waits for its appointment. Without
 * one it must not meet a later appointment instead. */
static gboolean
call_off (CtDeliveryContext *context,
          const CtVueEvent *event,
          CtDeliverySubject *subject,
          CtDeliveryOutcome *outcome,
          GError **error)
{
  CtAppointment *appointment = find_appointment (event, subject);

  if (appointment == NULL)
    {
      char **words = event->registration_id != NULL ? &outcome->refusal : &outcome->remark;

      *words = g_strdup ("there is no such appointment");
      return TRUE;
    }

  g_object_set (appointment, "state", CT_APPOINTMENT_STATE_CANCELLED, "changed-at", context->now,
                NULL);
  return save_appointment (context, subject, appointment, TRUE, error);
}

static gboolean
apply_appointment (CtDeliveryContext *context,
                   const CtVueEvent *event,
                   CtDeliveryOutcome *outcome,
                   GError **error)
{
  g_auto (CtDeliverySubject) subject = { 0 };

  if (!ct_delivery_subject_find (&subject, context->database, event->candidate_id,
                                 event->authorization_id, NULL, NULL, &outcome->refusal, error))
    return FALSE;
  if (outcome->refusal != NULL)
    return TRUE;

  if (subject.authorization == NULL)
    outcome->refusal = g_strdup ("it names no authorization that is known");
  else if (event->kind == CT_VUE_EVENT_MODIFY_APPOINTMENT
           && (event->seat == NULL || event->seat->starts_at == NULL))
    outcome->refusal = g_strdup ("it does not say when");
  if (outcome->refusal != NULL)
    return TRUE;

  if (event->kind == CT_VUE_EVENT_MODIFY_APPOINTMENT)
    return book (context, event, &subject, error);

  return call_off (context, event, &subject, outcome, error);
}

static gboolean
apply (CtDeliveryContext *context,
       const CtVueEvent *event,
       CtDeliveryOutcome *outcome,
       GError **error)
{
  switch (event->kind)
    {
    case CT_VUE_EVENT_RESULT:
    case CT_VUE_EVENT_MODIFY_RESULT:
      return apply_results (context, event, outcome, error);
    case CT_VUE_EVENT_PLACE_HOLD:
      return apply_verdict (context, event, CT_DELIVERY_VERDICT_HOLD, outcome, error);
    case CT_VUE_EVENT_RELEASE_HOLD:
      return apply_verdict (context, event, CT_DELIVERY_VERDICT_RELEASE, outcome, error);
    case CT_VUE_EVENT_REVOKE_RESULT:
      return apply_verdict (context, event, CT_DELIVERY_VERDICT_REVOKE, outcome, error);
    case CT_VUE_EVENT_UNREVOKE_RESULT:
      return apply_verdict (context, event, CT_DELIVERY_VERDICT_UNREVOKE, outcome, error);
    case CT_VUE_EVENT_MODIFY_APPOINTMENT:
    case CT_VUE_EVENT_CANCEL_APPOINTMENT:
      return apply_appointment (context, event, outcome, error);
    default:
      g_assert_not_reached ();
    }
}

/* What the log is to say, if anything. By ids and codes only: whose event it is, the database
 * knows. They come from outside, and must not begin a line. */
static char *
describe (const CtVueEvent *event, const CtDeliveryOutcome *outcome)
{
  g_autofree char *line = NULL;

  if (outcome->refusal != NULL)
    line = g_strdup_printf ("%s, waits: %s", event->id, outcome->refusal);
  else if (outcome->remark != NULL)
    line = g_strdup_printf ("%s, was taken, but: %s", event->id, outcome->remark);
  if (line != NULL)
    g_strdelimit (line, "\r\n", ' ');
  return g_steal_pointer (&line);
}

/* Only when all is done that is undone together: else the log says what did not happen. */
static void
log_lines (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_message ("An event from Pearson VUE, %s.", (char *) lines->pdata[i]);
}

/* Applies an event that is stored, and writes down what became of it. What was written down @before
 * is no news for @lines when it is tried again. */
static gboolean
settle (CtDeliveryContext *context,
        const CtVueEvent *event,
        const char *before,
        CtDeliveryOutcome *outcome,
        GPtrArray *lines,
        GError **error)
{
  g_autofree char *now = ct_time_format (context->now);

  if (!apply (context, event, outcome, error))
    return FALSE;

  g_autofree char *line = describe (event, outcome);
  if (line != NULL && (outcome->refusal == NULL || g_strcmp0 (outcome->refusal, before) != 0))
    g_ptr_array_add (lines, g_steal_pointer (&line));
  return ct_statement_run (
      ct_statement_new (context->database,
                        "UPDATE vue_events SET applied_at = ?, outcome = ? WHERE id = ?",
                        outcome->refusal == NULL ? now : NULL,
                        outcome->refusal != NULL ? outcome->refusal : outcome->remark, event->id),
      error);
}

/* Whether @id is stored: 1 or 0, or -1 with @error set. */
static int
is_known (CtDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT 1 FROM vue_events WHERE id = ?", id);
  gboolean known = ct_statement_next (statement, &failure);

  if (failure == NULL)
    return known;
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

gboolean
ct_delivery_events_receive (CtDeliveryContext *context,
                            CtVueEventKind kind,
                            GBytes *bytes,
                            CtDeliveryOutcome *outcome,
                            GError **error)
{
  g_autoptr (CtVueEvent) event = ct_vue_event_read (kind, bytes, error);

  if (event == NULL)
    return FALSE;

  int known = is_known (context->database, event->id, error);
  if (known != 0)
    return known > 0;

  g_autofree char *content = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *now = ct_time_format (context->now);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (!ct_statement_run (
          ct_statement_new (
              context->database,
              "INSERT INTO vue_events (id, sequence, kind, content, received_at)"
              " VALUES (?, (SELECT coalesce (max (sequence), 0) + 1 FROM vue_events), ?, ?, ?)",
              event->id, ct_vue_event_get_name (kind), content, now),
          error)
      || !settle (context, event, NULL, outcome, lines, error))
    return FALSE;

  log_lines (lines);
  return TRUE;
}

static CtVueEvent *
read_waiting (CtStatement *statement)
{
  const char *content = ct_statement_get_text (statement, "content");
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  CtVueEventKind kind;

  if (!ct_vue_event_find_kind (ct_statement_get_text (statement, "kind"), &kind))
    return NULL;
  return ct_vue_event_read (kind, bytes, NULL);
}

int
ct_delivery_events_retry (CtDeliveryContext *context, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_vue_event_free);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStatement) statement = ct_statement_new (
      context->database,
      "SELECT kind, content, outcome FROM vue_events WHERE applied_at IS NULL ORDER BY sequence");
  int n_waiting = 0;

  while (ct_statement_next (statement, &failure))
    {
      CtVueEvent *event = read_waiting (statement);

      if (event == NULL)
        continue;
      g_ptr_array_add (events, event);
      g_ptr_array_add (outcomes, g_strdup (ct_statement_get_text (statement, "outcome")));
    }

  for (guint i = 0; failure == NULL && i < events->len; i++)
    {
      g_auto (CtDeliveryOutcome) outcome = { 0 };

      if (settle (context, events->pdata[i], outcomes->pdata[i], &outcome, lines, &failure))
        n_waiting += outcome.refusal != NULL;
    }

  if (failure == NULL)
    {
      log_lines (lines);
      return n_waiting;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

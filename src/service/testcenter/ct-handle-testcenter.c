/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service/http/ct-handlers.h"
#include "service/rules/ct-eligibility-rules.h"
#include "service/store/ct-delivery-table.h"
#include "service/store/ct-program-table.h"
#include "service/testcenter/ct-testcenter-seats.h"
#include "service/testcenter/ct-testcenter.h"
#include "service/web/ct-web.h"

#define TITLE "Sample Test Center"

/* A visitor of the stand-in. */
typedef struct
{
  CtDatabase *database;
  CtRequest *request;
  CtCatalog *catalog;
  CtAccount *account;
  const char *session;
} Visit;

static void
visit_clear (Visit *self)
{
  g_clear_pointer (&self->catalog, ct_catalog_unref);
  g_clear_object (&self->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static CtAnswer *
redirect (const char *path)
{
  CtAnswer *answer = ct_answer_new_empty (SOUP_STATUS_SEE_OTHER);

  soup_message_headers_append (answer->headers, "Location", path);
  answer->is_secret = TRUE;
  return answer;
}

static CtAnswer *
turn_away (CtDatabase *database, const char *words)
{
  g_autoptr (CtHtml) html = ct_web_new_page (database, TITLE);

  ct_html_add (html, "p", words, NULL);
  ct_html_add (html, "a", "Back to CertTracker", "href", "/vue/error", NULL);
  return ct_web_answer (SOUP_STATUS_FORBIDDEN, html);
}

CtAnswer *
ct_handle_enter_testcenter (CtDatabase *database, CtRequest *request, GError **error)
{
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  g_autofree char *session = fields != NULL && request->vue != NULL
                                 ? ct_testcenter_enter (request->vue, fields, request->now)
                                 : NULL;

  if (session == NULL)
    return turn_away (database, "This form was not signed by the program, or is too old.");

  g_autofree char *path = g_strconcat ("/demo/testcenter/", session, NULL);
  return redirect (path);
}

/* Who comes with the session in the path; %NULL with an answer if nobody does. */
static gboolean
open_visit (Visit *self,
            CtDatabase *database,
            CtRequest *request,
            CtAnswer **answer,
            GError **error)
{
  GError *failure = NULL;
  g_autofree char *candidate_id
      = request->vue != NULL ? ct_testcenter_check (request->vue, request->id, request->now) : NULL;

  self->database = database;
  self->request = request;
  self->session = request->id;
  if (candidate_id != NULL)
    self->account = ct_delivery_table_find_candidate (database, candidate_id, &failure);
  if (failure == NULL)
    self->catalog = ct_program_table_load (database, &failure);
  if (failure != NULL)
    {
      *answer = NULL;
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (self->account != NULL && self->catalog != NULL)
    return TRUE;
  *answer = redirect ("/vue/timeout");
  return FALSE;
}

static void
begin_form (CtHtml *html, const Visit *visit, const char *authorization_id)
{
  g_autofree char *path = g_strconcat ("/demo/testcenter/", visit->session, NULL);

  ct_html_open (html, "form", "method", "post", "action", path, NULL);
  ct_html_add (html, "input", NULL, "type", "hidden", "name", "authorization", "value",
               authorization_id, NULL);
}

static void
add_button (CtHtml *html, const char *label, const char *action, const char *class)
{
  ct_html_add (html, "button", label, "type", "submit", "name", "action", "value", action, "class",
               class, NULL);
}

static gboolean
is_booked (CtAppointment *appointment)
{
  return appointment != NULL
         && (appointment->state == CT_APPOINTMENT_STATE_SCHEDULED
             || appointment->state == CT_APPOINTMENT_STATE_RESCHEDULED);
}

static void
add_booked (CtHtml *html,
            const Visit *visit,
            CtAuthorization *authorization,
            CtAppointment *appointment)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (authorization));
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (appointment->time_zone);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (appointment->starts_at, zone);
  g_autofree char *time = g_date_time_format (there, "%A, %-d %B %Y, %H:%M");

  ct_html_open (html, "dl", NULL);
  ct_html_add_fact (html, "Where", appointment->place);
  ct_html_add_fact (html, "When", time);
  ct_html_add_fact (html, "Time zone", appointment->time_zone);
  ct_html_close (html);

  begin_form (html, visit, id);
  ct_html_add (html, "h3", "Another seat", NULL);
  ct_testcenter_add_seats (html, authorization, visit->request->now);
  add_button (html, "Reschedule", "book", NULL);
  ct_html_close (html);

  begin_form (html, visit, id);
  add_button (html, "Cancel the Appointment", "cancel", "quiet");
  ct_html_close (html);

  begin_form (html, visit, id);
  ct_html_add (html, "h3", "The day of the exam", NULL);
  ct_html_add (html, "p",
               "In the demo it need not be waited for. Take the exam now, and say how it goes.",
               NULL);
  add_button (html, "Take It and Pass", "pass", NULL);
  add_button (html, "Take It and Fail", "fail", "quiet");
  add_button (html, "Do Not Come", "no-show", "quiet");
  ct_html_close (html);
}

static gboolean
add_authorization (CtHtml *html, const Visit *visit, CtAuthorization *authorization, GError **error)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (authorization));
  GError *failure = NULL;
  g_autoptr (CtAppointment) appointment
      = ct_delivery_table_find_appointment (visit->database, id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  ct_html_open (html, "section", "class", "card", NULL);
  ct_html_add (html, "h2", authorization->exam_title, NULL);
  ct_html_add (html, "p", authorization->exam_code, "class", "quiet", NULL);
  if (is_booked (appointment))
    add_booked (html, visit, authorization, appointment);
  else
    {
      begin_form (html, visit, id);
      ct_testcenter_add_seats (html, authorization, visit->request->now);
      add_button (html, "Book This Seat", "book", NULL);
      ct_html_close (html);
    }
  ct_html_close (html);
  return TRUE;
}

CtAnswer *
ct_handle_visit_testcenter (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Visit) visit = { 0 };
  CtAnswer *answer = NULL;
  guint n_open = 0;

  if (!open_visit (&visit, database, request, &answer, error))
    return answer;

  g_autoptr (GPtrArray) authorizations
      = ct_delivery_table_get_authorizations (database,
                                              ct_resource_get_id (CT_RESOURCE (visit.account)),
                                              error);
  if (authorizations == NULL)
    return NULL;

  g_autoptr (CtHtml) html = ct_web_new_page (database, TITLE);
  ct_html_add (html, "p",
               "This page stands in for Pearson VUE in the demo. Nothing that you do here is real.",
               "class", "quiet", NULL);
  for (guint i = 0; i < authorizations->len; i++)
    {
      CtAuthorization *authorization = authorizations->pdata[i];

      if (ct_eligibility_rules_get_state (authorization, request->now)
          != CT_AUTHORIZATION_STATE_ACCEPTED)
        continue;
      if (!add_authorization (html, &visit, authorization, error))
        return NULL;
      n_open++;
    }
  if (n_open == 0)
    ct_html_add (html, "p", "There is no exam for which you could make an appointment.", NULL);
  ct_html_open (html, "p", NULL);
  ct_html_add (html, "a", "Back to CertTracker", "href", "/vue/return", NULL);
  ct_html_close (html);
  return ct_web_answer (SOUP_STATUS_OK, html);
}

/* Posts an event, as Pearson VUE would. */
static gboolean
post (const Visit *visit, CtVueEventKind kind, GBytes *event, GError **error)
{
  CtDeliveryContext context = { visit->database, visit->catalog, visit->request->now };
  g_auto (CtDeliveryOutcome) outcome = { 0 };

  return ct_delivery_events_receive (&context, kind, event, &outcome, error);
}

static gboolean
book (const Visit *visit,
      GHashTable *fields,
      CtAuthorization *authorization,
      CtAppointment *booked,
      GError **error)
{
  CtExam *exam = ct_catalog_get_exam (visit->catalog, authorization->exam_code);
  CtVueSeat seat = { 0 };

  if (!ct_testcenter_choose_seat (fields, authorization, exam != NULL ? exam->minutes : -1,
                                  visit->request->now, &seat))
    return TRUE;

  g_autofree char *number
      = booked != NULL ? g_strdup (booked->number) : ct_testcenter_make_number ();
  g_autoptr (GBytes) event
      = ct_testcenter_make_appointment_event (visit->account->candidate_id,
                                              ct_resource_get_id (CT_RESOURCE (authorization)),
                                              number, &seat);

  g_date_time_unref (seat.starts_at);
  return post (visit, CT_VUE_EVENT_MODIFY_APPOINTMENT, event, error);
}

static gboolean
take (const Visit *visit,
      CtAuthorization *authorization,
      CtAppointment *booked,
      CtResult result,
      GError **error)
{
  CtExam *exam = ct_catalog_get_exam (visit->catalog, authorization->exam_code);

  if (exam == NULL)
    return TRUE;

  g_autoptr (GBytes) event
      = ct_testcenter_make_result_event (visit->account->candidate_id,
                                         ct_resource_get_id (CT_RESOURCE (authorization)),
                                         booked->number, exam, result, visit->request->now);
  return post (visit, CT_VUE_EVENT_RESULT, event, error);
}

static gboolean
act (const Visit *visit, GHashTable *fields, CtAuthorization *authorization, GError **error)
{
  const char *action = g_hash_table_lookup (fields, "action");
  const char *id = ct_resource_get_id (CT_RESOURCE (authorization));
  GError *failure = NULL;
  g_autoptr (CtAppointment) last
      = ct_delivery_table_find_appointment (visit->database, id, &failure);
  CtAppointment *booked = is_booked (last) ? last : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (g_strcmp0 (action, "book") == 0)
    return book (visit, fields, authorization, booked, error);
  if (booked == NULL)
    return TRUE;

  if (g_strcmp0 (action, "cancel") == 0)
    {
      g_autoptr (GBytes) event = ct_testcenter_make_appointment_event (visit->account->candidate_id,
                                                                       id, booked->number, NULL);
      return post (visit, CT_VUE_EVENT_CANCEL_APPOINTMENT, event, error);
    }
  if (g_strcmp0 (action, "pass") == 0)
    return take (visit, authorization, booked, CT_RESULT_PASSED, error);
  if (g_strcmp0 (action, "fail") == 0)
    return take (visit, authorization, booked, CT_RESULT_FAILED, error);
  if (g_strcmp0 (action, "no-show") == 0)
    return take (visit, authorization, booked, CT_RESULT_NO_SHOW, error);
  return TRUE;
}

CtAnswer *
ct_handle_use_testcenter (CtDatabase *database, CtRequest *request, GError **error)
{
  g_auto (Visit) visit = { 0 };
  CtAnswer *answer = NULL;
  g_autoptr (GHashTable) fields = ct_web_parse_form (request);
  GError *failure = NULL;

  if (!open_visit (&visit, database, request, &answer, error))
    return answer;

  const char *id = fields != NULL ? g_hash_table_lookup (fields, "authorization") : NULL;
  g_autoptr (CtAuthorization) authorization
      = id != NULL
            ? ct_delivery_table_get_authorization (database,
                                                   ct_resource_get_id (CT_RESOURCE (visit.account)),
                                                   id, &failure)
            : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (authorization != NULL
      && ct_eligibility_rules_get_state (authorization, request->now)
             == CT_AUTHORIZATION_STATE_ACCEPTED
      && !act (&visit, fields, authorization, error))
    return NULL;

  g_autofree char *path = g_strconcat ("/demo/testcenter/", visit.session, NULL);
  return redirect (path);
}

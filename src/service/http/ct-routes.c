/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/http/ct-routes.h"

#include <string.h>

#include "service/http/ct-handlers.h"
#include "service/web/ct-web.h"

/* All that the service does. */
static const CtRoute routes[] = {
  { "GET", "/v1", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_get_service },
  { "GET", "/v1/events", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_events },
  { "GET", "/v1/program", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_get_program },
  { "GET", "/v1/exams", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_exams },
  { "GET", "/v1/eligibility", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_eligibility },
  { "GET", "/v1/exams/{id}/eligibility", CT_ROUTE_PRIVATE, CT_STORE_READ,
    ct_handle_get_eligibility },
  { "GET", "/v1/achievements", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_achievements },
  { "GET", "/v1/account", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_account },
  { "PATCH", "/v1/account", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_change_account },
  { "GET", "/v1/emails", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_emails },
  { "POST", "/v1/emails", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_add_email },
  { "DELETE", "/v1/emails/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_remove_email },
  { "POST", "/v1/emails/{id}/verification", CT_ROUTE_PRIVATE, CT_STORE_WRITE,
    ct_handle_verify_email },
  { "GET", "/v1/attempts", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_attempts },
  { "GET", "/v1/attempts/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_attempt },
  { "GET", "/v1/attempts/{id}/report", CT_ROUTE_PRIVATE, CT_STORE_READ,
    ct_handle_get_score_report },
  { "GET", "/v1/progress", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_progress },
  { "GET", "/v1/credentials", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_credentials },
  { "GET", "/v1/credentials/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_credential },
  { "GET", "/v1/credentials/{id}/certificate", CT_ROUTE_PRIVATE, CT_STORE_READ,
    ct_handle_get_certificate },
  { "GET", "/v1/testing-profile", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_testing_profile },
  { "GET", "/v1/authorizations", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_authorizations },
  { "POST", "/v1/authorizations", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_create_authorization },
  { "GET", "/v1/authorizations/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ,
    ct_handle_get_authorization },
  { "DELETE", "/v1/authorizations/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE,
    ct_handle_cancel_authorization },
  { "POST", "/v1/authorizations/{id}/hand-over", CT_ROUTE_PRIVATE, CT_STORE_WRITE,
    ct_handle_create_hand_over },
  { "GET", "/v1/appointments", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_appointments },
  { "GET", "/v1/appointments/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_appointment },
  { "GET", "/v1/sessions", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_sessions },
  { "POST", "/v1/sessions", CT_ROUTE_SIGN_IN, CT_STORE_WRITE, NULL },
  { "DELETE", "/v1/sessions", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_end_other_sessions },
  { "POST", "/v1/sessions/refresh", CT_ROUTE_PUBLIC, CT_STORE_WRITE, ct_handle_refresh_session },
  { "DELETE", "/v1/sessions/current", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_sign_out },
  { "DELETE", "/v1/sessions/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_end_session },

  { "POST", "/v1/recoveries", CT_ROUTE_LIMITED, CT_STORE_WRITE, ct_handle_ask_for_recovery },
  { "POST", "/v1/recoveries/finish", CT_ROUTE_NEW_PASSWORD, CT_STORE_WRITE,
    ct_handle_finish_recovery },

  { "POST", "/v1/enrolments", CT_ROUTE_LIMITED, CT_STORE_WRITE, ct_handle_ask_for_enrolment },
  { "POST", "/v1/enrolments/check", CT_ROUTE_LIMITED, CT_STORE_READ, ct_handle_check_enrolment },
  { "POST", "/v1/enrolments/finish", CT_ROUTE_NEW_PASSWORD, CT_STORE_WRITE,
    ct_handle_finish_enrolment },

  { "POST", "/v1/account/acceptances", CT_ROUTE_CREATE, CT_STORE_WRITE,
    ct_handle_accept_agreement },
  { "POST", "/v1/account/export", CT_ROUTE_CONFIRMED, CT_STORE_WRITE, ct_handle_export_account },
  { "POST", "/v1/account/deletion", CT_ROUTE_CONFIRMED, CT_STORE_WRITE, ct_handle_delete_account },
  { "GET", "/v1/downloads", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_downloads },
  { "GET", "/v1/downloads/{id}/logo", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_logo },
  { "GET", "/v1/packages", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_packages },
  { "POST", "/v1/packages", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_create_package },
  { "GET", "/v1/packages/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_package },
  { "DELETE", "/v1/packages/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_remove_package },
  { "GET", "/v1/packages/{id}/file", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_package_file },
  { "GET", "/v1/shares", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_shares },
  { "POST", "/v1/shares", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_create_share },
  { "POST", "/v1/shares/preview", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_preview_share },
  { "DELETE", "/v1/shares/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_withdraw_share },
  { "GET", "/v1/shares/{id}/transcript", CT_ROUTE_PRIVATE, CT_STORE_READ,
    ct_handle_get_transcript },
  { "GET", "/v1/incidents", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_list_incidents },
  { "POST", "/v1/incidents", CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_create_incident },
  { "GET", "/v1/incidents/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_incident },
  { "PATCH", "/v1/incidents/{id}", CT_ROUTE_PRIVATE, CT_STORE_WRITE, ct_handle_change_incident },
  { "POST", "/v1/incidents/{id}/messages", CT_ROUTE_CREATE, CT_STORE_WRITE,
    ct_handle_create_incident_message },
  { "POST", CT_ROUTES_UPLOAD_PATH, CT_ROUTE_CREATE, CT_STORE_WRITE, ct_handle_create_attachment },
  { "GET", "/v1/attachments/{id}", CT_ROUTE_PRIVATE, CT_STORE_READ, ct_handle_get_attachment },

  { "GET", "/share/{id}", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_show_share },
  { "GET", "/share/{id}/certificate", CT_ROUTE_PUBLIC, CT_STORE_READ,
    ct_handle_get_shared_certificate },
  { "GET", "/verify", CT_ROUTE_LIMITED, CT_STORE_READ, ct_handle_show_verification_form },
  { "GET", "/verify/", CT_ROUTE_LIMITED, CT_STORE_READ, ct_handle_show_verification_form },
  { "GET", "/verify/{id}", CT_ROUTE_LIMITED, CT_STORE_READ, ct_handle_show_verification },
  { "GET", "/enrol/{id}", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_show_enrolment_form },
  { "POST", "/enrol/{id}", CT_ROUTE_NEW_PASSWORD, CT_STORE_WRITE, ct_handle_send_enrolment_form },
  { "GET", "/recover", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_show_recovery_form },
  { "POST", "/recover", CT_ROUTE_LIMITED, CT_STORE_WRITE, ct_handle_send_recovery_form },
  { "GET", "/recover/{id}", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_show_password_form },
  { "POST", "/recover/{id}", CT_ROUTE_NEW_PASSWORD, CT_STORE_WRITE, ct_handle_send_password_form },
  { "GET", "/unsubscribe/{id}", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_show_unsubscribe },
  { "POST", "/unsubscribe/{id}", CT_ROUTE_PUBLIC, CT_STORE_WRITE, ct_handle_unsubscribe },
  { "POST", "/v1/vue/events/{id}", CT_ROUTE_PUBLIC, CT_STORE_WRITE, ct_handle_receive_vue_event },
  { "GET", "/vue/hand-over/{id}", CT_ROUTE_PUBLIC, CT_STORE_WRITE, ct_handle_use_hand_over },
  { "GET", "/vue/return", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_vue_return },
  { "GET", "/vue/error", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_vue_return },
  { "GET", "/vue/timeout", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_vue_return },
  { "GET", "/vue/logout", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_vue_return },
  { "POST", "/demo/testcenter", CT_ROUTE_DEMO, CT_STORE_READ, ct_handle_enter_testcenter },
  { "GET", "/demo/testcenter/{id}", CT_ROUTE_DEMO, CT_STORE_READ, ct_handle_visit_testcenter },
  { "POST", "/demo/testcenter/{id}", CT_ROUTE_DEMO, CT_STORE_WRITE, ct_handle_use_testcenter },
  { "GET", "/demo/mail", CT_ROUTE_DEMO, CT_STORE_READ, ct_handle_list_demo_mail },
  { "GET", "/demo/mail/{id}", CT_ROUTE_DEMO, CT_STORE_READ, ct_handle_get_demo_mail },
  { "GET", "/web/style.css", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_get_style },
  { "GET", "/web/icon.svg", CT_ROUTE_PUBLIC, CT_STORE_READ, ct_handle_get_icon },
};

/* Whether @segments are @path; @id is set to what stands in for `{id}`. */
static gboolean
path_matches (const char *path, char **segments, const char **id)
{
  g_auto (GStrv) parts = g_strsplit (path + 1, "/", -1);

  *id = NULL;
  if (segments == NULL || g_strv_length (parts) != g_strv_length (segments))
    return FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "{id}") == 0 && segments[i][0] != '\0')
        *id = segments[i];
      else if (strcmp (parts[i], segments[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
method_matches (const char *method, const char *asked)
{
  return strcmp (asked, method) == 0
         || (strcmp (asked, "HEAD") == 0 && strcmp (method, "GET") == 0);
}

const CtRoute *
ct_routes_find (CtRequest *request, CtAnswer **refusal)
{
  const char *path = NULL;
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const CtRoute *route = &routes[i];
      const char *id;

      if (route->kind == CT_ROUTE_DEMO && !request->is_demo)
        continue;

      /* The first path that fits is the one: `current` is no `{id}`. */
      if (path != NULL ? strcmp (route->path, path) != 0
                       : !path_matches (route->path, request->segments, &id))
        continue;

      if (path == NULL)
        request->id = id;
      path = request->route = route->path;
      if (method_matches (route->method, request->method))
        return route;

      g_string_append_printf (allowed, "%s%s%s", allowed->len > 0 ? ", " : "", route->method,
                              strcmp (route->method, "GET") == 0 ? ", HEAD" : "");
    }

  if (path == NULL)
    {
      *refusal
          = request->accepts_html && method_matches ("GET", request->method)
                ? ct_web_answer_elsewhere (request)
                : ct_answer_new_problem (SOUP_STATUS_NOT_FOUND, NULL, "There is nothing here.");
      return NULL;
    }

  *refusal = ct_answer_new_problem (SOUP_STATUS_METHOD_NOT_ALLOWED, NULL,
                                    "This cannot be done with what is here.");
  soup_message_headers_append ((*refusal)->headers, "Allow", allowed->str);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"
#include "service/sessions/ct-sign-in.h"

G_BEGIN_DECLS

/* What answers each operation; each is a #CtHandler. */

/* ct-handle-program.c */
CtAnswer *ct_handle_get_service (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_program (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_exams (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_achievements (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-candidate.c */
CtAnswer *ct_handle_get_account (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_attempts (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_attempt (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_progress (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_credentials (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_credential (CtDatabase *database, CtRequest *request, GError **error);

CtAnswer *ct_handle_list_events (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-account.c */
CtAnswer *ct_handle_change_account (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-emails.c */
CtAnswer *ct_handle_list_emails (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_add_email (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_verify_email (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_remove_email (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-unsubscribe.c */
CtAnswer *ct_handle_show_unsubscribe (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_unsubscribe (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-acceptances.c */
CtAnswer *ct_handle_accept_agreement (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-packages.c */
CtAnswer *ct_handle_list_downloads (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_logo (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_packages (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_create_package (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_export_account (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_package (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_remove_package (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_package_file (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-deletion.c */
CtAnswer *ct_handle_delete_account (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-shares.c */
CtAnswer *ct_handle_list_shares (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_create_share (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_preview_share (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_withdraw_share (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-score-report.c */
CtAnswer *ct_handle_get_score_report (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-transcript.c */
CtAnswer *ct_handle_get_transcript (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-incidents.c */
CtAnswer *ct_handle_list_incidents (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_incident (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_create_incident (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *
ct_handle_create_incident_message (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_change_incident (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-attachments.c */
CtAnswer *ct_handle_create_attachment (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_attachment (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-share-pages.c */
CtAnswer *ct_handle_show_share (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *
ct_handle_get_shared_certificate (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *
ct_handle_show_verification_form (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_show_verification (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-recovery.c */
CtAnswer *ct_handle_ask_for_recovery (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_finish_recovery (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-enrolment.c */
CtAnswer *ct_handle_ask_for_enrolment (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_check_enrolment (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_finish_enrolment (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-enrolment-pages.c */
CtAnswer *ct_handle_show_enrolment_form (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_send_enrolment_form (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-recovery-pages.c */
CtAnswer *ct_handle_show_recovery_form (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_send_recovery_form (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_show_password_form (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_send_password_form (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-demo.c */
CtAnswer *ct_handle_list_demo_mail (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_demo_mail (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-web.c */
CtAnswer *ct_handle_get_style (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_icon (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-certificate.c */
CtAnswer *ct_handle_get_certificate (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-registration.c */
CtAnswer *ct_handle_get_testing_profile (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_eligibility (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_eligibility (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_authorizations (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_authorization (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_create_authorization (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_cancel_authorization (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_create_hand_over (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_list_appointments (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_get_appointment (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-vue.c */
CtAnswer *ct_handle_receive_vue_event (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_use_hand_over (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_vue_return (CtDatabase *database, CtRequest *request, GError **error);

/* testcenter/ct-handle-testcenter.c */
CtAnswer *ct_handle_enter_testcenter (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_visit_testcenter (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_use_testcenter (CtDatabase *database, CtRequest *request, GError **error);

/* ct-handle-sessions.c */
CtAnswer *ct_handle_list_sessions (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_end_other_sessions (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_refresh_session (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_sign_out (CtDatabase *database, CtRequest *request, GError **error);
CtAnswer *ct_handle_end_session (CtDatabase *database, CtRequest *request, GError **error);

/**
 * ct_handle_sign_in_async:
 * @request: stays as it is until the end
 *
 * Signs somebody in: it looks for the account, checks the password and starts the session,
 * each where it belongs.
 */
void ct_handle_sign_in_async (CtSignIn *sign_in,
                              CtRequest *request,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
CtAnswer *ct_handle_sign_in_finish (CtSignIn *sign_in, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The enumerations of the model. In JSON and in the database each value is its nick. */

/**
 * CtExamKind:
 * @CT_EXAM_KIND_ASSESSMENT: unproctored and online
 * @CT_EXAM_KIND_EXAM: proctored at Pearson VUE
 */
typedef enum
{
  CT_EXAM_KIND_ASSESSMENT,
  CT_EXAM_KIND_EXAM,
} CtExamKind;

/**
 * CtAchievementKind:
 * @CT_ACHIEVEMENT_KIND_ACCREDITATION: shown by assessments
 * @CT_ACHIEVEMENT_KIND_AUTHORIZATION: an accreditation with further evidence
 * @CT_ACHIEVEMENT_KIND_CERTIFICATION: shown by exams; needs the program's agreement
 */
typedef enum
{
  CT_ACHIEVEMENT_KIND_ACCREDITATION,
  CT_ACHIEVEMENT_KIND_AUTHORIZATION,
  CT_ACHIEVEMENT_KIND_CERTIFICATION,
} CtAchievementKind;

/**
 * CtRequirementKind:
 * @CT_REQUIREMENT_KIND_ALL_OF: every child
 * @CT_REQUIREMENT_KIND_ANY_OF: one child
 * @CT_REQUIREMENT_KIND_N_OF: as many children as `needed` says
 * @CT_REQUIREMENT_KIND_EXAM: a passed exam
 * @CT_REQUIREMENT_KIND_ASSESSMENT: a passed assessment
 * @CT_REQUIREMENT_KIND_ACHIEVEMENT: an achievement that is held
 * @CT_REQUIREMENT_KIND_AGREEMENT: an agreement that was accepted
 */
typedef enum
{
  CT_REQUIREMENT_KIND_ALL_OF,
  CT_REQUIREMENT_KIND_ANY_OF,
  CT_REQUIREMENT_KIND_N_OF,
  CT_REQUIREMENT_KIND_EXAM,
  CT_REQUIREMENT_KIND_ASSESSMENT,
  CT_REQUIREMENT_KIND_ACHIEVEMENT,
  CT_REQUIREMENT_KIND_AGREEMENT,
} CtRequirementKind;

/**
 * CtRequirementState:
 * @CT_REQUIREMENT_STATE_OPEN: nothing done yet; also what a program's bare tree says
 * @CT_REQUIREMENT_STATE_PENDING: nothing is met, and a result of what was taken has not arrived
 * @CT_REQUIREMENT_STATE_PARTIAL: some of the children are met
 * @CT_REQUIREMENT_STATE_LAPSED: was met, but what met it is no longer valid
 * @CT_REQUIREMENT_STATE_MET: done
 */
typedef enum
{
  CT_REQUIREMENT_STATE_OPEN,
  CT_REQUIREMENT_STATE_PENDING,
  CT_REQUIREMENT_STATE_PARTIAL,
  CT_REQUIREMENT_STATE_LAPSED,
  CT_REQUIREMENT_STATE_MET,
} CtRequirementState;

/**
 * CtProgressState:
 * @CT_PROGRESS_STATE_NOT_STARTED: nothing counts towards it yet but agreements, which may have
 *   been accepted for something else
 * @CT_PROGRESS_STATE_IN_PROGRESS: something counts towards it, or would if it was passed
 * @CT_PROGRESS_STATE_WAITING: only an agreement is missing
 * @CT_PROGRESS_STATE_HELD: an active credential exists
 * @CT_PROGRESS_STATE_EXPIRED: the last credential has expired
 * @CT_PROGRESS_STATE_REVOKED: the last credential was revoked
 */
typedef enum
{
  CT_PROGRESS_STATE_NOT_STARTED,
  CT_PROGRESS_STATE_IN_PROGRESS,
  CT_PROGRESS_STATE_WAITING,
  CT_PROGRESS_STATE_HELD,
  CT_PROGRESS_STATE_EXPIRED,
  CT_PROGRESS_STATE_REVOKED,
} CtProgressState;

/**
 * CtResult:
 * @CT_RESULT_PENDING: taken, and the result has not arrived
 * @CT_RESULT_PASSED: passed
 * @CT_RESULT_FAILED: not passed
 * @CT_RESULT_NO_SHOW: the candidate did not come; there is no score
 * @CT_RESULT_REVOKED: a result that was taken back
 */
typedef enum
{
  CT_RESULT_PENDING,
  CT_RESULT_PASSED,
  CT_RESULT_FAILED,
  CT_RESULT_NO_SHOW,
  CT_RESULT_REVOKED,
} CtResult;

/**
 * CtCredentialState:
 * @CT_CREDENTIAL_STATE_ACTIVE: valid now
 * @CT_CREDENTIAL_STATE_EXPIRED: was valid until its expiry
 * @CT_CREDENTIAL_STATE_REVOKED: taken back by the program
 */
typedef enum
{
  CT_CREDENTIAL_STATE_ACTIVE,
  CT_CREDENTIAL_STATE_EXPIRED,
  CT_CREDENTIAL_STATE_REVOKED,
} CtCredentialState;

/**
 * CtAuthorizationState:
 * @CT_AUTHORIZATION_STATE_PENDING: asked for, and not yet told to Pearson VUE
 * @CT_AUTHORIZATION_STATE_SENDING: told, and not yet answered
 * @CT_AUTHORIZATION_STATE_ACCEPTED: an appointment can be made with it
 * @CT_AUTHORIZATION_STATE_REFUSED: Pearson VUE did not take it, with a reason
 * @CT_AUTHORIZATION_STATE_USED: the exam was taken with it
 * @CT_AUTHORIZATION_STATE_NO_SHOW: it was used up by not coming
 * @CT_AUTHORIZATION_STATE_EXPIRED: its last day is over
 * @CT_AUTHORIZATION_STATE_CANCELLED: taken back
 */
typedef enum
{
  CT_AUTHORIZATION_STATE_PENDING,
  CT_AUTHORIZATION_STATE_SENDING,
  CT_AUTHORIZATION_STATE_ACCEPTED,
  CT_AUTHORIZATION_STATE_REFUSED,
  CT_AUTHORIZATION_STATE_USED,
  CT_AUTHORIZATION_STATE_NO_SHOW,
  CT_AUTHORIZATION_STATE_EXPIRED,
  CT_AUTHORIZATION_STATE_CANCELLED,
} CtAuthorizationState;

/**
 * CtAppointmentState:
 * @CT_APPOINTMENT_STATE_SCHEDULED: as it was made
 * @CT_APPOINTMENT_STATE_RESCHEDULED: moved since it was made
 * @CT_APPOINTMENT_STATE_CANCELLED: called off
 * @CT_APPOINTMENT_STATE_TAKEN: the candidate came
 * @CT_APPOINTMENT_STATE_NO_SHOW: the candidate did not come
 */
typedef enum
{
  CT_APPOINTMENT_STATE_SCHEDULED,
  CT_APPOINTMENT_STATE_RESCHEDULED,
  CT_APPOINTMENT_STATE_CANCELLED,
  CT_APPOINTMENT_STATE_TAKEN,
  CT_APPOINTMENT_STATE_NO_SHOW,
} CtAppointmentState;

/**
 * CtAppointmentMode:
 * @CT_APPOINTMENT_MODE_TEST_CENTER: at a test center
 * @CT_APPOINTMENT_MODE_ONLINE: proctored online
 */
typedef enum
{
  CT_APPOINTMENT_MODE_TEST_CENTER,
  CT_APPOINTMENT_MODE_ONLINE,
} CtAppointmentMode;

/**
 * CtTestingProfileState:
 * @CT_TESTING_PROFILE_STATE_INCOMPLETE: something that Pearson VUE needs is missing or wrong
 * @CT_TESTING_PROFILE_STATE_PENDING: on its way, and not yet answered
 * @CT_TESTING_PROFILE_STATE_ACCEPTED: as Pearson VUE has it
 * @CT_TESTING_PROFILE_STATE_REFUSED: Pearson VUE did not take it, with a reason
 */
typedef enum
{
  CT_TESTING_PROFILE_STATE_INCOMPLETE,
  CT_TESTING_PROFILE_STATE_PENDING,
  CT_TESTING_PROFILE_STATE_ACCEPTED,
  CT_TESTING_PROFILE_STATE_REFUSED,
} CtTestingProfileState;

/**
 * CtIneligibility:
 * @CT_INELIGIBILITY_NOT_PROCTORED: an assessment, which is not taken at Pearson VUE
 * @CT_INELIGIBILITY_RETIRED: it can no longer be taken
 * @CT_INELIGIBILITY_LEAD_TIME: it retires before the first appointment that could be made
 * @CT_INELIGIBILITY_ALREADY_PASSED: a pass still stands
 * @CT_INELIGIBILITY_ALREADY_AUTHORIZED: an authorization for it is open
 * @CT_INELIGIBILITY_RESULT_PENDING: it was taken and its result is not there
 * @CT_INELIGIBILITY_RETAKE_WAIT: too soon after the last try
 * @CT_INELIGIBILITY_ATTEMPTS_A_YEAR: too many tries within a year
 * @CT_INELIGIBILITY_AGREEMENT_MISSING: an agreement is to be accepted first
 * @CT_INELIGIBILITY_PROFILE_INCOMPLETE: something that Pearson VUE needs is missing or wrong
 * @CT_INELIGIBILITY_PROFILE_REFUSED: Pearson VUE refused the profile, which has not changed since
 *
 * Why an exam cannot be registered for.
 */
typedef enum
{
  CT_INELIGIBILITY_NOT_PROCTORED,
  CT_INELIGIBILITY_RETIRED,
  CT_INELIGIBILITY_LEAD_TIME,
  CT_INELIGIBILITY_ALREADY_PASSED,
  CT_INELIGIBILITY_ALREADY_AUTHORIZED,
  CT_INELIGIBILITY_RESULT_PENDING,
  CT_INELIGIBILITY_RETAKE_WAIT,
  CT_INELIGIBILITY_ATTEMPTS_A_YEAR,
  CT_INELIGIBILITY_AGREEMENT_MISSING,
  CT_INELIGIBILITY_PROFILE_INCOMPLETE,
  CT_INELIGIBILITY_PROFILE_REFUSED,
} CtIneligibility;

/**
 * CtPaper:
 * @CT_PAPER_A4: ISO A4, landscape for certificates
 * @CT_PAPER_LETTER: US Letter, landscape for certificates
 */
typedef enum
{
  CT_PAPER_A4,
  CT_PAPER_LETTER,
} CtPaper;

/**
 * CtEventKind:
 * @CT_EVENT_KIND_REGISTERED: the account was made
 * @CT_EVENT_KIND_SIGNED_IN: a device signed in
 * @CT_EVENT_KIND_SIGNED_OUT: a device was signed out on that device
 * @CT_EVENT_KIND_SESSION_ENDED: a device was signed out from elsewhere
 * @CT_EVENT_KIND_RECOVERY_ASKED: somebody asked for a code that sets a new password
 * @CT_EVENT_KIND_PASSWORD_CHANGED: the password was changed
 * @CT_EVENT_KIND_EMAIL_ADDED: an e-mail address was added and verified
 * @CT_EVENT_KIND_EMAIL_REMOVED: an e-mail address was removed
 * @CT_EVENT_KIND_PROFILE_CHANGED: contact or demographic information was changed
 * @CT_EVENT_KIND_AGREEMENT_ACCEPTED: an agreement was accepted
 * @CT_EVENT_KIND_EXAM_AUTHORIZED: registered for an exam
 * @CT_EVENT_KIND_EXAM_CANCELLED: a registration for an exam was taken back
 * @CT_EVENT_KIND_APPOINTMENT_CHANGED: an appointment was made, moved or cancelled
 * @CT_EVENT_KIND_RESULT_ARRIVED: a result came in
 * @CT_EVENT_KIND_CREDENTIAL_EARNED: a credential was earned
 * @CT_EVENT_KIND_CREDENTIAL_CHANGED: the days of a credential were corrected
 * @CT_EVENT_KIND_CREDENTIAL_REVOKED: a credential was revoked
 * @CT_EVENT_KIND_CREDENTIAL_RESTORED: a revoked credential is valid again
 * @CT_EVENT_KIND_CREDENTIAL_SHARED: credentials were forwarded to a third party
 * @CT_EVENT_KIND_SHARE_WITHDRAWN: a share was withdrawn
 * @CT_EVENT_KIND_INCIDENT_OPENED: the Program Support Team was asked
 * @CT_EVENT_KIND_INCIDENT_ANSWERED: the Program Support Team answered
 * @CT_EVENT_KIND_INCIDENT_CLOSED: an incident was closed
 * @CT_EVENT_KIND_INCIDENT_REOPENED: a closed incident was taken up again
 * @CT_EVENT_KIND_FILES_REQUESTED: certificates or logos were requested
 * @CT_EVENT_KIND_DATA_EXPORTED: all data was exported
 */
typedef enum
{
  CT_EVENT_KIND_REGISTERED,
  CT_EVENT_KIND_SIGNED_IN,
  CT_EVENT_KIND_SIGNED_OUT,
  CT_EVENT_KIND_SESSION_ENDED,
  CT_EVENT_KIND_RECOVERY_ASKED,
  CT_EVENT_KIND_PASSWORD_CHANGED,
  CT_EVENT_KIND_EMAIL_ADDED,
  CT_EVENT_KIND_EMAIL_REMOVED,
  CT_EVENT_KIND_PROFILE_CHANGED,
  CT_EVENT_KIND_AGREEMENT_ACCEPTED,
  CT_EVENT_KIND_EXAM_AUTHORIZED,
  CT_EVENT_KIND_EXAM_CANCELLED,
  CT_EVENT_KIND_APPOINTMENT_CHANGED,
  CT_EVENT_KIND_RESULT_ARRIVED,
  CT_EVENT_KIND_CREDENTIAL_EARNED,
  CT_EVENT_KIND_CREDENTIAL_CHANGED,
  CT_EVENT_KIND_CREDENTIAL_REVOKED,
  CT_EVENT_KIND_CREDENTIAL_RESTORED,
  CT_EVENT_KIND_CREDENTIAL_SHARED,
  CT_EVENT_KIND_SHARE_WITHDRAWN,
  CT_EVENT_KIND_INCIDENT_OPENED,
  CT_EVENT_KIND_INCIDENT_ANSWERED,
  CT_EVENT_KIND_INCIDENT_CLOSED,
  CT_EVENT_KIND_INCIDENT_REOPENED,
  CT_EVENT_KIND_FILES_REQUESTED,
  CT_EVENT_KIND_DATA_EXPORTED,
} CtEventKind;

/**
 * CtEntitlement:
 * @CT_ENTITLEMENT_GRANTED: it can be had
 * @CT_ENTITLEMENT_TERMS_MISSING: once the terms of use are accepted in their present version
 * @CT_ENTITLEMENT_EXPIRED: not for a credential that has expired
 * @CT_ENTITLEMENT_REVOKED: not for a credential that was taken back
 * @CT_ENTITLEMENT_NOT_OFFERED: not for this achievement
 *
 * Whether a candidate may have a certificate or a logo, and why not.
 */
typedef enum
{
  CT_ENTITLEMENT_GRANTED,
  CT_ENTITLEMENT_TERMS_MISSING,
  CT_ENTITLEMENT_EXPIRED,
  CT_ENTITLEMENT_REVOKED,
  CT_ENTITLEMENT_NOT_OFFERED,
} CtEntitlement;

/**
 * CtPackageKind:
 * @CT_PACKAGE_KIND_CERTIFICATES: certificates as PDF
 * @CT_PACKAGE_KIND_LOGOS: logos in several formats and sizes
 * @CT_PACKAGE_KIND_DATA: everything that is kept about the candidate
 */
typedef enum
{
  CT_PACKAGE_KIND_CERTIFICATES,
  CT_PACKAGE_KIND_LOGOS,
  CT_PACKAGE_KIND_DATA,
} CtPackageKind;

/**
 * CtPackageState:
 * @CT_PACKAGE_STATE_REQUESTED: it is being made
 * @CT_PACKAGE_STATE_READY: it can be fetched
 * @CT_PACKAGE_STATE_FAILED: it could not be made
 */
typedef enum
{
  CT_PACKAGE_STATE_REQUESTED,
  CT_PACKAGE_STATE_READY,
  CT_PACKAGE_STATE_FAILED,
} CtPackageState;

/**
 * CtDelivery:
 * @CT_DELIVERY_WAITING: the mail is still to leave
 * @CT_DELIVERY_SENT: a mail server has taken it
 * @CT_DELIVERY_FAILED: it could not be delivered
 * @CT_DELIVERY_DROPPED: what it tells of was taken back before it left
 */
typedef enum
{
  CT_DELIVERY_WAITING,
  CT_DELIVERY_SENT,
  CT_DELIVERY_FAILED,
  CT_DELIVERY_DROPPED,
} CtDelivery;

/**
 * CtShareKind:
 * @CT_SHARE_KIND_EMAIL: a link of their own was mailed to each recipient
 * @CT_SHARE_KIND_LINK: a link that the candidate passes on
 * @CT_SHARE_KIND_TRANSCRIPT: a document with a code by which it is verified
 */
typedef enum
{
  CT_SHARE_KIND_EMAIL,
  CT_SHARE_KIND_LINK,
  CT_SHARE_KIND_TRANSCRIPT,
} CtShareKind;

/**
 * CtShareState:
 * @CT_SHARE_STATE_ACTIVE: can be opened
 * @CT_SHARE_STATE_EXPIRED: its time is over
 * @CT_SHARE_STATE_WITHDRAWN: the candidate took it back
 */
typedef enum
{
  CT_SHARE_STATE_ACTIVE,
  CT_SHARE_STATE_EXPIRED,
  CT_SHARE_STATE_WITHDRAWN,
} CtShareState;

/**
 * CtTopicForm:
 * @CT_TOPIC_FORM_NONE: a subject and a text say it
 * @CT_TOPIC_FORM_NAME: asks for another name in the account
 * @CT_TOPIC_FORM_COMPANY: asks for another company in the account
 */
typedef enum
{
  CT_TOPIC_FORM_NONE,
  CT_TOPIC_FORM_NAME,
  CT_TOPIC_FORM_COMPANY,
} CtTopicForm;

/**
 * CtIncidentState:
 * @CT_INCIDENT_STATE_WAITING: the Program Support Team is to answer
 * @CT_INCIDENT_STATE_ANSWERED: it has answered
 * @CT_INCIDENT_STATE_CLOSED: done, unless somebody reopens it
 */
typedef enum
{
  CT_INCIDENT_STATE_WAITING,
  CT_INCIDENT_STATE_ANSWERED,
  CT_INCIDENT_STATE_CLOSED,
} CtIncidentState;

/**
 * CtSpeaker:
 * @CT_SPEAKER_CANDIDATE: the candidate
 * @CT_SPEAKER_STAFF: the Program Support Team
 */
typedef enum
{
  CT_SPEAKER_CANDIDATE,
  CT_SPEAKER_STAFF,
} CtSpeaker;

/**
 * CtDecision:
 * @CT_DECISION_WAITING: not taken yet
 * @CT_DECISION_ACCEPTED: it was done
 * @CT_DECISION_REFUSED: it will not be done
 */
typedef enum
{
  CT_DECISION_WAITING,
  CT_DECISION_ACCEPTED,
  CT_DECISION_REFUSED,
} CtDecision;

/**
 * CtAge:
 * @CT_AGE_UNANSWERED: nothing was said
 * @CT_AGE_UNDISCLOSED: the candidate prefers not to say
 *
 * How old a candidate is, in years.
 */
typedef enum
{
  CT_AGE_UNANSWERED,
  CT_AGE_UNDISCLOSED,
  CT_AGE_UNDER_18,
  CT_AGE_FROM_18,
  CT_AGE_FROM_25,
  CT_AGE_FROM_35,
  CT_AGE_FROM_45,
  CT_AGE_FROM_55,
} CtAge;

/**
 * CtGender:
 * @CT_GENDER_UNANSWERED: nothing was said
 * @CT_GENDER_UNDISCLOSED: the candidate prefers not to say
 */
typedef enum
{
  CT_GENDER_UNANSWERED,
  CT_GENDER_UNDISCLOSED,
  CT_GENDER_FEMALE,
  CT_GENDER_MALE,
  CT_GENDER_OTHER,
} CtGender;

/**
 * CtEducation:
 * @CT_EDUCATION_UNANSWERED: nothing was said
 * @CT_EDUCATION_UNDISCLOSED: the candidate prefers not to say
 *
 * The highest education of a candidate.
 */
typedef enum
{
  CT_EDUCATION_UNANSWERED,
  CT_EDUCATION_UNDISCLOSED,
  CT_EDUCATION_SCHOOL,
  CT_EDUCATION_VOCATIONAL,
  CT_EDUCATION_BACHELOR,
  CT_EDUCATION_MASTER,
  CT_EDUCATION_DOCTORATE,
} CtEducation;

/**
 * CtExperience:
 * @CT_EXPERIENCE_UNANSWERED: nothing was said
 * @CT_EXPERIENCE_UNDISCLOSED: the candidate prefers not to say
 *
 * How long a candidate has worked in the field, in years.
 */
typedef enum
{
  CT_EXPERIENCE_UNANSWERED,
  CT_EXPERIENCE_UNDISCLOSED,
  CT_EXPERIENCE_NONE,
  CT_EXPERIENCE_UNDER_2,
  CT_EXPERIENCE_FROM_2,
  CT_EXPERIENCE_FROM_5,
  CT_EXPERIENCE_FROM_10,
} CtExperience;

/**
 * CtNotice:
 * @CT_NOTICE_EXPIRY: a credential is about to expire
 * @CT_NOTICE_RETIREMENT: an exam that a candidate is working towards is about to retire
 * @CT_NOTICE_RESULT: a result was posted, or changed
 *
 * What is told by mail without anyone having asked, unless a candidate does not want it.
 */
typedef enum
{
  CT_NOTICE_EXPIRY,
  CT_NOTICE_RETIREMENT,
  CT_NOTICE_RESULT,
} CtNotice;

G_END_DECLS

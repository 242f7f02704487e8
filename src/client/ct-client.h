/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/ct-collection.h"
#include "client/ct-draft-store.h"
#include "client/ct-news.h"
#include "client/ct-incident-drafts.h"
#include "client/ct-newcomer-draft.h"
#include "client/ct-profile-draft.h"
#include "client/ct-session.h"
#include "client/ct-share-draft.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_CLIENT (ct_client_get_type ())
G_DECLARE_FINAL_TYPE (CtClient, ct_client, CT, CLIENT, GObject)

/**
 * CtClient:
 *
 * Everything the application knows of one account: the session and its collections. When
 * the session changes hands the collections are reset; when somebody is signed in they are
 * refreshed, and again when the network comes back.
 *
 * Properties, read-only (the objects stay the same for life): `session` (#CtSession), and
 * the #CtCollection `program` (one #CtProgram), `account` (one #CtAccount), `exams`
 * (#CtExam), `achievements` (#CtAchievement), `attempts` (#CtAttempt, newest first),
 * `progress` (#CtProgress), `credentials` (#CtCredential, newest first), `logins` (#CtLogin),
 * `shares` (#CtShare, newest first), `eligibility` (#CtEligibility, one for each exam),
 * `testing-profile` (one #CtTestingProfile), `incidents` (#CtIncident, what changed last first),
 * `emails` (#CtEmail).
 * `profile-draft` (#CtProfileDraft, read-only): see ct_client_get_profile_draft().
 * `online` (boolean, notified): whether this computer has a network, or needs none since the
 * service is on it; `trouble` (boxed GError, nullable, notified): see ct_client_get_trouble().
 */
CtClient *ct_client_new (GTlsDatabase *tls_database);

CtSession *ct_client_get_session (CtClient *self);
CtCollection *ct_client_get_program (CtClient *self);
CtCollection *ct_client_get_account (CtClient *self);
CtCollection *ct_client_get_exams (CtClient *self);
CtCollection *ct_client_get_achievements (CtClient *self);
CtCollection *ct_client_get_attempts (CtClient *self);
CtCollection *ct_client_get_progress (CtClient *self);
CtCollection *ct_client_get_credentials (CtClient *self);
CtCollection *ct_client_get_logins (CtClient *self);
CtCollection *ct_client_get_shares (CtClient *self);
CtCollection *ct_client_get_emails (CtClient *self);
CtCollection *ct_client_get_eligibility (CtClient *self);
CtCollection *ct_client_get_testing_profile (CtClient *self);

/* Returns: (transfer none): what arrives while the application runs */
CtNews *ct_client_get_news (CtClient *self);
CtCollection *ct_client_get_incidents (CtClient *self);

/* Returns: (transfer none): what keeps the drafts of whoever is signed in; they outlive a crash */
CtDraftStore *ct_client_get_draft_store (CtClient *self);

/* Returns: (transfer none): what was begun for the Program Support Team */
CtIncidentDrafts *ct_client_get_incident_drafts (CtClient *self);

/* Returns: (transfer none): what is to be forwarded next; it stays until it is sent or the
 * candidate signs out */
CtShareDraft *ct_client_get_share_draft (CtClient *self);

/* Returns: (transfer none): what somebody without an account has said so far to get one */
CtNewcomerDraft *ct_client_get_newcomer (CtClient *self);

/* Returns: (transfer none): what is being changed of the account, which it follows; it stays until
 * it is saved or the candidate signs out */
CtProfileDraft *ct_client_get_profile_draft (CtClient *self);

/* Returns: (transfer none) (nullable): why the service cannot be reached, or %NULL while it can:
 * one place decides whether what needs the service waits */
const GError *ct_client_get_trouble (CtClient *self);

/* Asks for news of everything that is shown. */
void ct_client_refresh (CtClient *self);

/**
 * ct_client_load_printout_async:
 * @path: of a document; as ct_printout_path_certificate() makes it
 *
 * Gets a document, from the offline copy if the service says that it is still the same
 * or cannot be asked.
 */
void ct_client_load_printout_async (CtClient *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* Returns: (transfer full): the bytes as they came; whether they are a PDF is not checked */
GBytes *ct_client_load_printout_finish (CtClient *self, GAsyncResult *result, GError **error);

/**
 * ct_client_end_login_async:
 * @login_id: (nullable): which session to end; %NULL for all but this one
 */
void ct_client_end_login_async (CtClient *self,
                                const char *login_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ct_client_end_login_finish (CtClient *self, GAsyncResult *result, GError **error);

G_END_DECLS

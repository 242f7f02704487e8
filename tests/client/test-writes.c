/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protects: only the answer that was promised counts as done. Whatever else comes, what was typed
 * stays, and to send it again does nothing twice. */
#include <glib/gstdio.h>
#include <string.h>

#include "client/ct-addressing.h"
#include "client/ct-agreeing.h"
#include "client/ct-client.h"
#include "client/ct-enrolling.h"
#include "client/ct-leaving.h"
#include "client/ct-packaging.h"
#include "client/ct-profiling.h"
#include "client/ct-recovering.h"
#include "client/ct-registering.h"
#include "client/ct-sharing.h"
#include "client/ct-supporting.h"
#include "model/ct-eligibility.h"
#include "model/ct-error.h"
#include "model/ct-program.h"
#include "signed-in.h"
#include "support/scripted-keyring.h"
#include "support/scripted-network.h"
#include "support/waiting.h"

#define TIMES "\"created_at\":\"2026-01-02T03:04:05Z\",\"changed_at\":\"2026-01-02T03:04:05Z\""
#define ACCOUNT \
  "{\"id\":\"c1\",\"user_name\":\"jane\",\"name\":\"Jane Doe\",\"candidate_id\":\"C-1\"," \
  "\"email\":\"jane@example.com\"," TIMES "}"
#define AUTHORIZATION(state) \
  "{\"id\":\"z1\",\"exam_code\":\"E1\",\"exam_title\":\"Exam\",\"state\":\"" state "\"," \
  "\"first_day\":\"2026-01-02T00:00:00Z\",\"last_day\":\"2026-02-02T00:00:00Z\"," TIMES "}"
#define SHARE \
  "{\"id\":\"s1\",\"credential_ids\":[\"1\"],\"shows_contact\":false,\"state\":\"active\"," \
  "\"expires_at\":\"2026-04-01T12:00:00Z\"," TIMES "}"
#define INCIDENT \
  "{\"id\":\"i1\",\"number\":1,\"topic_id\":\"t\",\"topic\":\"T\",\"subject\":\"S\"," \
  "\"state\":\"waiting\"," TIMES "}"
#define ATTACHMENT "{\"id\":\"a1\",\"name\":\"n.txt\",\"content_type\":\"text/plain\",\"size\":1}"
#define EMAIL \
  "{\"id\":\"e1\",\"address\":\"jane@example.net\",\"is_primary\":false," \
  "\"added_at\":\"2026-01-02T03:04:05Z\"}"
#define PACKAGE \
  "{\"id\":\"p1\",\"kind\":\"logos\",\"state\":\"requested\",\"done\":0," \
  "\"requested_at\":\"2026-01-02T03:04:05Z\",\"expires_at\":\"2026-01-03T03:04:05Z\"}"
#define PAGE "{\"uri\":\"https://example.org/page\",\"expires_at\":\"2026-01-03T03:04:05Z\"}"

typedef struct
{
  ScriptedServer *server;
  CtClient *client;
  CtSession *visitor; /* nobody is signed in, and it is asked all the same */
  CtNewcomerDraft *newcomer;
  CtEligibility *standing;
  CtIncident *incident;
  CtPackage *package;
  CtProgram *program;
  char *folder;
  char *file;

  GAsyncResult *result;
} Fixture;

/* A write: how it is begun, how it ends, and what the service promises for it. */
typedef struct
{
  const char *what;
  guint status;
  const char *json; /* NULL: no body */
  gboolean has_key;
  void (*begin) (Fixture *);
  gboolean (*finish) (Fixture *, GError **);
  gboolean (*is_kept) (Fixture *); /* (nullable): whether what was typed is still there */
} Write;

#define BEGIN(name, function, ...) \
  static void name (Fixture *self) \
  { \
    function (__VA_ARGS__, NULL, take_result, &self->result); \
  }
#define FINISH(name, expression) \
  static gboolean name (Fixture *self, GError **error) \
  { \
    return (expression); \
  }

#define FREE_OBJECT(call) \
  ({ \
    gpointer object_ = (call); \
    gboolean is_there_ = object_ != NULL; \
    g_clear_object (&object_); \
    is_there_; \
  })
#define FREE_TEXT(call) \
  ({ \
    g_autofree char *text_ = (call); \
    text_ != NULL; \
  })

BEGIN (authorize, ct_registering_authorize_async, self->client, self->standing)
FINISH (authorized, ct_registering_authorize_finish (self->client, self->result, error))
BEGIN (withdraw, ct_registering_withdraw_async, self->client, "z1")
FINISH (withdrawn, ct_registering_withdraw_finish (self->client, self->result, error))
BEGIN (hand_over, ct_registering_hand_over_async, self->client, "z1")
FINISH (handed_over,
        FREE_TEXT (ct_registering_hand_over_finish (self->client, self->result, error)))
BEGIN (delete_account, ct_leaving_delete_async, self->client, "secret", "key")
FINISH (deleted_account, ct_leaving_delete_finish (self->client, self->result, NULL, error))
BEGIN (end_login, ct_client_end_login_async, self->client, "s2")
BEGIN (end_others, ct_client_end_login_async, self->client, NULL)
FINISH (ended_login, ct_client_end_login_finish (self->client, self->result, error))
BEGIN (accept, ct_agreeing_accept_async, self->client, "a", "1")
FINISH (accepted, ct_agreeing_accept_finish (self->client, self->result, error))
BEGIN (add_email, ct_addressing_add_async, self->client, "jane@example.net", "key")
BEGIN (verify_email, ct_addressing_verify_async, self->client, "e1", "123")
BEGIN (remove_email, ct_addressing_remove_async, self->client, "e1")
FINISH (addressed, FREE_OBJECT (ct_addressing_finish (self->client, self->result, NULL, error)))
BEGIN (request_package,
       ct_packaging_request_async,
       self->client,
       CT_PACKAGE_KIND_LOGOS,
       (const char *const[]) { "1", NULL },
       CT_PAPER_A4,
       "key")
BEGIN (export_data, ct_packaging_export_async, self->client, "secret", "key")
FINISH (requested,
        FREE_OBJECT (ct_packaging_request_finish (self->client, self->result, NULL, error)))
BEGIN (remove_package, ct_packaging_remove_async, self->client, self->package)
FINISH (removed_package, ct_packaging_remove_finish (self->client, self->result, error))
BEGIN (withdraw_share, ct_sharing_withdraw_async, self->client, "s1")
FINISH (withdrew_share, ct_sharing_withdraw_finish (self->client, self->result, error))
BEGIN (close_incident, ct_supporting_set_closed_async, self->client, self->incident, TRUE)
FINISH (closed_incident, ct_supporting_set_closed_finish (self->client, self->result, error))
BEGIN (ask_recovery, ct_recovering_ask_async, self->visitor, "jane", CT_FORGOTTEN_PASSWORD)
FINISH (asked_recovery, ct_recovering_ask_finish (self->visitor, self->result, error))
BEGIN (finish_recovery, ct_recovering_finish_async, self->visitor, "code", "secret", TRUE)
FINISH (finished_recovery, ct_recovering_finish_finish (self->visitor, self->result, error))
BEGIN (ask_enrolment, ct_enrolling_ask_async, self->visitor, self->newcomer)
FINISH (asked_enrolment, ct_enrolling_ask_finish (self->visitor, self->result, NULL, error))
BEGIN (check_enrolment, ct_enrolling_check_async, self->visitor, self->newcomer)
FINISH (checked_enrolment, ct_enrolling_check_finish (self->visitor, self->result, error))
BEGIN (finish_enrolment, ct_enrolling_finish_async, self->visitor, self->newcomer, self->program)
FINISH (finished_enrolment, ct_enrolling_finish_finish (self->visitor, self->result, NULL, error))
BEGIN (set_email, ct_profiling_set_email_async, self->client, "jane@example.net")
BEGIN (set_notice, ct_profiling_set_notice_async, self->client, (CtNotice) 1, FALSE)
FINISH (profiled, ct_profiling_finish (self->client, self->result, NULL, error))

static void
share (Fixture *self)
{
  CtShareDraft *draft = ct_client_get_share_draft (self->client);

  ct_share_draft_set_credential (draft, "1", TRUE);
  g_object_set (draft, "message", "Hello", NULL);
  ct_sharing_send_async (self->client, NULL, take_result, &self->result);
}
FINISH (shared, ct_sharing_send_finish (self->client, self->result, NULL, error))

static gboolean
keeps_share (Fixture *self)
{
  return ct_share_draft_has_credential (ct_client_get_share_draft (self->client), "1");
}

BEGIN (preview, ct_sharing_preview_async, self->client)
FINISH (previewed, FREE_TEXT (ct_sharing_preview_finish (self->client, self->result, NULL, error)))

static CtIncidentDraft *
get_draft (Fixture *self)
{
  return ct_incident_drafts_get (ct_client_get_incident_drafts (self->client), "new");
}

static void
open_incident (Fixture *self)
{
  g_object_set (get_draft (self), "topic-id", "t", "subject", "S", "text", "Text", NULL);
  ct_supporting_send_async (self->client, get_draft (self), NULL, NULL, take_result, &self->result);
}

static void
write_on (Fixture *self)
{
  g_object_set (get_draft (self), "text", "Text", NULL);
  ct_supporting_send_async (self->client, get_draft (self), "i1", NULL, take_result, &self->result);
}
FINISH (sent_incident,
        FREE_TEXT (ct_supporting_send_finish (self->client, self->result, NULL, error)))

static gboolean
keeps_incident (Fixture *self)
{
  return g_str_equal (get_draft (self)->text, "Text");
}

static void
attach (Fixture *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->file);

  ct_supporting_attach_async (self->client, get_draft (self), file, NULL, take_result,
                              &self->result);
}
FINISH (attached, ct_supporting_attach_finish (self->client, self->result, NULL, error))

static void
save_profile (Fixture *self)
{
  CtProfileDraft *draft = ct_client_get_profile_draft (self->client);

  g_object_set (ct_profile_draft_get_account (draft), "city", "Graz", NULL);
  ct_profiling_save_async (self->client, NULL, take_result, &self->result);
}

static gboolean
keeps_profile (Fixture *self)
{
  return ct_profile_draft_is_changed (ct_client_get_profile_draft (self->client));
}

static const Write writes[] = {
  { "POST /v1/authorizations", 201, AUTHORIZATION ("pending"), TRUE, authorize, authorized },
  { "DELETE /v1/authorizations/z1", 204, NULL, FALSE, withdraw, withdrawn },
  { "POST /v1/authorizations/z1/hand-over", 201, PAGE, FALSE, hand_over, handed_over },
  { "POST /v1/account/deletion", 204, NULL, TRUE, delete_account, deleted_account },
  { "DELETE /v1/sessions/s2", 204, NULL, FALSE, end_login, ended_login },
  { "DELETE /v1/sessions", 204, NULL, FALSE, end_others, ended_login },
  { "POST /v1/account/acceptances", 201, ACCOUNT, TRUE, accept, accepted },
  { "POST /v1/emails", 201, EMAIL, TRUE, add_email, addressed },
  { "POST /v1/emails/e1/verification", 200, EMAIL, FALSE, verify_email, addressed },
  { "DELETE /v1/emails/e1", 204, NULL, FALSE, remove_email, addressed },
  { "POST /v1/packages", 201, PACKAGE, TRUE, request_package, requested },
  { "POST /v1/account/export", 201, PACKAGE, TRUE, export_data, requested },
  { "DELETE /v1/packages/p1", 204, NULL, FALSE, remove_package, removed_package },
  { "POST /v1/shares", 201, SHARE, TRUE, share, shared, keeps_share },
  { "POST /v1/shares/preview", 201, PAGE, FALSE, preview, previewed },
  { "DELETE /v1/shares/s1", 204, NULL, FALSE, withdraw_share, withdrew_share },
  { "POST /v1/incidents", 201, INCIDENT, TRUE, open_incident, sent_incident, keeps_incident },
  { "POST /v1/incidents/i1/messages", 201, INCIDENT, TRUE, write_on, sent_incident,
    keeps_incident },
  { "PATCH /v1/incidents/i1", 200, INCIDENT, FALSE, close_incident, closed_incident },
  { "POST /v1/attachments?name=file", 201, ATTACHMENT, FALSE, attach, attached },
  { "PATCH /v1/account", 200, ACCOUNT, FALSE, save_profile, profiled, keeps_profile },
  { "PATCH /v1/account", 200, ACCOUNT, FALSE, set_email, profiled },
  { "PATCH /v1/account", 200, ACCOUNT, FALSE, set_notice, profiled },
  { "POST /v1/recoveries", 202, NULL, FALSE, ask_recovery, asked_recovery },
  { "POST /v1/recoveries/finish", 204, NULL, FALSE, finish_recovery, finished_recovery },
  { "POST /v1/enrolments", 202, NULL, FALSE, ask_enrolment, asked_enrolment },
  { "POST /v1/enrolments/check", 200, "{\"email\":\"j@example.com\",\"is_invitation\":false}",
    FALSE, check_enrolment, checked_enrolment },
  { "POST /v1/enrolments/finish", 201, "{\"user_name\":\"jane\",\"candidate_id\":\"C-1\"}", FALSE,
    finish_enrolment, finished_enrolment },
};

/* What a service of ours, another one, or something on the way might say instead. */
static const struct
{
  guint status;
  const char *json;
} others[] = {
  { 200, "{}" },
  { 200, "[]" },
  { 201, "{}" },
  { 201, "{\"id\":5,\"uri\":{}}" },
  { 201, "{\"id\":\"other\",\"kind\":\"thing\"}" },
  { 202, NULL },
  { 204, NULL },
};

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) failure = NULL;

  self->folder = g_dir_make_tmp ("certtracker-writes-XXXXXX", &failure);
  g_assert_no_error (failure);
  self->file = g_build_filename (self->folder, "file", NULL);
  g_file_set_contents (self->file, "x", 1, &failure);
  g_assert_no_error (failure);

  self->server = scripted_server_new ();
  let_sign_in (self->server);
  scripted_server_answer_json (self->server, "GET /v1/account", ACCOUNT);
  scripted_server_answer_json (self->server, "GET /v1/incidents/i1", INCIDENT);
  scripted_server_answer_json (self->server, "GET /v1/authorizations/z1",
                               AUTHORIZATION ("cancelled"));
  self->client = ct_client_new (NULL);
  sign_in_at (ct_client_get_session (self->client), self->server);
  wait_until (ct_collection_get_state (ct_client_get_account (self->client))
              == CT_COLLECTION_STATE_READY);

  self->visitor = ct_session_new (NULL);
  g_assert_true (
      ct_session_visit (self->visitor, scripted_server_get_address (self->server), NULL));
  self->newcomer = ct_newcomer_draft_new ();
  g_object_set (self->newcomer, "email", "j@example.com", "code", "c", "user-name", "jane",
                "password", "secret", NULL);
  self->standing = g_object_new (CT_TYPE_ELIGIBILITY, "id", "E1", NULL);
  self->package = g_object_new (CT_TYPE_PACKAGE, "id", "p1", NULL);
  self->program = g_object_new (CT_TYPE_PROGRAM, NULL);
  g_autoptr (JsonNode) node = json_from_string (INCIDENT, NULL);
  self->incident = ct_resource_from_json (CT_TYPE_INCIDENT, node, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sign_out_of (ct_client_get_session (self->client));
  g_object_unref (self->newcomer);
  g_object_unref (self->standing);
  g_object_unref (self->package);
  g_object_unref (self->program);
  g_object_unref (self->incident);
  assert_finalized (self->visitor);
  assert_finalized (self->client);
  scripted_server_free (self->server);
  g_unlink (self->file);
  g_rmdir (self->folder);
  g_free (self->file);
  g_free (self->folder);
}

static gboolean
run (Fixture *self, const Write *item, GError **error)
{
  gboolean done;

  item->begin (self);
  wait_for_result (&self->result);
  done = item->finish (self, error);
  g_clear_object (&self->result);
  return done;
}

static void
test_write (Fixture *self, gconstpointer data)
{
  const Write *item = data;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) broken = NULL;

      if (others[i].status == item->status && others[i].json == NULL && item->json == NULL)
        continue;
      g_test_message ("%u %s", others[i].status, others[i].json);
      scripted_server_answer (self->server, item->what, others[i].status,
                              others[i].json != NULL ? "application/json" : NULL, others[i].json);
      g_assert_false (run (self, item, &broken));
      g_assert_error (broken, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
      g_assert_true (item->is_kept == NULL || item->is_kept (self));
      if (item->has_key && key == NULL)
        key = g_strdup (scripted_server_last_header (self->server, item->what, "idempotency-key"));
    }

  scripted_server_answer (self->server, item->what, item->status,
                          item->json != NULL ? "application/json" : NULL, item->json);
  g_assert_true (run (self, item, &error));
  g_assert_no_error (error);
  g_assert_true (item->is_kept == NULL || !item->is_kept (self));
  if (item->has_key)
    {
      g_assert_nonnull (key);
      g_assert_cmpstr (key, ==,
                       scripted_server_last_header (self->server, item->what, "idempotency-key"));
    }
}

/* libsoup may send a withdrawal twice, and the service refuses the second. */
static void
test_withdrawn_already (Fixture *self, gconstpointer data)
{
  const Write item = { .begin = withdraw, .finish = withdrawn };
  g_autoptr (GError) error = NULL;

  scripted_server_answer (self->server, "DELETE /v1/authorizations/z1", 409,
                          "application/problem+json", "{\"title\":\"It has ended already.\"}");
  g_assert_true (run (self, &item, &error));
  g_assert_no_error (error);

  scripted_server_answer_json (self->server, "GET /v1/authorizations/z1",
                               AUTHORIZATION ("accepted"));
  g_assert_false (run (self, &item, &error));
  g_assert_error (error, CT_ERROR, CT_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  use_scripted_network ();
  use_scripted_keyring ();

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/writes/%02u%s", i, strchr (writes[i].what, '/'));

      g_test_add (path, Fixture, &writes[i], set_up, test_write, tear_down);
    }
  g_test_add ("/writes/withdrawn-already", Fixture, NULL, set_up, test_withdrawn_already,
              tear_down);
  return g_test_run ();
}

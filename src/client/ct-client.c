/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-client.h"

#include "client/ct-address.h"
#include "client/ct-printout.h"
#include "model/ct-account.h"
#include "model/ct-achievement.h"
#include "model/ct-attempt.h"
#include "model/ct-credential.h"
#include "model/ct-eligibility.h"
#include "model/ct-email.h"
#include "model/ct-error.h"
#include "model/ct-exam.h"
#include "model/ct-incident.h"
#include "model/ct-login.h"
#include "model/ct-program.h"
#include "model/ct-progress.h"
#include "model/ct-share.h"
#include "model/ct-testing-profile.h"

/* In seconds: the pause before a service that did not answer is asked again; it doubles. */
#define FIRST_PAUSE 5
#define LAST_PAUSE 300

typedef enum
{
  PROP_SESSION = 1,
  PROP_ONLINE,
  PROP_TROUBLE,
  PROP_PROFILE_DRAFT,
  PROP_PROGRAM,
  PROP_ACCOUNT,
  PROP_ATTEMPTS,
  PROP_PROGRESS,
  PROP_CREDENTIALS,
  PROP_ELIGIBILITY,
  PROP_EXAMS,
  PROP_ACHIEVEMENTS,
  PROP_LOGINS,
  PROP_SHARES,
  PROP_TESTING_PROFILE,
  PROP_INCIDENTS,
  PROP_EMAILS,
  N_PROPERTIES
} CtClientProperty;

#define FIRST_COLLECTION PROP_PROGRAM
#define N_COLLECTIONS (N_PROPERTIES - FIRST_COLLECTION)

/* In the order of the properties, which is the order in which they are asked for: what the
 * overview shows comes first. */
static const struct
{
  const char *name;
  GType (*get_type) (void);
  const char *path;
} kinds[N_COLLECTIONS] = {
  { "program", ct_program_get_type, "v1/program" },
  { "account", ct_account_get_type, "v1/account" },
  { "attempts", ct_attempt_get_type, "v1/attempts?limit=500" },
  { "progress", ct_progress_get_type, "v1/progress?limit=500" },
  { "credentials", ct_credential_get_type, "v1/credentials?limit=500" },
  { "eligibility", ct_eligibility_get_type, "v1/eligibility?limit=500" },
  { "exams", ct_exam_get_type, "v1/exams?limit=500" },
  { "achievements", ct_achievement_get_type, "v1/achievements?limit=500" },
  { "logins", ct_login_get_type, "v1/sessions?limit=500" },
  { "shares", ct_share_get_type, "v1/shares?limit=500" },
  { "testing-profile", ct_testing_profile_get_type, "v1/testing-profile" },
  { "incidents", ct_incident_get_type, "v1/incidents?limit=500" },
  { "emails", ct_email_get_type, "v1/emails?limit=500" },
};

struct _CtClient
{
  GObject parent_instance;

  CtSession *session;
  CtCollection *collections[N_COLLECTIONS];
  CtNews *news;
  CtShareDraft *share_draft;
  CtProfileDraft *profile_draft;
  CtIncidentDrafts *incident_drafts;
  CtNewcomerDraft *newcomer;
  CtDraftStore *draft_store;

  gboolean online;
  GError *trouble; /* owned, nullable */
  guint pause;     /* in seconds */
  guint retry_id;
};

G_DEFINE_FINAL_TYPE (CtClient, ct_client, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static CtCollection *
get_collection (CtClient *self, CtClientProperty property)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->collections[property - FIRST_COLLECTION];
}

void
ct_client_refresh (CtClient *self)
{
  g_return_if_fail (CT_IS_CLIENT (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (ct_session_get_state (self->session) != CT_SESSION_STATE_SIGNED_IN)
    return;

  for (guint i = 0; i < N_COLLECTIONS; i++)
    ct_collection_refresh (self->collections[i]);
}

static void
on_retry (gpointer user_data)
{
  CtClient *self = user_data;

  self->retry_id = 0;
  ct_client_refresh (self);
}

static gboolean
is_worth_a_retry (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_OFFLINE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_UNREACHABLE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_TRY_LATER);
}

static gboolean
is_any_worth_a_retry (CtClient *self)
{
  for (guint i = 0; i < N_COLLECTIONS; i++)
    {
      if (self->collections[i] != NULL
          && is_worth_a_retry (ct_collection_get_error (self->collections[i])))
        return TRUE;
    }
  return FALSE;
}

/* Each refresh asks for the account; what is wrong with one of the other lists says nothing of the
 * service as a whole. While it is asked again, what was known holds. */
static void
update_trouble (CtClient *self)
{
  CtCollection *account = ct_client_get_account (self);
  const GError *error;

  if (account == NULL || ct_collection_is_refreshing (account))
    return;
  error = ct_collection_get_error (account);
  if (!is_worth_a_retry (error))
    error = NULL;
  if ((error == NULL && self->trouble == NULL)
      || (error != NULL && self->trouble != NULL && error->code == self->trouble->code))
    return;

  g_clear_error (&self->trouble);
  self->trouble = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

const GError *
ct_client_get_trouble (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->trouble;
}

static void
on_refreshing_changed (CtClient *self, GParamSpec *pspec, CtCollection *collection)
{
  const GError *error = ct_collection_get_error (collection);

  if (ct_collection_is_refreshing (collection))
    return;
  update_trouble (self);

  /* One that is answered does not make up for another that is not. */
  if (!is_any_worth_a_retry (self))
    self->pause = FIRST_PAUSE;
  else if (is_worth_a_retry (error) && self->retry_id == 0)
    {
      guint seconds = MAX (self->pause, ct_error_get_retry_after (error));

      self->retry_id = g_timeout_add_seconds_once (seconds, on_retry, self);
      self->pause = MIN (self->pause * 2, LAST_PAUSE);
    }
}

/* A service on this computer, such as the demo, needs no network. */
static gboolean
is_service_here (CtClient *self)
{
  const char *address = ct_session_get_address (self->session);
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && ct_address_is_loopback (uri);
}

static void
update_online (CtClient *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();
  gboolean online = g_network_monitor_get_network_available (monitor) || is_service_here (self);

  if (self->online == online)
    return;

  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

/* The draft takes in what is changed elsewhere. */
static void
on_account_changed (CtClient *self)
{
  g_autoptr (CtAccount) account
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_account (self)), 0);

  if (account != NULL)
    ct_profile_draft_follow (self->profile_draft, account);
}

static void
on_session_state_changed (CtClient *self)
{
  update_online (self);

  if (ct_session_get_state (self->session) == CT_SESSION_STATE_SIGNED_IN)
    {
      self->pause = FIRST_PAUSE;
      ct_client_refresh (self);
      return;
    }

  g_clear_handle_id (&self->retry_id, g_source_remove);
  for (guint i = 0; i < N_COLLECTIONS; i++)
    ct_collection_reset (self->collections[i]);
}

/* What is on screen already is to be in a copy that begins now. */
static void
on_keeps_copy_changed (CtClient *self)
{
  if (ct_session_get_copy (self->session) != NULL)
    for (guint i = 0; i < N_COLLECTIONS; i++)
      ct_collection_reload (self->collections[i]);
}

static void
on_network_changed (CtClient *self, gboolean available, GNetworkMonitor *monitor)
{
  update_online (self);

  if (available)
    {
      self->pause = FIRST_PAUSE;
      ct_client_refresh (self);
    }
}

/* The one-off requests. */

static void
on_printout (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = ct_printout_load_finish (CT_SESSION (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
ct_client_load_printout_async (CtClient *self,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (self));
  g_return_if_fail (path != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ct_client_load_printout_async);
  ct_printout_load_async (self->session, path, cancellable, on_printout, task);
}

GBytes *
ct_client_load_printout_finish (CtClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_client_load_printout_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_login_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ct_collection_renew (ct_client_get_logins (g_task_get_source_object (task)));
  g_task_return_boolean (task, TRUE);
}

void
ct_client_end_login_async (CtClient *self,
                           const char *login_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CT_IS_CLIENT (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *escaped = login_id != NULL ? g_uri_escape_string (login_id, NULL, FALSE) : NULL;
  g_autofree char *path
      = escaped != NULL ? g_strconcat ("v1/sessions/", escaped, NULL) : g_strdup ("v1/sessions");

  g_task_set_source_tag (task, ct_client_end_login_async);
  ct_session_send_async (self->session,
                         &(CtCall) { .method = "DELETE", .path = path, .status = 204 }, cancellable,
                         on_login_ended, task);
}

gboolean
ct_client_end_login_finish (CtClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_client_end_login_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

CtSession *
ct_client_get_session (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->session;
}

CtCollection *
ct_client_get_program (CtClient *self)
{
  return get_collection (self, PROP_PROGRAM);
}

CtCollection *
ct_client_get_account (CtClient *self)
{
  return get_collection (self, PROP_ACCOUNT);
}

CtCollection *
ct_client_get_exams (CtClient *self)
{
  return get_collection (self, PROP_EXAMS);
}

CtCollection *
ct_client_get_achievements (CtClient *self)
{
  return get_collection (self, PROP_ACHIEVEMENTS);
}

CtCollection *
ct_client_get_attempts (CtClient *self)
{
  return get_collection (self, PROP_ATTEMPTS);
}

CtCollection *
ct_client_get_progress (CtClient *self)
{
  return get_collection (self, PROP_PROGRESS);
}

CtCollection *
ct_client_get_credentials (CtClient *self)
{
  return get_collection (self, PROP_CREDENTIALS);
}

CtCollection *
ct_client_get_logins (CtClient *self)
{
  return get_collection (self, PROP_LOGINS);
}

CtCollection *
ct_client_get_shares (CtClient *self)
{
  return get_collection (self, PROP_SHARES);
}

CtCollection *
ct_client_get_eligibility (CtClient *self)
{
  return get_collection (self, PROP_ELIGIBILITY);
}

CtCollection *
ct_client_get_testing_profile (CtClient *self)
{
  return get_collection (self, PROP_TESTING_PROFILE);
}

CtNews *
ct_client_get_news (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->news;
}

CtCollection *
ct_client_get_incidents (CtClient *self)
{
  return get_collection (self, PROP_INCIDENTS);
}

CtDraftStore *
ct_client_get_draft_store (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->draft_store;
}

CtIncidentDrafts *
ct_client_get_incident_drafts (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->incident_drafts;
}

CtCollection *
ct_client_get_emails (CtClient *self)
{
  return get_collection (self, PROP_EMAILS);
}

CtProfileDraft *
ct_client_get_profile_draft (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->profile_draft;
}

CtShareDraft *
ct_client_get_share_draft (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->share_draft;
}

CtNewcomerDraft *
ct_client_get_newcomer (CtClient *self)
{
  g_return_val_if_fail (CT_IS_CLIENT (self), NULL);

  return self->newcomer;
}

static void
ct_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CtClient *self = CT_CLIENT (object);

  if (prop_id >= FIRST_COLLECTION && prop_id < N_PROPERTIES)
    g_value_set_object (value, self->collections[prop_id - FIRST_COLLECTION]);
  else if (prop_id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else if (prop_id == PROP_ONLINE)
    g_value_set_boolean (value, self->online);
  else if (prop_id == PROP_TROUBLE)
    g_value_set_boxed (value, self->trouble);
  else if (prop_id == PROP_PROFILE_DRAFT)
    g_value_set_object (value, self->profile_draft);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ct_client_dispose (GObject *object)
{
  CtClient *self = CT_CLIENT (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->news);
  for (guint i = 0; i < N_COLLECTIONS; i++)
    {
      /* So that what is under way does not keep it alive. */
      if (self->collections[i] != NULL)
        ct_collection_reset (self->collections[i]);
      g_clear_object (&self->collections[i]);
    }
  g_clear_object (&self->draft_store);
  g_clear_object (&self->incident_drafts);
  g_clear_object (&self->share_draft);
  g_clear_object (&self->newcomer);
  g_clear_object (&self->profile_draft);
  g_clear_error (&self->trouble);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ct_client_parent_class)->dispose (object);
}

static void
ct_client_class_init (CtClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ct_client_get_property;
  object_class->dispose = ct_client_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, CT_TYPE_SESSION, flags);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_PROFILE_DRAFT]
      = g_param_spec_object ("profile-draft", NULL, NULL, CT_TYPE_PROFILE_DRAFT, flags);
  for (guint i = 0; i < N_COLLECTIONS; i++)
    properties[FIRST_COLLECTION + i]
        = g_param_spec_object (kinds[i].name, NULL, NULL, CT_TYPE_COLLECTION, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ct_client_init (CtClient *self)
{
  self->pause = FIRST_PAUSE;
  self->share_draft = ct_share_draft_new ();
  self->incident_drafts = ct_incident_drafts_new ();
  self->newcomer = ct_newcomer_draft_new ();
  self->profile_draft = ct_profile_draft_new ();
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
}

/* What exams can be registered for depends on name, address and agreements. */
static void
on_account_updated (CtClient *self)
{
  ct_collection_renew (get_collection (self, PROP_ELIGIBILITY));
  ct_collection_renew (get_collection (self, PROP_TESTING_PROFILE));
}

CtClient *
ct_client_new (GTlsDatabase *tls_database)
{
  CtClient *self = g_object_new (CT_TYPE_CLIENT, NULL);

  self->session = ct_session_new (tls_database);
  self->draft_store = ct_draft_store_new (self->session);
  ct_draft_store_add (self->draft_store, "incidents", CT_DRAFT (self->incident_drafts));
  ct_draft_store_add (self->draft_store, "share", CT_DRAFT (self->share_draft));
  ct_draft_store_add (self->draft_store, "profile", CT_DRAFT (self->profile_draft));
  update_online (self);
  for (guint i = 0; i < N_COLLECTIONS; i++)
    {
      self->collections[i] = ct_collection_new (self->session, kinds[i].get_type (), kinds[i].path);
      g_signal_connect_object (self->collections[i], "notify::refreshing",
                               G_CALLBACK (on_refreshing_changed), self, G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (get_collection (self, PROP_ACCOUNT), "updated",
                           G_CALLBACK (on_account_updated), self, G_CONNECT_SWAPPED);
  self->news = ct_news_new (self);
  g_signal_connect_object (ct_client_get_account (self), "items-changed",
                           G_CALLBACK (on_account_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ct_client_get_account (self), "updated", G_CALLBACK (on_account_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_session_state_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::keeps-copy", G_CALLBACK (on_keeps_copy_changed),
                           self, G_CONNECT_SWAPPED);
  return self;
}

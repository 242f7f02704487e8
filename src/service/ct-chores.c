/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-chores.h"

#include "service/ct-renewals.h"
#include "service/enrolment/ct-enrolment.h"
#include "service/feed/ct-partner-rule.h"
#include "service/incidents/ct-attachment-table.h"
#include "service/profile/ct-reminders.h"
#include "service/profile/ct-result-notices.h"
#include "service/recovery/ct-recovery.h"
#include "service/sessions/ct-sessions.h"
#include "service/store/ct-idempotency-table.h"

typedef gboolean (*Chore) (CtDatabase *database, GDateTime *now, GError **error);

static const Chore chores[] = {
  ct_recovery_answer, ct_enrolment_answer,       ct_attachment_table_tidy,
  ct_sessions_tidy,   ct_idempotency_table_tidy, ct_renewals_issue,
};

/* What nobody asked for has no request to say what links begin with. */
typedef gboolean (*LinkingChore) (CtDatabase *database,
                                  const char *base_uri,
                                  GDateTime *now,
                                  GError **error);

static const LinkingChore linking_chores[] = {
  ct_reminders_write,
  ct_partner_rule_invite,
  ct_result_notices_write,
};

struct _CtChores
{
  GObject parent_instance;

  CtStore *store;
  CtClock *clock;
  char *base_uri;
  guint timer;
  guint n_pending;
  gboolean asked_again;
};

G_DEFINE_FINAL_TYPE (CtChores, ct_chores, G_TYPE_OBJECT)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  Chore chore; /* or the other */
  LinkingChore linking_chore;
  char *base_uri;
  GDateTime *now;
} Work;

static void
work_free (Work *work)
{
  g_date_time_unref (work->now);
  g_free (work->base_uri);
  g_free (work);
}

static gpointer
do_chore (CtDatabase *database, gpointer data, GError **error)
{
  Work *work = data;

  if (work->chore != NULL)
    work->chore (database, work->now, error);
  else
    work->linking_chore (database, work->base_uri, work->now, error);
  return NULL;
}

static void
chore_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CtChores) self = CT_CHORES (user_data);
  g_autoptr (GError) error = NULL;

  ct_store_run_finish (CT_STORE (source), result, &error);
  if (error != NULL)
    g_warning ("A chore is left for later: %s", error->message);

  if (--self->n_pending > 0)
    return;

  g_signal_emit (self, signals[DONE], 0);
  if (self->asked_again && self->timer != 0)
    ct_chores_wake (self);
}

static void
begin (CtChores *self, Chore chore, LinkingChore linking_chore)
{
  Work *work = g_new0 (Work, 1);

  work->chore = chore;
  work->linking_chore = linking_chore;
  work->base_uri = g_strdup (self->base_uri);
  work->now = ct_clock_now (self->clock);
  self->n_pending++;
  ct_store_run_async (self->store, CT_STORE_WRITE, do_chore, work, (GDestroyNotify) work_free, NULL,
                      NULL, chore_done, g_object_ref (self));
}

void
ct_chores_wake (CtChores *self)
{
  g_return_if_fail (CT_IS_CHORES (self));

  self->asked_again = self->n_pending > 0;
  if (self->n_pending > 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (chores); i++)
    begin (self, chores[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (linking_chores); i++)
    begin (self, NULL, linking_chores[i]);
}

static gboolean
minute_over (gpointer user_data)
{
  ct_chores_wake (user_data);
  return G_SOURCE_CONTINUE;
}

static void
ct_chores_dispose (GObject *object)
{
  CtChores *self = CT_CHORES (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (ct_chores_parent_class)->dispose (object);
}

static void
ct_chores_finalize (GObject *object)
{
  g_free (CT_CHORES (object)->base_uri);

  G_OBJECT_CLASS (ct_chores_parent_class)->finalize (object);
}

static void
ct_chores_class_init (CtChoresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_chores_dispose;
  G_OBJECT_CLASS (klass)->finalize = ct_chores_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
ct_chores_init (CtChores *self)
{
}

CtChores *
ct_chores_new (CtStore *store, CtClock *clock, const char *base_uri)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (CT_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (base_uri != NULL, NULL);

  CtChores *self = g_object_new (CT_TYPE_CHORES, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->base_uri = g_strdup (base_uri);
  self->timer = g_timeout_add_seconds (60, minute_over, self);
  ct_chores_wake (self);
  return self;
}

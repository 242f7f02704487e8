/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/mail/ct-postman.h"

#include "model/ct-time.h"
#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

struct _CtPostman
{
  GObject parent_instance;

  CtStore *store;
  CtClock *clock;
  CtSmtp *smtp;
  guint timer;
  GThreadPool *thread; /* (nullable): of one, until it is stopped */
  int stopping;        /* atomic */
};

G_DEFINE_FINAL_TYPE (CtPostman, ct_postman, G_TYPE_OBJECT)

GDateTime *
ct_postman_get_next_try (int tries, GDateTime *created_at, GDateTime *now)
{
  static const int minutes[] = { 1, 5, 15, 60, 180, 360 };
  g_autoptr (GDateTime) end = g_date_time_add_days (created_at, 5);
  int wait = minutes[CLAMP (tries - 1, 0, (int) G_N_ELEMENTS (minutes) - 1)];
  g_autoptr (GDateTime) next = g_date_time_add_minutes (now, wait);

  return g_date_time_compare (next, end) < 0 ? g_steal_pointer (&next) : NULL;
}

static gpointer
take_due (CtDatabase *database, gpointer data, GError **error)
{
  g_autofree char *text = ct_time_format (data);
  g_autoptr (CtStatement) statement
      = ct_statement_new (database,
                          "SELECT * FROM mails WHERE state = 'waiting' AND due_at <= ?"
                          " ORDER BY due_at, id LIMIT 20",
                          text);

  return ct_statement_read_all (statement, CT_TYPE_MAIL, error);
}

typedef struct
{
  CtMail *mail;
  GDateTime *now;
  gboolean known; /* it may have been deleted meanwhile */
} Claim;

static gpointer
save_mail (CtDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CtStatement) known
      = ct_statement_new (database, "SELECT id FROM mails WHERE id = ?", ct_resource_get_id (data));

  /* It may have been deleted with its account while it was on its way. */
  if (ct_statement_next (known, error) && ct_row_put (database, "mails", data, error))
    ct_statement_run (ct_statement_new (database, "DELETE FROM mails"
                                                  " WHERE is_last = 1 AND state <> 'waiting'"),
                      error);
  return NULL;
}

/* A mail that is about to be sent: puts it off as if that had come to nothing, longer each time,
 * and also when it is too old to be tried again. */
static gpointer
claim_mail (CtDatabase *database, gpointer data, GError **error)
{
  Claim *claim = data;
  CtMail *mail = claim->mail;
  const char *id = ct_resource_get_id (CT_RESOURCE (mail));
  int tries = mail->tries + 1;
  g_autoptr (GDateTime) next = ct_postman_get_next_try (tries, claim->now, claim->now);
  g_autoptr (CtStatement) known
      = ct_statement_new (database, "SELECT id FROM mails WHERE id = ?", id);
  g_autofree char *count = g_strdup_printf ("%d", tries);
  g_autofree char *due = ct_time_format (next);

  claim->known = ct_statement_next (known, error);
  if (claim->known)
    ct_statement_run (ct_statement_new (database,
                                        "UPDATE mails SET tries = ?, due_at = ? WHERE id = ?",
                                        count, due, id),
                      error);
  return NULL;
}

static void
note_outcome (CtMail *mail, GDateTime *now, const GError *failure)
{
  g_autoptr (GDateTime) next = NULL;
  CtMailState state = CT_MAIL_STATE_SENT;

  if (failure != NULL)
    {
      if (g_error_matches (failure, CT_SMTP_ERROR, CT_SMTP_ERROR_TRY_LATER))
        next = ct_postman_get_next_try (mail->tries + 1, mail->created_at, now);
      state = next != NULL ? CT_MAIL_STATE_WAITING : CT_MAIL_STATE_FAILED;
    }

  g_object_set (mail, "tries", mail->tries + 1, "state", state, "due-at", next != NULL ? next : now,
                "failure", failure != NULL ? failure->message : NULL, NULL);

  /* What it said is for nobody else: there are links and codes in it that open something. */
  if (state != CT_MAIL_STATE_WAITING)
    g_object_set (mail, "blocks", NULL, "unsubscribe-uri", NULL, NULL);
}

static gboolean
is_stopping (CtPostman *self)
{
  return g_atomic_int_get (&self->stopping);
}

/* A mail rather goes out twice than not at all: the server may have taken it just before the note
 * of that failed. It has the same Message-ID then. But where nothing can be noted to begin with,
 * such as on a full disk, nothing is sent, so that it is twice and not once a minute. */
static void
send_mail (CtPostman *self, CtMail *mail, GDateTime *now, GError **error)
{
  Claim claim = { mail, now, FALSE };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) fault = NULL;

  ct_store_run (self->store, CT_STORE_WRITE, claim_mail, &claim, &fault);
  if (fault == NULL && claim.known)
    {
      ct_smtp_send (self->smtp, mail, &failure);
      note_outcome (mail, now, failure);
      ct_store_run (self->store, CT_STORE_WRITE, save_mail, mail, &fault);
    }
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
}

static void
deliver (gpointer data, gpointer user_data)
{
  CtPostman *self = user_data;

  while (!is_stopping (self))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) now = ct_clock_now (self->clock);
      g_autoptr (GPtrArray) due = ct_store_run (self->store, CT_STORE_READ, take_due, now, &error);

      for (guint i = 0; due != NULL && i < due->len && error == NULL && !is_stopping (self); i++)
        send_mail (self, g_ptr_array_index (due, i), now, &error);

      if (error != NULL)
        g_warning ("The outbox cannot be worked on: %s", error->message);
      if (error != NULL || due == NULL || due->len == 0)
        break;
    }
}

void
ct_postman_wake (CtPostman *self)
{
  g_return_if_fail (CT_IS_POSTMAN (self));

  /* One that has not begun yet will see all that there is. */
  if (self->thread != NULL && g_thread_pool_unprocessed (self->thread) == 0)
    g_thread_pool_push (self->thread, self, NULL);
}

void
ct_postman_stop (CtPostman *self)
{
  g_return_if_fail (CT_IS_POSTMAN (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_atomic_int_set (&self->stopping, TRUE);
  if (self->thread != NULL)
    g_thread_pool_free (g_steal_pointer (&self->thread), TRUE, TRUE);
}

static void
ct_postman_dispose (GObject *object)
{
  CtPostman *self = CT_POSTMAN (object);

  ct_postman_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->smtp);

  G_OBJECT_CLASS (ct_postman_parent_class)->dispose (object);
}

static void
ct_postman_class_init (CtPostmanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ct_postman_dispose;
}

static void
ct_postman_init (CtPostman *self)
{
  self->thread = g_thread_pool_new (deliver, self, 1, FALSE, NULL);
}

static gboolean
look_again (gpointer user_data)
{
  ct_postman_wake (user_data);
  return G_SOURCE_CONTINUE;
}

CtPostman *
ct_postman_new (CtStore *store, CtClock *clock, CtSmtp *smtp)
{
  g_return_val_if_fail (CT_IS_STORE (store), NULL);
  g_return_val_if_fail (CT_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (CT_IS_SMTP (smtp), NULL);

  CtPostman *self = g_object_new (CT_TYPE_POSTMAN, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->smtp = g_object_ref (smtp);
  self->timer = g_timeout_add_seconds (60, look_again, self);
  ct_postman_wake (self);
  return self;
}

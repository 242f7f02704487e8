/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/ct-printout.h"

#include "client/ct-copy.h"
#include "model/ct-error.h"

struct _CtPrintoutCopy
{
  CtCopy *copy; /* NULL: none is kept */
  char *path;
};

/* First the offline copy is read, then the service is asked whether it has another one, and
 * then that is kept. */
typedef struct
{
  CtCopy *copy;
  char *path;
  CtCopied *copied; /* NULL: there is none */
  CtAnswer *answer;
} Load;

static void
load_free (Load *self)
{
  g_clear_object (&self->copy);
  g_free (self->path);
  g_clear_pointer (&self->copied, ct_copied_free);
  g_clear_pointer (&self->answer, ct_answer_free);
  g_free (self);
}

static void
write_copy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;

  ct_copy_save (load->copy, load->path, load->answer->etag, load->answer->body);
  g_task_return_boolean (task, TRUE);
}

/* Nobody waits for this. */
static void
keep (Load *load, CtAnswer *answer)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Load *kept = g_new0 (Load, 1);

  kept->copy = g_object_ref (load->copy);
  kept->path = g_strdup (load->path);
  kept->answer = answer;

  g_task_set_source_tag (task, keep);
  g_task_set_task_data (task, kept, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, write_copy);
}

/* Whether the copy is better than nothing: the service was not asked, or could not say. */
static gboolean
is_no_word_of_it (const GError *error)
{
  return g_error_matches (error, CT_ERROR, CT_ERROR_OFFLINE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_UNREACHABLE)
         || g_error_matches (error, CT_ERROR, CT_ERROR_TLS)
         || g_error_matches (error, CT_ERROR, CT_ERROR_TRY_LATER)
         || g_error_matches (error, CT_ERROR, CT_ERROR_BROKEN_ANSWER);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CtAnswer) answer = ct_session_send_finish (CT_SESSION (source), result, NULL, &error);

  if (answer != NULL && answer->status != SOUP_STATUS_NOT_MODIFIED
      && g_strcmp0 (answer->content_type, "application/pdf") != 0)
    {
      g_clear_pointer (&answer, ct_answer_free);
      g_set_error (&error, CT_ERROR, CT_ERROR_BROKEN_ANSWER, "This is not a document.");
    }

  if (load->copied != NULL
      && (answer != NULL ? answer->status == SOUP_STATUS_NOT_MODIFIED : is_no_word_of_it (error)))
    {
      g_task_return_pointer (task, g_bytes_ref (load->copied->body),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
  if (load->copy != NULL)
    keep (load, g_steal_pointer (&answer));
}

static void
on_copy_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  load->copied = g_task_propagate_pointer (G_TASK (result), NULL);
  if (g_task_return_error_if_cancelled (task))
    return;

  ct_session_send_async (g_task_get_source_object (task),
                         &(CtCall) { .method = "GET",
                                     .path = load->path,
                                     .etag = load->copied != NULL ? load->copied->etag : NULL },
                         g_task_get_cancellable (task), on_answer, g_object_ref (task));
}

static void
read_copy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, source != NULL ? ct_copy_load (source, task_data) : NULL,
                         (GDestroyNotify) ct_copied_free);
}

static char *
make_path (const char *collection, const char *id, const char *document, CtPaper paper)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strdup_printf ("v1/%s/%s/%s?paper=%s", collection, escaped, document,
                          paper == CT_PAPER_LETTER ? "letter" : "a4");
}

char *
ct_printout_path_certificate (const char *credential_id, CtPaper paper)
{
  g_return_val_if_fail (credential_id != NULL, NULL);

  return make_path ("credentials", credential_id, "certificate", paper);
}

char *
ct_printout_path_score_report (const char *attempt_id, CtPaper paper)
{
  g_return_val_if_fail (attempt_id != NULL, NULL);

  return make_path ("attempts", attempt_id, "report", paper);
}

char *
ct_printout_path_transcript (const char *share_id, CtPaper paper)
{
  g_return_val_if_fail (share_id != NULL, NULL);

  return make_path ("shares", share_id, "transcript", paper);
}

CtPrintoutCopy *
ct_printout_copy_new (CtSession *session, const char *path)
{
  g_return_val_if_fail (CT_IS_SESSION (session), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  CtPrintoutCopy *self = g_new0 (CtPrintoutCopy, 1);

  g_set_object (&self->copy, ct_session_get_copy (session));
  self->path = g_strdup (path);
  return self;
}

void
ct_printout_copy_free (CtPrintoutCopy *self)
{
  g_clear_object (&self->copy);
  g_free (self->path);
  g_free (self);
}

GBytes *
ct_printout_copy_read (CtPrintoutCopy *self)
{
  g_autoptr (CtCopied) copied = self->copy != NULL ? ct_copy_load (self->copy, self->path) : NULL;

  return copied != NULL ? g_bytes_ref (copied->body) : NULL;
}

void
ct_printout_load_async (CtSession *session,
                        const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (CT_IS_SESSION (session));
  g_return_if_fail (path != NULL);

  GTask *task = g_task_new (session, cancellable, callback, user_data);
  CtCopy *copy = ct_session_get_copy (session);

  g_task_set_source_tag (task, ct_printout_load_async);
  if (ct_session_get_account_id (session) == NULL)
    {
      g_task_return_new_error_literal (task, CT_ERROR, CT_ERROR_SIGNED_OUT, "Nobody is signed in.");
      g_object_unref (task);
      return;
    }

  Load *load = g_new0 (Load, 1);
  g_set_object (&load->copy, copy);
  load->path = g_strdup (path);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  g_autoptr (GTask) reading = g_task_new (copy, cancellable, on_copy_read, task);
  g_task_set_source_tag (reading, read_copy);
  g_task_set_task_data (reading, g_strdup (load->path), g_free);
  g_task_run_in_thread (reading, read_copy);
}

GBytes *
ct_printout_load_finish (CtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ct_printout_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

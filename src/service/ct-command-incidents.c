/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "service/ct-clock.h"
#include "service/ct-commands.h"
#include "service/incidents/ct-attachment-file.h"
#include "service/incidents/ct-attachment-table.h"
#include "service/incidents/ct-incident-changes.h"
#include "service/incidents/ct-incident-report.h"
#include "service/incidents/ct-incident-table.h"
#include "service/incidents/ct-incidents.h"
#include "service/store/ct-candidate-table.h"
#include "service/store/ct-store.h"

/* One call of the command. */
typedef struct
{
  char *data_dir;
  gboolean all;
  char *text;
  char *text_file;
  char *from;
  char **attach;
  char *output;
  char **arguments; /* what to do, and with what */

  int number; /* of the incident */
  GDateTime *now;
  GString *report; /* what to print when all went well */
  GBytes *content; /* of an attachment */
} Job;

static void
job_clear (Job *self)
{
  g_free (self->data_dir);
  g_free (self->text);
  g_free (self->text_file);
  g_free (self->from);
  g_strfreev (self->attach);
  g_free (self->output);
  g_strfreev (self->arguments);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_string_free (self->report, TRUE);
  g_clear_pointer (&self->content, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
fail (GError **error, const char *words)
{
  g_set_error_literal (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED, words);
}

/* What is done in the store. */

static void
list (CtDatabase *database, Job *job, GError **error)
{
  g_autoptr (GPtrArray) account_ids = NULL;
  g_autoptr (GPtrArray) incidents
      = ct_incident_table_list (database, job->all, &account_ids, error);

  for (guint i = 0; incidents != NULL && i < incidents->len; i++)
    {
      g_autoptr (CtAccount) account
          = ct_candidate_table_get_account (database, account_ids->pdata[i], error);
      if (account == NULL)
        return;

      g_autofree char *line = ct_incident_report_line (incidents->pdata[i], account);
      g_string_append_printf (job->report, "%s\n", line);
    }
  if (incidents != NULL && incidents->len == 0)
    g_string_append (job->report,
                     job->all ? "There are no incidents.\n" : "There are no open incidents.\n");
}

static void
load_attachment (CtDatabase *database, Job *job, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtAttachment) attachment
      = ct_attachment_table_load (database, NULL, job->arguments[1], &content, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (attachment == NULL)
    fail (error, "There is no such attachment.");
  else
    {
      gsize length;
      guchar *bytes = g_base64_decode (content, &length);

      job->content = g_bytes_new_take (bytes, length);
      g_string_printf (job->report, "%s: %s\n", job->output, attachment->content_type);
    }
}

static gboolean
attach (const CtIncidentDeed *deed, CtIncidentMessage *message, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;

  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  const char *type = ct_attachment_file_get_type (bytes);
  if (type == NULL || length > CT_ATTACHMENT_MAX_SIZE)
    {
      g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED,
                   "%s: PDF, PNG, JPEG and plain text of at most %d MiB can be attached.", path,
                   CT_ATTACHMENT_MAX_SIZE / 1024 / 1024);
      return FALSE;
    }

  g_autoptr (CtAttachment) attachment
      = ct_attachment_table_add (deed->database, deed->account_id, name, type, bytes, deed->now,
                                 error);
  if (attachment != NULL)
    ct_resource_append (CT_RESOURCE (message), "attachments", CT_RESOURCE (attachment));
  return attachment != NULL;
}

static CtIncidentMessage *
write_message (const CtIncidentDeed *deed,
               Job *job,
               CtIncident *incident,
               const char *preset,
               GError **error)
{
  const char *text = job->text != NULL ? job->text : preset;

  if (incident->state == CT_INCIDENT_STATE_CLOSED)
    {
      g_set_error (error, CT_STORE_ERROR, CT_STORE_ERROR_FAILED,
                   "Incident %d is closed: open it with “incidents reopen %d” first.",
                   incident->number, incident->number);
      return NULL;
    }
  if (text == NULL || *text == '\0')
    {
      fail (error, "There is nothing in what to answer.");
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > CT_INCIDENTS_MAX_TEXT)
    {
      fail (error, "The text is too long, or not in UTF-8.");
      return NULL;
    }

  g_autoptr (CtIncidentMessage) message
      = ct_incidents_new_message (deed, CT_SPEAKER_STAFF, job->from, text);
  for (guint i = 0; job->attach != NULL && job->attach[i] != NULL; i++)
    {
      if (!attach (deed, message, job->attach[i], error))
        return NULL;
    }
  return g_steal_pointer (&message);
}

typedef gboolean (*Decide) (const CtIncidentDeed *deed,
                            CtIncident *incident,
                            CtIncidentMessage *message,
                            GError **error);

static void
decide (const CtIncidentDeed *deed,
        Job *job,
        CtIncident *incident,
        Decide how,
        const char *preset,
        GError **error)
{
  g_autoptr (CtIncidentMessage) message = NULL;

  if (incident->change == NULL || incident->change->decision != CT_DECISION_WAITING)
    {
      fail (error, "This incident asks for no change that waits for a decision.");
      return;
    }

  message = write_message (deed, job, incident, preset, error);
  if (message != NULL)
    how (deed, incident, message, error);
}

static void
answer (const CtIncidentDeed *deed, Job *job, CtIncident *incident, GError **error)
{
  g_autoptr (CtIncidentMessage) message = write_message (deed, job, incident, NULL, error);

  if (message != NULL)
    ct_incidents_answer (deed, incident, message, error);
}

static void
act (const CtIncidentDeed *deed, Job *job, CtIncident *incident, GError **error)
{
  const char *deed_name = job->arguments[0];

  if (strcmp (deed_name, "answer") == 0)
    answer (deed, job, incident, error);
  else if (strcmp (deed_name, "close") == 0)
    ct_incidents_close (deed, incident, error);
  else if (strcmp (deed_name, "reopen") == 0)
    ct_incidents_reopen (deed, incident, error);
  else if (strcmp (deed_name, "accept") == 0)
    decide (deed, job, incident, ct_incident_changes_accept,
            incident->change != NULL && incident->change->name != NULL
                ? "Your account has been changed as you asked. Your certificates have the new name "
                  "from now on."
                : "Your account has been changed as you asked.",
            error);
  else if (strcmp (deed_name, "refuse") == 0)
    decide (deed, job, incident, ct_incident_changes_refuse, NULL, error);
}

static void
handle (CtDatabase *database, Job *job, GError **error)
{
  g_autofree char *account_id = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtIncident) incident
      = ct_incident_table_find (database, job->number, &account_id, &failure);
  CtIncidentDeed deed = { database, account_id, job->now, NULL, NULL };

  if (failure == NULL && incident == NULL)
    fail (&failure, "There is no such incident.");
  if (failure == NULL)
    act (&deed, job, incident, &failure);

  g_autoptr (CtAccount) account
      = failure == NULL ? ct_candidate_table_get_account (database, account_id, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return;
    }

  g_autofree char *text = strcmp (job->arguments[0], "show") == 0
                              ? ct_incident_report_text (incident, account)
                              : ct_incident_report_line (incident, account);
  g_string_append (job->report, text);
  if (!g_str_has_suffix (text, "\n"))
    g_string_append_c (job->report, '\n');
}

static gpointer
run_in_store (CtDatabase *database, gpointer data, GError **error)
{
  Job *job = data;

  if (strcmp (job->arguments[0], "list") == 0)
    list (database, job, error);
  else if (strcmp (job->arguments[0], "attachment") == 0)
    load_attachment (database, job, error);
  else
    handle (database, job, error);
  return NULL;
}

/* What the terminal says. */

static gboolean
needs_text (Job *job)
{
  return strcmp (job->arguments[0], "answer") == 0 || strcmp (job->arguments[0], "refuse") == 0;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static const char *
find_fault (Job *job)
{
  static const char *const names[]
      = { "list", "show", "answer", "close", "reopen", "accept", "refuse", "attachment", NULL };
  guint n = job->arguments != NULL ? g_strv_length (job->arguments) : 0;
  guint64 number = 0;

  if (n == 0 || !g_strv_contains (names, job->arguments[0]))
    return "Say what to do: list, show, answer, close, reopen, accept, refuse or attachment.";
  if (job->data_dir == NULL)
    return "--data-dir DIR is needed.";
  if (strcmp (job->arguments[0], "list") == 0)
    return n > 1 ? "“list” takes no number." : NULL;
  if (strcmp (job->arguments[0], "attachment") == 0)
    return n != 2 || job->output == NULL ? "The ID of an attachment and --output FILE are needed."
                                         : NULL;
  if (n != 2 || !g_ascii_string_to_unsigned (job->arguments[1], 10, 1, G_MAXINT, &number, NULL))
    return "The number of an incident is needed.";
  if (job->text != NULL && job->text_file != NULL)
    return "--text and --text-file cannot both be given.";
  if (needs_text (job) && job->text_file == NULL && is_blank (job->text))
    return "Say what to answer: --text TEXT or --text-file FILE.";

  job->number = number;
  return NULL;
}

static gboolean
parse (Job *job, int argc, char *argv[], GError **error)
{
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &job->data_dir, "Where the data is", "DIR" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &job->all, "List closed incidents, too", NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &job->text, "What to answer", "TEXT" },
    { "text-file", 0, 0, G_OPTION_ARG_FILENAME, &job->text_file,
      "Where the answer is written; - for the standard input", "FILE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &job->from, "Who answers, for the candidate to read",
      "NAME" },
    { "attach", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &job->attach,
      "A file to send along; may be repeated", "FILE" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &job->output,
      "Where to write an attachment; nothing is overwritten", "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &job->arguments, NULL,
      "list|show|answer|close|reopen|accept|refuse|attachment [NUMBER|ID]" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const char *fault;

  g_option_context_set_summary (
      context,
      "What candidates ask of the Program Support Team. Each answer goes to the candidate by "
      "mail, too. “accept” makes the change of name or company that an incident asks for in the "
      "account, the name in its credentials, too, and closes it, “refuse” says why not. The "
      "service may run meanwhile.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  fault = find_fault (job);
  if (fault != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, fault);
  return fault == NULL;
}

static gboolean
read_text (Job *job, GError **error)
{
  gboolean is_input = g_strcmp0 (job->text_file, "-") == 0;

  if (job->text_file == NULL
      || g_file_get_contents (is_input ? "/dev/stdin" : job->text_file, &job->text, NULL, error))
    {
      if (job->text != NULL)
        g_strstrip (job->text);
      return TRUE;
    }
  return FALSE;
}

static gboolean
write_content (Job *job, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;

  if (job->content == NULL)
    return TRUE;

  file = g_file_new_for_commandline_arg (job->output);
  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream),
                                       g_bytes_get_data (job->content, NULL),
                                       g_bytes_get_size (job->content), NULL, NULL, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static gboolean
run (Job *job, GError **error)
{
  gboolean reads = strcmp (job->arguments[0], "list") == 0
                   || strcmp (job->arguments[0], "show") == 0
                   || strcmp (job->arguments[0], "attachment") == 0;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CtStore) store = NULL;

  if (!read_text (job, error))
    return FALSE;
  store = ct_store_open_existing (job->data_dir, error);
  if (store == NULL)
    return FALSE;

  ct_store_run (store, reads ? CT_STORE_READ : CT_STORE_WRITE, run_in_store, job, &failure);
  ct_store_close (store);
  if (failure == NULL)
    write_content (job, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

int
ct_command_incidents (int argc, char *argv[])
{
  g_autoptr (CtClock) clock = ct_clock_new ();
  g_auto (Job) job = { .now = ct_clock_now (clock), .report = g_string_new (NULL) };
  GError *error = NULL;

  if (!parse (&job, argc, argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (!run (&job, &error))
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_print ("%s", job.report->str);
  return CT_EXIT_OK;
}

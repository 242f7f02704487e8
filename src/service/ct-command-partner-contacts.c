/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/ct-clock.h"
#include "service/ct-commands.h"
#include "service/feed/ct-partner-rule.h"
#include "service/store/ct-store.h"

typedef struct
{
  GDateTime *now;
  gboolean is_kept;
} Question;

static gpointer
report (CtDatabase *database, gpointer data, GError **error)
{
  Question *question = data;

  return ct_partner_rule_report (database, question->now, &question->is_kept, error);
}

int
ct_command_partner_contacts (int argc, char *argv[])
{
  g_autofree char *data_dir = NULL;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, "Where the data is", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;

  g_option_context_set_summary (
      context, "Says how long accounts from the partner record took until they could be used, "
               "and who waits for more than 24 hours. The exit status is 0 if nobody does. The "
               "service may run meanwhile.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return ct_command_fail (CT_EXIT_USAGE, error);
  if (data_dir == NULL || argc > 1)
    return ct_command_fail (CT_EXIT_USAGE,
                            g_error_new_literal (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                                 "--data-dir DIR and nothing else is needed."));

  g_autoptr (CtStore) store = ct_store_open_existing (data_dir, &error);
  if (store == NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_autoptr (CtClock) clock = ct_clock_new ();
  g_autoptr (GDateTime) now = ct_clock_now (clock);
  Question question = { now, FALSE };
  g_autofree char *text = ct_store_run (store, CT_STORE_READ, report, &question, &error);
  ct_store_close (store);
  if (error != NULL)
    return ct_command_fail (CT_EXIT_FAILED, error);

  g_print ("%s", text);
  return question.is_kept ? CT_EXIT_OK : CT_EXIT_FAILED;
}

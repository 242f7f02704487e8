/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-confirmation.h"

#include "service/delivery/ct-vue-table.h"
#include "service/delivery/ct-vue-time.h"

/* With this in front of its message, an accepted row was not taken as it is. */
#define WARNING "WARNING"

static const struct
{
  const char *key;
  const char *number;
} columns[] = {
  [CT_VUE_CONFIRMATION_PROFILE] = { "ClientCandidateID", "CandidateID" },
  [CT_VUE_CONFIRMATION_AUTHORIZATION] = { "ClientAuthorizationID", "AuthorizationID" },
};

static void
confirmation_free (gpointer data)
{
  CtVueConfirmation *self = data;

  g_free (self->key);
  g_free (self->number);
  g_free (self->message);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self);
}

static char *
dup_filled (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static void
read_row (CtVueConfirmations *self, CtVueTable *table, guint row, CtVueConfirmationKind kind)
{
  const char *key = ct_vue_table_get (table, row, columns[kind].key);
  const char *status = ct_vue_table_get (table, row, "Status");
  const char *message = ct_vue_table_get (table, row, "Message");
  const char *date = ct_vue_table_get (table, row, "Date");
  guint line = ct_vue_table_get_line (table, row);
  gboolean accepted = g_ascii_strcasecmp (status, "Accepted") == 0;

  if (!accepted && g_ascii_strcasecmp (status, "Error") != 0)
    {
      g_ptr_array_add (self->faults, ct_vue_fault_new (line, "its status is “%s”", status));
      return;
    }
  if (*key == '\0')
    {
      if (accepted)
        g_ptr_array_add (self->faults, ct_vue_fault_new (line, "it has no %s", columns[kind].key));
      else if (self->failure == NULL)
        self->failure = g_strdup (*message != '\0' ? message : "no reason was given");
      return;
    }

  CtVueConfirmation *confirmation = g_new0 (CtVueConfirmation, 1);

  confirmation->line = line;
  confirmation->key = g_strdup (key);
  confirmation->number = dup_filled (ct_vue_table_get (table, row, columns[kind].number));
  confirmation->accepted
      = accepted && g_ascii_strncasecmp (message, WARNING, sizeof WARNING - 1) != 0;
  confirmation->message = dup_filled (message);
  confirmation->date = ct_vue_time_parse (date);
  if (confirmation->date == NULL && *date != '\0')
    g_ptr_array_add (self->faults,
                     ct_vue_fault_new (line, "its date “%s” was left out, the rest taken", date));
  g_ptr_array_add (self->rows, confirmation);
}

CtVueConfirmations *
ct_vue_confirmations_read (GBytes *bytes, CtVueConfirmationKind kind, GError **error)
{
  const char *const needed[] = { columns[kind].key, "Status", NULL };
  g_autoptr (CtVueTable) table = ct_vue_table_read (bytes, needed, error);

  if (table == NULL)
    return NULL;

  CtVueConfirmations *self = g_new0 (CtVueConfirmations, 1);

  self->rows = g_ptr_array_new_with_free_func (confirmation_free);
  self->faults = ct_vue_table_steal_faults (table);
  for (guint i = 0; i < ct_vue_table_get_n_rows (table); i++)
    read_row (self, table, i, kind);

  return self;
}

void
ct_vue_confirmations_free (CtVueConfirmations *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->faults);
  g_free (self->failure);
  g_free (self);
}

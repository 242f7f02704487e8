/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sessions/ct-rate-limit.h"

/* For each name only one number is kept: when all of its tries will be there again. Each
 * try puts that off by one interval; there is none while that is too far ahead. */
struct _CtRateLimit
{
  gint64 burst_length; /* seconds */
  gint64 interval;     /* seconds */
  guint max_names;
  GHashTable *whole_at; /* name → gint64 * */
};

CtRateLimit *
ct_rate_limit_new (guint burst, guint interval, guint max_names)
{
  g_return_val_if_fail (burst > 0 && interval > 0 && max_names > 0, NULL);

  CtRateLimit *self = g_new0 (CtRateLimit, 1);

  self->interval = interval;
  self->burst_length = (gint64) burst * interval;
  self->max_names = max_names;
  self->whole_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
ct_rate_limit_free (CtRateLimit *self)
{
  g_hash_table_unref (self->whole_at);
  g_free (self);
}

/* Makes room for one more name. */
static void
forget (CtRateLimit *self, gint64 now)
{
  GHashTableIter iter;
  gpointer name, value;
  const char *quietest = NULL;
  gint64 quietest_at = G_MAXINT64;

  if (g_hash_table_size (self->whole_at) < self->max_names)
    return;

  g_hash_table_iter_init (&iter, self->whole_at);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      gint64 at = *(gint64 *) value;

      if (at <= now)
        g_hash_table_iter_remove (&iter);
      else if (at < quietest_at)
        {
          quietest_at = at;
          quietest = name;
        }
    }

  if (g_hash_table_size (self->whole_at) >= self->max_names)
    g_hash_table_remove (self->whole_at, quietest);
}

guint
ct_rate_limit_take (CtRateLimit *self, const char *name, gint64 now)
{
  gint64 *known = g_hash_table_lookup (self->whole_at, name);
  gint64 whole_at = known != NULL ? MAX (*known, now) : now;

  /* The computer's clock was put back: what was counted before says nothing. */
  if (whole_at > now + self->burst_length)
    whole_at = now;

  if (whole_at + self->interval > now + self->burst_length)
    return whole_at + self->interval - (now + self->burst_length);

  whole_at += self->interval;
  if (known == NULL)
    {
      forget (self, now);
      known = g_new (gint64, 1);
      g_hash_table_insert (self->whole_at, g_strdup (name), known);
    }
  *known = whole_at;
  return 0;
}

void
ct_rate_limit_give_back (CtRateLimit *self, const char *name)
{
  gint64 *known = g_hash_table_lookup (self->whole_at, name);

  if (known != NULL)
    *known -= self->interval;
}

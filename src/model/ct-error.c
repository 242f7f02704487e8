/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-error.h"

typedef struct
{
  guint retry_after;
} CtErrorPrivate;

static void
ct_error_private_init (CtErrorPrivate *priv)
{
}

static void
ct_error_private_copy (const CtErrorPrivate *from, CtErrorPrivate *to)
{
  *to = *from;
}

static void
ct_error_private_clear (CtErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (CtError, ct_error)

guint
ct_error_get_retry_after (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == CT_ERROR ? ct_error_get_private (error)->retry_after : 0;
}

void
ct_error_set_retry_after (GError *error, guint seconds)
{
  g_return_if_fail (error != NULL && error->domain == CT_ERROR);

  ct_error_get_private (error)->retry_after = seconds;
}

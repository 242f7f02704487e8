/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-error.h"

G_DEFINE_QUARK (ct-vue-error-quark, ct_vue_error)

CtVueFault *
ct_vue_fault_new (guint line, const char *format, ...)
{
  CtVueFault *self = g_new0 (CtVueFault, 1);
  va_list args;

  va_start (args, format);
  self->line = line;
  self->words = g_strdup_vprintf (format, args);
  va_end (args);

  return self;
}

void
ct_vue_fault_free (CtVueFault *self)
{
  g_free (self->words);
  g_free (self);
}

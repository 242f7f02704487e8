/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-report.h"

#include "service/ct-plural.h"

CtDeliveryReport *
ct_delivery_report_new (const char *name)
{
  CtDeliveryReport *self = g_new0 (CtDeliveryReport, 1);

  self->name = g_strdup (name);
  self->left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) ct_vue_fault_free);
  return self;
}

void
ct_delivery_report_free (CtDeliveryReport *self)
{
  g_free (self->name);
  g_free (self->failure);
  g_free (self->note);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

gboolean
ct_delivery_report_is_clean (CtDeliveryReport *self)
{
  return self->failure == NULL && self->left_out->len == 0;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return (int) ((const CtVueFault *) a)->line - (int) ((const CtVueFault *) b)->line;
}

char *
ct_delivery_report_to_text (CtDeliveryReport *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s: ", self->name);
  if (self->note != NULL)
    g_string_append_printf (text, "%s\n", self->note);
  else if (self->failure != NULL)
    g_string_append_printf (text, "failed: %s\n", self->failure);
  else
    g_string_append_printf (text, "%u %s taken, %u known already, %u %s\n", self->n_taken,
                            ct_plural (self->n_taken, "row", "rows"), self->n_known,
                            self->left_out->len,
                            ct_plural (self->left_out->len, "fault", "faults"));

  g_ptr_array_sort_values (self->left_out, compare_lines);
  for (guint i = 0; i < self->left_out->len; i++)
    {
      CtVueFault *fault = self->left_out->pdata[i];
      g_string_append_printf (text, "  line %u: %s\n", fault->line, fault->words);
    }

  return g_string_free_and_steal (text);
}

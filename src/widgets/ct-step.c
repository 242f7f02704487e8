/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-step.h"

G_DEFINE_FINAL_TYPE (CtStep, ct_step, G_TYPE_OBJECT)

static void
ct_step_finalize (GObject *object)
{
  CtStep *self = CT_STEP (object);

  g_free (self->ref);
  g_clear_pointer (&self->due, g_date_time_unref);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->label);
  g_clear_pointer (&self->target, g_variant_unref);

  G_OBJECT_CLASS (ct_step_parent_class)->finalize (object);
}

static void
ct_step_class_init (CtStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_step_finalize;
}

static void
ct_step_init (CtStep *self)
{
}

CtStep *
ct_step_new (CtStepKind kind,
             const char *ref,
             GDateTime *due,
             char *title,
             char *subtitle,
             const char *label,
             const char *action,
             GVariant *target)
{
  CtStep *self = g_object_new (CT_TYPE_STEP, NULL);

  self->kind = kind;
  self->ref = g_strdup (ref);
  self->due = due != NULL ? g_date_time_ref (due) : NULL;
  self->title = title;
  self->subtitle = subtitle;
  self->label = g_strdup (label);
  self->action = action;
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return self;
}

gboolean
ct_step_equal (CtStep *a, CtStep *b)
{
  g_return_val_if_fail (CT_IS_STEP (a) && CT_IS_STEP (b), FALSE);

  return a->kind == b->kind && g_strcmp0 (a->ref, b->ref) == 0
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->subtitle, b->subtitle) == 0
         && g_strcmp0 (a->label, b->label) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CtStepKind:
 * @CT_STEP_KIND_AGREEMENT: read and accept an agreement; its @ref is the agreement's id
 * @CT_STEP_KIND_CONTACT: complete or correct what Pearson VUE needs to know
 * @CT_STEP_KIND_VERIFY: verify an email address; its @ref is the address' id
 * @CT_STEP_KIND_SCHEDULE: make an appointment; its @ref is the authorization's id
 * @CT_STEP_KIND_RENEW: renew what expires; its @ref is the exam's code, or the achievement's id if
 *   it is not an exam that renews it
 */
typedef enum
{
  CT_STEP_KIND_AGREEMENT,
  CT_STEP_KIND_CONTACT,
  CT_STEP_KIND_VERIFY,
  CT_STEP_KIND_SCHEDULE,
  CT_STEP_KIND_RENEW,
} CtStepKind;

#define CT_TYPE_STEP (ct_step_get_type ())
G_DECLARE_FINAL_TYPE (CtStep, ct_step, CT, STEP, GObject)

/**
 * CtStep:
 * @kind: what sort of step
 * @ref: (nullable): what it is about
 * @due: (nullable): the day on which it is too late, of the program's calendar
 * @title: what to do
 * @subtitle: why, and until when
 * @label: what its button says
 * @action: the action of the button, one of #CtStepsGroup or of the window
 * @target: (nullable): its parameter
 *
 * Something that a candidate is to do next, and the way to it. It never changes.
 */
struct _CtStep
{
  GObject parent_instance;

  CtStepKind kind;
  char *ref;
  GDateTime *due;
  char *title;
  char *subtitle;
  char *label;
  const char *action;
  GVariant *target;
};

/**
 * ct_step_new:
 * @ref: (nullable): copied
 * @due: (nullable): a reference is taken
 * @title: (transfer full): what to do
 * @subtitle: (transfer full): why
 * @label: what the button says; copied
 * @action: static
 * @target: (nullable) (transfer floating): its parameter
 */
CtStep *ct_step_new (CtStepKind kind,
                     const char *ref,
                     GDateTime *due,
                     char *title,
                     char *subtitle,
                     const char *label,
                     const char *action,
                     GVariant *target);

/* Whether both say the same of the same thing. */
gboolean ct_step_equal (CtStep *a, CtStep *b);

G_END_DECLS

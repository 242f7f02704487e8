/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "model/ct-eligibility.h"
#include "model/ct-email.h"
#include "model/ct-periods.h"
#include "model/ct-progress.h"
#include "widgets/ct-format.h"
#include "widgets/ct-next-step.h"
#include "widgets/ct-standing.h"
#include "widgets/ct-steps.h"

/* Agreements. */

typedef struct
{
  guint n_exams;   /* that cannot be registered for without it */
  char *exam;      /* owned, nullable: the title of the first */
  char *earned;    /* owned, nullable: the title of what is earned by it at once */
  char *own_title; /* owned, nullable: what the program does not know the title of */
} Agreement;

static void
agreement_free (gpointer data)
{
  Agreement *self = data;

  g_free (self->exam);
  g_free (self->earned);
  g_free (self->own_title);
  g_free (self);
}

/* In the order in which they are met. */
static Agreement *
get_agreement (GHashTable *agreements, GPtrArray *order, const char *id)
{
  Agreement *agreement = g_hash_table_lookup (agreements, id);

  if (agreement == NULL)
    {
      char *key = g_strdup (id);

      agreement = g_new0 (Agreement, 1);
      g_hash_table_insert (agreements, key, agreement);
      g_ptr_array_add (order, key);
    }
  return agreement;
}

static CtObstacle *
find_obstacle (CtEligibility *standing, CtIneligibility reason)
{
  GListModel *obstacles = G_LIST_MODEL (standing->obstacles);

  for (guint i = 0; obstacles != NULL && i < g_list_model_get_n_items (obstacles); i++)
    {
      g_autoptr (CtObstacle) obstacle = g_list_model_get_item (obstacles, i);

      if (obstacle->reason == reason)
        return obstacle;
    }
  return NULL;
}

static char *
name_agreement (const CtStepsView *view, const char *id, const Agreement *agreement)
{
  GListModel *all = view->program != NULL ? G_LIST_MODEL (view->program->agreements) : NULL;

  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (CtAgreement) one = g_list_model_get_item (all, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (one)), id) == 0)
        return g_strdup (one->title);
    }
  return g_strdup (agreement->own_title != NULL ? agreement->own_title : _ ("Agreement"));
}

static char *
explain_agreement (const Agreement *agreement)
{
  if (agreement->earned != NULL)
    /* Translators: %s is the name of an achievement */
    return g_strdup_printf (_ ("It is the last step to %s."), agreement->earned);
  if (agreement->n_exams == 1)
    /* Translators: %s is the title of an exam */
    return g_strdup_printf (_ ("Required to register for %s."), agreement->exam);
  return g_strdup_printf (ngettext ("Required to register for %u exam.",
                                    "Required to register for %u exams.", agreement->n_exams),
                          agreement->n_exams);
}

static void
find_agreements (const CtStepsView *view, GPtrArray *steps)
{
  g_autoptr (GHashTable) agreements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, agreement_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (view->progress); i++)
    {
      g_autoptr (CtProgress) progress = g_list_model_get_item (view->progress, i);
      CtRequirement *leaf = progress->state == CT_PROGRESS_STATE_WAITING
                                ? ct_next_step_find (progress->requirement)
                                : NULL;
      Agreement *agreement;

      if (leaf == NULL || leaf->kind != CT_REQUIREMENT_KIND_AGREEMENT || leaf->ref == NULL)
        continue;
      agreement = get_agreement (agreements, order, leaf->ref);
      if (agreement->earned == NULL)
        agreement->earned = g_strdup (progress->title);
      g_set_str (&agreement->own_title, leaf->title);
    }

  for (guint i = 0; i < g_list_model_get_n_items (view->eligibility); i++)
    {
      g_autoptr (CtEligibility) standing = g_list_model_get_item (view->eligibility, i);
      CtObstacle *obstacle = find_obstacle (standing, CT_INELIGIBILITY_AGREEMENT_MISSING);
      Agreement *agreement;

      if (obstacle == NULL || obstacle->ref == NULL)
        continue;
      agreement = get_agreement (agreements, order, obstacle->ref);
      if (agreement->n_exams++ == 0)
        agreement->exam = g_strdup (standing->title);
    }

  for (guint i = 0; i < order->len; i++)
    {
      const char *id = g_ptr_array_index (order, i);
      Agreement *agreement = g_hash_table_lookup (agreements, id);
      g_autofree char *name = name_agreement (view, id, agreement);

      g_ptr_array_add (steps, ct_step_new (CT_STEP_KIND_AGREEMENT, id, NULL,
                                           /* Translators: %s is the name of an agreement */
                                           g_strdup_printf (_ ("Accept the %s"), name),
                                           explain_agreement (agreement), _ ("Read…"),
                                           "steps.agreement", g_variant_new_string (id)));
    }
}

/* What Pearson VUE needs to know: said once for all exams. */
static void
find_contact (const CtStepsView *view, GPtrArray *steps)
{
  CtTestingProfile *profile = view->profile;

  if (profile == NULL)
    return;

  if (profile->state == CT_TESTING_PROFILE_STATE_REFUSED)
    g_ptr_array_add (steps, ct_step_new (CT_STEP_KIND_CONTACT, NULL, NULL,
                                         g_strdup (_ ("Correct Your Contact Information")),
                                         profile->reason != NULL
                                             /* Translators: %s is what Pearson VUE says is wrong */
                                             ? g_strdup_printf (_ ("Pearson VUE says: %s."),
                                                                profile->reason)
                                             : g_strdup (_ ("Pearson VUE did not accept it.")),
                                         _ ("Correct…"), "steps.contact", NULL));
  else if (profile->state == CT_TESTING_PROFILE_STATE_INCOMPLETE)
    g_ptr_array_add (
        steps,
        ct_step_new (CT_STEP_KIND_CONTACT, NULL, NULL,
                     g_strdup (_ ("Complete Your Contact Information")),
                     g_strdup (_ ("Required to register for exams. Pearson VUE needs your name, "
                                  "address and phone.")),
                     _ ("Complete…"), "steps.contact", NULL));
}

static void
find_addresses (const CtStepsView *view, GPtrArray *steps)
{
  for (guint i = 0; i < g_list_model_get_n_items (view->emails); i++)
    {
      g_autoptr (CtEmail) email = g_list_model_get_item (view->emails, i);
      const char *id = ct_resource_get_id (CT_RESOURCE (email));

      if (email->verified_at == NULL && id != NULL)
        g_ptr_array_add (steps,
                         ct_step_new (CT_STEP_KIND_VERIFY, id, NULL,
                                      g_strdup (_ ("Verify Your Email Address")),
                                      /* Translators: %s is an email address */
                                      g_strdup_printf (_ ("Enter the code that was sent to %s."),
                                                       email->address),
                                      _ ("Verify…"), "steps.verify", g_variant_new_string (id)));
    }
}

static void
find_appointments (const CtStepsView *view, GPtrArray *steps)
{
  for (guint i = 0; i < g_list_model_get_n_items (view->eligibility); i++)
    {
      g_autoptr (CtEligibility) standing = g_list_model_get_item (view->eligibility, i);
      CtAuthorization *authorization = standing->authorization;
      g_autofree char *last = NULL;
      const char *id;

      if (ct_standing_get (standing->eligible, authorization, standing->appointment)
          != CT_STANDING_READY)
        continue;

      id = ct_resource_get_id (CT_RESOURCE (authorization));
      last = ct_format_day (NULL, authorization->last_day);
      g_ptr_array_add (
          steps,
          ct_step_new (CT_STEP_KIND_SCHEDULE, id, authorization->last_day,
                       g_strdup (_ ("Make an Appointment")),
                       *last != '\0'
                           /* Translators: the title of an exam, and a date */
                           ? g_strdup_printf (_ ("You are registered for %s until %s."),
                                              standing->title, last)
                           /* Translators: the title of an exam */
                           : g_strdup_printf (_ ("You are registered for %s."), standing->title),
                       _ ("Schedule"), "steps.schedule", g_variant_new_string (id)));
    }
}

static CtEligibility *
find_standing (const CtStepsView *view, const char *code)
{
  for (guint i = 0; i < g_list_model_get_n_items (view->eligibility); i++)
    {
      g_autoptr (CtEligibility) standing = g_list_model_get_item (view->eligibility, i);

      if (g_strcmp0 (ct_resource_get_id (CT_RESOURCE (standing)), code) == 0)
        return standing; /* the list keeps it */
    }
  return NULL;
}

/* Whether an exam was registered for, so that there is nothing to do here. */
static gboolean
is_under_way (const CtStepsView *view, const char *code)
{
  CtEligibility *standing = find_standing (view, code);

  if (standing == NULL)
    return FALSE;
  switch (ct_standing_get (standing->eligible, standing->authorization, standing->appointment))
    {
    case CT_STANDING_PENDING:
    case CT_STANDING_READY:
    case CT_STANDING_BOOKED:
      return TRUE;
    case CT_STANDING_OPEN:
    case CT_STANDING_CLOSED:
    default:
      return find_obstacle (standing, CT_INELIGIBILITY_RESULT_PENDING) != NULL;
    }
}

static void
find_renewals (const CtStepsView *view, GPtrArray *steps)
{
  for (guint i = 0; i < g_list_model_get_n_items (view->progress); i++)
    {
      g_autoptr (CtProgress) progress = g_list_model_get_item (view->progress, i);
      CtRequirement *leaf;
      g_autofree char *expiry = NULL, *task = NULL;
      gboolean is_exam;
      const char *id = ct_resource_get_id (CT_RESOURCE (progress));

      if (progress->state != CT_PROGRESS_STATE_HELD || progress->valid_until == NULL
          || !ct_format_is_soon_from (progress->valid_until, view->now))
        continue;

      leaf = ct_next_step_find (progress->renewal);
      if (leaf == NULL)
        continue;
      is_exam
          = (leaf->kind == CT_REQUIREMENT_KIND_EXAM || leaf->kind == CT_REQUIREMENT_KIND_ASSESSMENT)
            && leaf->ref != NULL;
      if (is_exam && is_under_way (view, leaf->ref))
        continue;

      expiry = ct_format_expiry_from (progress->valid_until, view->now);
      task = ct_next_step_describe (NULL, progress->renewal);
      g_ptr_array_add (steps, ct_step_new (CT_STEP_KIND_RENEW, is_exam ? leaf->ref : id,
                                           progress->valid_until,
                                           /* Translators: %s is the name of an achievement */
                                           g_strdup_printf (_ ("Renew %s"), progress->title),
                                           g_strdup_printf ("%s · %s", expiry, task), _ ("Show"),
                                           "win.show",
                                           g_variant_new ("(ss)", is_exam ? "exams" : "progress",
                                                          is_exam ? leaf->ref : id)));
    }
}

static int
rank (CtStep *step, GDateTime *now)
{
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, CT_PERIOD_LAST_REMINDER);

  if (step->kind == CT_STEP_KIND_AGREEMENT || step->kind == CT_STEP_KIND_CONTACT)
    return (int) step->kind;
  if (step->due != NULL && g_date_time_compare (step->due, soon) <= 0)
    return 2;
  return step->kind == CT_STEP_KIND_VERIFY ? 3 : 4;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer now)
{
  CtStep *first = CT_STEP ((gpointer) a), *second = CT_STEP ((gpointer) b);
  int order = rank (first, now) - rank (second, now);

  if (order != 0 || first->due == second->due)
    return order;
  if (first->due == NULL || second->due == NULL)
    return first->due == NULL ? 1 : -1;
  return g_date_time_compare (first->due, second->due);
}

GPtrArray *
ct_steps_find (const CtStepsView *view)
{
  g_return_val_if_fail (view != NULL && view->now != NULL, NULL);

  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);

  find_agreements (view, steps);
  find_contact (view, steps);
  find_addresses (view, steps);
  find_appointments (view, steps);
  find_renewals (view, steps);
  g_ptr_array_sort_values_with_data (steps, compare, view->now);
  return steps;
}

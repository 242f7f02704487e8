/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-cells.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-next-step.h"

struct _CtAttemptCell
{
  CtCell parent_instance;
};

struct _CtSectionCell
{
  CtCell parent_instance;
};

struct _CtCredentialCell
{
  CtCell parent_instance;
};

struct _CtProgressCell
{
  CtCell parent_instance;
};

/* "Passed · 250-428 · 3 March 2026" */
static char *
describe_attempt (gpointer self,
                  const char *code,
                  CtResult result,
                  GDateTime *taken_at,
                  GDateTime *expected_by)
{
  g_autofree char *state = ct_format_result (NULL, result);
  g_autofree char *date = ct_format_date (NULL, taken_at);
  g_autofree char *expected = NULL;

  if (result != CT_RESULT_PENDING || expected_by == NULL)
    /* Translators: a result, an exam's code and a date */
    return g_strdup_printf (C_ ("attempt", "%s · %s · %s"), state, code, date);

  expected = ct_format_distance (NULL, expected_by);
  /* Translators: a result, when it is usually there ("in 2 days"), an exam's code and a date */
  return g_strdup_printf (C_ ("attempt", "%s, usually there %s · %s · %s"), state, expected, code,
                          date);
}

static char *
say_attempt (gpointer self, const char *title, const char *description, double score)
{
  g_autofree char *percent = ct_format_percent (NULL, score);

  if (*percent == '\0')
    return g_strdup_printf ("%s, %s", title, description);
  /* Translators: an exam's title, its result in words, and a percentage */
  return g_strdup_printf (_ ("%s, %s, score %s"), title, description, percent);
}

static char *
count_questions (gpointer self, int n)
{
  return n >= 0 ? g_strdup_printf (ngettext ("%d question", "%d questions", n), n) : g_strdup ("");
}

static char *
say_section (gpointer self, const char *title, double score, int n_questions)
{
  g_autofree char *percent = ct_format_percent (NULL, score);
  g_autofree char *questions = count_questions (NULL, n_questions);

  return g_strjoin (", ", title, percent, *questions ? questions : NULL, NULL);
}

static char *
describe_credential (gpointer self,
                     CtAchievementKind kind,
                     CtCredentialState state,
                     GDateTime *expires_at,
                     GDateTime *revoked_at)
{
  g_autofree char *what = ct_format_achievement_kind (NULL, kind);
  g_autofree char *until = NULL;

  if (state == CT_CREDENTIAL_STATE_REVOKED)
    {
      g_autofree char *date = ct_format_date (NULL, revoked_at);

      /* Translators: %s is a date */
      until = g_strdup_printf (_ ("Revoked on %s"), date);
    }
  else
    until = ct_format_expiry (NULL, expires_at);
  /* Translators: a kind of achievement, and until when it is valid */
  return g_strdup_printf (C_ ("credential", "%s · %s"), what, until);
}

/* What is well looks like a credential; what is not, like what is wrong with it. */
static char *
get_credential_icon (gpointer self, CtCredentialState state, GDateTime *expires_at)
{
  if (state != CT_CREDENTIAL_STATE_ACTIVE)
    return ct_format_credential_state_icon (NULL, state);
  return g_strdup (ct_format_is_soon (NULL, expires_at) ? "ct-warning-symbolic"
                                                        : "ct-credential-symbolic");
}

static char **
get_credential_classes (gpointer self, CtCredentialState state, GDateTime *expires_at)
{
  if (state != CT_CREDENTIAL_STATE_ACTIVE)
    return ct_format_credential_state_classes (NULL, state);
  return g_strsplit (ct_format_is_soon (NULL, expires_at) ? "warning" : "accent", " ", -1);
}

static char *
say_credential (gpointer self, const char *title, const char *description)
{
  return g_strdup_printf ("%s, %s", title, description);
}

static char *
describe_progress (gpointer self, CtRequirement *requirement)
{
  g_autofree char *step = ct_next_step_describe (NULL, requirement);

  /* Translators: %s is something to do, such as "Pass exam 250-428" */
  return *step ? g_strdup_printf (_ ("Next: %s"), step) : g_steal_pointer (&step);
}

static char *
count_progress (gpointer self, int done, int total)
{
  /* Translators: how many steps are done, of how many */
  return g_strdup_printf (C_ ("progress", "%d of %d"), done, total);
}

static char *
say_progress (gpointer self, const char *title, int done, int total, const char *description)
{
  return g_strdup_printf (
      /* Translators: an achievement, how many steps are done of how many, and what is next */
      ngettext ("%s, %d of %d step done. %s", "%s, %d of %d steps done. %s", total), title, done,
      total, description);
}

static void
ct_attempt_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, describe_attempt);
  gtk_widget_class_bind_template_callback (klass, say_attempt);
}

static void
ct_section_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, count_questions);
  gtk_widget_class_bind_template_callback (klass, say_section);
}

static void
ct_credential_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, describe_credential);
  gtk_widget_class_bind_template_callback (klass, say_credential);
  gtk_widget_class_bind_template_callback (klass, get_credential_icon);
  gtk_widget_class_bind_template_callback (klass, get_credential_classes);
}

static void
ct_progress_cell_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, describe_progress);
  gtk_widget_class_bind_template_callback (klass, count_progress);
  gtk_widget_class_bind_template_callback (klass, say_progress);
}

#define UI "/org/example/CertTracker/ui/"

CT_DEFINE_CELL (CtAttemptCell, ct_attempt_cell, UI "attempt-cell.ui")
CT_DEFINE_CELL (CtSectionCell, ct_section_cell, UI "section-cell.ui")
CT_DEFINE_CELL (CtCredentialCell, ct_credential_cell, UI "credential-cell.ui")
CT_DEFINE_CELL (CtProgressCell, ct_progress_cell, UI "progress-cell.ui")

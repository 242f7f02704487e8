/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-cells.h"

#include <glib/gi18n.h>

#include "model/ct-attempt.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-look.h"

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

/* "250-428 · 3 March 2026" */
static char *
describe_attempt (gpointer self,
                  const char *code,
                  CtResult result,
                  GDateTime *taken_at,
                  GDateTime *expected_by)
{
  g_autofree char *date = ct_format_date (NULL, taken_at);
  g_autofree char *number = ct_isolate (NULL, code);
  g_autofree char *expected = NULL;

  if (result != CT_RESULT_PENDING)
    /* Translators: an exam's code and a date */
    return g_strdup_printf (C_ ("attempt", "%s · %s"), number, date);

  expected = ct_format_result_wait (NULL, taken_at, expected_by);
  /* Translators: an exam's code, the date on which it was taken, and "Result usually within 3
   * days" */
  return g_strdup_printf (C_ ("attempt", "%s · %s · %s"), number, date, expected);
}

static char *
say_attempt (gpointer self,
             const char *title,
             CtResult result,
             const char *description,
             double score)
{
  g_autoptr (CtLook) look = ct_look_attempt (NULL, result);
  g_autofree char *percent = ct_format_percent (NULL, score);

  return g_strjoin (", ", title, look->words, *percent ? percent : description,
                    *percent ? description : NULL, NULL);
}

char *
ct_attempt_cell_say (gpointer item)
{
  const CtAttempt *attempt = item;
  g_autofree char *description = describe_attempt (NULL, attempt->exam_code, attempt->result,
                                                   attempt->taken_at, attempt->expected_by);

  return say_attempt (NULL, attempt->exam_title, attempt->result, description, attempt->score);
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
describe_credential (gpointer self, CtAchievementKind kind, GDateTime *expires_at)
{
  g_autofree char *what = ct_format_achievement_kind (NULL, kind);
  g_autofree char *date = ct_format_day (NULL, expires_at);

  if (expires_at == NULL)
    /* Translators: %s is a kind of achievement */
    return g_strdup_printf (_ ("%s · Does not expire"), what);
  /* Translators: a kind of achievement, and a date */
  return g_strdup_printf (_ ("%s · Valid until %s"), what, date);
}

static char *
say_credential (gpointer self, const char *title, const char *state, const char *description)
{
  return g_strjoin (", ", title, state, description, NULL);
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
}

#define UI "/org/example/CertTracker/ui/"

CT_DEFINE_CELL (CtAttemptCell, ct_attempt_cell, UI "attempt-cell.ui")
CT_DEFINE_CELL (CtSectionCell, ct_section_cell, UI "section-cell.ui")
CT_DEFINE_CELL (CtCredentialCell, ct_credential_cell, UI "credential-cell.ui")

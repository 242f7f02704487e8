/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-exam-cell.h"

#include <glib/gi18n.h>

#include "widgets/ct-appointment-words.h"
#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"
#include "widgets/ct-look.h"
#include "widgets/ct-standing.h"

struct _CtExamCell
{
  CtCell parent_instance;
};

static char *
describe_appointment (const char *code, CtAppointment *appointment)
{
  g_autofree char *time = ct_appointment_words_when (appointment);
  g_autofree char *place = ct_appointment_words_place (appointment);
  g_autofree char *number = ct_isolate (NULL, code);

  /* Translators: the code of an exam, when it is taken, and where */
  return g_strdup_printf (C_ ("exam", "%s · %s · %s"), number, time, place);
}

/* What is in the way for now says until when. */
static char *
describe_wait (GListModel *obstacles)
{
  g_autoptr (CtObstacle) first = obstacles != NULL ? g_list_model_get_item (obstacles, 0) : NULL;
  g_autofree char *date = NULL;

  if (first == NULL || first->until == NULL)
    return NULL;

  date = ct_format_date (NULL, first->until);
  /* Translators: an exam can be registered for from this date on */
  return g_strdup_printf (C_ ("exam", "again from %s"), date);
}

/* That an exam is open is said by the heading above it, and what is missing in the account
 * by the next steps. */
static CtLook *
look (gpointer self,
      gboolean eligible,
      CtAuthorization *authorization,
      CtAppointment *appointment,
      GListModel *obstacles)
{
  switch (ct_standing_get (eligible, authorization, appointment))
    {
    case CT_STANDING_OPEN:
      if (!ct_standing_is_refused (NULL, authorization))
        return NULL;
      break;
    case CT_STANDING_CLOSED:
      if (ct_standing_is_of_account (obstacles))
        return NULL;
      break;
    case CT_STANDING_PENDING:
    case CT_STANDING_READY:
    case CT_STANDING_BOOKED:
    default:
      break;
    }
  return ct_look_exam (NULL, eligible, authorization, appointment, obstacles);
}

static char *
describe_exam (gpointer self,
               const char *code,
               gboolean eligible,
               CtAuthorization *authorization,
               CtAppointment *appointment,
               GListModel *obstacles,
               int minutes,
               double price,
               const char *currency)
{
  CtStanding standing = ct_standing_get (eligible, authorization, appointment);
  g_autofree char *duration = ct_format_minutes (NULL, minutes);
  g_autofree char *cost = ct_standing_price (NULL, price, currency);
  g_autofree char *number = ct_isolate (NULL, code);
  g_autofree char *wait = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (standing == CT_STANDING_BOOKED)
    return describe_appointment (code, appointment);

  wait = standing == CT_STANDING_CLOSED ? describe_wait (obstacles) : NULL;
  g_strv_builder_add (builder, number);
  if (wait != NULL)
    g_strv_builder_add (builder, wait);
  else
    {
      if (*duration)
        g_strv_builder_add (builder, duration);
      if (*cost && !ct_standing_is_retired ((GListStore *) obstacles))
        g_strv_builder_add (builder, cost);
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static char *
say_exam (gpointer self, const char *title, const char *state, const char *description)
{
  return state != NULL && *state ? g_strjoin (", ", title, state, description, NULL)
                                 : g_strjoin (", ", title, description, NULL);
}

static void
ct_exam_cell_bind (GtkWidgetClass *klass)
{
  ct_standing_bind_closures (klass);
  gtk_widget_class_bind_template_callback (klass, look);
  gtk_widget_class_bind_template_callback (klass, describe_exam);
  gtk_widget_class_bind_template_callback (klass, say_exam);
}

CT_DEFINE_CELL (CtExamCell, ct_exam_cell, "/org/example/CertTracker/ui/exam-cell.ui")

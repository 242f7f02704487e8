/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets/ct-standing.h"

#include <glib/gi18n.h>

#include "widgets/ct-format.h"
#include "widgets/ct-isolate.h"

CtStanding
ct_standing_get (gboolean eligible, CtAuthorization *authorization, CtAppointment *appointment)
{
  if (authorization == NULL)
    return eligible ? CT_STANDING_OPEN : CT_STANDING_CLOSED;

  switch (authorization->state)
    {
    case CT_AUTHORIZATION_STATE_PENDING:
    case CT_AUTHORIZATION_STATE_SENDING:
      return CT_STANDING_PENDING;
    case CT_AUTHORIZATION_STATE_ACCEPTED:
      return appointment != NULL
                     && (appointment->state == CT_APPOINTMENT_STATE_SCHEDULED
                         || appointment->state == CT_APPOINTMENT_STATE_RESCHEDULED)
                 ? CT_STANDING_BOOKED
                 : CT_STANDING_READY;
    case CT_AUTHORIZATION_STATE_REFUSED:
    case CT_AUTHORIZATION_STATE_USED:
    case CT_AUTHORIZATION_STATE_NO_SHOW:
    case CT_AUTHORIZATION_STATE_EXPIRED:
    case CT_AUTHORIZATION_STATE_CANCELLED:
    default:
      return eligible ? CT_STANDING_OPEN : CT_STANDING_CLOSED;
    }
}

gboolean
ct_standing_is_refused (gpointer self, CtAuthorization *authorization)
{
  return authorization != NULL && authorization->state == CT_AUTHORIZATION_STATE_REFUSED;
}

char *
ct_standing_obstacle_title (CtObstacle *obstacle)
{
  g_return_val_if_fail (CT_IS_OBSTACLE (obstacle), NULL);

  switch (obstacle->reason)
    {
    case CT_INELIGIBILITY_NOT_PROCTORED:
      return g_strdup (C_ ("obstacle", "Taken online"));
    case CT_INELIGIBILITY_RETIRED:
      return g_strdup (C_ ("obstacle", "Retired"));
    case CT_INELIGIBILITY_LEAD_TIME:
      return g_strdup (C_ ("obstacle", "About to be retired"));
    case CT_INELIGIBILITY_ALREADY_PASSED:
      return g_strdup (C_ ("obstacle", "Passed"));
    case CT_INELIGIBILITY_ALREADY_AUTHORIZED:
      return g_strdup (C_ ("obstacle", "Registered"));
    case CT_INELIGIBILITY_RESULT_PENDING:
      return g_strdup (C_ ("obstacle", "Result on its way"));
    case CT_INELIGIBILITY_RETAKE_WAIT:
      return g_strdup (C_ ("obstacle", "Too soon to try again"));
    case CT_INELIGIBILITY_ATTEMPTS_A_YEAR:
      return g_strdup (C_ ("obstacle", "Tried too often this year"));
    case CT_INELIGIBILITY_AGREEMENT_MISSING:
      return g_strdup (C_ ("obstacle", "Agreement missing"));
    case CT_INELIGIBILITY_PROFILE_INCOMPLETE:
      return g_strdup (C_ ("obstacle", "Contact information incomplete"));
    case CT_INELIGIBILITY_PROFILE_REFUSED:
      return g_strdup (C_ ("obstacle", "Contact information refused"));
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
ct_standing_obstacle_words (CtObstacle *obstacle)
{
  g_return_val_if_fail (CT_IS_OBSTACLE (obstacle), NULL);

  g_autofree char *date = ct_format_date (NULL, obstacle->until);
  gboolean dated = obstacle->until != NULL;

  switch (obstacle->reason)
    {
    case CT_INELIGIBILITY_NOT_PROCTORED:
      return g_strdup (
          _ ("Assessments are not taken at Pearson VUE, so there is nothing to register "
             "for."));
    case CT_INELIGIBILITY_RETIRED:
      return g_strdup (obstacle->ref != NULL
                           ? _ ("It can no longer be taken. Another exam has taken its place.")
                           : _ ("It can no longer be taken. What you passed still counts."));
    case CT_INELIGIBILITY_LEAD_TIME:
      return g_strdup (_ ("It is retired before the first appointment that you could still make."));
    case CT_INELIGIBILITY_ALREADY_PASSED:
      return dated
                 /* Translators: %s is a date */
                 ? g_strdup_printf (_ ("Your pass stands. You can take it again from %s on."), date)
                 : g_strdup (_ ("Your pass stands."));
    case CT_INELIGIBILITY_ALREADY_AUTHORIZED:
      return g_strdup (_ ("You have registered for it already."));
    case CT_INELIGIBILITY_RESULT_PENDING:
      return g_strdup (_ ("You took it. The result has not arrived yet."));
    case CT_INELIGIBILITY_RETAKE_WAIT:
      return dated
                 /* Translators: %s is a date */
                 ? g_strdup_printf (_ ("You can register again from %s on."), date)
                 : g_strdup (_ ("You have to wait after your last attempt."));
    case CT_INELIGIBILITY_ATTEMPTS_A_YEAR:
      return dated
                 /* Translators: %s is a date */
                 ? g_strdup_printf (_ ("You have reached the limit of attempts for twelve months. "
                                       "You can register again from %s on."),
                                    date)
                 : g_strdup (_ ("You have reached the limit of attempts for twelve months."));
    case CT_INELIGIBILITY_AGREEMENT_MISSING:
      return g_strdup (_ ("Read and accept the agreement first."));
    case CT_INELIGIBILITY_PROFILE_INCOMPLETE:
      return g_strdup (_ ("Pearson VUE needs your name, address and phone to let you in."));
    case CT_INELIGIBILITY_PROFILE_REFUSED:
      return obstacle->detail != NULL
                 /* Translators: %s is what Pearson VUE says is wrong */
                 ? g_strdup_printf (_ ("Pearson VUE says: %s. Correct it, and it is sent again."),
                                    obstacle->detail)
                 : g_strdup (_ ("Correct your contact information, and it is sent again."));
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
ct_standing_is_retired (GListStore *obstacles)
{
  GListModel *all = G_LIST_MODEL (obstacles);

  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (CtObstacle) obstacle = g_list_model_get_item (all, i);

      if (obstacle->reason == CT_INELIGIBILITY_RETIRED)
        return TRUE;
    }
  return FALSE;
}

gboolean
ct_standing_is_of_account (GListModel *obstacles)
{
  guint n = obstacles != NULL ? g_list_model_get_n_items (obstacles) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CtObstacle) obstacle = g_list_model_get_item (obstacles, i);

      if (obstacle->reason != CT_INELIGIBILITY_AGREEMENT_MISSING
          && obstacle->reason != CT_INELIGIBILITY_PROFILE_INCOMPLETE
          && obstacle->reason != CT_INELIGIBILITY_PROFILE_REFUSED)
        return FALSE;
    }
  return n > 0;
}

char *
ct_standing_price (gpointer self, double price, const char *currency)
{
  g_autofree char *number = NULL, *text = NULL;

  if (!(price > 0) || currency == NULL)
    return g_strdup ("");

  number = g_strdup_printf (price < G_MAXINT && price == (int) price ? "%'.0f" : "%'.2f", price);
  /* Translators: a currency's code, such as USD, and an amount */
  text = g_strdup_printf (C_ ("price", "%s %s"), currency, number);
  return ct_isolate (NULL, text);
}

void
ct_standing_bind_closures (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, ct_standing_is_refused);
  gtk_widget_class_bind_template_callback (klass, ct_standing_price);
}

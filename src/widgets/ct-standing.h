/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ct-eligibility.h"

G_BEGIN_DECLS

/**
 * CtStanding:
 * @CT_STANDING_OPEN: can be registered for
 * @CT_STANDING_CLOSED: cannot
 * @CT_STANDING_PENDING: registered for, and Pearson VUE has not answered
 * @CT_STANDING_READY: an appointment can be made
 * @CT_STANDING_BOOKED: there is an appointment
 *
 * Where a candidate stands with an exam.
 */
typedef enum
{
  CT_STANDING_OPEN,
  CT_STANDING_CLOSED,
  CT_STANDING_PENDING,
  CT_STANDING_READY,
  CT_STANDING_BOOKED,
} CtStanding;

/* What follows are closures too, which pass the template as @self; it is never used. They are given
 * the members of a #CtEligibility, each of which may be unset, so that they are asked again when
 * one changes. All strings are (transfer full). */

CtStanding
ct_standing_get (gboolean eligible, CtAuthorization *authorization, CtAppointment *appointment);

/* Whether an authorization was refused, which says why. */
gboolean ct_standing_is_refused (gpointer self, CtAuthorization *authorization);

/* What is in the way, in a word or two, and as a sentence that says what can be done. */
char *ct_standing_obstacle_title (CtObstacle *obstacle);
char *ct_standing_obstacle_words (CtObstacle *obstacle);

/* Whether it can no longer be taken. @obstacles: (nullable) */
gboolean ct_standing_is_retired (GListStore *obstacles);

/* Whether nothing is in the way but what is missing in the account, which is said once for all
 * exams. @obstacles: (nullable) */
gboolean ct_standing_is_of_account (GListModel *obstacles);

/* "USD 150"; nothing if there is no price. */
char *ct_standing_price (gpointer self, double price, const char *currency);

void ct_standing_bind_closures (GtkWidgetClass *klass);

G_END_DECLS

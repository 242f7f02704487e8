/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-authorization.h"
#include "service/delivery/ct-vue-event.h"
#include "service/web/ct-html.h"

G_BEGIN_DECLS

/* The seats that the stand-in has: the same few at each of its places, every working day. */

/**
 * ct_testcenter_add_seats:
 * @authorization: within whose days the seats are
 * @now: seats lie a day ahead of it, or more
 *
 * Adds fields to a form by which a seat is chosen.
 */
void ct_testcenter_add_seats (CtHtml *html, CtAuthorization *authorization, GDateTime *now);

/**
 * ct_testcenter_choose_seat:
 * @fields: of the form
 * @minutes: how long the exam takes; -1 if it is not known
 * @seat: (out caller-allocates): what was chosen; its texts are not to be freed
 *
 * Returns: %FALSE if there is no such seat
 */
gboolean ct_testcenter_choose_seat (GHashTable *fields,
                                    CtAuthorization *authorization,
                                    int minutes,
                                    GDateTime *now,
                                    CtVueSeat *seat);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-results.h"
#include "service/delivery/ct-vue-event.h"

G_BEGIN_DECLS

/**
 * ct_delivery_events_receive:
 * @bytes: what Pearson VUE posted
 * @outcome: (out caller-allocates): what became of it
 * @error: %CT_VUE_ERROR if it is no event, or %CT_STORE_ERROR
 *
 * Keeps an event as it came and applies it. One that is known already is not applied again, and
 * one that cannot be applied yet, such as about a candidate that is not known, is kept until it
 * can. The log says why it waits and what of it was left out.
 *
 * Returns: %FALSE with @error set if it is not kept
 */
gboolean ct_delivery_events_receive (CtDeliveryContext *context,
                                     CtVueEventKind kind,
                                     GBytes *bytes,
                                     CtDeliveryOutcome *outcome,
                                     GError **error);

/**
 * ct_delivery_events_retry:
 *
 * Tries again to apply the events that wait, the oldest first. The log says what is new of them.
 *
 * Returns: how many still wait, or -1 with @error set
 */
int ct_delivery_events_retry (CtDeliveryContext *context, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CtClient CtClient; /* client/ct-client.h */

#define CT_TYPE_NEWS (ct_news_get_type ())
G_DECLARE_FINAL_TYPE (CtNews, ct_news, CT, NEWS, GObject)

/**
 * CtNews:
 *
 * What arrives while the application runs. It asks the service every few minutes, more often while
 * something is expected, and tells what a candidate waits for.
 *
 * Property `active` (boolean, read and written, %TRUE at first): whether it asks by itself. If not,
 * it asks only when somebody looks.
 *
 * Signal `arrived` (#CtResource): a #CtAttempt whose result came, a #CtCredential that was earned,
 * a #CtEligibility whose registration Pearson VUE answered, or a #CtIncident that the support team
 * answered. What is there when somebody signs in is no news.
 */

/* @client: (transfer none): whose news; it owns this */
CtNews *ct_news_new (CtClient *client);

/* Asks now, unless that was done a moment ago: to be called when somebody looks. */
void ct_news_look (CtNews *self);

/* Asks more often for half an hour: somebody went to Pearson VUE. */
void ct_news_expect (CtNews *self);

G_END_DECLS

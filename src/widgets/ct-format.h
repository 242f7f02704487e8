/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-types.h"

G_BEGIN_DECLS

/*
 * The words of dates and numbers, in the reader's language. Blueprint calls them as
 * closures, and then passes the template as @self; it is never used, and C passes %NULL.
 * What is unset becomes the empty string, unless said otherwise. All strings are (transfer
 * full).
 */

/* Makes all of this, and how states look (#CtLook), known to the template of a class: to be called
 * in class_init. */
void ct_format_bind_closures (GtkWidgetClass *klass);

/* The day of a moment in the reader's time zone: "3 March 2026". */
char *ct_format_date (gpointer self, GDateTime *time);
/* A day of the program's calendar, which is that of UTC: the same for every reader, and on
 * certificates and in mails. */
char *ct_format_day (gpointer self, GDateTime *day);
/* "3 March 2026 at 14:05", or "at 2:05 PM" where that is usual */
char *ct_format_date_time (gpointer self, GDateTime *time);
/* "14:05", or "2:05 PM" */
char *ct_format_time (gpointer self, GDateTime *time);
/* Whether the clocks of a locale with this T_FMT, as nl_langinfo() has it, count to twelve. */
gboolean ct_format_counts_to_twelve (const char *pattern);
/* How far from today: "today", "in 40 days", "2 months ago" */
char *ct_format_distance (gpointer self, GDateTime *time);
/* As ct_format_distance(), from @now instead of today. */
char *ct_format_distance_from (GDateTime *time, GDateTime *now);
/* The same of such a day as ct_format_day() tells; what is still to come is "today" at least. */
char *ct_format_distance_of_day (GDateTime *day, GDateTime *now);
/* "Expires in 40 days", "Expires on 3 March 2028", "Expired on …"; unset: "Does not expire" */
char *ct_format_expiry (gpointer self, GDateTime *day);
/* As ct_format_expiry(), from @now instead of today. */
char *ct_format_expiry_from (GDateTime *day, GDateTime *now);
/* "Result usually within 3 days", or by when it was expected; the days are those of the service, or
 * %CT_PERIOD_RESULT if @expected_by is unset. */
char *ct_format_result_wait (gpointer self, GDateTime *taken_at, GDateTime *expected_by);
/* Whether it should have arrived. */
gboolean ct_format_result_is_late (GDateTime *taken_at, GDateTime *expected_by, GDateTime *now);

/* Whether @day is less than %CT_PERIOD_SOON days ahead; the past is not. */
gboolean ct_format_is_soon (gpointer self, GDateTime *day);
/* As ct_format_is_soon(), from @now instead of today. */
gboolean ct_format_is_soon_from (GDateTime *day, GDateTime *now);

/* "72%", "72.5%" */
char *ct_format_percent (gpointer self, double percent);
/* "Pass: 70%" */
char *ct_format_passing_score (gpointer self, double percent);
/* A fraction from 0 to 1 as percent, rounded down, so that only what is done is 100% */
char *ct_format_fraction (gpointer self, double fraction);
/* "1 hour 45 minutes" */
char *ct_format_minutes (gpointer self, int minutes);

/* The language's name for a BCP 47 tag: "Portuguese (Brazil)"; unknown ones as they are. */
char *ct_format_language (gpointer self, const char *tag);

char *ct_format_exam_kind (gpointer self, CtExamKind kind);
char *ct_format_achievement_kind (gpointer self, CtAchievementKind kind);

/* @text, for what takes markup and has no other way. */
char *ct_format_as_markup (gpointer self, const char *text);

/* Whether there is anything in @text, for `visible`. */
gboolean ct_format_has_text (gpointer self, const char *text);
gboolean ct_format_has_number (gpointer self, double number);
gboolean ct_format_has_integer (gpointer self, int number);
gboolean ct_format_has_items (gpointer self, guint n_items);
gboolean ct_format_has_time (gpointer self, GDateTime *time);

G_END_DECLS

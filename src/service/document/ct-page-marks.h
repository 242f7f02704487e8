/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pango.h>

#include "model/ct-program.h"

G_BEGIN_DECLS

/* What certificates, score reports and transcripts have alike. Lengths are in points. */

/* Returns: (transfer full): such as "4 March 2026": the day in UTC, in English */
char *ct_page_marks_format_day (GDateTime *time);

/**
 * ct_page_marks_draw_sample:
 *
 * Writes “SAMPLE” across the page in large letters, so pale that what stands on them is not
 * disturbed.
 */
void ct_page_marks_draw_sample (cairo_t *cr, PangoContext *context, double width, double height);

/**
 * ct_page_marks_draw_verification:
 * @program: has a place where codes are checked
 * @code: a verification code
 * @words: such as "Check this certificate at", before the place
 * @right, @y: the upper right corner of the QR code
 * @size: of the QR code
 * @room: for @words below it
 *
 * Draws where anyone can check it, which is a link, too.
 */
gboolean ct_page_marks_draw_verification (cairo_t *cr,
                                          PangoContext *context,
                                          CtProgram *program,
                                          const char *code,
                                          const char *words,
                                          double right,
                                          double y,
                                          double size,
                                          double room,
                                          GError **error);

G_END_DECLS

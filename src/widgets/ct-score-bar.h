/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CT_TYPE_SCORE_BAR (ct_score_bar_get_type ())
G_DECLARE_FINAL_TYPE (CtScoreBar, ct_score_bar, CT, SCORE_BAR, GtkWidget)

/**
 * CtScoreBar:
 *
 * A score as a bar, with a mark where it is enough. Assistive technology reads it as a meter,
 * in words.
 *
 * Properties, in percent, -1 for unset: `score` and `passing-score` (double). Without a
 * passing score there is no mark and no judgement.
 */
GtkWidget *ct_score_bar_new (void);

G_END_DECLS

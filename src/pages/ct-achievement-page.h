/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client/ct-client.h"
#include "model/ct-progress.h"

G_BEGIN_DECLS

#define CT_TYPE_ACHIEVEMENT_PAGE (ct_achievement_page_get_type ())
G_DECLARE_FINAL_TYPE (CtAchievementPage,
                      ct_achievement_page,
                      CT,
                      ACHIEVEMENT_PAGE,
                      AdwNavigationPage)

/**
 * CtAchievementPage:
 *
 * One achievement: what it takes, as a check list, and how long it lasts.
 *
 * Properties, construct-only: `client` (#CtClient), `progress` (#CtProgress); read-only and
 * notified: `achievement` (#CtAchievement, nullable).
 */
GtkWidget *ct_achievement_page_new (CtClient *client, CtProgress *progress);

G_END_DECLS

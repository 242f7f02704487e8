/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"

G_BEGIN_DECLS

#define CT_TYPE_PROGRESS (ct_progress_get_type ())
G_DECLARE_FINAL_TYPE (CtProgress, ct_progress, CT, PROGRESS, CtResource)

/**
 * CtProgress:
 * @title: the achievement's
 * @short_title: the achievement's
 * @kind: the achievement's
 * @summary: the achievement's
 * @field: the achievement's
 * @state: where the candidate stands
 * @fraction: 0 to 1
 * @done: leaves that are met, of those on the shortest way; agreements are among them
 * @total: leaves on the shortest way
 * @credential_id: the last credential, if there was one
 * @valid_until: when the active credential expires
 * @partners_only: the achievement's
 * @retired: can no longer be earned
 * @requirement: the tree with its states
 * @renewal: while a credential that expires is held: the tree as it counts towards the next one
 *
 * How far a candidate is towards one achievement. Its id is the achievement's.
 */
struct _CtProgress
{
  CtResource parent_instance;

  char *title;
  char *short_title;
  CtAchievementKind kind;
  char *summary;
  char *field;
  CtProgressState state;
  double fraction;
  int done;
  int total;
  char *credential_id;
  GDateTime *valid_until;
  gboolean partners_only;
  gboolean retired;
  CtRequirement *requirement;
  CtRequirement *renewal;
};

G_END_DECLS

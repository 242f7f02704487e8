/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"

G_BEGIN_DECLS

#define CT_TYPE_ACHIEVEMENT (ct_achievement_get_type ())
G_DECLARE_FINAL_TYPE (CtAchievement, ct_achievement, CT, ACHIEVEMENT, CtResource)

/**
 * CtAchievement:
 * @title: full name
 * @short_title: abbreviation, such as SCS
 * @kind: accreditation, authorization or certification
 * @summary: a sentence or two
 * @field: the product family that it belongs to
 * @validity_months: how long a credential lasts; unset is for ever
 * @logo: the name of its logo: in a program file that of an SVG file beside it
 * @partners_only: whether only employees of partner companies can earn it
 * @retired_at: from when on it can no longer be earned
 * @requirement: the root of its tree
 *
 * Something that can be earned.
 */
struct _CtAchievement
{
  CtResource parent_instance;

  char *title;
  char *short_title;
  CtAchievementKind kind;
  char *summary;
  char *field;
  int validity_months;
  char *logo;
  gboolean partners_only;
  GDateTime *retired_at;
  CtRequirement *requirement;
};

G_END_DECLS

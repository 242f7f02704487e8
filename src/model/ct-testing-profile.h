/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_TESTING_PROFILE (ct_testing_profile_get_type ())
G_DECLARE_FINAL_TYPE (CtTestingProfile, ct_testing_profile, CT, TESTING_PROFILE, CtResource)

/**
 * CtTestingProfile:
 * @state: whether Pearson VUE has it
 * @reason: if it was refused: why, in Pearson VUE's words
 * @faults: of #CtProblemReason: what is missing or wrong; the pointers lead into the account
 * @number: the candidate's number at Pearson VUE
 * @sent_at: when it was last sent
 * @decided_at: when Pearson VUE last answered
 *
 * What Pearson VUE knows of a candidate: name, address and phone, as the account has them. Its
 * id is the account's.
 */
struct _CtTestingProfile
{
  CtResource parent_instance;

  CtTestingProfileState state;
  char *reason;
  GListStore *faults;
  char *number;
  GDateTime *sent_at;
  GDateTime *decided_at;
};

G_END_DECLS

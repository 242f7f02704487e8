/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-testing-profile.h"

#include "model/ct-problem.h"

static const CtField ct_testing_profile_fields[] = {
  CT_FIELD_OF (CtTestingProfile,
               state,
               "state",
               ENUM,
               CT_FIELD_REQUIRED,
               ct_testing_profile_state_get_type),
  CT_FIELD (CtTestingProfile, reason, "reason", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtTestingProfile,
               faults,
               "faults",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_problem_reason_get_type),
  CT_FIELD (CtTestingProfile, number, "number", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtTestingProfile, sent_at, "sent-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtTestingProfile, decided_at, "decided-at", TIME, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtTestingProfile, ct_testing_profile)

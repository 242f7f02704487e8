/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-account.h"

static const CtField ct_acceptance_fields[] = {
  CT_FIELD (CtAcceptance, agreement_id, "agreement-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAcceptance, version, "version", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAcceptance, accepted_at, "accepted-at", TIME, CT_FIELD_REQUIRED),
};

CT_DEFINE_RESOURCE (CtAcceptance, ct_acceptance)

static const CtField ct_account_fields[] = {
  CT_FIELD (CtAccount, candidate_id, "candidate-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAccount, user_name, "user-name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAccount, name, "name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAccount, given_name, "given-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, family_name, "family-name", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, email, "email", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtAccount, phone, "phone", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, company, "company", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, is_partner, "is-partner", BOOLEAN, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, country, "country", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, address_1, "address-1", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, address_2, "address-2", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, address_3, "address-3", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, city, "city", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, region, "region", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, postal_code, "postal-code", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, native_address, "native-address", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, language, "language", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, time_zone, "time-zone", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAccount, age, "age", ENUM, CT_FIELD_OPTIONAL, ct_age_get_type),
  CT_FIELD_OF (CtAccount, gender, "gender", ENUM, CT_FIELD_OPTIONAL, ct_gender_get_type),
  CT_FIELD_OF (CtAccount, education, "education", ENUM, CT_FIELD_OPTIONAL, ct_education_get_type),
  CT_FIELD_OF (CtAccount,
               experience,
               "experience",
               ENUM,
               CT_FIELD_OPTIONAL,
               ct_experience_get_type),
  CT_FIELD (CtAccount, muted, "muted", STRINGS, CT_FIELD_OPTIONAL),
  CT_FIELD (CtAccount, created_at, "created-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtAccount, changed_at, "changed-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD_OF (CtAccount,
               acceptances,
               "acceptances",
               LIST,
               CT_FIELD_OPTIONAL,
               ct_acceptance_get_type),
};

CT_DEFINE_RESOURCE (CtAccount, ct_account)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_ACCEPTANCE (ct_acceptance_get_type ())
G_DECLARE_FINAL_TYPE (CtAcceptance, ct_acceptance, CT, ACCEPTANCE, CtResource)

/**
 * CtAcceptance:
 * @agreement_id: the #CtAgreement
 * @version: the version that was accepted
 * @accepted_at: when
 *
 * An agreement that the candidate accepted.
 */
struct _CtAcceptance
{
  CtResource parent_instance;

  char *agreement_id;
  char *version;
  GDateTime *accepted_at;
};

#define CT_TYPE_ACCOUNT (ct_account_get_type ())
G_DECLARE_FINAL_TYPE (CtAccount, ct_account, CT, ACCOUNT, CtResource)

/**
 * CtAccount:
 * @candidate_id: the number the program knows the candidate by
 * @user_name: what they sign in with
 * @name: the full name as printed on certificates, in any script
 * @given_name: as registered at the test center
 * @family_name: as registered at the test center
 * @email: the main address
 * @phone: international form
 * @company: employer
 * @is_partner: whether the company is a partner of the program
 * @country: ISO 3166-1 alpha-2
 * @address_1: street and number
 * @address_2: more of the address
 * @address_3: more of the address
 * @city: city
 * @region: state or province, as its postal abbreviation
 * @postal_code: postal code
 * @native_address: the whole address in the script that it is written in at home, on several
 *   lines; only the others go to Pearson VUE, which takes Western European letters only
 * @language: BCP 47
 * @time_zone: IANA name
 * @age: demographic, as are the next three; all are optional
 * @gender: demographic
 * @education: demographic
 * @experience: demographic
 * @muted: which notices the candidate does not want: nicks of #CtNotice
 * @created_at: when the account was made
 * @changed_at: when what Pearson VUE knows of it last changed; unset is never
 * @acceptances: of #CtAcceptance
 *
 * A candidate's own record. Name and company change only by request.
 */
struct _CtAccount
{
  CtResource parent_instance;

  char *candidate_id;
  char *user_name;
  char *name;
  char *given_name;
  char *family_name;
  char *email;
  char *phone;
  char *company;
  gboolean is_partner;
  char *country;
  char *address_1;
  char *address_2;
  char *address_3;
  char *city;
  char *region;
  char *postal_code;
  char *native_address;
  char *language;
  char *time_zone;
  CtAge age;
  CtGender gender;
  CtEducation education;
  CtExperience experience;
  char **muted;
  GDateTime *created_at;
  GDateTime *changed_at;
  GListStore *acceptances;
};

G_END_DECLS

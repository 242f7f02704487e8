/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtPhoneFault:
 * @CT_PHONE_FAULT_NONE: it is fine
 * @CT_PHONE_FAULT_MISSING: there is none
 * @CT_PHONE_FAULT_NATIONAL: it does not begin with + and the code of a country
 * @CT_PHONE_FAULT_NO_DIGIT: it has something that is no digit
 * @CT_PHONE_FAULT_LENGTH: it is not a number that can be called from abroad
 *
 * What can be wrong with a phone number.
 */
typedef enum
{
  CT_PHONE_FAULT_NONE,
  CT_PHONE_FAULT_MISSING,
  CT_PHONE_FAULT_NATIONAL,
  CT_PHONE_FAULT_NO_DIGIT,
  CT_PHONE_FAULT_LENGTH,
} CtPhoneFault;

/**
 * ct_phone_split:
 * @phone: (nullable): in international form, with whatever between the digits
 * @country_code: (out) (transfer full) (nullable): digits, such as 44
 * @national: (out) (transfer full) (nullable): digits without the trunk prefix
 *
 * Returns: what is wrong with @phone; the two are %NULL then
 */
CtPhoneFault ct_phone_split (const char *phone, char **country_code, char **national);

G_END_DECLS

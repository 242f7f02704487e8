/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-phone.h"

#include "model/ct-phone.h"

char *
ct_vue_phone_split (const char *phone, char **country_code, char **national)
{
  switch (ct_phone_split (phone, country_code, national))
    {
    case CT_PHONE_FAULT_NONE:
      return NULL;
    case CT_PHONE_FAULT_MISSING:
      return g_strdup ("is missing");
    case CT_PHONE_FAULT_NATIONAL:
      return g_strdup ("has to start with + and the code of the country, such as +44");
    case CT_PHONE_FAULT_NO_DIGIT:
      return g_strdup ("has something that is no digit");
    case CT_PHONE_FAULT_LENGTH:
      return g_strdup ("is not a number that can be called from abroad");
    default:
      g_assert_not_reached ();
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/ct-phone.h"

#include <string.h>

/* The country codes of ITU-T E.164 are prefix-free: these, 1 and 7, and else three digits. */
static const char two_digit_codes[] = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 "
                                      "52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 "
                                      "91 92 93 94 95 98 ";

/* Numbers have at most 15 digits (E.164); fewer than 7 reach nobody abroad. */
#define MIN_DIGITS 7
#define MAX_DIGITS 15

static gsize
get_code_length (const char *digits)
{
  char code[] = { ' ', digits[0], digits[1], ' ', '\0' };

  if (digits[0] == '1' || digits[0] == '7')
    return 1;
  return strstr (two_digit_codes, code) != NULL ? 2 : 3;
}

CtPhoneFault
ct_phone_split (const char *phone, char **country_code, char **national)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *number = g_strstrip (g_strdup (phone != NULL ? phone : ""));

  *country_code = NULL;
  *national = NULL;

  if (*number == '\0')
    return CT_PHONE_FAULT_MISSING;
  if (*number != '+')
    return CT_PHONE_FAULT_NATIONAL;

  /* +44 (0)20 …: the zero is dialled within the country only. */
  char *trunk = strstr (number, "(0)");
  if (trunk != NULL)
    memset (trunk, ' ', 3);

  for (const char *at = number + 1; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
      else if (strchr (" -./()", *at) == NULL)
        return CT_PHONE_FAULT_NO_DIGIT;
    }

  if (digits->len < MIN_DIGITS || digits->len > MAX_DIGITS || digits->str[0] == '0')
    return CT_PHONE_FAULT_LENGTH;

  gsize length = get_code_length (digits->str);
  *country_code = g_strndup (digits->str, length);
  *national = g_strdup (digits->str + length);
  return CT_PHONE_FAULT_NONE;
}

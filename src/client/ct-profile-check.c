/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client/ct-profile-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/ct-country.h"
#include "model/ct-phone.h"
#include "model/ct-vue-limits.h"
#include "model/ct-western.h"

/* What goes to Pearson VUE as it is typed. */
static const struct
{
  const char *field;
  guint limit;
  gboolean is_needed;
  gboolean is_north_american; /* needed there, too */
} printed[] = {
  { "address-1", CT_VUE_MAX_ADDRESS, TRUE, FALSE },
  { "address-2", CT_VUE_MAX_ADDRESS, FALSE, FALSE },
  { "address-3", CT_VUE_MAX_ADDRESS, FALSE, FALSE },
  { "city", CT_VUE_MAX_CITY, TRUE, FALSE },
  { "region", 0, FALSE, TRUE },
  { "postal-code", CT_VUE_MAX_POSTAL_CODE, FALSE, TRUE },
};

static gboolean
is_north_american (CtAccount *account)
{
  const char *code = ct_country_get_alpha_3 (account->country);

  return g_strcmp0 (code, "USA") == 0 || g_strcmp0 (code, "CAN") == 0;
}

guint
ct_profile_check_get_limit (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printed); i++)
    if (strcmp (printed[i].field, field) == 0)
      return printed[i].limit;
  return 0;
}

gboolean
ct_profile_check_is_needed (CtAccount *account, const char *field)
{
  g_return_val_if_fail (CT_IS_ACCOUNT (account), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (printed); i++)
    if (strcmp (printed[i].field, field) == 0)
      return printed[i].is_needed || (printed[i].is_north_american && is_north_american (account));
  return strcmp (field, "phone") == 0 || strcmp (field, "country") == 0;
}

static const char *
check_phone (const char *text)
{
  g_autofree char *code = NULL;
  g_autofree char *national = NULL;

  switch (ct_phone_split (text, &code, &national))
    {
    case CT_PHONE_FAULT_NATIONAL:
      return _ ("Begin with + and the code of the country, such as +44.");
    case CT_PHONE_FAULT_NO_DIGIT:
      return _ ("A phone number has digits only.");
    case CT_PHONE_FAULT_LENGTH:
      return _ ("This is not a number that can be called from abroad.");
    case CT_PHONE_FAULT_NONE:
    case CT_PHONE_FAULT_MISSING:
    default:
      return NULL;
    }
}

static char *
check_printed (CtAccount *account, const char *field, const char *text)
{
  g_autofree char *foreign = ct_western_find_foreign (text);
  guint limit = ct_profile_check_get_limit (field);
  glong length = g_utf8_strlen (text, -1);

  /* It goes there from these two countries only. */
  if (strcmp (field, "region") == 0 && !is_north_american (account))
    return NULL;
  if (foreign != NULL)
    /* Translators: %s are letters, such as “ł”, “ż” */
    return g_strdup_printf (_ ("Pearson VUE can print only Western European letters, not %s. Write "
                               "it in Latin letters here."),
                            foreign);
  if (limit > 0 && length > limit)
    return g_strdup_printf (ngettext ("%ld character too long: Pearson VUE takes at most %u.",
                                      "%ld characters too long: Pearson VUE takes at most %u.",
                                      length - limit),
                            length - limit, limit);
  if (strcmp (field, "region") == 0 && length != CT_VUE_REGION)
    return g_strdup (_ ("Use the two-letter abbreviation, such as TX."));
  return NULL;
}

char *
ct_profile_check (CtAccount *account, const char *field)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);

  g_object_get (account, field, &text, NULL);
  if (text != NULL)
    g_strstrip (text);
  if (text == NULL || *text == '\0')
    return NULL;
  if (strcmp (field, "phone") == 0)
    return g_strdup (check_phone (text));
  for (gsize i = 0; i < G_N_ELEMENTS (printed); i++)
    if (strcmp (printed[i].field, field) == 0)
      return check_printed (account, field, text);
  return NULL;
}

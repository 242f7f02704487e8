/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-vue-cdd.h"

#include "model/ct-country.h"
#include "model/ct-problem.h"
#include "model/ct-vue-limits.h"
#include "service/delivery/ct-vue-phone.h"
#include "service/delivery/ct-vue-text.h"
#include "service/delivery/ct-vue-time.h"

typedef enum
{
  CLIENT_CANDIDATE_ID,
  FIRST_NAME,
  LAST_NAME,
  EMAIL,
  ADDRESS_1,
  ADDRESS_2,
  ADDRESS_3,
  CITY,
  STATE,
  POSTAL_CODE,
  COUNTRY,
  PHONE,
  PHONE_COUNTRY_CODE,
  LAST_UPDATE,
  N_COLUMNS
} Column;

typedef enum
{
  OPTIONAL,
  REQUIRED,
  NORTH_AMERICAN, /* required in the United States and in Canada */
} Need;

/* The widths are the narrowest that clients of Pearson VUE report; some are in the model. */
static const struct
{
  const char *header;
  const char *pointer;
  const char *name;
  guint width;
  Need need;
  gsize offset; /* of the account's field, where the cell is its text */
} columns[N_COLUMNS] = {
#define TEXT(member) G_STRUCT_OFFSET (CtAccount, member)
  [CLIENT_CANDIDATE_ID] = { "ClientCandidateID", "#/candidate_id", "The candidate ID", 50, REQUIRED,
                            TEXT (candidate_id) },
  [FIRST_NAME] = { "FirstName", "#/given_name", "The given name", 30, REQUIRED, TEXT (given_name) },
  [LAST_NAME]
  = { "LastName", "#/family_name", "The family name", 50, REQUIRED, TEXT (family_name) },
  [EMAIL] = { "Email", "#/email", "The e-mail address", 255, REQUIRED, TEXT (email) },
  [ADDRESS_1]
  = { "Address1", "#/address_1", "The address", CT_VUE_MAX_ADDRESS, REQUIRED, TEXT (address_1) },
  [ADDRESS_2] = { "Address2", "#/address_2", "The second line of the address", CT_VUE_MAX_ADDRESS,
                  OPTIONAL, TEXT (address_2) },
  [ADDRESS_3] = { "Address3", "#/address_3", "The third line of the address", CT_VUE_MAX_ADDRESS,
                  OPTIONAL, TEXT (address_3) },
  [CITY] = { "City", "#/city", "The city", CT_VUE_MAX_CITY, REQUIRED, TEXT (city) },
  [STATE]
  = { "State", "#/region", "The state or province", CT_VUE_REGION, NORTH_AMERICAN, TEXT (region) },
  [POSTAL_CODE] = { "PostalCode", "#/postal_code", "The postal code", CT_VUE_MAX_POSTAL_CODE,
                    NORTH_AMERICAN, TEXT (postal_code) },
#undef TEXT
  [COUNTRY] = { "Country", "#/country", "The country", 3, REQUIRED, 0 },
  [PHONE] = { "Phone", "#/phone", "The phone number", CT_VUE_MAX_PHONE, REQUIRED, 0 },
  [PHONE_COUNTRY_CODE] = { "PhoneCountryCode", "#/phone", "The phone number", 3, REQUIRED, 0 },
  [LAST_UPDATE] = { "LastUpdate", NULL, NULL, 0, OPTIONAL, 0 },
};

static void
refuse (GPtrArray *reasons, Column column, const char *why)
{
  g_autofree char *detail = g_strdup_printf ("%s %s", columns[column].name, why);

  for (guint i = 0; i < reasons->len; i++)
    {
      if (g_strcmp0 (((CtProblemReason *) reasons->pdata[i])->pointer, columns[column].pointer)
          == 0)
        return;
    }
  g_ptr_array_add (reasons, g_object_new (CT_TYPE_PROBLEM_REASON, "detail", detail, "pointer",
                                          columns[column].pointer, NULL));
}

/* Makes the cells of a candidate's row, and says what is wrong with them. */
static GPtrArray *
make_row (CtAccount *account, char *cells[N_COLUMNS])
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_object_unref);
  const char *alpha_3 = ct_country_get_alpha_3 (account->country);
  gboolean is_north_american = g_strcmp0 (alpha_3, "USA") == 0 || g_strcmp0 (alpha_3, "CAN") == 0;
  GDateTime *changed = account->changed_at != NULL ? account->changed_at : account->created_at;
  g_autofree char *phone_fault = NULL;

  for (int i = 0; i < N_COLUMNS; i++)
    {
      if (columns[i].offset != 0)
        cells[i] = ct_vue_text_tidy (G_STRUCT_MEMBER (char *, account, columns[i].offset));
    }

  /* Pearson VUE knows the states of these two countries only. */
  if (!is_north_american)
    g_set_str (&cells[STATE], "");

  cells[COUNTRY] = g_strdup (alpha_3);
  phone_fault = ct_vue_phone_split (account->phone, &cells[PHONE_COUNTRY_CODE], &cells[PHONE]);
  cells[LAST_UPDATE] = changed != NULL ? ct_vue_time_format (changed) : NULL;

  for (int i = 0; i < LAST_UPDATE; i++)
    {
      gboolean needed
          = columns[i].need == REQUIRED || (columns[i].need == NORTH_AMERICAN && is_north_american);
      gboolean is_phone = i == PHONE || i == PHONE_COUNTRY_CODE;
      g_autofree char *why = NULL;

      if (is_phone && phone_fault != NULL)
        why = g_strdup (phone_fault);
      else if (i == COUNTRY && alpha_3 == NULL && account->country != NULL)
        why = g_strdup ("is not one that Pearson VUE knows");
      else if (cells[i] == NULL || *cells[i] == '\0')
        why = needed ? g_strdup ("is missing") : NULL;
      else if (i == STATE && g_utf8_strlen (cells[i], -1) != CT_VUE_REGION)
        why = g_strdup ("has to be its two-letter abbreviation");
      else
        why = ct_vue_text_check (cells[i], columns[i].width);

      if (why != NULL)
        refuse (reasons, i, why);
    }

  return g_steal_pointer (&reasons);
}

static void
clear_row (char *cells[N_COLUMNS])
{
  for (int i = 0; i < N_COLUMNS; i++)
    g_free (cells[i]);
}

GPtrArray *
ct_vue_cdd_check (CtAccount *account)
{
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);

  char *cells[N_COLUMNS] = { NULL };
  GPtrArray *reasons = make_row (account, cells);

  clear_row (cells);
  return reasons;
}

CtVueWriter *
ct_vue_cdd_new (void)
{
  const char *headers[N_COLUMNS + 1] = { NULL };

  for (int i = 0; i < N_COLUMNS; i++)
    headers[i] = columns[i].header;

  return ct_vue_writer_new (headers);
}

void
ct_vue_cdd_add (CtVueWriter *writer, CtAccount *account)
{
  g_return_if_fail (writer != NULL);
  g_return_if_fail (CT_IS_ACCOUNT (account));

  char *cells[N_COLUMNS] = { NULL };
  g_autoptr (GPtrArray) reasons = make_row (account, cells);

  if (reasons->len == 0)
    ct_vue_writer_add (writer, (const char *const *) cells);
  else
    g_critical ("A candidate who is incomplete cannot be sent to Pearson VUE");
  clear_row (cells);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/feed/ct-partner-contact.h"

#include "service/store/ct-row.h"
#include "service/store/ct-statement.h"

static const CtField ct_partner_contact_fields[] = {
  CT_FIELD (CtPartnerContact, email, "email", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtPartnerContact, given_name, "given-name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtPartnerContact, family_name, "family-name", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtPartnerContact, company_id, "company-id", STRING, CT_FIELD_REQUIRED),
  CT_FIELD (CtPartnerContact, country, "country", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPartnerContact, language, "language", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPartnerContact, account_id, "account-id", STRING, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPartnerContact, arrived_at, "arrived-at", TIME, CT_FIELD_REQUIRED),
  CT_FIELD (CtPartnerContact, tied_at, "tied-at", TIME, CT_FIELD_OPTIONAL),
  CT_FIELD (CtPartnerContact, mail_id, "mail-id", STRING, CT_FIELD_OPTIONAL),
};

CT_DEFINE_RESOURCE (CtPartnerContact, ct_partner_contact)

gboolean
ct_partner_contact_save (CtDatabase *database, CtPartnerContact *self, GError **error)
{
  return ct_row_put (database, "partner_contacts", self, error);
}

CtPartnerContact *
ct_partner_contact_get (CtDatabase *database, const char *id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM partner_contacts WHERE id = ?", id);

  return ct_statement_read_one (statement, CT_TYPE_PARTNER_CONTACT, error);
}

CtPartnerContact *
ct_partner_contact_get_of_account (CtDatabase *database, const char *account_id, GError **error)
{
  g_autoptr (CtStatement) statement
      = ct_statement_new (database, "SELECT * FROM partner_contacts WHERE account_id = ?",
                          account_id);

  return ct_statement_read_one (statement, CT_TYPE_PARTNER_CONTACT, error);
}

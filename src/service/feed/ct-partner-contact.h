/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

#define CT_TYPE_PARTNER_CONTACT (ct_partner_contact_get_type ())
G_DECLARE_FINAL_TYPE (CtPartnerContact, ct_partner_contact, CT, PARTNER_CONTACT, CtResource)

/**
 * CtPartnerContact:
 * @email: where they are reached at work
 * @given_name: in any script
 * @family_name: in any script
 * @company_id: the partner company, of the program's list
 * @country: ISO 3166-1 alpha-2
 * @language: BCP 47
 * @account_id: the account that counts for the company; unset if it was closed
 * @arrived_at: when the row came that made or tied the account
 * @tied_at: when an account that was there already was tied to the record
 * @mail_id: the invitation to one that was made, once it is in the outbox
 *
 * Somebody in a company's partner record. The id is PartnerNet's, folded.
 */
struct _CtPartnerContact
{
  CtResource parent_instance;

  char *email;
  char *given_name;
  char *family_name;
  char *company_id;
  char *country;
  char *language;
  char *account_id;
  GDateTime *arrived_at;
  GDateTime *tied_at;
  char *mail_id;
};

gboolean ct_partner_contact_save (CtDatabase *database, CtPartnerContact *self, GError **error);

/* Each returns: (transfer full) (nullable): the one, or %NULL without an error. */
CtPartnerContact *ct_partner_contact_get (CtDatabase *database, const char *id, GError **error);
CtPartnerContact *
ct_partner_contact_get_of_account (CtDatabase *database, const char *account_id, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_COMPANY (ct_company_get_type ())
G_DECLARE_FINAL_TYPE (CtCompany, ct_company, CT, COMPANY, CtResource)

/**
 * CtCompany:
 * @name: what it is called
 * @is_partner: whether it is a partner of the program; accounts of its employees are made
 *   from its partner record
 * @domains: those of its e-mail addresses, without an @
 * @contact_name: whom its employees ask to be added to the partner record
 * @contact_email: where; the address is told to everybody
 *
 * An employer in the program's managed list.
 */
struct _CtCompany
{
  CtResource parent_instance;

  char *name;
  gboolean is_partner;
  char **domains;
  char *contact_name;
  char *contact_email;
};

/* Returns: (transfer none) (nullable): the one of @companies, a list of #CtCompany, with that
 * id; @companies and @id may be %NULL. */
CtCompany *ct_company_find (GListModel *companies, const char *id);

/**
 * ct_company_find_by_name:
 * @name: an id, or a name in any case
 */
CtCompany *ct_company_find_by_name (GListModel *companies, const char *name);

/**
 * ct_company_find_by_address:
 * @address: an e-mail address
 *
 * Returns: (transfer none) (nullable): the one of @companies whose domain @address has, or a
 *   domain below it
 */
CtCompany *ct_company_find_by_address (GListModel *companies, const char *address);

G_END_DECLS

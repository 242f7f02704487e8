/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"

G_BEGIN_DECLS

#define CT_TYPE_BASIS (ct_basis_get_type ())
G_DECLARE_FINAL_TYPE (CtBasis, ct_basis, CT, BASIS, CtResource)

/**
 * CtBasis:
 * @requirement: as it was when the credential was issued, with what met it
 * @validity_months: how long such a credential lasts; unset is for ever
 * @not_before: (nullable): the credential cannot begin earlier, since the program did not have the
 *   achievement, or another requirement for it
 * @is_fallen: whether the credential is revoked because the requirement is no longer met
 *
 * What a credential rests on; its id is the credential's. A credential that has none was issued by
 * hand.
 */
struct _CtBasis
{
  CtResource parent_instance;

  CtRequirement *requirement;
  int validity_months;
  GDateTime *not_before;
  gboolean is_fallen;
};

/**
 * ct_basis_list_evidence:
 * @requirement: a tree with its states
 *
 * Returns: (transfer full): a set of the ids of the attempts and credentials that meet it
 */
GHashTable *ct_basis_list_evidence (CtRequirement *requirement);

G_END_DECLS

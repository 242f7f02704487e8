/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "model/ct-credential.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * ct_download_rules_may_have_certificate:
 * @credential: one of @account
 * @now: when it is asked for
 *
 * Returns: whether the program's rule grants its certificate, and why not
 */
CtEntitlement ct_download_rules_may_have_certificate (CtProgram *program,
                                                      CtAccount *account,
                                                      CtCredential *credential,
                                                      GDateTime *now);

/**
 * ct_download_rules_may_have_logo:
 * @logo: (nullable): the name of the achievement's logo
 *
 * Returns: whether the program's rule grants its logo, and why not
 */
CtEntitlement ct_download_rules_may_have_logo (CtProgram *program,
                                               CtAccount *account,
                                               CtCredential *credential,
                                               const char *logo,
                                               GDateTime *now);

/* Returns: (nullable): what to tell a candidate; %NULL if it is granted */
const char *ct_download_rules_explain (CtEntitlement entitlement);

G_END_DECLS

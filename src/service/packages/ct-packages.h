/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-package.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/* How many credentials one package can be about, how many packages an account can have, and
 * how long they can be fetched. */
#define CT_PACKAGES_MAX_CREDENTIALS 100
#define CT_PACKAGES_MAX 20
#define CT_PACKAGES_HOURS 24

/* Those of an account, the newest first. */
extern const CtPageKind ct_packages_page_kind;

/**
 * ct_packages_request:
 * @credential_ids: (nullable): of certificates and logos: which
 * @base_uri: where the service is reached, for what is printed on certificates
 *
 * Returns: (transfer full) (nullable): the package, which is made soon; %NULL without an error
 *   if the account has too many
 */
CtPackage *ct_packages_request (CtDatabase *database,
                                const char *account_id,
                                CtPackageKind kind,
                                char **credential_ids,
                                CtPaper paper,
                                const char *base_uri,
                                GDateTime *now,
                                GError **error);

/* Returns: (transfer full) (nullable): the one, or %NULL without an error if the account has no
 * such that can be fetched still */
CtPackage *ct_packages_get (CtDatabase *database,
                            const char *account_id,
                            const char *id,
                            GDateTime *now,
                            GError **error);

/**
 * ct_packages_remove:
 * @found: (out): whether the account had such a package
 *
 * Its file goes soon after.
 */
gboolean ct_packages_remove (CtDatabase *database,
                             const char *account_id,
                             const char *id,
                             gboolean *found,
                             GError **error);

/**
 * ct_packages_save:
 * @package: one that was there
 * @found: (out): whether it still is; it is saved only then
 */
gboolean
ct_packages_save (CtDatabase *database, CtPackage *package, gboolean *found, GError **error);

/**
 * ct_packages_take_next:
 * @account_id: (out) (transfer full) (nullable): whose it is
 * @base_uri: (out) (transfer full) (nullable): as it was requested with
 *
 * Returns: (transfer full) (nullable): the one that is to be made next, or %NULL without an
 *   error
 */
CtPackage *
ct_packages_take_next (CtDatabase *database, char **account_id, char **base_uri, GError **error);

/* Removes what has expired. Returns: (transfer full): the ids of what is left, or %NULL */
char **ct_packages_sweep (CtDatabase *database, GDateTime *now, GError **error);

/* Returns: (transfer full): where the files are */
char *ct_packages_get_directory (const char *data_directory);

/* Returns: (transfer full): where a package's file is */
char *ct_packages_get_path (const char *data_directory, const char *id);

G_END_DECLS

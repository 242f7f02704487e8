/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-package.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/**
 * CtPackagePiece:
 *
 * One file of a package, which is yet to be made.
 */
typedef struct _CtPackagePiece CtPackagePiece;

void ct_package_piece_free (CtPackagePiece *self);

/* Returns: (transfer none): what it is called in the package: ASCII, with slashes */
const char *ct_package_piece_get_name (const CtPackagePiece *self);

/* Makes it. May take some ten milliseconds, in any thread. */
GBytes *ct_package_piece_make (CtPackagePiece *self, GError **error);

/**
 * ct_package_content_collect:
 * @base_uri: where the service is reached, for what is printed on certificates
 *
 * Takes out of the database all that is needed to make @package. What the candidate may no
 * longer have is left out.
 *
 * Returns: (transfer full) (element-type CtPackagePiece): its files
 */
GPtrArray *ct_package_content_collect (CtDatabase *database,
                                       CtPackage *package,
                                       const char *account_id,
                                       const char *base_uri,
                                       GDateTime *now,
                                       GError **error);

G_END_DECLS

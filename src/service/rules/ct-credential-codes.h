/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many bytes a credential takes: for its number, and for its verification code. */
#define CT_CREDENTIAL_NUMBER_BYTES 5
#define CT_VERIFICATION_CODE_BYTES 10

/**
 * ct_credential_codes_format:
 * @bytes: (array length=length): random bytes, as many as one of the macros above says
 *
 * Writes @bytes in letters and digits that cannot be taken for each other (neither 0, 1, I nor
 * O), in groups of four. A verification code is all that protects what it shows, so that its
 * bytes must come from a source that nobody can guess.
 *
 * Returns: (transfer full): such as `7KQ4-M2XH`
 */
char *ct_credential_codes_format (const guint8 *bytes, gsize length);

/**
 * ct_credential_codes_normalize:
 * @code: as somebody typed it; case, spaces and dashes don't matter
 *
 * Returns: (transfer full): @code as ct_credential_codes_format() writes it
 */
char *ct_credential_codes_normalize (const char *code);

G_END_DECLS

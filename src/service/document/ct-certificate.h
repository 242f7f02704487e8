/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-credential.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * ct_certificate_draw:
 * @program: the program that issues it
 * @credential: what was earned; one that was revoked has no certificate
 * @language: (nullable): BCP 47, of the name: tells Chinese, Japanese and Korean forms of a
 *   character apart
 * @paper: the size of the page, which is landscape
 * @error: %G_IO_ERROR_FAILED if this computer has no font for a part of it
 *
 * Draws the certificate of @credential, in English, with days in UTC. It takes some ten
 * milliseconds and may run in any thread; several wait for each other. The same arguments and fonts
 * give the same bytes: whether the credential has expired since does not matter, since the
 * certificate says until when it is valid.
 *
 * Returns: (transfer full): a PDF of one page with its fonts, or %NULL with @error set
 */
GBytes *ct_certificate_draw (CtProgram *program,
                             CtCredential *credential,
                             const char *language,
                             CtPaper paper,
                             GError **error);

G_END_DECLS

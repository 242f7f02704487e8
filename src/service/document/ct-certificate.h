/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-credential.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * ct_certificate_draw:
 * @program: the program that issues it
 * @credential: what was earned; one that was revoked has no certificate
 * @paper: the size of the page, which is landscape
 * @error: %G_IO_ERROR_FAILED if there is no memory or no font for it
 *
 * Draws the certificate of @credential. It takes some ten milliseconds and may run in any
 * thread, several at once. The same arguments give the same bytes.
 *
 * Returns: (transfer full): a PDF of one page with its fonts, or %NULL with @error set
 */
GBytes *ct_certificate_draw (CtProgram *program,
                             CtCredential *credential,
                             CtPaper paper,
                             GError **error);

G_END_DECLS

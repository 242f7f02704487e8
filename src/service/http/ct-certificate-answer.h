/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/**
 * ct_certificate_answer:
 * @account_id: whose it is
 * @credential_id: which
 *
 * Answers with a certificate on the paper that @request asks for. Where the program has no
 * place for the verification of codes of its own, that of this service is printed on it.
 */
CtAnswer *ct_certificate_answer (CtDatabase *database,
                                 CtRequest *request,
                                 const char *account_id,
                                 const char *credential_id,
                                 GError **error);

G_END_DECLS

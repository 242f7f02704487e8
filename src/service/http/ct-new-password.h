/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-request.h"

G_BEGIN_DECLS

/* In characters: NIST SP 800-63B asks for no other rule than length. */
#define CT_NEW_PASSWORD_MIN 10
#define CT_NEW_PASSWORD_MAX 1024

/**
 * ct_new_password_read:
 *
 * Returns: (transfer full) (nullable): the member `password` of the JSON, or the field of the
 *   form, that came with @request; %NULL if it is missing, too short or too long
 */
char *ct_new_password_read (CtRequest *request);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-credential.h"
#include "service/web/ct-html.h"

G_BEGIN_DECLS

/**
 * ct_credential_card_add:
 * @credential: whose state is that of now
 * @certificate_uri: (nullable): where its certificate is
 *
 * Adds what a third party needs to know of a credential: what it is, whose, whether it is
 * valid, since when and until when.
 */
void ct_credential_card_add (CtHtml *html, CtCredential *credential, const char *certificate_uri);

G_END_DECLS

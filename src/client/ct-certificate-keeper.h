/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-client.h"

G_BEGIN_DECLS

#define CT_TYPE_CERTIFICATE_KEEPER (ct_certificate_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CtCertificateKeeper, ct_certificate_keeper, CT, CERTIFICATE_KEEPER, GObject)

/**
 * CtCertificateKeeper:
 *
 * Sees to it that the certificates of all credentials of a candidate are in the offline copy,
 * so that each is there at once when it is opened, and without a network too. When there is
 * news of the credentials, one after the other is asked for; what the copy has already costs
 * a 304. What fails is tried again at the next news.
 */
CtCertificateKeeper *ct_certificate_keeper_new (CtClient *client, CtPaper paper);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_DOWNLOAD (ct_download_get_type ())
G_DECLARE_FINAL_TYPE (CtDownload, ct_download, CT, DOWNLOAD, CtResource)

/**
 * CtDownload:
 * @title: of the credential
 * @short_title: of the credential
 * @kind: of the credential
 * @state: of the credential
 * @certificate: whether its certificate can be had
 * @logo: whether its logo can be had
 *
 * What a candidate can have of a credential, whose id it has.
 */
struct _CtDownload
{
  CtResource parent_instance;

  char *title;
  char *short_title;
  CtAchievementKind kind;
  CtCredentialState state;
  CtEntitlement certificate;
  CtEntitlement logo;
};

G_END_DECLS

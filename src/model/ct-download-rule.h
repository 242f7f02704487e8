/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_DOWNLOAD_RULE (ct_download_rule_get_type ())
G_DECLARE_FINAL_TYPE (CtDownloadRule, ct_download_rule, CT, DOWNLOAD_RULE, CtResource)

/**
 * CtDownloadRule:
 * @kinds: of achievements, by nick: only these; unset is any
 * @expired_too: whether also for credentials that have expired
 * @agreement_id: the #CtAgreement that has to be accepted first, in its present version
 *
 * The program's rule on who may have something of a credential. Nobody has anything of one
 * that was revoked.
 */
struct _CtDownloadRule
{
  CtResource parent_instance;

  char **kinds;
  gboolean expired_too;
  char *agreement_id;
};

G_END_DECLS

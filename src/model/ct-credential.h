/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "model/ct-enum-types.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_CREDENTIAL (ct_credential_get_type ())
G_DECLARE_FINAL_TYPE (CtCredential, ct_credential, CT, CREDENTIAL, CtResource)

/**
 * CtCredential:
 * @number: printed on the certificate
 * @achievement_id: the #CtAchievement
 * @title: of the achievement
 * @short_title: of the achievement
 * @kind: of the achievement
 * @field: of the achievement
 * @name: the candidate's name as it was when it was issued, or changed by the program
 * @state: whether it is valid now
 * @issued_at: when it was earned
 * @expires_at: when it ends; unset is never
 * @revoked_at: when it was taken back
 * @revocation_reason: why
 * @renamed_at: when the name was changed; certificates from before have another one
 * @verification_code: by which a third party can check it
 *
 * An achievement earned by a candidate.
 */
struct _CtCredential
{
  CtResource parent_instance;

  char *number;
  char *achievement_id;
  char *title;
  char *short_title;
  CtAchievementKind kind;
  char *field;
  char *name;
  CtCredentialState state;
  GDateTime *issued_at;
  GDateTime *expires_at;
  GDateTime *revoked_at;
  char *revocation_reason;
  GDateTime *renamed_at;
  char *verification_code;
};

G_END_DECLS

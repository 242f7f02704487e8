/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_EMAIL (ct_email_get_type ())
G_DECLARE_FINAL_TYPE (CtEmail, ct_email, CT, EMAIL, CtResource)

/**
 * CtEmail:
 * @address: as it was typed; its case does not matter
 * @is_primary: whether it is the main address, where mail goes
 * @added_at: when it was added
 * @verified_at: when its code was given; unset while that is awaited
 *
 * An e-mail address of an account. Any that is verified can be signed in with.
 */
struct _CtEmail
{
  CtResource parent_instance;

  char *address;
  gboolean is_primary;
  GDateTime *added_at;
  GDateTime *verified_at;
};

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"

G_BEGIN_DECLS

#define CT_TYPE_LOGIN (ct_login_get_type ())
G_DECLARE_FINAL_TYPE (CtLogin, ct_login, CT, LOGIN, CtResource)

/**
 * CtLogin:
 * @device: what it called itself
 * @address: the network address it came from last
 * @created_at: when it signed in
 * @last_used_at: when it was last seen
 * @current: whether it is the one asking
 *
 * A session of the account: one device that is signed in.
 */
struct _CtLogin
{
  CtResource parent_instance;

  char *device;
  char *address;
  GDateTime *created_at;
  GDateTime *last_used_at;
  gboolean current;
};

G_END_DECLS

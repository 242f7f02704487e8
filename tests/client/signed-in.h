/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-session.h"
#include "support/scripted-server.h"

G_BEGIN_DECLS

/* Makes @server one where anybody may sign in, as the account "c1", and out again. */
void let_sign_in (ScriptedServer *server);

/* Returns: (transfer full): the settings of somebody who never signed in */
GSettings *new_settings (void);

void sign_in_at (CtSession *session, ScriptedServer *server);
void sign_out_of (CtSession *session);

G_END_DECLS

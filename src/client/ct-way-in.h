/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-demo.h"
#include "client/ct-session.h"

G_BEGIN_DECLS

/**
 * CtWayInState:
 * @CT_WAY_IN_STATE_ASKING: the candidate has to say who they are
 * @CT_WAY_IN_STATE_OPENING: the keyring is asked for the session of the last time
 * @CT_WAY_IN_STATE_DEMO: the demo is started and signed in to
 * @CT_WAY_IN_STATE_SIGNING_IN: the service is asked
 * @CT_WAY_IN_STATE_IN: somebody got in
 */
typedef enum
{
  CT_WAY_IN_STATE_ASKING,
  CT_WAY_IN_STATE_OPENING,
  CT_WAY_IN_STATE_DEMO,
  CT_WAY_IN_STATE_SIGNING_IN,
  CT_WAY_IN_STATE_IN,
} CtWayInState;

#define CT_TYPE_WAY_IN_STATE (ct_way_in_state_get_type ())
GType ct_way_in_state_get_type (void);

#define CT_TYPE_WAY_IN (ct_way_in_get_type ())
G_DECLARE_FINAL_TYPE (CtWayIn, ct_way_in, CT, WAY_IN, GObject)

/**
 * CtWayIn:
 *
 * How a candidate gets in: with the session of the last time, by the demo, or with a user name
 * and a password. It remembers the address and the user name, and why a session ended. It owns
 * the demo's service, which runs as long as this object lives.
 *
 * Properties, all read-only and notified: `state` (#CtWayInState), `error` (boxed GError,
 * nullable: why nobody is in; notified after the state), `address` and `user-name` (strings:
 * those of the last time, empty if there are none; a preset address goes before that of the last
 * time).
 */
CtWayIn *ct_way_in_new (CtSession *session);

/* With a demo that nobody has started, such as one that tests play. */
CtWayIn *ct_way_in_new_with_demo (CtSession *session, CtDemo *demo);

CtWayInState ct_way_in_get_state (CtWayIn *self);
const char *ct_way_in_get_address (CtWayIn *self);
const char *ct_way_in_get_user_name (CtWayIn *self);

/* Returns: (nullable): why nobody is in */
const GError *ct_way_in_get_error (CtWayIn *self);

/* Returns: (nullable): the address of the demo's service while that runs */
const char *ct_way_in_get_demo_address (CtWayIn *self);

/**
 * ct_way_in_open_copy:
 *
 * Neither keyring nor service is asked, so that it may be called before ct_way_in_start().
 *
 * Returns: (transfer full) (nullable): the offline copy of who is signed in, or will be by the
 *   session of the last time; %NULL if that is nobody
 */
CtCopy *ct_way_in_open_copy (CtWayIn *self);

/* Begins what ct_way_in_start() will wait for. To be called before anything else. */
void ct_way_in_prepare (CtWayIn *self);

/* Tries to get in as the last time, without asking anything. To be called once, at the start. */
void ct_way_in_start (CtWayIn *self);

/* Starts the demo and signs in as its sample candidate. Who asks once more while it starts, or is
 * in already, changes nothing. */
void ct_way_in_start_demo (CtWayIn *self);

/* What is typed is remembered, but the password, once it got somebody in. */
void
ct_way_in_sign_in (CtWayIn *self, const char *address, const char *user_name, const char *password);

/* Calls off whatever is under way, and asks. */
void ct_way_in_cancel (CtWayIn *self);

/* Forgets the user name of the last time, whose account is no more. */
void ct_way_in_forget (CtWayIn *self);

G_END_DECLS

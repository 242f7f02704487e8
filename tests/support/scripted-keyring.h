/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * use_scripted_keyring:
 *
 * From now on libsecret keeps what this process stores in an encrypted file of its own, and
 * asks no desktop. A real keyring is tried in test-keyring.c.
 */
void use_scripted_keyring (void);

/* Removes the file. */
void drop_scripted_keyring (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CT_TYPE_PASSWORDS (ct_passwords_get_type ())
G_DECLARE_FINAL_TYPE (CtPasswords, ct_passwords, CT, PASSWORDS, GObject)

/**
 * CtPasswords:
 *
 * Checks passwords against their Argon2id hashes. A check takes much memory and some ten
 * milliseconds on purpose, so no more than two run at once, in threads of their own; the
 * others wait in a short queue.
 */
CtPasswords *ct_passwords_new (void);

/**
 * ct_passwords_hash:
 * @password: in any script; forms that look the same are the same
 * @error: %G_IO_ERROR_BUSY if there is no memory for it now
 *
 * Blocks for some ten milliseconds.
 *
 * Returns: (transfer full): what to store of @password
 */
char *ct_passwords_hash (const char *password, GError **error);

/**
 * ct_passwords_check_async:
 * @hash: (nullable): what was stored; %NULL if there is nothing to check against, which takes
 *   as long and never fits
 */
void ct_passwords_check_async (CtPasswords *self,
                               const char *hash,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * ct_passwords_check_finish:
 * @error: %G_IO_ERROR_BUSY if there is no memory for it now, or too many wait already
 *
 * Returns: whether it fits; %FALSE without an error if it does not
 */
gboolean ct_passwords_check_finish (CtPasswords *self, GAsyncResult *result, GError **error);

/**
 * ct_passwords_hash_async:
 *
 * As ct_passwords_hash(), in the same threads as the checks.
 */
void ct_passwords_hash_async (CtPasswords *self,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *ct_passwords_hash_finish (CtPasswords *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtVueSso:
 * @passphrase: what only the program and Pearson VUE know
 * @client_code: what Pearson VUE calls the program
 * @candidate_id: the candidate id that we sent
 * @timestamp: now, in seconds since 1970
 * @session_timeout: how long the candidate may stay there, in seconds
 * @return_uri: where the candidate comes back to
 * @error_uri: where, if something went wrong
 * @timeout_uri: where, if it took too long
 * @logout_uri: where, after signing out there
 *
 * The form by which a candidate is handed over to Pearson VUE in the browser.
 */
typedef struct
{
  const char *passphrase;
  const char *client_code;
  const char *candidate_id;
  gint64 timestamp;
  guint session_timeout;
  const char *return_uri;
  const char *error_uri;
  const char *timeout_uri;
  const char *logout_uri;
} CtVueSso;

/**
 * CtVueSsoField:
 * @name: of a field of the form
 * @value: (not nullable): of the same
 */
typedef struct
{
  char *name;
  char *value;
} CtVueSsoField;

/**
 * ct_vue_sso_hash:
 * @error: %CT_VUE_ERROR_BAD_TEXT if something has letters that ISO-8859-1 has not
 *
 * Signs the form. The recipe is Pearson VUE's: a plain SHA-256 over the parts, with nothing
 * between them.
 *
 * Returns: (transfer full): the signature, in lower-case hexadecimal
 */
char *ct_vue_sso_hash (const CtVueSso *self, GError **error);

/**
 * ct_vue_sso_get_fields:
 * @error: as for ct_vue_sso_hash()
 *
 * Returns: (transfer full) (element-type CtVueSsoField): all fields, with the signature
 */
GPtrArray *ct_vue_sso_get_fields (const CtVueSso *self, GError **error);

G_END_DECLS

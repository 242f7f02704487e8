/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtVueSettings:
 * @client_code: what Pearson VUE calls the program
 * @passphrase: by which hand-overs are signed; secret
 * @form_uri: where candidates are handed over to
 * @session_timeout: how long a candidate may stay there, in seconds
 * @event_secret: (nullable): what Pearson VUE shows when it posts events; without it none are
 *   taken
 *
 * What a program has agreed with Pearson VUE.
 */
typedef struct
{
  char *client_code;
  char *passphrase;
  char *form_uri;
  guint session_timeout;
  char *event_secret;
} CtVueSettings;

/**
 * ct_vue_settings_load:
 * @path: a key file for its owner alone, with a group `pearson-vue` and in it `client-code`,
 *   `passphrase`, `form-uri` and, if wanted, `session-timeout` and `event-secret`
 * @error: with words for the person who runs the service
 *
 * Returns: (transfer full): the settings, or %NULL with @error set
 */
CtVueSettings *ct_vue_settings_load (const char *path, GError **error);

/**
 * ct_vue_settings_new_for_demo:
 *
 * Returns: (transfer full): settings with secrets of their own, for the stand-in at @form_uri
 */
CtVueSettings *ct_vue_settings_new_for_demo (const char *form_uri);

CtVueSettings *ct_vue_settings_ref (CtVueSettings *self);
void ct_vue_settings_unref (CtVueSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueSettings, ct_vue_settings_unref)

/* Returns: whether @secret is the one that Pearson VUE shows; it takes as long either way. */
gboolean ct_vue_settings_check_secret (CtVueSettings *self, const char *secret);

G_END_DECLS

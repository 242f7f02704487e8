/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/store/ct-store.h"

G_BEGIN_DECLS

/**
 * ct_demo_data_check:
 * @directory: where the demo is to have its data
 *
 * Looks whether the demo may begin or go on there: whoever mistyped the directory would see the
 * program of a real service replaced. Nothing is changed, not even the version of the database.
 * Whether a newer version has written it is left to ct_store_open_alone() to say.
 *
 * Returns: %FALSE with %G_IO_ERROR_EXISTS if there is another program than the sample, or with
 *   another error if that cannot be told
 */
gboolean ct_demo_data_check (const char *directory, GError **error);

/**
 * ct_demo_data_seed:
 * @store: where it goes
 * @now: today
 * @user_name: (out) (transfer full): the candidate to show it with
 * @password: (out) (transfer full): what they sign in with
 *
 * Makes the sample program the program of @store, and adds those of its sample candidates that
 * are not there yet. The history of each is made anew, as it is seen from @now; their accounts
 * and all other candidates stay as they are. Blocks for some hundred milliseconds.
 *
 * Returns: %FALSE with %G_IO_ERROR_EXISTS, and nothing changed, if @store has another program, or
 *   with another error
 */
gboolean ct_demo_data_seed (CtStore *store,
                            GDateTime *now,
                            char **user_name,
                            char **password,
                            GError **error);

G_END_DECLS

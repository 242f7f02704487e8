/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "service/delivery/ct-vue-error.h"

G_BEGIN_DECLS

/**
 * CtVueConfirmationKind:
 * @CT_VUE_CONFIRMATION_PROFILE: VCDC, which answers CDD
 * @CT_VUE_CONFIRMATION_AUTHORIZATION: EAC, which answers EAD
 */
typedef enum
{
  CT_VUE_CONFIRMATION_PROFILE,
  CT_VUE_CONFIRMATION_AUTHORIZATION,
} CtVueConfirmationKind;

/**
 * CtVueConfirmation:
 * @line: of the file
 * @key: the candidate id that we sent, or the id of the authorization
 * @number: (nullable): Pearson VUE's number of the same
 * @accepted: whether it was taken as it is; with a warning it was not
 * @date: (nullable): when it was decided
 * @message: (nullable): why not
 *
 * The answer to one row that we sent.
 */
typedef struct
{
  guint line;
  char *key;
  char *number;
  gboolean accepted;
  GDateTime *date;
  char *message;
} CtVueConfirmation;

/**
 * CtVueConfirmations:
 * @rows: (element-type CtVueConfirmation): the answers, in the order of the file
 * @faults: (element-type CtVueFault): what could not be read
 * @failure: (nullable): if the whole of a file that we sent failed: why
 */
typedef struct
{
  GPtrArray *rows;
  GPtrArray *faults;
  char *failure;
} CtVueConfirmations;

/**
 * ct_vue_confirmations_read:
 *
 * Returns: (transfer full): what the file says, or %NULL with %CT_VUE_ERROR
 */
CtVueConfirmations *
ct_vue_confirmations_read (GBytes *bytes, CtVueConfirmationKind kind, GError **error);
void ct_vue_confirmations_free (CtVueConfirmations *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueConfirmations, ct_vue_confirmations_free)

G_END_DECLS

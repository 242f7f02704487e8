/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"

G_BEGIN_DECLS

/**
 * CtForm:
 *
 * The JSON object that came with a request. Members are taken out of it by name; what is
 * wrong with them is collected, so that all of it can be said at once.
 */
typedef struct _CtForm CtForm;

/**
 * ct_form_new:
 * @request: stays there until the form is freed
 */
CtForm *ct_form_new (CtRequest *request);
void ct_form_free (CtForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtForm, ct_form_free)

/**
 * CtFormFlags:
 * @CT_FORM_OPTIONAL: may be missing
 * @CT_FORM_REQUIRED: must be there
 */
typedef enum
{
  CT_FORM_OPTIONAL,
  CT_FORM_REQUIRED,
} CtFormFlags;

/**
 * ct_form_get_string:
 * @max_length: in characters
 *
 * Returns: (nullable): the member, or %NULL if it is not there or wrong
 */
const char *
ct_form_get_string (CtForm *self, const char *name, CtFormFlags flags, glong max_length);

/**
 * ct_form_get_strings:
 * @max_items: how many at most; there must be one
 *
 * Returns: (transfer full) (nullable): the member, or %NULL if it is wrong
 */
char **ct_form_get_strings (CtForm *self, const char *name, guint max_items, glong max_length);

/**
 * ct_form_get_integer:
 *
 * Returns: the member, or @minimum if it is not there or wrong
 */
int ct_form_get_integer (CtForm *self, const char *name, int minimum, int maximum);

/* Whether the member is there at all. */
gboolean ct_form_has (CtForm *self, const char *name);

/* Returns: the member, or %FALSE if it is not there or wrong */
gboolean ct_form_get_boolean (CtForm *self, const char *name);

/* Returns: (transfer none) (nullable): all of it, or %NULL if it is no object */
JsonObject *ct_form_get_object (CtForm *self);

/* Says what else is wrong with a member. */
void ct_form_add_reason (CtForm *self, const char *name, const char *detail);

/**
 * ct_form_refuse:
 *
 * Returns: (transfer full) (nullable): what is wrong with what was sent; %NULL if nothing is
 */
CtAnswer *ct_form_refuse (CtForm *self);

G_END_DECLS

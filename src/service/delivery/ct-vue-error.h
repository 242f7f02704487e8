/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CT_VUE_ERROR:
 *
 * What came from Pearson VUE, or was to go there, cannot be read or written as a whole. The
 * message is for the people who run the service.
 */
#define CT_VUE_ERROR (ct_vue_error_quark ())

/**
 * CtVueError:
 * @CT_VUE_ERROR_TOO_LARGE: more than such a file ever holds
 * @CT_VUE_ERROR_NOT_A_TABLE: no header row, or no text at all
 * @CT_VUE_ERROR_MISSING_COLUMN: a column without which no row can be read
 * @CT_VUE_ERROR_BAD_ARCHIVE: no zip, or a damaged one
 * @CT_VUE_ERROR_BAD_EVENT: no event that can be read
 * @CT_VUE_ERROR_BAD_TEXT: letters that Pearson VUE does not take
 */
typedef enum
{
  CT_VUE_ERROR_TOO_LARGE,
  CT_VUE_ERROR_NOT_A_TABLE,
  CT_VUE_ERROR_MISSING_COLUMN,
  CT_VUE_ERROR_BAD_ARCHIVE,
  CT_VUE_ERROR_BAD_EVENT,
  CT_VUE_ERROR_BAD_TEXT,
} CtVueError;

GQuark ct_vue_error_quark (void);

/**
 * CtVueFault:
 * @line: where it starts in its file, from 1
 * @words: what is wrong
 *
 * A row of a file that was left out, or of which a part was.
 */
typedef struct
{
  guint line;
  char *words;
} CtVueFault;

CtVueFault *ct_vue_fault_new (guint line, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ct_vue_fault_free (CtVueFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtVueFault, ct_vue_fault_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "service/delivery/ct-vue-error.h"

G_BEGIN_DECLS

/**
 * CtVueFileKind:
 * @CT_VUE_FILE_VCDC: answers to CDD
 * @CT_VUE_FILE_EAC: answers to EAD
 * @CT_VUE_FILE_EXAM: results
 * @CT_VUE_FILE_SKIPPED: a kind that is known and not read here: candidates, surveys, comments,
 *   sections, responses, items
 * @CT_VUE_FILE_UNKNOWN: none of these
 */
typedef enum
{
  CT_VUE_FILE_VCDC,
  CT_VUE_FILE_EAC,
  CT_VUE_FILE_EXAM,
  CT_VUE_FILE_SKIPPED,
  CT_VUE_FILE_UNKNOWN,
} CtVueFileKind;

/**
 * ct_vue_file_get_kind:
 * @name: a file name, without folders
 *
 * Returns: what its prefix says: `vcdc-2026-04-01.dat` is %CT_VUE_FILE_VCDC
 */
CtVueFileKind ct_vue_file_get_kind (const char *name);

/**
 * CtVueEntry:
 * @name: what it is called, without folders
 * @kind: what it is
 * @bytes: (nullable): its content, if it is of a kind that is read
 * @refusal: (nullable): why it is not unpacked although it is of a kind that is read
 */
typedef struct
{
  char *name;
  CtVueFileKind kind;
  GBytes *bytes;
  char *refusal;
} CtVueEntry;

/**
 * ct_vue_archive_read:
 * @bytes: a zip, as the result files come
 * @error: %CT_VUE_ERROR_BAD_ARCHIVE or %CT_VUE_ERROR_TOO_LARGE
 *
 * Unpacks in memory. What is not read is not unpacked; what unpacks to more than such files
 * ever hold is refused, and so are links, encrypted entries and names that lead elsewhere.
 * What was unpacked before the archive turns out to be damaged is thrown away: it comes again.
 *
 * Returns: (transfer full) (element-type CtVueEntry): the entries, in their order
 */
GPtrArray *ct_vue_archive_read (GBytes *bytes, GError **error);

/* Returns: whether @bytes begin as a zip does. */
gboolean ct_vue_archive_is_one (GBytes *bytes);

G_END_DECLS

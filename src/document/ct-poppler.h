/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

/* What documents need of Poppler, each function once. */
#define CT_POPPLER_FUNCTIONS(FUNCTION) \
  FUNCTION (document_new_from_bytes) \
  FUNCTION (document_get_n_pages) \
  FUNCTION (document_get_page) \
  FUNCTION (document_get_title) \
  FUNCTION (error_quark) \
  FUNCTION (page_get_size) \
  FUNCTION (page_get_text) \
  FUNCTION (page_render)

#define CT_POPPLER_MEMBER(name) __typeof__ (poppler_##name) *name;

/**
 * CtPoppler:
 *
 * The functions of Poppler, without their prefix.
 */
typedef struct
{
  CT_POPPLER_FUNCTIONS (CT_POPPLER_MEMBER)
} CtPoppler;

#undef CT_POPPLER_MEMBER

/**
 * ct_poppler_load:
 * @error: %G_IO_ERROR_NOT_SUPPORTED if Poppler is not installed, or not the one that
 *   CertTracker was built for
 *
 * Loads Poppler, or says where it already is. It brings some twenty libraries, which would
 * make each start wait, and most of them show no document. To be called on the thread of
 * ct_document_queue_push() only, as all that it gives.
 *
 * Returns: (nullable): the functions; they stay for good
 */
const CtPoppler *ct_poppler_load (GError **error);

G_END_DECLS

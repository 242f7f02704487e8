/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/ct-types.h"

G_BEGIN_DECLS

/**
 * ct_certificate_file_name:
 * @title: (nullable): of the credential
 * @name: (nullable): of the candidate
 *
 * Returns: (transfer full): "Title – Name.pdf", as a file may be called on any system
 */
char *ct_certificate_file_name (const char *title, const char *name);

/**
 * ct_certificate_save:
 * @toasts: where to say that it is saved, or why not
 * @bytes: the file
 * @file_name: what to propose
 *
 * Asks where to, and writes exactly there. It goes on if @toasts is closed meanwhile.
 */
void ct_certificate_save (AdwToastOverlay *toasts, GBytes *bytes, const char *file_name);

/**
 * ct_certificate_print:
 * @toasts: where to say why it could not be printed
 * @bytes: the file
 * @title: (nullable): what the print job is called
 * @paper: what the certificate was made for
 */
void
ct_certificate_print (AdwToastOverlay *toasts, GBytes *bytes, const char *title, CtPaper paper);

G_END_DECLS

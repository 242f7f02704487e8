/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * CT_PROGRAM_FILE_ERROR:
 *
 * A program file was refused. The message has a line for each fault that was found, of values
 * before references before logos: its place as a JSON pointer, a colon, and what is wrong; or of
 * what is no JSON its line and column. Before that ct_program_file_load() puts the name of the file
 * and a colon.
 */
#define CT_PROGRAM_FILE_ERROR (ct_program_file_error_quark ())

typedef enum
{
  CT_PROGRAM_FILE_ERROR_INVALID,
} CtProgramFileError;

GQuark ct_program_file_error_quark (void);

/**
 * ct_program_file_parse:
 * @bytes: a program file: `{"program": {}, "exams": [], "achievements": []}`
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID
 *
 * Reads a program and checks that it makes sense as a whole: every id is there and unique,
 * every reference leads somewhere, no achievement needs itself, every tree can be met.
 *
 * Returns: (transfer full): the program, or %NULL with @error set
 */
CtCatalog *ct_program_file_parse (GBytes *bytes, GError **error);

/**
 * ct_program_file_load:
 * @file: where it is
 * @error: %CT_PROGRAM_FILE_ERROR_INVALID, or a %G_IO_ERROR if it cannot be read
 *
 * Blocks while it reads. The logos that achievements name are files beside it.
 *
 * Returns: (transfer full): as ct_program_file_parse()
 */
CtCatalog *ct_program_file_load (GFile *file, GError **error);

G_END_DECLS

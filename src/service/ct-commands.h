/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program ends with. */
enum
{
  CT_EXIT_OK = 0,
  CT_EXIT_FAILED = 1,
  CT_EXIT_USAGE = 2,
};

/* A command with its arguments, of which the first is its name. Returns the exit status; if
 * it failed, the last line of the standard error says why. */
typedef int (*CtCommand) (int argc, char *argv[]);

int ct_command_serve (int argc, char *argv[]);
int ct_command_import_program (int argc, char *argv[]);
int ct_command_export_pearson_vue (int argc, char *argv[]);
int ct_command_import_pearson_vue (int argc, char *argv[]);
int ct_command_incidents (int argc, char *argv[]);
int ct_command_import_partner_contacts (int argc, char *argv[]);
int ct_command_partner_contacts (int argc, char *argv[]);
int ct_command_backup (int argc, char *argv[]);
int ct_command_restore (int argc, char *argv[]);

/**
 * ct_command_fail:
 * @status: what to return
 * @error: (transfer full): why
 *
 * Says why a command failed.
 *
 * Returns: @status
 */
int ct_command_fail (int status, GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/ct-demo.h"

G_BEGIN_DECLS

/*
 * A demo whose service is played by a shell script, so that it does what the real one should not.
 * The script runs in a folder of its own.
 */
typedef struct
{
  char *folder;
  char *script;
} Stage;

/* A line of a script: the service answers at @address, a string literal. */
#define ANNOUNCE(address) \
  "echo \"{\\\"uri\\\":\\\"" address "\\\"," \
  "\\\"user_name\\\":\\\"sam\\\",\\\"password\\\":\\\"secret\\\"}\"\n"

/* Lines of a script: as the real service does, it leaves the data alone that another one has. */
#define TAKE_DATA \
  "[ -e data ] && kill -0 \"$(cat data)\" 2> /dev/null && { echo 'In use.' >&2; exit 1; }\n" \
  "echo $$ > data\n"

/* Lines of a script: the first time it is busy for good, and does not see that its input ends. */
#define HANG_ONCE "[ -e hanging ] || { mkfifo never; : > hanging; exec cat never; }\n"

void stage_set (Stage *self, const char *lines);
void stage_clear (Stage *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stage, stage_clear)

/* Returns: (transfer full) */
CtDemo *stage_new_demo (Stage *self);

/* Whether the script has made a file @name, and how many bytes it has written to it. */
gboolean stage_has (Stage *self, const char *name);
gsize stage_count (Stage *self, const char *name);

G_END_DECLS

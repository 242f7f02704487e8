/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/delivery/ct-delivery-export.h"
#include "service/delivery/ct-vue-event.h"
#include "service/store/ct-store.h"

/**
 * World:
 * @directory: of its own; the data is in `data` in it
 * @store: the data
 *
 * A service's data with a small program and four candidates, on a day that the test says:
 *
 *   exams 250-428, 250-438 and 250-556, each of which earns an achievement: `scs-428` and so
 *   on; candidates CT000001 to CT000003, who are complete, and CT000004, whose address is
 *   missing. Their accounts are `c1` to `c4`, made on 2026-03-01.
 */
typedef struct
{
  char *directory;
  CtStore *store;
} World;

World *world_new (void);
void world_free (World *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* Runs SQL without values. */
void world_execute (World *self, const char *sql);

/* Returns: (transfer full): the one column of a query, its rows between "; " */
char *world_query (World *self, const char *sql);
#define world_assert(self, sql, expected) \
  G_STMT_START \
  { \
    g_autofree char *rows = world_query (self, sql); \
    g_assert_cmpstr (rows, ==, expected); \
  } \
  G_STMT_END

/* Registers a candidate for an exam: the authorization is open until the end of June. */
void world_authorize (World *self, const char *id, const char *account_id, const char *exam_code);

/* Exports into `out` of its directory. */
CtDeliveryExported *world_export (World *self, const char *now, gboolean again, GError **error);

/* Writes a file into its directory. Returns: (transfer full): its path */
char *world_write (World *self, const char *name, const char *content, gssize length);

/* Imports. Returns: (transfer full): the reports as text */
char *world_import (World *self, const char *path, const char *now);

/* Receives an event. Returns: (transfer full): "applied", or why not, or what was left out */
char *world_receive (World *self, CtVueEventKind kind, const char *json, const char *now);

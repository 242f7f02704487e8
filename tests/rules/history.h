/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-account.h"
#include "service/rules/ct-catalog.h"

/* A candidate's history in words, for tables:
 *
 *   "passed E1 2024-01-10; failed E2 2024-01-11T09:00:00Z; accepted terms/2 2024-02-01;
 *    credential one 2024-02-01 2026-02-01; revoke one 2025-01-01"
 *
 * A day alone is its first second in UTC. `revoked`, `pending` and `no-show` are results too.
 * The ids of attempts are a1, a2, …; those of credentials c1, c2, …. `revoke` takes back the
 * credential that stands before it. */
typedef struct
{
  CtAccount *account;
  GPtrArray *attempts;
  GPtrArray *credentials;
} History;

History *history_new (const char *words);
void history_free (History *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)

GDateTime *history_parse_time (const char *words);

/* Achievements, exams and agreements as in a program file, unchecked. */
CtCatalog *catalog_new_from_json (const char *text);

/* The one in catalog.json, which all tables share. */
CtCatalog *catalog_new_for_tables (void);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-incident.h"
#include "service/store/ct-page.h"

G_BEGIN_DECLS

/* The incidents of an account, the one that changed last first. */
extern const CtPageKind ct_incident_table_page_kind;

/* Returns: (transfer full) (nullable): the one, or %NULL without an error if the account has no
 * such */
CtIncident *ct_incident_table_get (CtDatabase *database,
                                   const char *account_id,
                                   const char *id,
                                   GError **error);

/**
 * ct_incident_table_find:
 * @number: what both sides call it
 * @account_id: (out) (transfer full): whose it is
 *
 * Returns: (transfer full) (nullable): the one, whosever it is; %NULL without an error if there
 *   is none
 */
CtIncident *
ct_incident_table_find (CtDatabase *database, int number, char **account_id, GError **error);

/**
 * ct_incident_table_list:
 * @account_ids: (out) (transfer full) (element-type utf8): whose they are, in the same order
 *
 * Returns: (transfer full) (element-type CtIncident): of everybody, what waits longest first
 */
GPtrArray *ct_incident_table_list (CtDatabase *database,
                                   gboolean with_closed,
                                   GPtrArray **account_ids,
                                   GError **error);

gboolean ct_incident_table_put (CtDatabase *database,
                                const char *account_id,
                                CtIncident *incident,
                                GError **error);

/* Returns: a number that no incident has; 0 with @error set */
int ct_incident_table_next_number (CtDatabase *database, GError **error);

/**
 * ct_incident_table_find_open:
 * @number: (out): the open incident of the account that has a change undecided and that topic; 0
 *   if there is none
 */
gboolean ct_incident_table_find_open (CtDatabase *database,
                                      const char *account_id,
                                      const char *topic_id,
                                      int *number,
                                      GError **error);

/**
 * ct_incident_table_count_recent:
 * @n: (out): how many the account opened within the last day
 */
gboolean ct_incident_table_count_recent (CtDatabase *database,
                                         const char *account_id,
                                         GDateTime *now,
                                         int *n,
                                         GError **error);

G_END_DECLS

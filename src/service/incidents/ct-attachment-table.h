/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-incident.h"
#include "service/store/ct-database.h"

G_BEGIN_DECLS

/* How much an account may upload within a day, in files. */
#define CT_ATTACHMENTS_MAX_A_DAY 50

/* How long a file is kept that no message has yet: drafts may take their time. */
#define CT_ATTACHMENTS_DAYS 30

/**
 * ct_attachment_table_add:
 * @name: what the sender calls it
 * @content_type: what it is
 *
 * Keeps a file that belongs to no message yet.
 *
 * Returns: (transfer full): what it is called from now on
 */
CtAttachment *ct_attachment_table_add (CtDatabase *database,
                                       const char *account_id,
                                       const char *name,
                                       const char *content_type,
                                       GBytes *content,
                                       GDateTime *now,
                                       GError **error);

/**
 * ct_attachment_table_count_recent:
 * @n: (out): how many files the account uploaded within the last day
 */
gboolean ct_attachment_table_count_recent (CtDatabase *database,
                                           const char *account_id,
                                           GDateTime *now,
                                           int *n,
                                           GError **error);

/* Returns: (transfer full) (nullable): the one, if it belongs to the account and to no message
 * yet; %NULL without an error if not */
CtAttachment *ct_attachment_table_get_loose (CtDatabase *database,
                                             const char *account_id,
                                             const char *id,
                                             GError **error);

/* Makes it part of an incident. */
gboolean ct_attachment_table_tie (CtDatabase *database,
                                  const char *id,
                                  const char *incident_id,
                                  GError **error);

/**
 * ct_attachment_table_load:
 * @account_id: (nullable): whose it must be; %NULL for the staff
 * @content: (out) (transfer full): its content in base64
 *
 * Returns: (transfer full) (nullable): %NULL without an error if there is none
 */
CtAttachment *ct_attachment_table_load (CtDatabase *database,
                                        const char *account_id,
                                        const char *id,
                                        char **content,
                                        GError **error);

/* A chore: throws away what was uploaded and never sent. */
gboolean ct_attachment_table_tidy (CtDatabase *database, GDateTime *now, GError **error);

G_END_DECLS

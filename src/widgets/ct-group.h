/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CT_TYPE_GROUP (ct_group_get_type ())
G_DECLARE_FINAL_TYPE (CtGroup, ct_group, CT, GROUP, AdwPreferencesGroup)

/**
 * CtGroup:
 *
 * A heading with a boxed list under it, for lists of some dozens. Both are hidden while
 * there is nothing in the list.
 *
 * Property: `activatable` (boolean, at first %TRUE): whether there is more to see of a row.
 *
 * Signal `activated` (#CtResource): a row was chosen.
 */
GtkWidget *ct_group_new (void);

/**
 * ct_group_bind:
 * @model: (nullable): of #CtResource
 * @cell_type: the type of #CtCell that shows one of them
 */
void ct_group_bind (CtGroup *self, GListModel *model, GType cell_type);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/delivery/ct-delivery-profile.h"

#include "model/ct-problem.h"
#include "service/delivery/ct-vue-cdd.h"

static gboolean
is_current (CtAccount *account, CtTestingProfile *stored)
{
  GDateTime *changed = account->changed_at != NULL ? account->changed_at : account->created_at;

  return stored->sent_at != NULL
         && (changed == NULL || g_date_time_compare (changed, stored->sent_at) < 0);
}

CtTestingProfile *
ct_delivery_profile_see (CtAccount *account, CtTestingProfile *stored)
{
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);

  CtTestingProfile *self = g_object_new (CT_TYPE_TESTING_PROFILE, NULL);
  g_autoptr (GPtrArray) faults = ct_vue_cdd_check (account);

  if (stored != NULL)
    ct_resource_assign (CT_RESOURCE (self), CT_RESOURCE (stored));
  g_object_set (self, "id", ct_resource_get_id (CT_RESOURCE (account)), NULL);

  for (guint i = 0; i < faults->len; i++)
    ct_resource_append (CT_RESOURCE (self), "faults", faults->pdata[i]);

  if (faults->len > 0)
    g_object_set (self, "state", CT_TESTING_PROFILE_STATE_INCOMPLETE, "reason", NULL, NULL);
  else if (stored == NULL || !is_current (account, stored))
    g_object_set (self, "state", CT_TESTING_PROFILE_STATE_PENDING, "reason", NULL, NULL);

  return self;
}

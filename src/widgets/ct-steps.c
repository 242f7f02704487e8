/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/ct-steps.h"

struct _CtSteps
{
  GObject parent_instance;

  CtClient *client; /* owned */
  GPtrArray *steps; /* owned */
};

static void ct_steps_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CtSteps,
                               ct_steps,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ct_steps_iface_init))

static GType
ct_steps_get_item_type (GListModel *list)
{
  return CT_TYPE_STEP;
}

static guint
ct_steps_get_n_items (GListModel *list)
{
  return CT_STEPS (list)->steps->len;
}

static gpointer
ct_steps_get_item (GListModel *list, guint position)
{
  CtSteps *self = CT_STEPS (list);

  return position < self->steps->len ? g_object_ref (self->steps->pdata[position]) : NULL;
}

static void
ct_steps_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ct_steps_get_item_type;
  iface->get_n_items = ct_steps_get_n_items;
  iface->get_item = ct_steps_get_item;
}

static GPtrArray *
find (CtClient *client)
{
  g_autoptr (CtProgram) program
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_program (client)), 0);
  g_autoptr (CtTestingProfile) profile
      = g_list_model_get_item (G_LIST_MODEL (ct_client_get_testing_profile (client)), 0);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  CtStepsView view = {
    .program = program,
    .profile = profile,
    .eligibility = G_LIST_MODEL (ct_client_get_eligibility (client)),
    .progress = G_LIST_MODEL (ct_client_get_progress (client)),
    .emails = G_LIST_MODEL (ct_client_get_emails (client)),
    .now = now,
  };

  return ct_steps_find (&view);
}

/* Takes the old object of a step that says the same. */
static void
keep (GPtrArray *steps, guint i, CtStep *old)
{
  g_object_unref (steps->pdata[i]);
  steps->pdata[i] = g_object_ref (old);
}

/* What is the same at either end stays, so that who is on a row stays there. */
static void
update (CtSteps *self)
{
  GPtrArray *old = g_steal_pointer (&self->steps);
  GPtrArray *new = find (self->client);
  guint first = 0, last = 0;

  while (first < old->len
         && first < new->len &&ct_step_equal (old->pdata[first], new->pdata[first]))
    {
      keep (new, first, old->pdata[first]);
      first++;
    }
  while (last < old->len - first
         && last < new->len
                       - first &&ct_step_equal (old->pdata[old->len - 1 - last],
                                                new->pdata[new->len - 1 - last]))
    {
      keep (new, new->len - 1 - last, old->pdata[old->len - 1 - last]);
      last++;
    }

  self->steps = new;
  if (old->len - first - last > 0 || new->len - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last,
                                new->len - first - last);
  g_ptr_array_unref (old);
}

static void
ct_steps_finalize (GObject *object)
{
  CtSteps *self = CT_STEPS (object);

  g_ptr_array_unref (self->steps);
  g_object_unref (self->client);

  G_OBJECT_CLASS (ct_steps_parent_class)->finalize (object);
}

static void
ct_steps_class_init (CtStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ct_steps_finalize;
}

static void
ct_steps_init (CtSteps *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

CtSteps *
ct_steps_new (CtClient *client)
{
  g_return_val_if_fail (CT_IS_CLIENT (client), NULL);

  CtSteps *self = g_object_new (CT_TYPE_STEPS, NULL);
  CtCollection *const followed[] = {
    ct_client_get_program (client),  ct_client_get_testing_profile (client),
    ct_client_get_progress (client), ct_client_get_eligibility (client),
    ct_client_get_emails (client),
  };

  self->client = g_object_ref (client);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_signal_connect_object (followed[i], "items-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (followed[i], "updated", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  return self;
}

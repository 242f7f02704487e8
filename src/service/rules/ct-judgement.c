/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rules/ct-judgement.h"

#include "service/rules/ct-credential-rules.h"
#include "service/rules/ct-evidence.h"
#include "service/rules/ct-requirement-rules.h"

/* A credential that is judged. */
typedef struct
{
  CtCredential *credential;
  CtBasis *basis;
  GHashTable *evidence; /* ids */
  gboolean is_found;
} Slot;

typedef struct
{
  CtCatalog *catalog;
  CtAccount *account;
  GPtrArray *attempts;
  CtEvidence *evidence;
  GTree *instants;
  GHashTable *slots; /* achievement id → GPtrArray of Slot, first issued first */
  GPtrArray *ids;    /* of the achievements: those of the program in its order, then others */
  GPtrArray *verdicts;
  GDateTime *since; /* (nullable) */
  GDateTime *until;
} Walk;

static void
slot_free (Slot *self)
{
  g_clear_object (&self->credential);
  g_clear_object (&self->basis);
  g_clear_pointer (&self->evidence, g_hash_table_unref);
  g_free (self);
}

static void
verdict_free (CtVerdict *self)
{
  g_clear_object (&self->credential);
  g_clear_object (&self->basis);
  g_free (self);
}

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->evidence, ct_evidence_free);
  g_clear_pointer (&self->instants, g_tree_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->verdicts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
has_come (GDateTime *time, GDateTime *now)
{
  return time != NULL && g_date_time_compare (time, now) <= 0;
}

static gboolean
is_same_time (GDateTime *a, GDateTime *b)
{
  return a == NULL || b == NULL ? a == b : g_date_time_equal (a, b);
}

/* The instants at which something can be earned, in order. */

static int
compare_instants (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_date_time_compare (a, b);
}

static void
add_instant (GTree *instants, GDateTime *time)
{
  if (time != NULL)
    g_tree_insert (instants, g_date_time_ref (time), NULL);
}

static void
add_facts (Walk *walk)
{
  GListModel *acceptances = (GListModel *) walk->account->acceptances;

  add_instant (walk->instants, walk->since);
  for (guint i = 0; i < walk->attempts->len; i++)
    add_instant (walk->instants, ((CtAttempt *) walk->attempts->pdata[i])->taken_at);
  for (guint i = 0; acceptances != NULL && i < g_list_model_get_n_items (acceptances); i++)
    {
      g_autoptr (CtAcceptance) acceptance = g_list_model_get_item (acceptances, i);
      add_instant (walk->instants, acceptance->accepted_at);
    }
}

/* What exists: either something to judge, or a fact. */

static CtBasis *
find_basis (GPtrArray *bases, CtCredential *credential)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (credential));

  for (guint i = 0; bases != NULL && i < bases->len; i++)
    {
      if (g_strcmp0 (ct_resource_get_id (bases->pdata[i]), id) == 0)
        return bases->pdata[i];
    }
  return NULL;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (((const Slot *) a)->credential->issued_at,
                              ((const Slot *) b)->credential->issued_at);
}

static void
add_slot (Walk *walk, CtCredential *credential, CtBasis *basis)
{
  GPtrArray *list = g_hash_table_lookup (walk->slots, credential->achievement_id);
  Slot *slot = g_new0 (Slot, 1);

  slot->credential = g_object_ref (credential);
  slot->basis = g_object_ref (basis);
  slot->evidence = ct_basis_list_evidence (basis->requirement);
  add_instant (walk->instants, basis->not_before);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);
      g_hash_table_insert (walk->slots, g_strdup (credential->achievement_id), list);
    }
  g_ptr_array_add (list, slot);
  g_ptr_array_sort_values (list, compare_slots);
}

/* Returns: (transfer full): those that are facts */
static GPtrArray *
sort_out (Walk *walk, GPtrArray *credentials, GPtrArray *bases)
{
  GPtrArray *facts = g_ptr_array_new ();

  for (guint i = 0; i < credentials->len; i++)
    {
      CtCredential *credential = credentials->pdata[i];
      CtBasis *basis = find_basis (bases, credential);

      if (basis != NULL && (credential->revoked_at == NULL || basis->is_fallen))
        {
          add_slot (walk, credential, basis);
          continue;
        }
      add_instant (walk->instants, credential->issued_at);
      add_instant (walk->instants, credential->expires_at);
      g_ptr_array_add (facts, credential);
    }
  return facts;
}

static void
list_ids (Walk *walk)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < walk->catalog->achievements->len; i++)
    g_ptr_array_add (walk->ids,
                     (char *) ct_resource_get_id (walk->catalog->achievements->pdata[i]));

  g_hash_table_iter_init (&iter, walk->slots);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (ct_catalog_get_achievement (walk->catalog, id) == NULL)
        g_ptr_array_add (walk->ids, id);
    }
}

/* What is found at an instant. */

static void
add_verdict (Walk *walk, CtVerdictKind kind, CtCredential *credential, CtBasis *basis)
{
  CtVerdict *verdict = g_new0 (CtVerdict, 1);

  verdict->kind = kind;
  verdict->credential = credential;
  verdict->basis = basis;
  g_ptr_array_add (walk->verdicts, verdict);

  ct_evidence_add_credential (walk->evidence, credential);
  add_instant (walk->instants, credential->expires_at);
}

static CtBasis *
new_basis (const char *id, CtRequirement *requirement, int validity_months, GDateTime *not_before)
{
  return g_object_new (CT_TYPE_BASIS, "id", id, "requirement", requirement, "validity-months",
                       validity_months, "not-before", not_before, NULL);
}

static void
keep (Walk *walk, Slot *slot, CtRequirement *tree, GDateTime *at)
{
  const char *id = ct_resource_get_id (CT_RESOURCE (slot->credential));
  g_autoptr (GDateTime) expires_at
      = ct_credential_rules_get_expiry (at, slot->basis->validity_months);
  CtCredential *credential = g_object_new (CT_TYPE_CREDENTIAL, "id", id, NULL);
  CtVerdictKind kind = CT_VERDICT_KEPT;

  slot->is_found = TRUE;
  if (slot->basis->is_fallen)
    kind = CT_VERDICT_RESTORED;
  else if (!is_same_time (slot->credential->issued_at, at)
           || !is_same_time (slot->credential->expires_at, expires_at))
    kind = CT_VERDICT_MOVED;

  ct_resource_assign (CT_RESOURCE (credential), CT_RESOURCE (slot->credential));
  g_object_set (credential, "issued-at", at, "expires-at", expires_at, "revoked-at", NULL,
                "revocation-reason", NULL, NULL);
  g_object_set (credential, "state", ct_credential_rules_get_state (credential, walk->until), NULL);
  add_verdict (walk, kind, credential,
               new_basis (id, tree, slot->basis->validity_months, slot->basis->not_before));
}

static gboolean
overlaps (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (a) == 0)
    return g_hash_table_size (b) == 0;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (g_hash_table_contains (b, id))
        return TRUE;
    }
  return FALSE;
}

/* How well a credential fits what is found: best one that rests on it, then one that has fallen
 * with it, then one that can rest on it, too. One that has fallen comes back only with its own
 * evidence: a later pass earns another. */
typedef enum
{
  FIT_NONE,
  FIT_OTHER_EVIDENCE,
  FIT_FALLEN,
  FIT_SAME_EVIDENCE,
} Fit;

static Fit
get_fit (Slot *slot, CtRequirement *tree)
{
  g_autoptr (GHashTable) evidence = ct_basis_list_evidence (tree);

  if (overlaps (evidence, slot->evidence))
    return slot->basis->is_fallen ? FIT_FALLEN : FIT_SAME_EVIDENCE;
  return slot->basis->is_fallen ? FIT_NONE : FIT_OTHER_EVIDENCE;
}

static gboolean
may_begin (Walk *walk, Slot *slot, GDateTime *at)
{
  CtAchievement *achievement
      = ct_catalog_get_achievement (walk->catalog, slot->credential->achievement_id);

  if (slot->is_found
      || (slot->basis->not_before != NULL && !has_come (slot->basis->not_before, at)))
    return FALSE;
  /* A retirement takes nothing away, and lets nothing begin. */
  return achievement == NULL || !has_come (achievement->retired_at, at)
         || g_date_time_compare (at, slot->credential->issued_at) <= 0;
}

/* Of those that fit alike, the one that was issued first. */
static gboolean
find_existing (Walk *walk, const char *id, const CtRequirementView *program_view, GDateTime *at)
{
  GPtrArray *slots = g_hash_table_lookup (walk->slots, id);
  CtRequirementView view = *program_view;
  g_autoptr (CtRequirement) best_tree = NULL;
  Slot *best = NULL;
  Fit best_fit = FIT_NONE;

  view.as_issued = TRUE;
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      Slot *slot = slots->pdata[i];
      g_autoptr (CtRequirement) tree = NULL;

      if (!may_begin (walk, slot, at))
        continue;

      g_auto (CtWay) way = ct_requirement_rules_walk (slot->basis->requirement, &view, &tree);
      Fit fit = ct_way_is_enough (&way, &view) ? get_fit (slot, tree) : FIT_NONE;
      if (fit > best_fit)
        {
          best = slot;
          best_fit = fit;
          g_set_object (&best_tree, tree);
        }
    }

  if (best != NULL)
    keep (walk, best, best_tree, at);
  return best != NULL;
}

/* Whether it could have been earned before @since if the program had been what it is now. */
static gboolean
is_late (const CtWay *way, CtCredential *last, GDateTime *since, GDateTime *at)
{
  if (since == NULL || !g_date_time_equal (at, since))
    return FALSE;
  if (way->met_at != NULL && g_date_time_compare (way->met_at, at) >= 0)
    return FALSE;
  return last == NULL
         || g_date_time_compare (last->revoked_at != NULL ? last->revoked_at : last->expires_at, at)
                < 0;
}

/* Whether one is there that begins later since the program was not the same before. */
static gboolean
begins_later (Walk *walk, const char *id, GDateTime *at)
{
  GPtrArray *slots = g_hash_table_lookup (walk->slots, id);

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      Slot *slot = slots->pdata[i];

      if (!slot->is_found && slot->basis->not_before != NULL
          && !has_come (slot->basis->not_before, at))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_new (Walk *walk,
          CtAchievement *achievement,
          const CtRequirementView *view,
          CtCredential *last,
          GDateTime *at)
{
  g_autoptr (CtRequirement) tree = NULL;

  if (achievement == NULL || has_come (achievement->retired_at, at)
      || (walk->since != NULL && g_date_time_compare (at, walk->since) < 0)
      || begins_later (walk, ct_resource_get_id (CT_RESOURCE (achievement)), at))
    return FALSE;

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, view, &tree);
  if (!ct_way_is_enough (&way, view))
    return FALSE;

  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GDateTime) expires_at
      = ct_credential_rules_get_expiry (at, achievement->validity_months);
  CtCredential *credential
      = g_object_new (CT_TYPE_CREDENTIAL, "id", id, "achievement-id",
                      ct_resource_get_id (CT_RESOURCE (achievement)), "title", achievement->title,
                      "short-title", achievement->short_title, "kind", achievement->kind, "field",
                      achievement->field, "name", walk->account->name, "issued-at", at,
                      "expires-at", expires_at, NULL);

  g_object_set (credential, "state", ct_credential_rules_get_state (credential, walk->until), NULL);
  add_verdict (walk, CT_VERDICT_ISSUED, credential,
               new_basis (id, tree, achievement->validity_months,
                          is_late (&way, last, walk->since, at) ? at : NULL));
  return TRUE;
}

static gboolean
find (Walk *walk, const char *id, GDateTime *at)
{
  CtRequirementView view = { .catalog = walk->catalog, .evidence = walk->evidence, .at = at };
  CtCredential *last = ct_evidence_get_credential (walk->evidence, id, NULL, 0);

  if (last != NULL)
    {
      /* One that was issued later is active too: nothing is put in before it. */
      if (ct_credential_rules_get_state (last, at) == CT_CREDENTIAL_STATE_ACTIVE)
        return FALSE;
      ct_requirement_view_set_spent (&view, last);
    }

  return find_existing (walk, id, &view, at)
         || find_new (walk, ct_catalog_get_achievement (walk->catalog, id), &view, last, at);
}

/* What is not found. */

static CtAttempt *
find_attempt (Walk *walk, const char *id)
{
  for (guint i = 0; i < walk->attempts->len; i++)
    {
      if (g_strcmp0 (ct_resource_get_id (walk->attempts->pdata[i]), id) == 0)
        return walk->attempts->pdata[i];
    }
  return NULL;
}

static CtVerdictReason
explain_leaf (Walk *walk, CtRequirement *leaf)
{
  CtAttempt *attempt;

  if (leaf->state != CT_REQUIREMENT_STATE_MET || leaf->met_by == NULL)
    return CT_VERDICT_REASON_NONE;

  if (leaf->kind == CT_REQUIREMENT_KIND_ACHIEVEMENT)
    {
      g_auto (CtFinding) held = ct_evidence_find_held (walk->evidence, leaf->ref, leaf->met_at);

      return held.met ? CT_VERDICT_REASON_NONE : CT_VERDICT_REASON_CREDENTIAL;
    }

  attempt = find_attempt (walk, leaf->met_by);
  if (attempt == NULL || g_strcmp0 (attempt->exam_code, leaf->ref) != 0)
    return CT_VERDICT_REASON_RESULT_MOVED;
  switch (attempt->result)
    {
    case CT_RESULT_PASSED:
      return CT_VERDICT_REASON_NONE;
    case CT_RESULT_REVOKED:
      return CT_VERDICT_REASON_RESULT_REVOKED;
    case CT_RESULT_PENDING:
      return CT_VERDICT_REASON_RESULT_HELD;
    default:
      return CT_VERDICT_REASON_RESULT_CORRECTED;
    }
}

static CtVerdictReason
explain (Walk *walk, CtRequirement *node)
{
  GListModel *children = (GListModel *) node->requirements;
  CtVerdictReason reason = explain_leaf (walk, node);

  for (guint i = 0; children != NULL && reason == CT_VERDICT_REASON_NONE
                    && i < g_list_model_get_n_items (children);
       i++)
    {
      g_autoptr (CtRequirement) child = g_list_model_get_item (children, i);
      reason = explain (walk, child);
    }
  return reason;
}

/* Puts what falls before everything else. */
static void
drop_rest (Walk *walk)
{
  guint n_fallen = 0;

  for (guint i = 0; i < walk->ids->len; i++)
    {
      GPtrArray *slots = g_hash_table_lookup (walk->slots, walk->ids->pdata[i]);

      for (guint j = 0; slots != NULL && j < slots->len; j++)
        {
          Slot *slot = slots->pdata[j];

          if (slot->is_found || slot->basis->is_fallen)
            continue;

          CtVerdict *verdict = g_new0 (CtVerdict, 1);
          CtVerdictReason reason = explain (walk, slot->basis->requirement);

          verdict->kind = CT_VERDICT_REVOKED;
          verdict->credential = g_object_ref (slot->credential);
          verdict->basis = g_object_ref (slot->basis);
          verdict->reason = reason != CT_VERDICT_REASON_NONE ? reason : CT_VERDICT_REASON_COVERED;
          g_ptr_array_insert (walk->verdicts, n_fallen++, verdict);
        }
    }
}

GPtrArray *
ct_judgement_make (CtCatalog *catalog,
                   CtAccount *account,
                   GPtrArray *attempts,
                   GPtrArray *credentials,
                   GPtrArray *bases,
                   GDateTime *since,
                   GDateTime *until)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (CT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (until != NULL, NULL);

  g_auto (Walk) walk = {
    .catalog = catalog,
    .account = account,
    .attempts = attempts,
    .instants = g_tree_new_full (compare_instants, NULL, (GDestroyNotify) g_date_time_unref, NULL),
    .slots
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
    .ids = g_ptr_array_new (),
    .verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) verdict_free),
    .since = since,
    .until = until,
  };
  g_autoptr (GPtrArray) facts = sort_out (&walk, credentials, bases);

  walk.evidence = ct_evidence_new (account, attempts, facts);
  add_facts (&walk);
  list_ids (&walk);

  /* Where nothing is judged, what lies before cannot change. */
  gboolean from_since = since != NULL && g_hash_table_size (walk.slots) == 0;
  GTreeNode *node
      = from_since ? g_tree_lower_bound (walk.instants, since) : g_tree_node_first (walk.instants);

  while (node != NULL && has_come (g_tree_node_key (node), until))
    {
      GDateTime *at = g_tree_node_key (node);
      guint n_before;

      /* Again as long as there was something new, since others may need just that. */
      do
        {
          n_before = walk.verdicts->len;
          for (guint i = 0; i < walk.ids->len; i++)
            find (&walk, walk.ids->pdata[i], at);
        }
      while (walk.verdicts->len > n_before);

      node = g_tree_upper_bound (walk.instants, at);
    }

  drop_rest (&walk);
  return g_steal_pointer (&walk.verdicts);
}

CtBasis *
ct_judgement_find_basis (CtCatalog *catalog,
                         CtAccount *account,
                         GPtrArray *attempts,
                         GPtrArray *credentials,
                         CtCredential *credential)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail (CT_IS_CREDENTIAL (credential), NULL);

  CtAchievement *achievement = ct_catalog_get_achievement (catalog, credential->achievement_id);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (CtRequirement) tree = NULL;

  if (achievement == NULL)
    return NULL;

  for (guint i = 0; i < credentials->len; i++)
    {
      if (credentials->pdata[i] != credential)
        g_ptr_array_add (others, credentials->pdata[i]);
    }

  g_autoptr (CtEvidence) evidence = ct_evidence_new (account, attempts, others);
  CtRequirementView view
      = { .catalog = catalog, .evidence = evidence, .at = credential->issued_at };
  CtCredential *last
      = ct_evidence_get_credential (evidence, credential->achievement_id, credential->issued_at, 0);

  if (last != NULL)
    ct_requirement_view_set_spent (&view, last);

  g_auto (CtWay) way = ct_requirement_rules_walk (achievement->requirement, &view, &tree);
  return ct_way_is_enough (&way, &view) ? new_basis (ct_resource_get_id (CT_RESOURCE (credential)),
                                                     tree, achievement->validity_months, NULL)
                                        : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-requirement.h"
#include "service/rules/ct-evidence.h"

G_BEGIN_DECLS

/**
 * CtRequirementView:
 * @catalog: the program
 * @evidence: what the candidate can show
 * @at: the instant
 * @after: (nullable): passes count only if they were taken after this
 * @anew: something in the tree must be newer than @after
 * @as_issued: the tree is one that a credential was issued by, and is not looked up in the program
 * @assume_agreements: look at it as if every agreement were accepted
 *
 * How a tree is looked at. Inside of the rules only.
 */
typedef struct
{
  CtCatalog *catalog;
  CtEvidence *evidence;
  GDateTime *at;
  GDateTime *after;
  gboolean anew;
  gboolean as_issued;
  gboolean assume_agreements;
} CtRequirementView;

/* Looks at a tree as it is after @spent, a credential that was earned with it before. */
void ct_requirement_view_set_spent (CtRequirementView *self, CtCredential *spent);

/**
 * CtWay:
 * @state: how far the node is
 * @started: whether an exam, an assessment or an achievement in it is met
 * @pending: whether a result is waited for in it
 * @done: leaves that are met on the shortest way
 * @total: leaves on the shortest way
 * @blocked: leaves on it that nobody can meet any more
 * @met_at: (transfer full) (nullable): when it was met
 * @until: (transfer full) (nullable): until when it stays met
 * @newest: (transfer full) (nullable): the latest pass or credential in it that counts
 *
 * What a node of a tree amounts to.
 */
typedef struct
{
  CtRequirementState state;
  gboolean started;
  gboolean pending;
  int done;
  int total;
  int blocked;
  GDateTime *met_at;
  GDateTime *until;
  GDateTime *newest;
} CtWay;

void ct_way_clear (CtWay *self);

/* Whether what was found by @view is enough for a credential. */
gboolean ct_way_is_enough (const CtWay *self, const CtRequirementView *view);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtWay, ct_way_clear)

/**
 * ct_requirement_rules_walk:
 * @requirement: a node of the program
 * @view: how to look at it
 * @copy: (out) (optional) (transfer full): a copy of the tree with its states filled in
 *
 * A node that cannot be read, such as a reference that leads nowhere or a group of fewer
 * children than it needs, is never met.
 */
CtWay ct_requirement_rules_walk (CtRequirement *requirement,
                                 const CtRequirementView *view,
                                 CtRequirement **copy);

G_END_DECLS

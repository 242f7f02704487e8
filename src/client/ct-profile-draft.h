/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ct-account.h"

G_BEGIN_DECLS

/**
 * CtProfileChoice:
 * @CT_PROFILE_CHOICE_NONE: not chosen yet
 * @CT_PROFILE_CHOICE_MINE: what was typed here
 * @CT_PROFILE_CHOICE_THEIRS: what was saved elsewhere
 */
typedef enum
{
  CT_PROFILE_CHOICE_NONE,
  CT_PROFILE_CHOICE_MINE,
  CT_PROFILE_CHOICE_THEIRS,
} CtProfileChoice;

#define CT_TYPE_PROFILE_CONFLICT (ct_profile_conflict_get_type ())
G_DECLARE_FINAL_TYPE (CtProfileConflict, ct_profile_conflict, CT, PROFILE_CONFLICT, GObject)

/**
 * CtProfileConflict:
 * @field: of #CtAccount, such as "address-1"
 * @mine: what was typed here, as ct_resource_get_text() has it; "" if it was taken away
 * @theirs: what was saved elsewhere meanwhile, in the same way
 * @choice: which of them is to be saved
 *
 * A field that was changed here and elsewhere, to different things.
 */
struct _CtProfileConflict
{
  GObject parent_instance;

  char *field;
  char *mine;
  char *theirs;
  CtProfileChoice choice;
};

#define CT_TYPE_PROFILE_DRAFT (ct_profile_draft_get_type ())
G_DECLARE_FINAL_TYPE (CtProfileDraft, ct_profile_draft, CT, PROFILE_DRAFT, GObject)

/**
 * CtProfileDraft:
 *
 * What a candidate is changing of the own profile: a #CtDraft. It lives until it is saved, whatever
 * happens to what shows it, and follows what is changed elsewhere: a field that was not touched
 * here takes that over, one that was is a conflict until the candidate has chosen.
 *
 * Properties, read-only: `account` (#CtAccount, the same for life: what forms are bound to),
 * `changed` (boolean, notified: whether there is anything to save).
 */
CtProfileDraft *ct_profile_draft_new (void);

CtAccount *ct_profile_draft_get_account (CtProfileDraft *self);
gboolean ct_profile_draft_is_changed (CtProfileDraft *self);

/* Returns: (transfer none): of #CtProfileConflict */
GListModel *ct_profile_draft_get_conflicts (CtProfileDraft *self);

/* Whether there is a conflict in which the candidate has not chosen. */
gboolean ct_profile_draft_is_undecided (CtProfileDraft *self);

/* Takes in how the account is now, as the service says. */
void ct_profile_draft_follow (CtProfileDraft *self, CtAccount *account);

/* Begins anew with @account: everything is saved, or nobody's. */
void ct_profile_draft_settle (CtProfileDraft *self, CtAccount *account);

/**
 * ct_profile_draft_to_bytes:
 *
 * Returns: (transfer full): what differs from the account as it was taken in last, as a JSON
 *   merge patch
 */
GBytes *ct_profile_draft_to_bytes (CtProfileDraft *self);

G_END_DECLS

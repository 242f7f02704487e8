/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-achievement.h"
#include "model/ct-exam.h"
#include "model/ct-program.h"

G_BEGIN_DECLS

/**
 * CtCatalog:
 * @program: (not nullable): the program's texts and addresses
 * @exams: (element-type CtExam): in the order of the program
 * @achievements: (element-type CtAchievement): in the order of the program
 * @logos: (nullable) (element-type utf8 GBytes): the SVG of each by its name, if it was read
 *   from a program file
 *
 * A whole program, as the rules need it. It is never changed once it is made, so that any
 * thread may read it.
 */
typedef struct
{
  CtProgram *program;
  GPtrArray *exams;
  GPtrArray *achievements;
  GHashTable *logos;

  /*< private >*/
  GHashTable *exams_by_code;
  GHashTable *achievements_by_id;
} CtCatalog;

/**
 * ct_catalog_new:
 * @exams: (element-type CtExam)
 * @achievements: (element-type CtAchievement)
 *
 * Takes references; nothing that it is given may change later. Where two have one id, the
 * first counts.
 */
CtCatalog *ct_catalog_new (CtProgram *program, GPtrArray *exams, GPtrArray *achievements);
CtCatalog *ct_catalog_ref (CtCatalog *self);
void ct_catalog_unref (CtCatalog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtCatalog, ct_catalog_unref)

/* Each returns: (transfer none) (nullable): the one with that id. @id may be %NULL. */
CtExam *ct_catalog_get_exam (CtCatalog *self, const char *code);
CtAchievement *ct_catalog_get_achievement (CtCatalog *self, const char *id);
CtAgreement *ct_catalog_get_agreement (CtCatalog *self, const char *id);

G_END_DECLS

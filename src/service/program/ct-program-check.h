/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/rules/ct-catalog.h"

G_BEGIN_DECLS

/**
 * ct_program_check:
 * @program: a program
 * @exams: (element-type CtExam)
 * @achievements: (element-type CtAchievement)
 *
 * Checks that a program makes sense as a whole. Each fault is its place in the program file
 * as a JSON pointer, a colon, and what is wrong.
 *
 * Returns: (transfer full) (element-type utf8): the faults, none of which means that all is well
 */
GPtrArray *ct_program_check (CtProgram *program, GPtrArray *exams, GPtrArray *achievements);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "model/ct-program.h"
#include "service/document/ct-pdf.h"

G_BEGIN_DECLS

/**
 * CtSheet:
 *
 * An upright document that is written from top to bottom, on as many pages as it takes: score
 * reports and transcripts. It is in English, with days in UTC. Where there is no font for a
 * character, a box with its number stands for it, and a line in the log says so.
 */
typedef struct _CtSheet CtSheet;

/**
 * CtSheetInfo:
 * @program: whose it is
 * @title: what it is, such as "Transcript"
 * @name: of the candidate, in any script
 * @language: (nullable): BCP 47, of @name
 * @number: what tells it from others; on each page
 * @date: when what it says was true
 */
typedef struct
{
  CtProgram *program;
  const char *title;
  const char *name;
  const char *language;
  const char *number;
  GDateTime *date;
} CtSheetInfo;

/* Writes what is on it, below its head. It is called twice, for the number of pages is on each. */
typedef gboolean (*CtSheetWrite) (CtSheet *sheet, gpointer data, GError **error);

/**
 * ct_sheet_draw:
 *
 * May run in any thread. The same arguments and fonts give the same bytes.
 *
 * Returns: (transfer full): a tagged PDF
 */
GBytes *ct_sheet_draw (const CtSheetInfo *info,
                       CtPaper paper,
                       CtSheetWrite write,
                       gpointer data,
                       GError **error);

/* For a #CtSheetWrite. */

void ct_sheet_add_heading (CtSheet *self, const char *text);
void ct_sheet_add_paragraph (CtSheet *self, const char *text);

/* Says what it is about, such as the title of an exam. */
void ct_sheet_add_subject (CtSheet *self, const char *text);

/**
 * CtSheetFact:
 * @label: in capitals
 * @value: (nullable): %NULL leaves it out
 */
typedef struct
{
  const char *label;
  const char *value;
} CtSheetFact;

/* Adds facts, three beside each other. */
void ct_sheet_add_facts (CtSheet *self, const CtSheetFact *facts, gsize n_facts);

typedef enum
{
  CT_SHEET_TONE_PLAIN,
  CT_SHEET_TONE_GOOD,
  CT_SHEET_TONE_BAD,
} CtSheetTone;

/**
 * ct_sheet_add_score:
 * @score: in percent
 * @passing_score: in percent; below 0 if there is none
 * @words: what it means
 */
void ct_sheet_add_score (CtSheet *self,
                         double score,
                         double passing_score,
                         const char *words,
                         CtSheetTone tone);

/**
 * CtSheetColumn:
 * @title: above it
 * @share: of the width, from 0 to 1
 * @is_number: whether it ends at the right
 * @is_bar: whether a bar shows its percentage
 */
typedef struct
{
  const char *title;
  double share;
  gboolean is_number;
  gboolean is_bar;
} CtSheetColumn;

/* Begins a table. Its head is repeated on each page. @columns stay there until it ends. */
void ct_sheet_begin_table (CtSheet *self, const CtSheetColumn *columns, guint n_columns);

/**
 * ct_sheet_add_row:
 * @cells: as many as there are columns; what is behind a line break is less important
 * @tone: of the last cell
 */
void ct_sheet_add_row (CtSheet *self, const char *const *cells, CtSheetTone tone);
void ct_sheet_end_table (CtSheet *self);

/* Says where anyone can check @code: in @words, in a QR code and by a link. */
gboolean
ct_sheet_add_verification (CtSheet *self, const char *code, const char *words, GError **error);

/* Returns: (transfer full): a percentage, with one digit behind the point where it has some */
char *ct_sheet_format_percent (double percent);

G_END_DECLS

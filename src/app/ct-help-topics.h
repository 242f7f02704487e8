/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtHelpKind:
 * @CT_HELP_HEADING: a heading
 * @CT_HELP_TEXT: a paragraph
 * @CT_HELP_STEP: one of the numbered steps that follow each other
 * @CT_HELP_STATE: a state as the pages show it, and what it means
 * @CT_HELP_ACTION: a button that leads there
 */
typedef enum
{
  CT_HELP_HEADING,
  CT_HELP_TEXT,
  CT_HELP_STEP,
  CT_HELP_STATE,
  CT_HELP_ACTION,
} CtHelpKind;

/**
 * CtHelpLine:
 * @text: what is said, as it is in the source: to be translated
 * @label: (nullable): of a state
 * @context: (nullable): the context in which @label is translated
 * @icon_name: (nullable): of a state
 * @tone: (nullable): of a state
 * @action: (nullable): the detailed name of an action
 */
typedef struct
{
  CtHelpKind kind;
  const char *text;
  const char *label;
  const char *context;
  const char *icon_name;
  const char *tone;
  const char *action;
} CtHelpLine;

/* One page of the manual. Its lines end with one that has no text. */
typedef struct
{
  const char *name;
  const char *title;
  const char *summary;
  const char *icon_name;
  const CtHelpLine *lines;
} CtHelpTopic;

/* In the order in which they are listed. */
const CtHelpTopic *ct_help_get_topics (guint *n_topics);

/* Returns: (nullable): what is said, in the language of the application */
const char *ct_help_line_get_label (const CtHelpLine *line);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtHtml:
 *
 * A page for a browser, written from top to bottom. Whatever is put in is escaped, so text
 * from outside stays text. It needs no script.
 */
typedef struct _CtHtml CtHtml;

/**
 * ct_html_new:
 * @title: what the page is about
 * @program: (nullable): the name of the program, which stands above it
 */
CtHtml *ct_html_new (const char *title, const char *program);
void ct_html_free (CtHtml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtHtml, ct_html_free)

/**
 * ct_html_open:
 * @element: such as "form"
 * @...: names and values of attributes, then %NULL; one whose value is %NULL is left out
 *
 * Opens an element, to be closed with ct_html_close().
 */
void ct_html_open (CtHtml *self, const char *element, ...) G_GNUC_NULL_TERMINATED;
void ct_html_close (CtHtml *self);

/* Adds text. */
void ct_html_text (CtHtml *self, const char *text);

/**
 * ct_html_add:
 * @text: (nullable): what is in it
 * @...: as for ct_html_open()
 *
 * Adds a whole element.
 */
void ct_html_add (CtHtml *self, const char *element, const char *text, ...) G_GNUC_NULL_TERMINATED;

/* Adds paragraphs, which are separated by empty lines in @text. */
void ct_html_add_paragraphs (CtHtml *self, const char *text);

/* Adds a term and what there is to say of it, inside of a "dl". */
void ct_html_add_fact (CtHtml *self, const char *term, const char *text);

/**
 * ct_html_add_field:
 * @label: what is to be filled in
 * @...: attributes of the input, as for ct_html_open()
 *
 * Adds an input with its label.
 */
void ct_html_add_field (CtHtml *self, const char *label, ...) G_GNUC_NULL_TERMINATED;

/* Returns: (transfer full): the whole page */
GBytes *ct_html_to_bytes (CtHtml *self);

G_END_DECLS

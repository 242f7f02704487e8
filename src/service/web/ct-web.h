/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/http/ct-answer.h"
#include "service/web/ct-html.h"

G_BEGIN_DECLS

/**
 * ct_web_answer:
 * @html: the page
 *
 * Returns: (transfer full): @html as an answer that runs nothing, is framed by nobody, and
 *   tells no other site where it was (the address of such a page may be a secret)
 */
CtAnswer *ct_web_answer (guint status, CtHtml *html);

/**
 * ct_web_parse_form:
 *
 * Returns: (transfer full) (nullable): the fields of a form that a browser sent, or %NULL if
 *   it is none
 */
GHashTable *ct_web_parse_form (CtRequest *request);

/**
 * ct_web_new_page:
 *
 * Returns: (transfer full): a page with the name of the program above it
 */
CtHtml *ct_web_new_page (CtDatabase *database, const char *title);

/**
 * ct_web_answer_elsewhere:
 * @request: by a browser, for a path at which there is nothing; such as "/"
 *
 * Returns: (transfer full): a page that says what this is, and where a credential is verified
 */
CtAnswer *ct_web_answer_elsewhere (CtRequest *request);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtLinkKind:
 * @CT_LINK_RECOVER: `certtracker:recover?code=CODE`: sets a new password; `value` is the code
 * @CT_LINK_ENROL: `certtracker:enrol?code=CODE`: makes an account; `value` is the code
 * @CT_LINK_PAGE: `certtracker:exams` or `certtracker:exams/CODE`, and the like for the other
 *   pages of #CtWindow: shows a page, and the thing on it whose id is `value` if that is not %NULL.
 * @CT_LINK_NOWHERE: what was opened is no link of CertTracker, which is to be said
 * @CT_LINK_SEARCH: shows a page, which searches for `value`; only from the application itself
 * @CT_LINK_SHARE: shares the credential whose id is `value`; only from the application itself
 * `from` says from where somebody comes back: `return`, `error`, `timeout` or `logout` of Pearson
 * VUE
 *
 * Where a link leads that is opened with the application, from a mail or a browser.
 */
typedef enum
{
  CT_LINK_RECOVER,
  CT_LINK_ENROL,
  CT_LINK_PAGE,
  CT_LINK_NOWHERE,
  CT_LINK_SEARCH,
  CT_LINK_SHARE,
} CtLinkKind;

typedef struct
{
  CtLinkKind kind;
  char *page;
  char *value;
  char *from;
} CtLink;

/**
 * ct_link_parse:
 * @uri: what was to be opened, from anywhere
 *
 * Returns: (transfer full) (nullable): where it leads; %NULL if it is no link of CertTracker
 */
CtLink *ct_link_parse (const char *uri);

/* Returns: (transfer full): what is followed in place of a link that is none */
CtLink *ct_link_new_nowhere (void);

/* Where the application itself leads: to a page, or to what is done with something on it. */
CtLink *ct_link_new (CtLinkKind kind, const char *page, const char *value);

void ct_link_free (CtLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtLink, ct_link_free)

G_END_DECLS

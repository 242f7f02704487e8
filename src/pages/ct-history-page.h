/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages/ct-page.h"

G_BEGIN_DECLS

#define CT_TYPE_HISTORY_PAGE (ct_history_page_get_type ())
G_DECLARE_FINAL_TYPE (CtHistoryPage, ct_history_page, CT, HISTORY_PAGE, CtPage)

/**
 * CtHistoryPage:
 *
 * Every assessment and exam that was taken, to sort, filter and search; an attempt opens as
 * its score report.
 *
 * Properties, each also an action of the same name in the group `history`: `kind` (string:
 * nick of a #CtExamKind, or "" for all), `result` (string: nick of a #CtResult, or ""), `sort`
 * (string: "newest", "oldest", "title" or "score"). Action `history.search` opens the search.
 */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CtMailBlockKind:
 * @CT_MAIL_BLOCK_KIND_PARAGRAPH: running text
 * @CT_MAIL_BLOCK_KIND_CODE: something to copy
 * @CT_MAIL_BLOCK_KIND_LINK: something to press
 */
typedef enum
{
  CT_MAIL_BLOCK_KIND_PARAGRAPH,
  CT_MAIL_BLOCK_KIND_CODE,
  CT_MAIL_BLOCK_KIND_LINK,
} CtMailBlockKind;

/**
 * CtMailState:
 * @CT_MAIL_STATE_WAITING: to be sent, or sent again
 * @CT_MAIL_STATE_SENT: a mail server has taken it
 * @CT_MAIL_STATE_FAILED: given up; there is no such address, or no server took it for days
 */
typedef enum
{
  CT_MAIL_STATE_WAITING,
  CT_MAIL_STATE_SENT,
  CT_MAIL_STATE_FAILED,
} CtMailState;

G_END_DECLS

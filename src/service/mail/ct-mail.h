/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-resource.h"
#include "service/mail/ct-mail-enum-types.h"
#include "service/mail/ct-mail-types.h"

G_BEGIN_DECLS

#define CT_TYPE_MAIL_BLOCK (ct_mail_block_get_type ())
G_DECLARE_FINAL_TYPE (CtMailBlock, ct_mail_block, CT, MAIL_BLOCK, CtResource)

/**
 * CtMailBlock:
 * @kind: what it is
 * @text: what is read
 * @uri: for links: where it leads
 *
 * A piece of a message.
 */
struct _CtMailBlock
{
  CtResource parent_instance;

  CtMailBlockKind kind;
  char *text;
  char *uri;
};

#define CT_TYPE_MAIL (ct_mail_get_type ())
G_DECLARE_FINAL_TYPE (CtMail, ct_mail, CT, MAIL, CtResource)

/**
 * CtMail:
 * @recipient: an address
 * @recipient_name: whose it is
 * @subject: one line
 * @blocks: of #CtMailBlock: what it says
 * @unsubscribe_uri: an https address that takes one-click unsubscription (RFC 8058); for what
 *   is not transactional
 * @created_at: when it was written
 * @due_at: when it is to be tried next
 * @tries: how often it was tried
 * @state: whether it is out
 * @failure: what the mail server said last
 *
 * One message to one recipient, in the outbox.
 */
struct _CtMail
{
  CtResource parent_instance;

  char *recipient;
  char *recipient_name;
  char *subject;
  GListStore *blocks;
  char *unsubscribe_uri;
  GDateTime *created_at;
  GDateTime *due_at;
  int tries;
  CtMailState state;
  char *failure;
};

/**
 * ct_mail_new:
 * @recipient: an address
 * @name: (nullable): whose it is
 * @subject: one line
 */
CtMail *ct_mail_new (const char *recipient, const char *name, const char *subject);

/* Adds a paragraph, something to copy, or something to press. */
void ct_mail_add_paragraph (CtMail *self, const char *text);
void ct_mail_add_code (CtMail *self, const char *code);
void ct_mail_add_link (CtMail *self, const char *label, const char *uri);

/* Each returns: (transfer full): all that it says, the two saying the same */
char *ct_mail_to_text (CtMail *self);
char *ct_mail_to_html (CtMail *self);

/**
 * ct_mail_address_is_valid:
 *
 * Returns: whether @address is an addr-spec that mail can be sent to: one @, a domain with a
 *   dot or localhost, at most 254 bytes, and nothing that could end a header line
 */
gboolean ct_mail_address_is_valid (const char *address);

G_END_DECLS

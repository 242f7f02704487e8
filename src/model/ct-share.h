/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ct-enum-types.h"
#include "model/ct-resource.h"
#include "model/ct-types.h"

G_BEGIN_DECLS

#define CT_TYPE_SHARE_RECIPIENT (ct_share_recipient_get_type ())
G_DECLARE_FINAL_TYPE (CtShareRecipient, ct_share_recipient, CT, SHARE_RECIPIENT, CtResource)

/**
 * CtShareRecipient:
 * @address: the e-mail address
 * @delivery: whether the mail went out
 * @failure: why not, in the words of the mail server
 * @views: how often the page was opened
 * @last_viewed_at: when it was opened last
 *
 * A third party that a share was sent to.
 */
struct _CtShareRecipient
{
  CtResource parent_instance;

  char *address;
  CtDelivery delivery;
  char *failure;
  int views;
  GDateTime *last_viewed_at;
};

#define CT_TYPE_SHARE (ct_share_get_type ())
G_DECLARE_FINAL_TYPE (CtShare, ct_share, CT, SHARE, CtResource)

/**
 * CtShare:
 * @kind: how it reaches third parties
 * @credential_ids: of each #CtCredential that is shown
 * @attempt_ids: of each #CtAttempt that a transcript lists
 * @message: the candidate's words to the recipients
 * @shows_contact: whether the candidate's e-mail address and phone are shown
 * @state: whether it can be opened
 * @created_at: when it was sent
 * @expires_at: until when it can be opened
 * @withdrawn_at: when the candidate took it back
 * @recipients: of #CtShareRecipient: of one that was mailed
 * @uri: of a link, while it can be opened: what it is
 * @code: of a transcript: by which a third party can check it
 * @views: of a link or a transcript: how often it was opened
 * @last_viewed_at: of a link or a transcript: when it was opened last
 *
 * Credentials that third parties can see: forwarded by mail, by a link, or in a transcript.
 */
struct _CtShare
{
  CtResource parent_instance;

  CtShareKind kind;
  char **credential_ids;
  char **attempt_ids;
  char *message;
  gboolean shows_contact;
  CtShareState state;
  GDateTime *created_at;
  GDateTime *expires_at;
  GDateTime *withdrawn_at;
  GListStore *recipients;
  char *uri;
  char *code;
  int views;
  GDateTime *last_viewed_at;
};

G_END_DECLS

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Credentials forwarded to third parties. The secret of a link is in the mail only.
CREATE TABLE shares (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  credential_ids TEXT NOT NULL,
  message TEXT,
  shows_contact INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  withdrawn_at TEXT,
  is_preview INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX shares_by_account ON shares (account_id, created_at, id);

CREATE TABLE share_recipients (
  id TEXT NOT NULL PRIMARY KEY,
  share_id TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  link_hash TEXT NOT NULL UNIQUE,
  mail_id TEXT,
  views INTEGER NOT NULL,
  last_viewed_at TEXT
);

CREATE INDEX share_recipients_by_share ON share_recipients (share_id, address);

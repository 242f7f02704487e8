-- SPDX-License-Identifier: GPL-3.0-or-later
-- Contact and demographic information, several addresses, and notices that can be declined.

ALTER TABLE accounts ADD COLUMN native_address TEXT;
ALTER TABLE accounts ADD COLUMN age TEXT;
ALTER TABLE accounts ADD COLUMN gender TEXT;
ALTER TABLE accounts ADD COLUMN education TEXT;
ALTER TABLE accounts ADD COLUMN experience TEXT;
ALTER TABLE accounts ADD COLUMN muted TEXT;

-- folded is what tells one address from another. Those that are verified are sign_in_names too.
CREATE TABLE emails (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  folded TEXT NOT NULL,
  is_primary INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  verified_at TEXT,
  UNIQUE (account_id, folded)
);

CREATE INDEX emails_by_account ON emails (account_id, added_at, id);

INSERT INTO emails (id, account_id, address, folded, is_primary, added_at, verified_at)
  SELECT accounts.id, accounts.id, email, sign_in_names.name, 1, created_at, created_at
  FROM accounts JOIN sign_in_names
    ON sign_in_names.account_id = accounts.id AND sign_in_names.name = lower (email);

-- What verifies an address. They outlive it for an hour, so that nobody's mailbox is filled.
CREATE TABLE email_codes (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  hash TEXT,
  sent_at TEXT NOT NULL,
  tries INTEGER NOT NULL
);

CREATE INDEX email_codes_by_account ON email_codes (account_id, sent_at);

-- What lets whoever has it decline a kind of notice, and nothing else.
CREATE TABLE notice_links (
  token TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  notice TEXT NOT NULL,
  UNIQUE (account_id, notice)
);

-- Of what a candidate was told, so that nobody is told twice.
CREATE TABLE notices (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  notice TEXT NOT NULL,
  subject TEXT NOT NULL,
  written_at TEXT NOT NULL,
  PRIMARY KEY (account_id, notice, subject)
);

CREATE INDEX credentials_by_expiry ON credentials (expires_at);

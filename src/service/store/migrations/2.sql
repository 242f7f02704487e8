-- SPDX-License-Identifier: GPL-3.0-or-later
-- Mail is written in the transaction of what it tells of, and sent from here.
CREATE TABLE mails (
  id TEXT NOT NULL PRIMARY KEY,
  recipient TEXT NOT NULL,
  recipient_name TEXT,
  subject TEXT NOT NULL,
  blocks TEXT,
  unsubscribe_uri TEXT,
  created_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  state TEXT NOT NULL,
  failure TEXT
);

CREATE INDEX mails_by_due ON mails (state, due_at);

-- What was answered to a write, so that it can be sent again without being done twice.
CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  content_type TEXT,
  content TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (account_id, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- What happened in an account; candidates can read it.
CREATE TABLE events (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  detail TEXT,
  at TEXT NOT NULL,
  address TEXT,
  device TEXT
);

CREATE INDEX events_by_account ON events (account_id, at, id);

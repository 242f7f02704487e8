-- SPDX-License-Identifier: GPL-3.0-or-later
-- What candidates take with them, and what stays when they leave.

ALTER TABLE programs ADD COLUMN retention_notice TEXT;
ALTER TABLE programs ADD COLUMN certificate_rule TEXT;
ALTER TABLE programs ADD COLUMN logo_rule TEXT;
ALTER TABLE achievements ADD COLUMN logo TEXT;

-- The logos of the program, as SVG.
CREATE TABLE logos (
  name TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
);

-- What candidates asked for; the files are beside the database, under their ids.
CREATE TABLE packages (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  credential_ids TEXT,
  paper TEXT,
  base_uri TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER,
  size INTEGER,
  requested_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

CREATE INDEX packages_by_account ON packages (account_id, requested_at, id);
CREATE INDEX packages_by_state ON packages (state, requested_at);

-- A mail that is forgotten once it has left: its recipient has no account any more.
ALTER TABLE mails ADD COLUMN is_last INTEGER NOT NULL DEFAULT 0;

-- What the program keeps of accounts that were deleted, without anything that tells whose.
CREATE TABLE kept_attempts (
  exam_code TEXT NOT NULL,
  exam_title TEXT NOT NULL,
  kind TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  result TEXT NOT NULL,
  score REAL,
  passing_score REAL,
  number INTEGER
);

CREATE TABLE kept_credentials (
  number TEXT NOT NULL PRIMARY KEY,
  achievement_id TEXT NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT,
  kind TEXT NOT NULL,
  field TEXT,
  state TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT,
  verification_code TEXT NOT NULL UNIQUE
);

-- The deletions of the last day, so that asking again for one is answered as the first time.
CREATE TABLE deletions (
  hash TEXT NOT NULL PRIMARY KEY,
  deleted_at TEXT NOT NULL
);

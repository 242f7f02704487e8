-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shares by a link to copy and transcripts, and results that candidates are still to be told of.

-- link is the secret of a link that can be copied again; code is that of a transcript.
ALTER TABLE shares ADD COLUMN kind TEXT NOT NULL DEFAULT 'email';
ALTER TABLE shares ADD COLUMN attempt_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE shares ADD COLUMN link TEXT;
ALTER TABLE shares ADD COLUMN code TEXT;

CREATE TABLE result_notices (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  attempt_id TEXT NOT NULL,
  is_change INTEGER NOT NULL,
  noted_at TEXT NOT NULL,
  PRIMARY KEY (account_id, attempt_id)
);

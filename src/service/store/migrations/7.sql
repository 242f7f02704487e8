-- SPDX-License-Identifier: GPL-3.0-or-later
-- What candidates ask of the Program Support Team.
ALTER TABLE programs ADD COLUMN topics TEXT;

CREATE TABLE incidents (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL UNIQUE,
  topic_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  change TEXT,
  messages TEXT NOT NULL
);

CREATE INDEX incidents_by_account ON incidents (account_id, changed_at, id);
CREATE INDEX incidents_by_state ON incidents (state, changed_at);

-- A file that somebody attached, in base64. Without an incident it is part of what a candidate
-- still writes, and is thrown away some weeks later.
CREATE TABLE attachments (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  incident_id TEXT REFERENCES incidents (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  content TEXT NOT NULL
);

CREATE INDEX attachments_by_account ON attachments (account_id, created_at);
CREATE INDEX attachments_by_incident ON attachments (incident_id);

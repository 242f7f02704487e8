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

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Somebody forgot something. Whether there is such an account is looked up later, so that
-- asking takes as long for one that does not exist.
CREATE TABLE recovery_requests (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  forgot TEXT NOT NULL,
  base_uri TEXT NOT NULL,
  asked_at TEXT NOT NULL
);

-- What lets a candidate set a new password, once.
CREATE TABLE recoveries (
  hash TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
);

CREATE INDEX recoveries_by_account ON recoveries (account_id);

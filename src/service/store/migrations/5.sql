-- SPDX-License-Identifier: GPL-3.0-or-later
-- Registering for exams at Pearson VUE.

ALTER TABLE accounts ADD COLUMN address_1 TEXT;
ALTER TABLE accounts ADD COLUMN address_2 TEXT;
ALTER TABLE accounts ADD COLUMN address_3 TEXT;
ALTER TABLE accounts ADD COLUMN region TEXT;
ALTER TABLE accounts ADD COLUMN postal_code TEXT;
ALTER TABLE accounts ADD COLUMN changed_at TEXT;

ALTER TABLE exams ADD COLUMN retake_days INTEGER;
ALTER TABLE exams ADD COLUMN later_retake_days INTEGER;
ALTER TABLE exams ADD COLUMN attempts_per_year INTEGER;
ALTER TABLE exams ADD COLUMN repeat_months INTEGER;
ALTER TABLE exams ADD COLUMN lead_hours INTEGER;
ALTER TABLE exams ADD COLUMN agreement_id TEXT;

-- What the result will be once nobody looks into it any more; NULL while nobody does.
ALTER TABLE attempts ADD COLUMN held_result TEXT;

-- What Pearson VUE last said of a candidate. Whether that still holds follows from when the
-- account last changed; faults are never stored.
CREATE TABLE testing_profiles (
  id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  reason TEXT,
  faults TEXT,
  number TEXT,
  sent_at TEXT,
  decided_at TEXT
);

CREATE TABLE authorizations (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  exam_code TEXT NOT NULL,
  exam_title TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  accommodations TEXT,
  number TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  attempt_id TEXT,
  sent_at TEXT
);

CREATE INDEX authorizations_by_account ON authorizations (account_id, created_at, id);

CREATE TABLE appointments (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  authorization_id TEXT NOT NULL,
  exam_code TEXT NOT NULL,
  exam_title TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_at TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  minutes INTEGER,
  mode TEXT NOT NULL,
  place TEXT,
  address TEXT,
  number TEXT,
  changed_at TEXT NOT NULL
);

CREATE INDEX appointments_by_account ON appointments (account_id, starts_at, id);
CREATE INDEX appointments_by_authorization ON appointments (authorization_id);

-- A file as it came; its bytes are beside the database, under its hash.
CREATE TABLE vue_files (
  hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  received_at TEXT NOT NULL
);

-- What became of one table, alone or from a zip, the last time it was imported. hash is that
-- of the table; refused has the lines that were left out, which are tried again if it comes
-- again. The other lines never are, so that an old table undoes nothing.
CREATE TABLE vue_imports (
  hash TEXT NOT NULL PRIMARY KEY,
  file_hash TEXT NOT NULL REFERENCES vue_files (hash),
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  n_taken INTEGER NOT NULL,
  refused TEXT NOT NULL,
  report TEXT NOT NULL
);

-- Events as they came, in that sequence. outcome says why one could not be applied yet; it is
-- tried again.
CREATE TABLE vue_events (
  id TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  received_at TEXT NOT NULL,
  applied_at TEXT,
  outcome TEXT
);

CREATE INDEX vue_events_waiting ON vue_events (applied_at, sequence);

-- A one-use address from which a browser is handed over to Pearson VUE.
CREATE TABLE vue_hand_overs (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
);

CREATE INDEX vue_hand_overs_by_account ON vue_hand_overs (account_id);

-- SPDX-License-Identifier: GPL-3.0-or-later
-- What first-time users read, accept and choose from.
ALTER TABLE programs ADD COLUMN privacy_version TEXT;
ALTER TABLE programs ADD COLUMN terms TEXT;
ALTER TABLE programs ADD COLUMN terms_version TEXT;
ALTER TABLE programs ADD COLUMN companies TEXT;

-- Somebody wants an account. Whether the address has one is looked up later, so that asking
-- takes as long for one that has.
CREATE TABLE enrolment_requests (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  company_id TEXT,
  base_uri TEXT NOT NULL,
  asked_at TEXT NOT NULL
);

-- What lets its reader make an account, or take over the one that was made for them, once.
-- account_id is set for an invitation, and once it was used.
CREATE TABLE enrolments (
  hash TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  company_id TEXT,
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL,
  finished_at TEXT,
  n_claims INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX enrolments_by_email ON enrolments (email);

-- Results that came for a candidate ID nobody has. Whoever shows that one is theirs gets it;
-- account_id then says where the rest of what Pearson VUE tells of it belongs.
CREATE TABLE unclaimed_results (
  id TEXT NOT NULL PRIMARY KEY,
  candidate_id TEXT NOT NULL,
  given_name TEXT,
  family_name TEXT,
  exam_code TEXT,
  taken_at TEXT,
  result TEXT NOT NULL,
  score REAL,
  passing_score REAL,
  minutes_used INTEGER,
  language TEXT,
  test_center TEXT,
  sections TEXT,
  received_at TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL
);

-- The partner record, as far as it was imported; id is PartnerNet's, folded. mail_id is the
-- invitation; tied_at is set where the account was there before and needs none.
CREATE TABLE partner_contacts (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  company_id TEXT NOT NULL,
  country TEXT,
  language TEXT,
  account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
  arrived_at TEXT NOT NULL,
  tied_at TEXT,
  mail_id TEXT
);

CREATE INDEX partner_contacts_by_account ON partner_contacts (account_id);

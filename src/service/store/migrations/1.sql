-- SPDX-License-Identifier: GPL-3.0-or-later
-- Columns are the fields of the model: dates as RFC 3339 in UTC, enumerations by nick,
-- booleans as 0 and 1, lists and objects as JSON.

CREATE TABLE programs (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  summary TEXT,
  is_sample INTEGER NOT NULL,
  support_email TEXT NOT NULL,
  partner_support_email TEXT,
  partner_guidance TEXT,
  verification_uri TEXT,
  privacy_notice TEXT,
  questions TEXT,
  agreements TEXT
);

CREATE TABLE exams (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT,
  questions TEXT,
  minutes INTEGER,
  passing_score REAL,
  price REAL,
  currency TEXT,
  languages TEXT,
  sections TEXT,
  retired_at TEXT,
  replaced_by TEXT
);

CREATE TABLE achievements (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT,
  kind TEXT NOT NULL,
  summary TEXT,
  field TEXT,
  validity_months INTEGER,
  retired_at TEXT,
  requirement TEXT NOT NULL
);

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY,
  candidate_id TEXT NOT NULL UNIQUE,
  user_name TEXT NOT NULL,
  name TEXT NOT NULL,
  given_name TEXT,
  family_name TEXT,
  email TEXT NOT NULL,
  phone TEXT,
  company TEXT,
  is_partner INTEGER NOT NULL,
  country TEXT,
  city TEXT,
  language TEXT,
  time_zone TEXT,
  created_at TEXT NOT NULL,
  acceptances TEXT,
  password_hash TEXT
);

-- What an account signs in with: its user name and its e-mail address, folded.
CREATE TABLE sign_in_names (
  name TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE INDEX sign_in_names_by_account ON sign_in_names (account_id);

-- Neither history nor credentials refer to rows of the program: they outlive it.
CREATE TABLE attempts (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  exam_code TEXT NOT NULL,
  exam_title TEXT NOT NULL,
  kind TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  result TEXT NOT NULL,
  score REAL,
  passing_score REAL,
  number INTEGER,
  registration_id TEXT,
  place TEXT,
  minutes_used INTEGER,
  language TEXT,
  expected_by TEXT,
  sections TEXT
);

CREATE INDEX attempts_by_account ON attempts (account_id, taken_at, id);

CREATE TABLE credentials (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  number TEXT NOT NULL UNIQUE,
  achievement_id TEXT NOT NULL,
  title TEXT NOT NULL,
  short_title TEXT,
  kind TEXT NOT NULL,
  field TEXT,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT,
  revocation_reason TEXT,
  verification_code TEXT NOT NULL UNIQUE
);

CREATE INDEX credentials_by_account ON credentials (account_id, issued_at, id);

-- A session is one device that is signed in, and the family of the tokens it was given.
CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  device TEXT,
  address TEXT,
  created_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account_id, last_used_at, id);

CREATE TABLE access_tokens (
  hash TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
);

CREATE INDEX access_tokens_by_session ON access_tokens (session_id, expires_at);

-- state: fresh; used, at used_at; superseded, by one that was given out again in its place
CREATE TABLE refresh_tokens (
  hash TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL,
  used_at TEXT,
  UNIQUE (session_id, generation)
);

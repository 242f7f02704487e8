-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a credential rests on. One without a row here was issued by hand.

CREATE TABLE credential_bases (
  id TEXT NOT NULL PRIMARY KEY REFERENCES credentials (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  requirement TEXT NOT NULL,
  validity_months INTEGER,
  not_before TEXT,
  is_fallen INTEGER NOT NULL
);

CREATE INDEX credential_bases_by_account ON credential_bases (account_id);

-- Pearson VUE's number of a registration is looked for whosever it is.
CREATE INDEX attempts_by_registration ON attempts (registration_id)
  WHERE registration_id IS NOT NULL;

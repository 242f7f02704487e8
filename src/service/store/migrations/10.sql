-- SPDX-License-Identifier: GPL-3.0-or-later
-- Credentials whose end was looked at for what is earned by it.

ALTER TABLE credentials ADD COLUMN renewal_seen_at TEXT;

CREATE INDEX credentials_by_end ON credentials (expires_at) WHERE renewal_seen_at IS NULL;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- When the name on a credential was changed.

ALTER TABLE credentials ADD COLUMN renamed_at TEXT;

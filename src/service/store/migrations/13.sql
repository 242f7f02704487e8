-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which tokens of a session were seen in use: until then an answer that brought them may be lost.

ALTER TABLE access_tokens ADD COLUMN generation INTEGER;
ALTER TABLE sessions ADD COLUMN seen_generation INTEGER NOT NULL DEFAULT 0;

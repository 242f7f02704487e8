-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where an assessment is taken, how one prepares, and who can earn what.

ALTER TABLE exams ADD COLUMN start_uri TEXT;
ALTER TABLE exams ADD COLUMN study_uri TEXT;
ALTER TABLE exams ADD COLUMN syllabus_uri TEXT;
ALTER TABLE exams ADD COLUMN syllabus TEXT;

ALTER TABLE achievements ADD COLUMN partners_only INTEGER;
-- What these kinds meant before the program said it.
UPDATE achievements SET partners_only = 1 WHERE kind IN ('accreditation', 'authorization');

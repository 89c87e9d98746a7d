-- The journal from here on: a row holds what was written together, so that a commit touches the end
-- of one table and not a page for each hash. Rows are in the order in which they were appended
-- (id). What the tables changes and vouchers hold stays there until compaction takes it.
CREATE TABLE batches (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	entries  BLOB    NOT NULL -- changes and vouchers, each with its own SHA-256
);
CREATE INDEX batches_in_order ON batches (workshop);

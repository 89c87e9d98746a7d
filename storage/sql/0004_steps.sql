-- What the person at this laptop did in a workshop, to be taken back after a restart.
CREATE TABLE steps (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	undone   INTEGER NOT NULL, -- 0: can be undone, 1: can be redone
	n        INTEGER NOT NULL, -- number in its pile, from 1 at the bottom
	label    TEXT    NOT NULL, -- "move 12 notes"
	bytes    BLOB    NOT NULL, -- what it altered
	sum      BLOB    NOT NULL, -- SHA-256 over the five columns above
	UNIQUE (workshop, undone, n)
);

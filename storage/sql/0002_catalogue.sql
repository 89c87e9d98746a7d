CREATE TABLE workshops (
	id        TEXT    NOT NULL PRIMARY KEY,
	title     TEXT    NOT NULL,
	method    TEXT    NOT NULL,
	created   INTEGER NOT NULL, -- Unix milliseconds, 0 for never
	opened    INTEGER NOT NULL,
	notes     INTEGER NOT NULL,
	people    INTEGER NOT NULL,
	thumbnail BLOB              -- PNG
);

-- The journal. Rows are in the order in which they were appended (id), which is
-- an order in which they can be taken in again.

CREATE TABLE changes (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	hash     BLOB    NOT NULL, -- the change's own hash, 32 bytes
	actor    TEXT    NOT NULL,
	seq      INTEGER NOT NULL, -- from 1 without gaps for each actor
	bytes    BLOB    NOT NULL, -- one raw change chunk
	sum      BLOB    NOT NULL, -- SHA-256 over the five columns above
	UNIQUE (workshop, hash)
);
CREATE INDEX changes_in_order ON changes (workshop);

-- The last few compacted documents of each workshop, newest id last.
CREATE TABLE documents (
	id        INTEGER PRIMARY KEY,
	workshop  TEXT    NOT NULL,
	bytes     BLOB    NOT NULL,
	heads     BLOB    NOT NULL,
	contained TEXT    NOT NULL, -- JSON object: actor -> highest seq in it
	made      INTEGER NOT NULL, -- Unix milliseconds
	sum       BLOB    NOT NULL
);
CREATE INDEX documents_in_order ON documents (workshop);

-- One stored view for each workshop: what opens it before the document is loaded.
CREATE TABLE views (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL UNIQUE,
	bytes    BLOB    NOT NULL,
	heads    BLOB    NOT NULL,
	sum      BLOB    NOT NULL
);

-- What did not match its sum, kept as it was found.
CREATE TABLE damaged (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	what     TEXT    NOT NULL,
	bytes    BLOB    NOT NULL,
	found    INTEGER NOT NULL -- Unix milliseconds
);

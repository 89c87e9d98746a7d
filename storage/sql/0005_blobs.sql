-- The pictures of notes, by the SHA-256 of their bytes, which is checked whenever they are read.
CREATE TABLE blobs (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	sum      BLOB    NOT NULL, -- 32 bytes
	bytes    BLOB    NOT NULL,
	UNIQUE (workshop, sum)
);

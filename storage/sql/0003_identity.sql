CREATE TABLE secrets (
	name  TEXT NOT NULL PRIMARY KEY,
	value BLOB NOT NULL,
	sum   BLOB NOT NULL
);

CREATE TABLE settings (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
);

-- What a laptop needs to be back in a shared workshop after a restart.
CREATE TABLE sessions (
	workshop TEXT NOT NULL PRIMARY KEY,
	state    BLOB NOT NULL,
	sum      BLOB NOT NULL
);

-- Who vouches for the changes of a workshop: signatures, which are checked by whoever uses them.
CREATE TABLE vouchers (
	id       INTEGER PRIMARY KEY,
	workshop TEXT    NOT NULL,
	actor    TEXT    NOT NULL,
	seq      INTEGER NOT NULL,
	hash     BLOB    NOT NULL, -- of the change, 32 bytes
	signer   BLOB    NOT NULL, -- empty: the author itself
	bytes    BLOB    NOT NULL, -- the signature
	UNIQUE (workshop, actor, seq, signer)
);

// Package storage keeps what a laptop must not lose, in one SQLite file in a data
// folder: a journal of changes for each workshop, compacted documents, stored
// views, the catalogue shown on Home, this device's secrets, and settings.
//
// It knows bytes. It does not know what a change or a document means, what a
// workshop is, or who is on the network. A change is a hash, an author (actor), a
// number in that author's row (seq) and bytes; heads and views are handed back as
// they were handed in.
//
// # Promises
//
//   - A change whose done func was called with nil is on the disk: the journal is
//     in WAL mode with synchronous FULL, so neither a kill nor a power cut takes it.
//   - Append never waits for the disk. Changes that wait are written together, one
//     transaction for all of them. While the disk is full they go on waiting, in
//     order, and are written when there is room.
//   - Every change, document and view carries a SHA-256, also those that share a row of
//     the journal. What does not match is set aside and named in [Saved.Damaged];
//     everything else still loads.
//   - A database file that SQLite itself finds damaged is set aside whole, its
//     readable rows are carried into a fresh one, and its name is in [Store.SetAside].
//   - A data folder has one owner. A second [Open] gives [ErrInUse]; [Raise] then
//     hands a message to the owner, so that it can bring its window to the front.
//
// # Example
//
//	st, err := storage.Open(dir, storage.Options{Log: log})
//	if errors.Is(err, storage.ErrInUse) {
//		return storage.Raise(dir, "open "+id)
//	}
//	defer st.Close()
//	go st.Run(ctx)
//
//	st.Append(id, changes, func(err error) { … now it is saved … })
//	saved, err := st.Load(ctx, id)
//
// # Files in the data folder
//
//	throughline.db          the database; -wal and -shm beside it belong to it
//	throughline.db.damaged-20260102T150405Z   a database that was set aside
//	lock                    held by the owner while it runs
//	raise, raise.sock       where the owner listens for Raise
//	ballast                 8 MB, given back to the disk when it is full
package storage

package workshop

// An Update tells that a workshop moved on.
type Update struct {
	Snapshot *Snapshot // the whole, after the change
	Diff     Diff      // what it altered; nil with Origin Load: everything
	Origin   Origin
	At       int64 // when it stood in the snapshot, Unix nanoseconds of this laptop
}

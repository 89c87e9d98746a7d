package workshop

import "slices"

// An Update tells that a workshop moved on.
type Update struct {
	Snapshot *Snapshot // the whole, after the change
	Diff     Diff      // what it altered; nil with Origin Load: everything
	Origin   Origin
	At       int64 // when it stood in the snapshot, Unix nanoseconds of this laptop

	By []Maker // who made it, of a Remote one; nil where that is not known
}

// A Maker is one of those who made an Update, by the last change of theirs in it.
type Maker struct {
	Actor string   // hex: the author's program from one start to its end
	Seq   uint64   // the change's number among those of Actor
	Hash  [32]byte // of the change
	From  string   // who sent it here
}

// Makers puts those who made two updates together, each once, with their last change.
func Makers(some, later []Maker) []Maker {
	for _, m := range later {
		if i := slices.IndexFunc(some, func(s Maker) bool { return s.Actor == m.Actor }); i >= 0 {
			some[i] = m
			continue
		}
		some = append(some, m)
	}
	return some
}

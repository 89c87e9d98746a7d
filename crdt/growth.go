package crdt

import (
	"context"
	"time"
	"unicode/utf8"

	"throughline.app/workshop"
)

// What the library takes to load a document, on a laptop of the usual kind: processor time for
// each change and for each operation. Text is an operation a character.
const (
	loadChange = 10 * time.Microsecond
	loadOp     = 1200 * time.Nanosecond
)

// Growth is how far the document has grown towards the point from which on a fresh one of the same state
// is worth while: 1 is there. That is at most changes, or where loading takes longest; time counts as
// far as a fresh document would halve it.
//
// The time is reckoned, not taken: all who hold the same come to the same, however slow a laptop
// is, and whatever else it did while it loaded.
func (d *Document) Growth(most int, longest time.Duration) float64 {
	changes, ops := 0, 0
	var state *workshop.Snapshot
	if d.do(context.Background(), theHistory, func() {
		changes, ops, state = len(d.history.changes), d.index.Ops(), d.shown.Load()
	}) != nil {
		return 0
	}
	count := float64(changes) / float64(most)
	loading := time.Duration(changes)*loadChange + time.Duration(ops)*loadOp
	long := float64(loading) / float64(longest)
	if long >= 1 && count < long {
		long = min(long, float64(loading)/float64(2*loadOp*time.Duration(freshOps(state))))
	}
	return max(count, long)
}

// freshOps is how many operations make the state out of nothing.
func freshOps(s *workshop.Snapshot) int {
	n := 1
	var last workshop.Ref
	s.Fields(func(ref workshop.Ref, field, value string) bool {
		if ref != last {
			last = ref
			n++
		}
		n++
		if workshop.IsText(ref.Kind, field) {
			n += utf8.RuneCountInString(value)
		}
		return true
	})
	return n
}

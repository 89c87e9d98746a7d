package workshop

import (
	"cmp"
	"slices"
)

// Lower puts notes below the others of their canvas, keeping their order among themselves.
// Notes that are at the bottom already give an empty [Diff].
type Lower struct {
	Notes []NoteID // distinct, any order
}

// Plan implements [Op].
func (op Lower) Plan(s *Snapshot) (Diff, error) {
	ids, mine := stacked(s, op.Notes)
	if len(ids) == 0 {
		return nil, nil
	}
	canvases := make(map[CanvasID]bool)
	for id := range mine {
		for _, on := range s.Notes.Get(id).Canvases() {
			canvases[on] = true
		}
	}
	highest := s.Notes.Get(ids[len(ids)-1])
	bottom, covers := highest.Order, false
	for id, n := range s.Notes.All() {
		bottom = min(bottom, n.Order)
		covers = covers || !mine[id] && !n.Deleted() && n.onAny(canvases) && above(n, highest) < 0
	}
	if !covers {
		return nil, nil
	}
	var d Diff
	for i, key := range OrderBefore(bottom, len(ids)) {
		d = d.set(s, ids[i].Ref(), FieldOrder, key)
	}
	return d, nil
}

// Restack puts notes right above or right below another note, keeping their order among
// themselves.
type Restack struct {
	Notes []NoteID // distinct, any order
	Next  NoteID   // none of Notes
	Above bool     // of Next, otherwise below it
}

// Plan implements [Op].
func (op Restack) Plan(s *Snapshot) (Diff, error) {
	next := s.Notes.Get(op.Next)
	ids, mine := stacked(s, op.Notes)
	if next == nil || mine[op.Next] || len(ids) == 0 {
		return nil, nil
	}
	low, high := "", ""
	for id, n := range s.Notes.All() {
		if mine[id] || id == op.Next {
			continue
		}
		if n.Order > next.Order && (high == "" || n.Order < high) {
			high = n.Order
		}
		if n.Order < next.Order {
			low = max(low, n.Order)
		}
	}
	if op.Above {
		low = next.Order
	} else {
		high = next.Order
	}
	var d Diff
	for i, key := range ordersBetween(low, high, len(ids)) {
		d = d.set(s, ids[i].Ref(), FieldOrder, key)
	}
	return d, nil
}

// above compares two notes by what lies on top.
func above(a, b *Note) int { return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) }

// stacked is the notes of ids that can be restacked, from the lowest, and the same as a set.
func stacked(s *Snapshot, ids []NoteID) ([]NoteID, map[NoteID]bool) {
	mine := make(map[NoteID]bool, len(ids))
	var loose []NoteID
	for _, id := range ids {
		if n := s.Notes.Get(id); n != nil && n.loose() && !mine[id] {
			mine[id] = true
			loose = append(loose, id)
		}
	}
	slices.SortFunc(loose, func(a, b NoteID) int { return above(s.Notes.Get(a), s.Notes.Get(b)) })
	return loose, mine
}

// ordersBetween returns n ascending keys between a and b, as short as halving allows.
func ordersBetween(a, b string, n int) []string {
	if n == 0 {
		return nil
	}
	if b != "" && a >= b {
		b = ""
	}
	if b == "" {
		return OrderAfter(a, n)
	}
	mid := OrderBetween(a, b)
	keys := append(ordersBetween(a, mid, n/2), mid)
	return append(keys, ordersBetween(mid, b, n-n/2-1)...)
}

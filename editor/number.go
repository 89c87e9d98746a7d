package editor

import (
	"cmp"
	"slices"
	"strconv"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Number gives notes numbers from 1 in the order in which they lie, where their card asks in
// which order they come: several selected ones through all their stages, otherwise those of
// the region of the selected one or under the pointer.
func (ed *Editor) Number() {
	var all workshop.Together
	for i, n := range ed.numbered() {
		all = append(all, workshop.SetTyped{Notes: []workshop.NoteID{n.ID}, Key: method.OrderField, Value: strconv.Itoa(i + 1)})
	}
	if len(all) > 0 {
		ed.Do("number "+notes(len(all)), all)
	}
}

// CanNumber reports whether [Editor.Number] is about notes that have a number, or of a lane
// in which they get one.
func (ed *Editor) CanNumber() bool {
	ids, region, ok := ed.untidy()
	if !ok {
		return false
	}
	snap, l := ed.doc.Snapshot(), ed.Layout()
	if ids == nil {
		ids = ed.selection.ids
		if ln := snap.Lanes.Get(region.Lane); ln != nil && l.Kind.Card(l.Kind.Lane(ln).Card).Ordered() != nil {
			return true
		}
	}
	return slices.ContainsFunc(ids, func(id workshop.NoteID) bool {
		n := snap.Notes.Get(id)
		return n != nil && ed.comesInOrder(n)
	})
}

// comesInOrder reports whether a note has a number in the order in which such notes come: by its
// card, or by that of its lane where it has none.
func (ed *Editor) comesInOrder(n *workshop.Note) bool {
	l, kind := ed.Layout(), n.Kind
	if ln := ed.doc.Snapshot().Lanes.Get(l.HomeOf(n).Lane); kind == "" && ln != nil {
		kind = l.Kind.Lane(ln).Card
	}
	return l.Kind.Card(kind).Ordered() != nil
}

// LayByNumber puts notes into rows as [Editor.Tidy] does, in the order of their numbers.
func (ed *Editor) LayByNumber() {
	moves := ed.tidied(func(group []laid) {
		reading(group)
		slices.SortStableFunc(group, func(a, b laid) int { return cmp.Compare(method.OrderOf(a.note), method.OrderOf(b.note)) })
	})
	if len(moves) > 0 {
		ed.Do("lay out "+notes(len(moves))+" by number", workshop.MoveNotes{Moves: moves})
		ed.Reveal(ed.bounds(ed.selection.ids))
	}
}

// numbered are the notes that would be numbered, in the order in which they lie: by stage
// and lane, then as they are read.
func (ed *Editor) numbered() []*workshop.Note {
	ids, region, ok := ed.untidy()
	if !ok {
		return nil
	}
	snap, l := ed.doc.Snapshot(), ed.Layout()
	group := make(map[workshop.Region][]laid)
	for _, n := range snap.NoteList(ed.canvas) {
		r := l.HomeOf(n)
		if ids == nil && r != region || ids != nil && !slices.Contains(ids, n.ID) || n.Locked() || !ed.comesInOrder(n) {
			continue
		}
		group[r] = append(group[r], laid{n, workshop.RectAt(l.At(n), ed.measure(n))})
	}
	var all []*workshop.Note
	take := func(r workshop.Region) {
		reading(group[r])
		for _, one := range group[r] {
			all = append(all, one.note)
		}
	}
	for _, st := range l.Stages {
		for _, ln := range l.Lanes {
			take(workshop.Region{Stage: st.ID, Lane: ln.ID})
		}
	}
	take(workshop.Region{})
	return all
}

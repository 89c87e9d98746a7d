package editortest

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// hits looks at every note: slow, and with nothing that could be wrong.
type hits struct {
	s *workshop.Snapshot
	l *method.Layout
	m method.Measure
}

func (h hits) NoteAt(p workshop.Point) (top workshop.NoteID, ok bool) {
	for _, n := range h.s.NoteList(h.l.Canvas) {
		if h.rect(n).Contains(p) {
			top, ok = n.ID, true
		}
	}
	return top, ok
}

func (h hits) NotesIn(r workshop.Rect, enclosed bool) []workshop.NoteID {
	var ids []workshop.NoteID
	for _, n := range h.s.NoteList(h.l.Canvas) {
		if q := h.rect(n); enclosed && r.Encloses(q) || !enclosed && r.Overlaps(q) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// LinkAt takes every link for a straight line from middle to middle.
func (h hits) LinkAt(p workshop.Point, within float64) (workshop.LinkID, bool) {
	for _, l := range h.s.LinkList(h.l.Canvas) {
		a, b := h.rect(h.s.Notes.Get(l.From)).Center(), h.rect(h.s.Notes.Get(l.To)).Center()
		v := b.Sub(a)
		t := max(0, min(1, ((p.X-a.X)*v.DX+(p.Y-a.Y)*v.DY)/(v.DX*v.DX+v.DY*v.DY)))
		if p.Sub(a.Add(workshop.Vec{DX: t * v.DX, DY: t * v.DY})).Len() <= within {
			return l.ID, true
		}
	}
	return "", false
}

func (h hits) NoteRect(id workshop.NoteID) (workshop.Rect, bool) {
	n := h.s.Notes.Get(id)
	if n == nil || n.Deleted() || !n.On(h.l.Canvas) {
		return workshop.Rect{}, false
	}
	return h.rect(n), true
}

func (h hits) rect(n *workshop.Note) workshop.Rect {
	return workshop.RectAt(h.l.At(n), h.m(n))
}

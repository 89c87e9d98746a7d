package workshop

import (
	"cmp"
	"fmt"
	"slices"
)

// ErrLinked is an [ErrInvalid]: the two notes have a link of that type and direction.
var ErrLinked = fmt.Errorf("%w: these notes are linked like that already", ErrInvalid)

// ends are the notes of a link, nil where it is not to be seen anywhere.
func (s *Snapshot) ends(l *Link) (from, to *Note) {
	if l == nil || l.Gone || l.From == l.To || !l.Type.Known() {
		return nil, nil
	}
	from, to = s.Notes.Get(l.From), s.Notes.Get(l.To)
	if from == nil || to == nil || from.Deleted() || to.Deleted() {
		return nil, nil
	}
	return from, to
}

// LinkOn reports whether a link is to be seen on a canvas: it and both its notes are there.
func (s *Snapshot) LinkOn(l *Link, canvas CanvasID) bool {
	from, to := s.ends(l)
	return from != nil && from.On(canvas) && to.On(canvas)
}

// LinkShown reports whether a link is to be seen on some canvas.
func (s *Snapshot) LinkShown(l *Link) bool {
	from, to := s.ends(l)
	return from != nil && from.meets(to)
}

// LinkList returns the links that are to be seen on a canvas, by id. Of links that say the
// same, as when two people draw one at once, it returns the first.
func (s *Snapshot) LinkList(canvas CanvasID) []*Link {
	var all []*Link
	for _, l := range s.Links.All() {
		if s.LinkOn(l, canvas) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b *Link) int { return cmp.Compare(a.ID, b.ID) })
	type says struct {
		from, to NoteID
		typ      LinkType
	}
	seen := make(map[says]bool, len(all))
	return slices.DeleteFunc(all, func(l *Link) bool {
		k := says{l.From, l.To, l.Type}
		twice := seen[k]
		seen[k] = true
		return twice
	})
}

// Linked returns the link of a type from one note to another, nil if there is none to be
// seen.
func (s *Snapshot) Linked(from, to NoteID, t LinkType) *Link {
	var found *Link
	for _, l := range s.Links.All() {
		if l.From != from || l.To != to || l.Type != t || found != nil && found.ID < l.ID {
			continue
		}
		if s.LinkShown(l) {
			found = l
		}
	}
	return found
}

// AddLink draws an arrow from one note to another of the same canvas.
type AddLink struct {
	Link Link // with a fresh ID; the label is cleaned and cut to [MaxName]
}

// Plan implements [Op]. It is empty if one of the notes is gone. Errors: [ErrLinked].
func (op AddLink) Plan(s *Snapshot) (Diff, error) {
	l := op.Link
	l.Gone, l.Label = false, CleanName(l.Label)
	switch {
	case l.ID == "" || s.Links.Get(l.ID) != nil:
		return nil, fmt.Errorf("%w: the link's id is missing or taken", ErrInvalid)
	case l.From == l.To:
		return nil, fmt.Errorf("%w: a link goes from one note to another", ErrInvalid)
	case !l.Type.Known():
		return nil, fmt.Errorf("%w: there is no link of type %q", ErrInvalid, l.Type)
	case s.Linked(l.From, l.To, l.Type) != nil:
		return nil, ErrLinked
	}
	from, to := s.Notes.Get(l.From), s.Notes.Get(l.To)
	if from == nil || to == nil || from.Deleted() || to.Deleted() {
		return nil, nil
	}
	if !from.meets(to) {
		return nil, fmt.Errorf("%w: the notes are on two canvases", ErrInvalid)
	}
	return created(l.ID.Ref(), linkFields, &l), nil
}

// EditLink says something else with a link.
type EditLink struct {
	Link  LinkID
	Type  LinkType
	Label string // cleaned and cut to [MaxName]
	Turn  bool   // the other way round
}

// Plan implements [Op]. Errors: [ErrLinked].
func (op EditLink) Plan(s *Snapshot) (Diff, error) {
	l := s.Links.Get(op.Link)
	if l == nil || l.Gone {
		return nil, nil
	}
	if !op.Type.Known() {
		return nil, fmt.Errorf("%w: there is no link of type %q", ErrInvalid, op.Type)
	}
	from, to := l.From, l.To
	if op.Turn {
		from, to = to, from
	}
	if other := s.Linked(from, to, op.Type); other != nil && (op.Turn || op.Type != l.Type) {
		return nil, ErrLinked
	}
	ref := l.ID.Ref()
	return Diff(nil).
		set(s, ref, FieldFrom, string(from)).set(s, ref, FieldTo, string(to)).
		set(s, ref, FieldType, string(op.Type)).set(s, ref, FieldLabel, CleanName(op.Label)), nil
}

// DeleteLinks removes links. Of links that say the same all go, so that none comes to
// light beneath.
type DeleteLinks struct {
	Links []LinkID // distinct, any order
}

// Plan implements [Op].
func (op DeleteLinks) Plan(s *Snapshot) (Diff, error) {
	var d Diff
	for _, id := range op.Links {
		l := s.Links.Get(id)
		if l == nil || l.Gone {
			continue
		}
		var same []LinkID
		for _, o := range s.Links.All() {
			if o.From == l.From && o.To == l.To && o.Type == l.Type && !o.Gone {
				same = append(same, o.ID)
			}
		}
		slices.Sort(same)
		for _, twin := range same {
			if !slices.ContainsFunc(d, func(c Change) bool { return c.Ref == twin.Ref() }) {
				d = d.set(s, twin.Ref(), FieldGone, "1")
			}
		}
	}
	return d, nil
}

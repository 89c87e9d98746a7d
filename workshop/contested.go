package workshop

import (
	"strconv"
	"strings"
)

// toAndFro is how often people have said where a note belongs before it counts as contested:
// one put it somewhere, another elsewhere, and one of them back.
const toAndFro = 3

// said adds to a change of membership who said so: each person's last word is a field of its
// own, with how often that person has spoken, so that it merges without conflict.
func said(s *Snapshot, d Diff, to CategoryID, by PersonID) Diff {
	if by == "" {
		return d
	}
	for _, ref := range d.Refs() {
		d = word(s, d, ref, to, by)
	}
	return d
}

// word adds a person's last word on where a note belongs.
func word(s *Snapshot, d Diff, note Ref, to CategoryID, by PersonID) Diff {
	name := FieldPut + TextHash(string(by))
	_, times := putBy(s.Field(note, name))
	return d.set(s, note, name, string(to)+"/"+strconv.Itoa(min(times+1, 999)))
}

// agreed adds that a person agrees with where contested notes are already.
func agreed(s *Snapshot, d Diff, notes []NoteID, to CategoryID, by PersonID) Diff {
	if by == "" {
		return d
	}
	for _, id := range notes {
		n := s.Notes.Get(id)
		if !s.Contested(n) {
			continue
		}
		is := CategoryID("")
		if c := s.CategoryOf(n); c != nil {
			is = c.ID
		}
		last, _ := putBy(s.Field(id.Ref(), FieldPut+TextHash(string(by))))
		if is == to && last != to {
			d = word(s, d, id.Ref(), to, by)
		}
	}
	return d
}

// putBy reads a person's last word: the category, and how often that person has spoken.
func putBy(v string) (CategoryID, int) {
	id, n, ok := strings.Cut(v, "/")
	times, err := strconv.Atoi(n)
	if !ok || err != nil || times < 0 {
		return "", 0
	}
	return CategoryID(id), times
}

// Contested reports whether people moved a note to and fro between categories and do not
// agree: they spoke three times or more, and the last words of two of them differ. Who takes
// the other's side ends it, and so does a lock.
func (s *Snapshot) Contested(n *Note) bool {
	if n == nil || n.Put.Len() < 2 || n.Deleted() || n.Locked() {
		return false
	}
	times, differ := 0, false
	var first *Category
	for i, e := range n.Put.All() {
		id, t := putBy(e.Value)
		times += t
		c := s.Category(id)
		if i == 0 {
			first = c
		}
		differ = differ || c != first
	}
	return differ && times >= toAndFro
}

package workshop

// A Change is one field of one record before and after. An unset field is "", and a
// record comes into being with its first field.
type Change struct {
	Ref    Ref
	Field  string
	Before string
	After  string
}

// WithinRegion reports whether c moves a note about in the region where it lies.
func (c Change) WithinRegion() bool {
	if c.Ref.Kind != KindNote || c.Field != FieldPlace {
		return false
	}
	a, okA := ParsePlace(c.Before)
	b, okB := ParsePlace(c.After)
	return okA && okB && a.Canvas == b.Canvas && a.Region == b.Region
}

// A Diff is what one change of the document altered: at most one [Change] per field.
// The zero Diff is no change.
type Diff []Change

// Empty reports whether d alters nothing.
func (d Diff) Empty() bool { return len(d) == 0 }

// Invert returns the Diff that takes d back.
func (d Diff) Invert() Diff {
	back := make(Diff, len(d))
	for i, c := range d {
		back[len(d)-1-i] = Change{c.Ref, c.Field, c.After, c.Before}
	}
	return back
}

// Squash returns one Diff with the effect of d and then later; fields that end as they
// began are left out.
func (d Diff) Squash(later Diff) Diff {
	type slot struct {
		ref  Ref
		name string
	}
	at := make(map[slot]int, len(d)+len(later))
	all := make(Diff, 0, len(d)+len(later))
	for _, part := range [2]Diff{d, later} {
		for _, c := range part {
			k := slot{c.Ref, c.Field}
			if i, ok := at[k]; ok {
				all[i].After = c.After
				continue
			}
			at[k] = len(all)
			all = append(all, c)
		}
	}
	out := all[:0]
	for _, c := range all {
		if c.Before != c.After {
			out = append(out, c)
		}
	}
	return out
}

// Refs returns the records that d touches, each once, in order of first appearance.
func (d Diff) Refs() []Ref {
	seen := make(map[Ref]bool, len(d))
	var refs []Ref
	for _, c := range d {
		if !seen[c.Ref] {
			seen[c.Ref] = true
			refs = append(refs, c.Ref)
		}
	}
	return refs
}

// Notes returns the notes that d touches, each once.
func (d Diff) Notes() []NoteID {
	var ids []NoteID
	for _, r := range d.Refs() {
		if r.Kind == KindNote {
			ids = append(ids, NoteID(r.ID))
		}
	}
	return ids
}

// Touches reports whether d alters a record of that kind.
func (d Diff) Touches(kind Kind) bool {
	for _, c := range d {
		if c.Ref.Kind == kind {
			return true
		}
	}
	return false
}

// An Origin says where a change came from.
type Origin int

// The origins of a change.
const (
	Local  Origin = iota // this person, on this laptop
	Remote               // another laptop, or a merged file
	Undo                 // this person, taking back or redoing
	Load                 // the whole, when a workshop is opened
)

// String names the origin as it is logged and printed.
func (o Origin) String() string {
	switch o {
	case Local:
		return "local"
	case Remote:
		return "remote"
	case Undo:
		return "undo"
	case Load:
		return "load"
	}
	return "unknown"
}

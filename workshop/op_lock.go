package workshop

import "strings"

// Lock keeps notes as they are, or sets them free again.
type Lock struct {
	Notes  []NoteID // distinct, any order
	Locked bool
}

// Plan implements [Op].
func (op Lock) Plan(s *Snapshot) (Diff, error) {
	value := ""
	if op.Locked {
		value = "1"
	}
	var d Diff
	for _, id := range op.Notes {
		if n := s.Notes.Get(id); n != nil && !n.Deleted() {
			d = d.set(s, id.Ref(), FieldLock, value)
		}
	}
	return d, nil
}

// loose reports whether the note is there and may be moved, recoloured or deleted.
func (n *Note) loose() bool { return !n.Deleted() && !n.Locked() }

// held reports whether a field is kept by a lock, and it was not mine that locked the note.
func held(s *Snapshot, ref Ref, name string, mine Diff) bool {
	if ref.Kind != KindNote || free(name) {
		return false
	}
	if n := s.Notes.Get(NoteID(ref.ID)); n == nil || !n.Locked() {
		return false
	}
	for _, c := range mine {
		if c.Ref == ref && c.Field == FieldLock {
			return false
		}
	}
	return true
}

// free reports whether a field is none of those that a lock keeps: in which category a note is
// and who said so, and on which further canvases it is shown. What puts a note there does not
// look at locks, so what takes it away again does not.
func free(name string) bool {
	return name == FieldCategory || name == FieldSorted || name == FieldHeard || strings.HasPrefix(name, FieldPut) || strings.HasPrefix(name, FieldShown)
}

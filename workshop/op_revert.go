package workshop

// Revert takes back what one person did. A field is restored only if it still holds what
// that person wrote; where a colleague has since written something else, theirs stays. In
// collaborative text the person's own characters are taken back around the colleague's.
// A record that the Diff created is deleted, unless a colleague has since written on it;
// a canvas stays while there are notes on it, and a note that somebody has locked since
// stays as it is.
type Revert struct {
	Diff Diff // as returned when it was applied
}

// Plan implements [Op].
func (op Revert) Plan(s *Snapshot) (Diff, error) {
	born := make(map[Ref]bool)
	for _, c := range op.Diff {
		if c.Before == "" && c.Field == bornWith(c.Ref.Kind) {
			born[c.Ref] = true
		}
	}
	var d Diff
	buried := make(map[Ref]bool)
	for _, c := range op.Diff.Invert() {
		if held(s, c.Ref, c.Field, op.Diff) || keeps(s, c, op.Diff) {
			continue
		}
		switch now := s.Field(c.Ref, c.Field); {
		case born[c.Ref]:
			if !buried[c.Ref] {
				buried[c.Ref] = true
				d = append(d, bury(s, c.Ref, op.Diff)...)
			}
		case c.Field == FieldGone && c.After != "" && inUse(s, c.Ref):
		case now == c.Before:
			d = d.set(s, c.Ref, c.Field, beside(s, c, op.Diff))
		case IsText(c.Ref.Kind, c.Field) && s.Has(c.Ref):
			if text := MergeText(c.Before, c.After, now); CheckText(text) == nil {
				d = d.set(s, c.Ref, c.Field, text)
			}
		}
	}
	return stillAbout(s, d), nil
}

// bornWith is a field that every record of the kind has from its first change on, "" for
// kinds whose records are never taken back.
func bornWith(kind Kind) string {
	switch kind {
	case KindNote:
		return FieldPlace
	case KindCanvas, KindStage, KindLane:
		return FieldOrder
	case KindComment:
		return FieldNote
	case KindCategory:
		return FieldName
	case KindLink:
		return FieldFrom
	}
	return ""
}

// written are the fields that hold somebody's words.
var written = []string{FieldText, FieldHeader, FieldName, FieldTitle, FieldLabel}

// inUse reports whether ref is a canvas with notes, which would vanish with it.
func inUse(s *Snapshot, ref Ref) bool {
	return ref.Kind == KindCanvas && s.NotesOn(CanvasID(ref.ID)) > 0
}

// bury deletes a record that mine created, unless a colleague has since written on it or
// it is in use.
func bury(s *Snapshot, ref Ref, mine Diff) Diff {
	if !s.Has(ref) {
		return nil // a crash kept the step and not the change
	}
	wrote := make(map[string]string, len(written))
	for _, c := range mine {
		if c.Ref == ref {
			wrote[c.Field] = c.After
		}
	}
	for _, name := range written {
		if s.Field(ref, name) != wrote[name] {
			return nil
		}
	}
	if inUse(s, ref) || ref.Kind == KindCategory && (keptSince(s, CategoryID(ref.ID), mine) || joined(s, CategoryID(ref.ID), mine)) {
		return nil
	}
	gone := "1"
	if ref.Kind == KindNote {
		gone = TextHash(s.Field(ref, FieldText))
	}
	return Diff(nil).set(s, ref, FieldGone, gone)
}

// joined reports whether a colleague has since put notes or another category into one that
// mine created.
func joined(s *Snapshot, id CategoryID, mine Diff) bool {
	own := make(map[Ref]bool)
	for _, c := range mine {
		own[c.Ref] = own[c.Ref] || c.Field == FieldCategory && c.After == string(id)
	}
	for _, n := range s.Notes.All() {
		if n.belongs() == id && !n.Deleted() && !own[n.ID.Ref()] {
			return true
		}
	}
	for _, c := range s.Categories.All() {
		if c.Into == id {
			return true
		}
	}
	return false
}

package workshop

import (
	"slices"
	"strings"
)

// beside is the value that c restores. The category of a note that a proposal placed becomes
// the one that a colleague said meanwhile, where the field kept the proposal's.
func beside(s *Snapshot, c Change, mine Diff) string {
	if c.Ref.Kind != KindNote || c.Field != FieldCategory {
		return c.After
	}
	if at, ok := s.Notes.Get(NoteID(c.Ref.ID)).unheard(); ok && placed(mine, c.Ref) {
		return string(at)
	}
	return c.After
}

// placed reports whether mine is a proposal's word about a note, and no hand's.
func placed(mine Diff, ref Ref) (sorted bool) {
	for _, c := range mine {
		if c.Ref == ref && strings.HasPrefix(c.Field, FieldPut) {
			return false
		}
		sorted = sorted || c.Ref == ref && c.Field == FieldSorted
	}
	return sorted
}

// keeps reports whether c would take a note out of where a proposal of mine put it, and a
// colleague has since asked to keep that category as it is.
func keeps(s *Snapshot, c Change, mine Diff) bool {
	if c.Ref.Kind != KindNote || c.Field != FieldCategory && c.Field != FieldSorted && c.Field != FieldHeard {
		return false
	}
	n := s.Notes.Get(NoteID(c.Ref.ID))
	return n != nil && n.Sorted != "" && n.Sorted == n.Category && keptSince(s, n.Category, mine) && placed(mine, c.Ref)
}

// keptSince reports whether somebody asked to keep a category as it is, and that was not mine.
func keptSince(s *Snapshot, id CategoryID, mine Diff) bool {
	c := s.Categories.Get(id)
	return c != nil && c.Kept && !slices.ContainsFunc(mine, func(m Change) bool { return m.Ref == id.Ref() && m.Field == FieldLock })
}

// stillAbout leaves out of d what would unset whom or what a record is about while something
// stays said in it: the dots of the same person's other laptop, the owners that a colleague
// gave an issue.
func stillAbout(s *Snapshot, d Diff) Diff {
	var after *Snapshot
	return slices.DeleteFunc(d, func(c Change) bool {
		if c.After != "" || !aboutField(c.Ref.Kind, c.Field) {
			return false
		}
		if after == nil {
			after = s.With(d)
		}
		return says(after, c.Ref)
	})
}

// aboutField reports whether a field says what a record is about, in records that are not
// taken back but emptied.
func aboutField(kind Kind, name string) bool {
	switch kind {
	case KindIssue:
		return name == FieldOf || strings.HasPrefix(name, FieldEvidence)
	case KindAnswer:
		return name == FieldPoll || name == FieldAbout || name == FieldPerson
	case KindCell:
		return name == FieldCanvas || name == FieldRow || name == FieldColumn
	case KindFinding:
		return name == FieldCheck
	}
	return false
}

// says reports whether a record has a field beyond what it is about.
func says(s *Snapshot, ref Ref) (some bool) {
	visit := func(name, _ string) bool {
		some = some || !aboutField(ref.Kind, name)
		return !some
	}
	switch ref.Kind {
	case KindIssue:
		if r := s.Issues.Get(IssueID(ref.ID)); r != nil {
			each(issueFields, r, visit)
		}
	case KindAnswer:
		if r := s.AnswerTable.Get(AnswerID(ref.ID)); r != nil {
			each(answerFields, r, visit)
		}
	case KindCell:
		if r := s.Cells.Get(CellID(ref.ID)); r != nil {
			each(cellFields, r, visit)
		}
	case KindFinding:
		if r := s.Findings.Get(FindingID(ref.ID)); r != nil {
			each(findingFields, r, visit)
		}
	}
	return some
}

package workshop

import "fmt"

// FieldAsked is what the room, and who gets a copy, is asked to do beside writing:
// [Validation], or nothing.
const FieldAsked = "asked"

// Validation is the question whether a note is true: it is asked of a workshop with
// [AskValidation], and answered note by note under this name.
const Validation = "validation"

// The verdicts on a note.
const (
	Confirm = "confirm" // so it is
	Amend   = "change"  // nearly so: it should be said in another way
	Missing = "missing" // something is missing about it
	Wrong   = "wrong"   // it is not so
)

// Verdicts lists the verdicts in the order in which they are offered.
func Verdicts() []string { return []string{Confirm, Amend, Missing, Wrong} }

// AskValidation asks everybody who has the workshop, or a copy, whether its notes are true; or
// no longer.
type AskValidation struct{ On bool }

// Plan implements [Op].
func (op AskValidation) Plan(s *Snapshot) (Diff, error) {
	asked := ""
	if op.On {
		asked = Validation
	}
	return Diff(nil).set(s, Ref{KindWorkshop, MetaID}, FieldAsked, asked), nil
}

// Judge says whether notes are true, as one person has it. Notes that are gone are skipped.
type Judge struct {
	Notes   []NoteID // distinct, any order
	Person  PersonID
	Verdict string // one of [Verdicts]; "" takes it back
}

// Plan implements [Op].
func (op Judge) Plan(s *Snapshot) (Diff, error) {
	switch op.Verdict {
	case "", Confirm, Amend, Missing, Wrong:
	default:
		return nil, fmt.Errorf("%w: there is no verdict %q", ErrInvalid, op.Verdict)
	}
	var all Together
	for _, id := range op.Notes {
		if n := s.Notes.Get(id); n != nil && !n.Deleted() {
			all = append(all, GiveAnswer{Poll: Validation, About: id.Ref().Key(), Person: op.Person, Value: op.Verdict})
		}
	}
	return all.Plan(s)
}

// Verdict is what a person says of a note, "" if nothing.
func (s *Snapshot) Verdict(note NoteID, person PersonID) string {
	if a := s.AnswerTable.Get(AnswerOf(Validation, note.Ref().Key(), person)); a != nil {
		return a.Value
	}
	return ""
}

package workshop

import "fmt"

// KindFinding is the kind of record of a [Finding].
const KindFinding Kind = "finding"

// FieldCheck names the check that a finding came from.
const FieldCheck = "check"

// MaxFindings is on how many findings a workshop keeps what people said.
const MaxFindings = 2_000

// A FindingID is the id of what people said of a finding. It follows from the check and
// from what the finding is about, so that it is the same on every laptop and every day.
type FindingID string

// Ref names the finding's record.
func (id FindingID) Ref() Ref { return Ref{KindFinding, string(id)} }

// FindingOf is the id of a check's finding about something: a key that the check makes of
// the records that it points at.
func FindingOf(check, about string) FindingID { return FindingID(TextHash(check + "\n" + about)) }

// The states of a finding; without one it is open.
const (
	FindingAnswered  = "answered"
	FindingDismissed = "dismissed"
)

// A Finding is what people said of something that a check found: an answer to it, or why
// it is none. What was found is computed and never kept.
type Finding struct {
	ID     FindingID
	Check  string // key of the check: "method/check"
	State  string // "" is open
	Reason string // the answer, or why it is dismissed; at most [MaxReason] characters
	By     PersonID
}

var findingFields = []field[Finding]{
	text(FieldCheck, func(r *Finding) *string { return &r.Check }),
	text(FieldState, func(r *Finding) *string { return &r.State }),
	text(FieldReason, func(r *Finding) *string { return &r.Reason }),
	typed(FieldAuthor, func(r *Finding) *PersonID { return &r.By }),
}

// SettleFinding says that a finding is answered or dismissed, or opens it again.
type SettleFinding struct {
	ID     FindingID
	Check  string
	State  string // [FindingAnswered], [FindingDismissed], or "" to open it again
	Reason string // needed to answer or dismiss; at most [MaxReason] characters
	By     PersonID
}

// Plan implements [Op].
func (op SettleFinding) Plan(s *Snapshot) (Diff, error) {
	reason := cut(CleanComment(op.Reason), MaxReason)
	switch op.State {
	case "":
		reason = ""
	case FindingAnswered, FindingDismissed:
		if reason == "" {
			return nil, fmt.Errorf("%w: a finding is settled with a reason", ErrInvalid)
		}
	default:
		return nil, fmt.Errorf("%w: there is no state %q of a finding", ErrInvalid, op.State)
	}
	now := s.Findings.Get(op.ID)
	if now == nil {
		if op.State == "" {
			return nil, nil
		}
		if s.Findings.Len() >= MaxFindings {
			return nil, fmt.Errorf("%w: a workshop keeps what was said of at most %d findings", ErrInvalid, MaxFindings)
		}
		return created(op.ID.Ref(), findingFields, &Finding{ID: op.ID, Check: op.Check, State: op.State, Reason: reason, By: op.By}), nil
	}
	d := Diff(nil).set(s, op.ID.Ref(), FieldState, op.State)
	d = d.set(s, op.ID.Ref(), FieldReason, reason)
	if op.Check != "" { // an undo may have taken it, while a colleague's answer stayed
		d = d.set(s, op.ID.Ref(), FieldCheck, op.Check)
	}
	return d.set(s, op.ID.Ref(), FieldAuthor, string(op.By)), nil
}

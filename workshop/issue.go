package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// KindIssue is the kind of record of an [Issue].
const KindIssue Kind = "issue"

// Names of an issue's own fields.
const (
	FieldEvidence = "note." // and a note's id: a field for each
	FieldState    = "state"
	FieldReason   = "reason"
	FieldOwner    = "owner"
	FieldSecond   = "second"
)

// Limits of issues.
const (
	MaxIssues   = 500 // of a workshop, dismissed ones included
	MaxEvidence = 200 // notes that one issue names itself
	MaxReason   = 240 // characters
)

// An IssueID is the id of an issue. One about a category has that category's id, one about
// notes a hash of theirs: two people who confirm the same make one record, not two.
type IssueID string

// Ref names the issue's record.
func (id IssueID) Ref() Ref { return Ref{KindIssue, string(id)} }

// An IssueState is what people said of an issue.
type IssueState string

// The states of an issue. One without a state is only proposed.
const (
	Confirmed IssueState = "confirmed"
	Dismissed IssueState = "dismissed"
)

// An Issue is what people decided about a finding: that a category, or the same thing said
// in different places, is an issue that no function can fix alone; or that it is none.
type Issue struct {
	ID     IssueID
	Name   string     // "" is its category's
	Of     CategoryID // the category that it is about; "" for one about notes
	Notes  Keyed      // the notes that it is about, by id, where it has no category
	State  IssueState
	Reason string // why it was dismissed
	Owner  string // one of the pair of owners: a person or a function, as people say it
	Second string // the other
}

var issueFields = []field[Issue]{
	text(FieldName, func(r *Issue) *string { return &r.Name }),
	typed(FieldOf, func(r *Issue) *CategoryID { return &r.Of }),
	keyed(FieldEvidence, func(r *Issue) *Keyed { return &r.Notes }),
	typed(FieldState, func(r *Issue) *IssueState { return &r.State }),
	text(FieldReason, func(r *Issue) *string { return &r.Reason }),
	text(FieldOwner, func(r *Issue) *string { return &r.Owner }),
	text(FieldSecond, func(r *Issue) *string { return &r.Second }),
}

// IssueOf is the id of an issue about a category.
func IssueOf(c CategoryID) IssueID { return IssueID(c) }

// IssueAbout is the id of an issue about notes: the same for the same notes in any order.
func IssueAbout(notes []NoteID) IssueID {
	ids := make([]string, len(notes))
	for i, id := range notes {
		ids[i] = string(id)
	}
	slices.Sort(ids)
	return IssueID("notes:" + TextHash(strings.Join(ids, "\n")))
}

// IssueFor is what people decided about a category, nil if nothing. Of several, as after
// categories were merged, the category's own stands, else the one of the smallest id.
func (s *Snapshot) IssueFor(c CategoryID) *Issue {
	at := s.Category(c)
	if at == nil {
		return nil
	}
	if is := s.Issues.Get(IssueOf(at.ID)); is != nil {
		return is
	}
	var first *Issue
	for _, is := range s.Issues.All() {
		if to := s.Category(is.Of); is.Of != "" && to == at && (first == nil || is.ID < first.ID) {
			first = is
		}
	}
	return first
}

// IssueList returns what people decided, by id.
func (s *Snapshot) IssueList() []*Issue {
	var all []*Issue
	for _, is := range s.Issues.All() {
		all = append(all, is)
	}
	slices.SortFunc(all, func(a, b *Issue) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Evidence lists the notes that an issue is about, by id: its category's, or its own.
// Those that are gone are left out.
func (s *Snapshot) Evidence(is *Issue) []NoteID {
	var ids []NoteID
	if is.Of != "" {
		c := s.Category(is.Of)
		for id, n := range s.Notes.All() {
			if c != nil && s.CategoryOf(n) == c && !n.Deleted() {
				ids = append(ids, id)
			}
		}
	} else {
		for _, e := range is.Notes.All() {
			if n := s.Notes.Get(NoteID(e.Key)); n != nil && !n.Deleted() {
				ids = append(ids, n.ID)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// DecideIssue says what people decided about a finding: a category, or notes. It makes the
// issue's record where there is none.
type DecideIssue struct {
	Category CategoryID // or Notes
	Notes    []NoteID   // distinct, at most [MaxEvidence]
	Name     string     // "" keeps what it is called; for notes one is needed at first
	State    IssueState // "" only proposes it again
	Reason   string     // why it is dismissed; at most [MaxReason] characters
}

// Plan implements [Op]. A category that is not there gives an empty [Diff].
func (op DecideIssue) Plan(s *Snapshot) (Diff, error) {
	if op.State != "" && op.State != Confirmed && op.State != Dismissed {
		return nil, fmt.Errorf("%w: there is no state %q of an issue", ErrInvalid, op.State)
	}
	next := Issue{Name: CleanName(op.Name), State: op.State, Reason: cut(CleanComment(op.Reason), MaxReason)}
	var now *Issue
	if op.Category != "" {
		c := s.Category(op.Category)
		if c == nil {
			return nil, nil
		}
		next.ID, next.Of = IssueOf(c.ID), c.ID
		if now = s.IssueFor(c.ID); now != nil {
			next.ID, next.Of = now.ID, now.Of
		}
	} else {
		if len(op.Notes) == 0 || len(op.Notes) > MaxEvidence {
			return nil, fmt.Errorf("%w: an issue is about 1 to %d notes", ErrInvalid, MaxEvidence)
		}
		next.ID = IssueAbout(op.Notes)
		for _, id := range op.Notes {
			next.Notes = next.Notes.With(string(id), "1")
		}
		now = s.Issues.Get(next.ID)
	}
	if now == nil {
		if s.Issues.Len() >= MaxIssues {
			return nil, fmt.Errorf("%w: a workshop holds at most %d issues", ErrInvalid, MaxIssues)
		}
		if next.Of == "" && next.Name == "" {
			return nil, fmt.Errorf("%w: an issue needs a name", ErrInvalid)
		}
		return created(next.ID.Ref(), issueFields, &next), nil
	}
	d := Diff(nil).set(s, now.ID.Ref(), FieldState, string(next.State))
	d = d.set(s, now.ID.Ref(), FieldReason, next.Reason)
	if next.Name != "" {
		d = d.set(s, now.ID.Ref(), FieldName, next.Name)
	}
	return d, nil
}

// OwnIssue gives an issue its pair of owners; "" takes one away. An issue that is not there
// gives an empty [Diff].
type OwnIssue struct {
	Issue         IssueID
	Owner, Second string // persons or functions, as people say them
}

// Plan implements [Op].
func (op OwnIssue) Plan(s *Snapshot) (Diff, error) {
	if s.Issues.Get(op.Issue) == nil {
		return nil, nil
	}
	d := Diff(nil).set(s, op.Issue.Ref(), FieldOwner, CleanName(op.Owner))
	return d.set(s, op.Issue.Ref(), FieldSecond, CleanName(op.Second)), nil
}

func cut(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return strings.TrimSpace(string(r[:runes]))
	}
	return s
}

package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Kinds of record of polls and of what people answer.
const (
	KindPoll   Kind = "poll"
	KindAnswer Kind = "answer"
)

// Names of the fields of polls and answers.
const (
	FieldPoll   = "poll"
	FieldAbout  = "about"
	FieldPerson = "person"
)

// Limits of polls.
const (
	MaxPolls   = 200
	MaxAnswers = 20_000 // of a workshop
)

// Identifiers of polls and answers.
type (
	PollID   string
	AnswerID string
)

// Ref names the record.
func (id PollID) Ref() Ref { return Ref{KindPoll, string(id)} }

// Ref names the record.
func (id AnswerID) Ref() Ref { return Ref{KindAnswer, string(id)} }

// The states of a poll. While it is open what people answer stays on their own laptops; it
// is sent when the poll is shown.
const (
	PollOpen  = "open"
	PollShown = "shown"
)

// A Poll is a question that each person answers privately, and whose answers are shown
// together.
type Poll struct {
	ID       PollID
	Canvas   CanvasID
	Kind     string // of the method: "header" for the words above the canvas, "mood" …
	Question string // at most [MaxReason] characters
	State    string
	Order    string // order key among polls
	Gone     bool
}

// An Answer is what one person says about one thing: of a poll, or of a question that the
// method keeps open all the time, as the mood of a stage or whether a note is true.
type Answer struct {
	ID     AnswerID
	Poll   string // a poll's id, or the method's key of the question: "mood/as-is", "validation"
	About  string // key of the record that it is about, "" for the question as such
	Person PersonID
	Value  string // at most [MaxField] bytes; a number is in decimal digits
}

var (
	pollFields = []field[Poll]{
		typed(FieldCanvas, func(r *Poll) *CanvasID { return &r.Canvas }),
		text(FieldKind, func(r *Poll) *string { return &r.Kind }),
		text(FieldText, func(r *Poll) *string { return &r.Question }),
		text(FieldState, func(r *Poll) *string { return &r.State }),
		text(FieldOrder, func(r *Poll) *string { return &r.Order }),
		flag(FieldGone, func(r *Poll) *bool { return &r.Gone }),
	}
	answerFields = []field[Answer]{
		text(FieldPoll, func(r *Answer) *string { return &r.Poll }),
		text(FieldAbout, func(r *Answer) *string { return &r.About }),
		typed(FieldPerson, func(r *Answer) *PersonID { return &r.Person }),
		text(FieldValue, func(r *Answer) *string { return &r.Value }),
	}
)

// AnswerOf is the id of a person's answer about something: who answers again writes the
// same record.
func AnswerOf(poll, about string, person PersonID) AnswerID {
	return AnswerID(TextHash(poll+"\n"+about) + ":" + TextHash(string(person)))
}

// Answers lists what people said to a question about something, by person.
func (s *Snapshot) Answers(poll, about string) []*Answer {
	var all []*Answer
	for _, a := range s.AnswerTable.All() {
		if a.Poll == poll && a.About == about && a.Value != "" {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b *Answer) int { return cmp.Compare(a.Person, b.Person) })
	return all
}

// PollList returns the polls that are there, in order.
func (s *Snapshot) PollList() []*Poll {
	return listed(s.Polls, func(p *Poll) (bool, string, string) { return !p.Gone, p.Order, string(p.ID) })
}

// GiveAnswer says what a person answers about something; "" takes it back.
type GiveAnswer struct {
	Poll   string
	About  string
	Person PersonID
	Value  string
}

// Plan implements [Op].
func (op GiveAnswer) Plan(s *Snapshot) (Diff, error) {
	value := strings.TrimSpace(strings.ToValidUTF8(op.Value, ""))
	if op.Poll == "" || op.Person == "" || len(op.Poll) > MaxName || len(op.About) > MaxName*2 || len(value) > MaxField {
		return nil, fmt.Errorf("%w: an answer names its question and its person, and has at most %d bytes", ErrInvalid, MaxField)
	}
	id := AnswerOf(op.Poll, op.About, op.Person)
	if s.AnswerTable.Get(id) == nil {
		if value == "" {
			return nil, nil
		}
		if s.AnswerTable.Len() >= MaxAnswers {
			return nil, fmt.Errorf("%w: a workshop holds at most %d answers", ErrInvalid, MaxAnswers)
		}
		return created(id.Ref(), answerFields, &Answer{ID: id, Poll: op.Poll, About: op.About, Person: op.Person, Value: value}), nil
	}
	// Who takes back the answer that made the record leaves it empty: all of it is said again.
	d := Diff(nil).set(s, id.Ref(), FieldPoll, op.Poll).set(s, id.Ref(), FieldAbout, op.About)
	return d.set(s, id.Ref(), FieldPerson, string(op.Person)).set(s, id.Ref(), FieldValue, value), nil
}

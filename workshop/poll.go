package workshop

import (
	"fmt"
	"strings"
)

// FieldRevealed is the family of polls whose answers are shown, by id, in the workshop's own
// record: that record is the facilitators' alone.
const FieldRevealed = "reveal."

// HeaderPoll is the kind of a poll about the words above a canvas.
const HeaderPoll = "header"

// PollIsShown reports whether the answers to a poll are to be sent and shown. The poll says so
// itself, and a facilitator has.
func (s *Snapshot) PollIsShown(p *Poll) bool {
	return p != nil && p.State == PollShown && s.Meta.RevealedSet.Get(string(p.ID)) != ""
}

// PollOn is the poll that is under way on a canvas, open or shown: the last one that was not
// put away; nil if there is none.
func (s *Snapshot) PollOn(canvas CanvasID) *Poll {
	var last *Poll
	for _, p := range s.PollList() {
		if p.Canvas == canvas {
			last = p
		}
	}
	return last
}

// Wrote is the question under which each person says that they have answered a poll, without
// what.
func (id PollID) Wrote() string { return string(id) + "/wrote" }

// Written is how many people have answered a poll, as far as they say.
func (s *Snapshot) Written(id PollID) int { return len(s.Answers(id.Wrote(), "")) }

// AskPoll begins a poll: everybody answers on their own laptop until it is shown.
type AskPoll struct {
	Poll Poll // with a fresh ID; State and Order are set
}

// Plan implements [Op].
func (op AskPoll) Plan(s *Snapshot) (Diff, error) {
	p := op.Poll
	p.Question = cut(CleanComment(p.Question), MaxReason)
	switch {
	case p.ID == "" || strings.ContainsAny(string(p.ID), "/.") || s.Polls.Get(p.ID) != nil:
		return nil, fmt.Errorf("%w: the poll's id is missing or taken", ErrInvalid)
	case s.Canvases.Get(p.Canvas) == nil:
		return nil, fmt.Errorf("%w: there is no canvas %q", ErrInvalid, p.Canvas)
	case p.Question == "":
		return nil, fmt.Errorf("%w: a poll asks something", ErrInvalid)
	case s.Polls.Len() >= MaxPolls:
		return nil, fmt.Errorf("%w: a workshop holds at most %d polls", ErrInvalid, MaxPolls)
	}
	last := ""
	for _, other := range s.Polls.All() {
		last = max(last, other.Order)
	}
	p.State, p.Order, p.Gone = PollOpen, OrderAfter(last, 1)[0], false
	return created(p.ID.Ref(), pollFields, &p), nil
}

// ShowPoll lets every laptop send what its person answered. It cannot be taken back: what was
// sent is known.
type ShowPoll struct{ Poll PollID }

// Plan implements [Op]. A poll that is not there gives an empty [Diff].
func (op ShowPoll) Plan(s *Snapshot) (Diff, error) {
	if s.Polls.Get(op.Poll) == nil {
		return nil, nil
	}
	d := Diff(nil).set(s, op.Poll.Ref(), FieldState, PollShown)
	return d.set(s, Ref{KindWorkshop, MetaID}, FieldRevealed+string(op.Poll), "1"), nil
}

// PutAway ends a poll. Answers that were shown stay in the workshop; those that never were
// stay where they were written.
type PutAway struct{ Poll PollID }

// Plan implements [Op].
func (op PutAway) Plan(s *Snapshot) (Diff, error) {
	if s.Polls.Get(op.Poll) == nil {
		return nil, nil
	}
	return Diff(nil).set(s, op.Poll.Ref(), FieldGone, "1"), nil
}

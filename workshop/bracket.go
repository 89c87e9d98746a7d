package workshop

import (
	"fmt"
	"slices"
	"strings"
)

// Who sees a canvas reach from one stage to another; see [Snapshot.Bracket].
const (
	BracketOurs     = "ours"     // where it starts and ends for us
	BracketCustomer = "customer" // where it starts and ends for the customer
)

// BracketViews lists who may see a canvas reach so far, as they are drawn from the top.
func BracketViews() []string { return []string{BracketCustomer, BracketOurs} }

// Bracket is from which to which stage a canvas is seen to reach, as places in
// [Snapshot.StageList], both included. It reports false while nobody has said. An end at a
// stage that was merged is at the one it was merged into; at one that was removed, at what
// is next to it inside the bracket.
func (s *Snapshot) Bracket(canvas CanvasID, who string) (from, to int, ok bool) {
	c := s.Canvases.Get(canvas)
	if c == nil {
		return 0, 0, false
	}
	a, b, both := strings.Cut(c.Brackets.Get(who), "/")
	if !both {
		return 0, 0, false
	}
	stages := s.StageList(canvas)
	first, fine := s.bracketEnd(stages, StageID(a), canvas)
	last, fineToo := s.bracketEnd(stages, StageID(b), canvas)
	if !fine || !fineToo {
		return 0, 0, false
	}
	if first.order > last.order || first.order == last.order && first.id > last.id {
		first, last = last, first // the stages were put in another order
	}
	from = slices.IndexFunc(stages, func(st *Stage) bool { return !before(st, first) })
	to = len(stages) - 1
	for to >= 0 && before(&Stage{Order: last.order, ID: last.id}, bracketEnd{stages[to].Order, stages[to].ID}) {
		to--
	}
	return from, to, from >= 0 && from <= to
}

// A bracketEnd is where a bracket ends in the order of the stages.
type bracketEnd struct {
	order string
	id    StageID
}

func before(st *Stage, e bracketEnd) bool {
	return st.Order < e.order || st.Order == e.order && st.ID < e.id
}

func (s *Snapshot) bracketEnd(stages []*Stage, id StageID, canvas CanvasID) (bracketEnd, bool) {
	if to, ok := s.StageOf(id); ok {
		id = to
	}
	st := s.Stages.Get(id)
	if st == nil || st.Canvas != canvas || len(stages) == 0 {
		return bracketEnd{}, false
	}
	return bracketEnd{st.Order, st.ID}, true
}

// BlindZones are the stages that a customer goes through before it starts for us, and
// those after it has ended for us. There are none until both brackets are set.
func (s *Snapshot) BlindZones(canvas CanvasID) (start, end []*Stage) {
	a, b, ok := s.Bracket(canvas, BracketOurs)
	from, to, too := s.Bracket(canvas, BracketCustomer)
	if !ok || !too {
		return nil, nil
	}
	for i, st := range s.StageList(canvas) {
		switch {
		case i < from || i > to:
		case i < a:
			start = append(start, st)
		case i > b:
			end = append(end, st)
		}
	}
	return start, end
}

// SetBracket says from which to which stage a canvas reaches as we, or the customer, see
// it. Without stages it is no longer said.
type SetBracket struct {
	Canvas   CanvasID
	Who      string // [BracketOurs] or [BracketCustomer]
	From, To StageID
}

// Plan implements [Op]. A canvas that is not there gives an empty [Diff].
func (op SetBracket) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Canvas) == nil {
		return nil, nil
	}
	if !slices.Contains(BracketViews(), op.Who) {
		return nil, fmt.Errorf("%w: there is no bracket of %q", ErrInvalid, op.Who)
	}
	value := ""
	if op.From != "" || op.To != "" {
		at := make(map[StageID]int)
		for i, st := range s.StageList(op.Canvas) {
			at[st.ID] = i + 1
		}
		if at[op.From] == 0 || at[op.To] == 0 {
			return nil, fmt.Errorf("%w: a bracket reaches from one stage of the canvas to another", ErrInvalid)
		}
		if at[op.From] > at[op.To] {
			op.From, op.To = op.To, op.From
		}
		value = string(op.From) + "/" + string(op.To)
	}
	return Diff(nil).set(s, op.Canvas.Ref(), FieldBracket+op.Who, value), nil
}

package workshop

// A History is one person's own undo and redo. It holds what that person's steps altered,
// never what colleagues did. It belongs to one goroutine. The zero History is empty;
// [RestoreHistory] goes on from an earlier session.
type History struct {
	done   pile
	undone pile
	keep   func(StepChange)
}

// A pile is steps with the latest on top.
type pile []numbered

// A numbered step has a number that grows upwards in its pile. Numbers may be missing.
type numbered struct {
	Step
	number uint64
}

// maxHistory bounds the steps held; the oldest are forgotten first.
const maxHistory = 500

// RestoreHistory makes a history of kept steps, each pile from the bottom. Keep is told of
// all that changes from then on, at once and in order; it must not call the history. It may
// be nil.
func RestoreHistory(kept []StepChange, keep func(StepChange)) *History {
	h := &History{keep: keep}
	for _, k := range kept {
		p := h.pile(k.Undone)
		*p = append(*p, numbered{*k.Step, k.Number})
	}
	return h
}

// Record adds a step. Label names it for the menu: "move 12 notes". A new step forgets
// what was undone before it; an empty Diff is no step.
func (h *History) Record(label string, d Diff) {
	if d.Empty() {
		return
	}
	h.forgetUndone()
	h.push(false, Step{label, d})
}

// Extend squashes d into the last step, as when typing goes on in one note. Without a
// last step of that label it records one.
func (h *History) Extend(label string, d Diff) {
	if h.done.label() != label || len(h.undone) > 0 {
		h.Record(label, d)
		return
	}
	if d.Empty() {
		return
	}
	top := &h.done[len(h.done)-1]
	top.Diff = top.Diff.Squash(d)
	h.tell(false, top.number, &top.Step)
}

// CanUndo returns the label of the step that Undo would take back, "" if there is none.
func (h *History) CanUndo() string { return h.done.label() }

// CanRedo returns the label of the step that Redo would bring back, "" if there is none.
func (h *History) CanRedo() string { return h.undone.label() }

// Undo takes the last step back through apply, which must apply the Op and return what it
// altered. It reports whether there was a step; after an error the step is kept.
func (h *History) Undo(apply func(Op) (Diff, error)) (bool, error) { return h.shift(false, apply) }

// Redo brings the last undone step back; see [History.Undo].
func (h *History) Redo(apply func(Op) (Diff, error)) (bool, error) { return h.shift(true, apply) }

// shift reverts the top of one pile and puts what that altered on the other.
func (h *History) shift(undone bool, apply func(Op) (Diff, error)) (bool, error) {
	from := h.pile(undone)
	n := len(*from)
	if n == 0 {
		return false, nil
	}
	s := (*from)[n-1]
	d, err := apply(Revert{Diff: s.Diff})
	if err != nil {
		return false, err
	}
	h.tell(undone, s.number, nil)
	*from = (*from)[:n-1]
	h.push(!undone, Step{s.Label, d})
	return true, nil
}

func (h *History) push(undone bool, s Step) {
	p := h.pile(undone)
	number := uint64(1)
	if n := len(*p); n > 0 {
		number = (*p)[n-1].number + 1
	}
	*p = append(*p, numbered{s, number})
	if len(*p) > maxHistory {
		*p = append(pile(nil), (*p)[1:]...)
	}
	h.tell(undone, number, &s)
}

func (h *History) forgetUndone() {
	if len(h.undone) > 0 {
		h.undone = nil
		h.tell(true, 1, nil)
	}
}

func (h *History) pile(undone bool) *pile {
	if undone {
		return &h.undone
	}
	return &h.done
}

func (h *History) tell(undone bool, number uint64, s *Step) {
	if h.keep != nil {
		h.keep(StepChange{Undone: undone, Number: number, Step: s})
	}
}

func (p pile) label() string {
	if len(p) == 0 {
		return ""
	}
	return p[len(p)-1].Label
}

package workshop

// A History is one person's own undo and redo. It holds what that person's steps altered,
// never what colleagues did. It belongs to one goroutine.
type History struct {
	done   []step
	undone []step
}

type step struct {
	label string
	diff  Diff
}

// maxHistory bounds the steps kept; the oldest are forgotten first.
const maxHistory = 500

// Record adds a step. Label names it for the menu: "move 12 notes". A new step forgets
// what was undone before it; an empty Diff is no step.
func (h *History) Record(label string, d Diff) {
	if d.Empty() {
		return
	}
	h.done = append(h.done, step{label, d})
	if len(h.done) > maxHistory {
		h.done = append([]step(nil), h.done[1:]...)
	}
	h.undone = nil
}

// Extend squashes d into the last step, as when typing goes on in one note. Without a
// last step of that label it records one.
func (h *History) Extend(label string, d Diff) {
	if n := len(h.done); n > 0 && h.done[n-1].label == label && len(h.undone) == 0 {
		h.done[n-1].diff = h.done[n-1].diff.Squash(d)
		return
	}
	h.Record(label, d)
}

// CanUndo returns the label of the step that Undo would take back, "" if there is none.
func (h *History) CanUndo() string { return topLabel(h.done) }

// CanRedo returns the label of the step that Redo would bring back, "" if there is none.
func (h *History) CanRedo() string { return topLabel(h.undone) }

// Undo takes the last step back through apply, which must apply the Op and return what it
// altered. It reports whether there was a step; after an error the step is kept.
func (h *History) Undo(apply func(Op) (Diff, error)) (bool, error) {
	return shift(&h.done, &h.undone, apply)
}

// Redo brings the last undone step back; see [History.Undo].
func (h *History) Redo(apply func(Op) (Diff, error)) (bool, error) {
	return shift(&h.undone, &h.done, apply)
}

func shift(from, to *[]step, apply func(Op) (Diff, error)) (bool, error) {
	n := len(*from)
	if n == 0 {
		return false, nil
	}
	s := (*from)[n-1]
	d, err := apply(Revert{Diff: s.diff})
	if err != nil {
		return false, err
	}
	*from = (*from)[:n-1]
	*to = append(*to, step{s.label, d})
	return true, nil
}

func topLabel(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[len(steps)-1].label
}

package proposal

import (
	"cmp"
	"slices"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// stacked joins pairs of notes that say nearly the same to stacks, the largest first.
func stacked(pairs []cluster.Pair) [][]workshop.NoteID {
	under := make(map[string]string)
	var bottom func(id string) string
	bottom = func(id string) string {
		if next, ok := under[id]; ok && next != id {
			return bottom(next)
		}
		return id
	}
	for _, p := range pairs {
		a, b := bottom(p.A), bottom(p.B)
		under[max(a, b)], under[min(a, b)] = min(a, b), min(a, b)
	}
	of := make(map[string][]workshop.NoteID)
	for id := range under {
		of[bottom(id)] = append(of[bottom(id)], workshop.NoteID(id))
	}
	all := make([][]workshop.NoteID, 0, len(of))
	for _, stack := range of {
		slices.Sort(stack)
		all = append(all, stack)
	}
	slices.SortFunc(all, func(a, b []workshop.NoteID) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	return all
}

// Stacks are the notes that say nearly the same, as far as they are there and nobody wrote on
// them since, the largest stack first. They are only shown together: nothing joins or deletes them.
func (d *Draft) Stacks() [][]workshop.NoteID {
	var all [][]workshop.NoteID
	for _, stack := range d.Answer.stacks {
		stack = slices.DeleteFunc(slices.Clone(stack), func(id workshop.NoteID) bool { return d.Note(id) == nil || d.reworded(id) })
		if len(stack) > 1 {
			all = append(all, stack)
		}
	}
	return all
}

// Stack is the stack of a note, nil if it lies in none.
func (d *Draft) Stack(note workshop.NoteID) []workshop.NoteID {
	for _, stack := range d.Stacks() {
		if slices.Contains(stack, note) {
			return stack
		}
	}
	return nil
}

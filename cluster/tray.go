package cluster

import (
	"cmp"
	"slices"
)

const (
	// smallest is how many notes a new group has at least.
	smallest = 3
)

const (
	// strayBelow is how like the nearest notes of its group a note must be, measured by
	// what is usual among these notes; else it is left over.
	strayBelow = 0.6
	// seededBelow is the same where people gave examples: they meant to have the rest placed.
	seededBelow = 0.3
	// strayShare is how much of the notes is left over for that, the least fitting first.
	strayShare = 0.12
	// strangeBelow is how like them it must be in any case.
	strangeBelow  = 0.2
	strangeSeeded = 0.1
)

// sift takes the notes out of groups that hardly fit, and dissolves new groups that are too
// small then. The first groups are the piles, whose own notes stay. It returns the new
// groups apart, and what is left over in rising order.
func (a *Analysis) sift(groups [][]int) (piles, fresh [][]int, tray []int) {
	type fit struct {
		note, group int
		near        float64
	}
	var fits []fit
	for g, members := range groups {
		for _, i := range members {
			if a.notes[i].Group == "" {
				fits = append(fits, fit{i, g, a.near(i, members)})
			}
		}
	}
	slices.SortFunc(fits, func(x, y fit) int { return cmp.Or(cmp.Compare(x.near, y.near), x.note-y.note) })
	out := map[int]bool{}
	for k, f := range fits {
		usual := fits[len(fits)/2].near
		below, strange := strayBelow, strangeBelow
		if len(a.piles) > 0 {
			below, strange = seededBelow, strangeSeeded
		}
		if f.near < strange || f.near < float64(below*usual) && float64(k) < float64(strayShare*float64(len(fits))) {
			out[f.note] = true
		}
	}
	placed := make([]bool, len(a.notes))
	for g, members := range groups {
		kept := slices.DeleteFunc(slices.Clone(members), func(i int) bool { return out[i] })
		switch {
		case g < len(a.piles):
			piles = append(piles, kept)
		case len(kept) >= smallest:
			fresh = append(fresh, kept)
		default:
			continue
		}
		for _, i := range kept {
			placed[i] = true
		}
	}
	for i := range a.notes {
		if a.notes[i].Group == "" && !placed[i] {
			tray = append(tray, i)
		}
	}
	return piles, fresh, tray
}

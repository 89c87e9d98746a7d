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
	strayBelow = 0.7
	// seededBelow is the same where people gave examples: they meant to have the rest placed.
	seededBelow = 0.3
	// strayShare is how much of the notes is left over for that, the least fitting first; of so
	// few that it is not one whole note, none.
	strayShare = 0.105
	// homeFrom is how like the nearest notes of another group one must be, measured in the
	// same way, to find a home there when its own group dissolves.
	homeFrom = 0.5
	// strangeBelow is how like them it must be in any case.
	strangeBelow  = 0.2
	strangeSeeded = 0.1
)

// sift takes the notes out of groups that hardly fit, and dissolves new groups that are too
// small then; what fits another new group goes there. The first groups are the piles, whose
// own notes stay. It returns the new groups apart, and what is left over in rising order.
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
	usual := 0.0
	if len(fits) > 0 {
		usual = fits[len(fits)/2].near
	}
	room := float64(strayShare * float64(len(fits)))
	if room < 1 {
		room = 0
	}
	out := map[int]bool{}
	for k, f := range fits {
		below, strange := strayBelow, strangeBelow
		if len(a.piles) > 0 {
			below, strange = seededBelow, strangeSeeded
		}
		if f.near < strange || f.near < float64(below*usual) && float64(k) < room {
			out[f.note] = true
		}
	}
	placed := make([]bool, len(a.notes))
	var homeless []int
	for g, members := range groups {
		kept := slices.DeleteFunc(slices.Clone(members), func(i int) bool { return out[i] })
		switch {
		case g < len(a.piles):
			piles = append(piles, kept)
		case len(kept) >= smallest:
			fresh = append(fresh, kept)
		default:
			homeless = append(homeless, kept...)
			continue
		}
		for _, i := range kept {
			placed[i] = true
		}
	}
	for i, g := range a.homes(homeless, fresh, float64(homeFrom*usual)) {
		if g >= 0 {
			fresh[g] = append(fresh[g], homeless[i])
			placed[homeless[i]] = true
		}
	}
	for _, g := range fresh {
		slices.Sort(g)
	}
	for i := range a.notes {
		if a.notes[i].Group == "" && !placed[i] {
			tray = append(tray, i)
		}
	}
	return piles, fresh, tray
}

// homes finds for each note the group whose nearest notes are most like it, -1 if they are
// less so than least.
func (a *Analysis) homes(notes []int, groups [][]int, least float64) []int {
	homes := make([]int, len(notes))
	for k, i := range notes {
		homes[k] = -1
		most := 0.0
		for g, members := range groups {
			if near := a.near(i, members); near >= least && near > most {
				homes[k], most = g, near
			}
		}
	}
	return homes
}

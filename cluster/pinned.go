package cluster

import "slices"

const (
	// nearest is how many notes of a group say how like it a note is.
	nearest = 3
	// pileFrom is how like a pile a note must be to be there from the beginning, measured by
	// the pile's own likeness, and pileLead by how much more than any other.
	pileFrom = 0.4
	pileLead = 0.02
)

// fill makes the piles, puts the free notes that clearly belong there into them, and joins
// the others to the tree of which new groups are cut.
func (a *Analysis) fill(names map[string]string) {
	at := map[string]int{}
	for i, n := range a.notes {
		if n.Group == "" {
			continue
		}
		p, known := at[n.Group]
		if !known {
			p = len(a.piles)
			at[n.Group] = p
			a.piles = append(a.piles, pile{id: n.Group, name: names[n.Group]})
		}
		a.piles[p].pinned = append(a.piles[p].pinned, i)
	}
	slices.SortFunc(a.piles, func(x, y pile) int {
		if x.id < y.id {
			return -1
		}
		return 1
	})
	inner := make([]float64, len(a.piles))
	for p := range a.piles {
		inner[p] = a.like.within(a.piles[p].pinned)
	}
	var rest []int
	for _, i := range a.spoken {
		if a.notes[i].Group != "" {
			continue
		}
		best, most, second := -1, 0.0, 0.0
		for p := range a.piles {
			switch s := a.near(i, a.piles[p].pinned); {
			case s > most:
				best, most, second = p, s, most
			case s > second:
				second = s
			}
		}
		if best >= 0 && most >= pileFrom*inner[best] && most-second >= pileLead {
			a.piles[best].joined = append(a.piles[best].joined, i)
		} else {
			rest = append(rest, i)
		}
	}
	a.tree = link(a.like, rest)
}

// near is how like the nearest notes of a group a note is, 0…1.
func (a *Analysis) near(i int, group []int) float64 {
	var top [nearest]float64
	n := 0
	for _, j := range group {
		if j == i {
			continue
		}
		v := a.like.at(i, j)
		n++
		for k := range top {
			if v > top[k] {
				top[k], v = v, top[k]
			}
		}
	}
	if n == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range top {
		sum += v
	}
	return sum / float64(min(n, nearest))
}

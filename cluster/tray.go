package cluster

import "slices"

const (
	smallest = 3   // notes of a group
	joinFrom = 0.4 // a note joins if it is so like a group, measured by the group's own likeness
	stayFrom = 0.3 // and is taken out below this
)

// settle makes groups of a cut: small ones are dissolved, their notes join the groups that
// they are like enough, and members that are hardly like the others are taken out. What is
// left over is returned as the tray, in rising order.
func settle(t *table, cut [][]int) (groups [][]int, tray []int) {
	var loose []int
	for _, g := range cut {
		if len(g) >= smallest {
			groups = append(groups, slices.Clone(g))
		} else {
			loose = append(loose, g...)
		}
	}
	slices.Sort(loose)
	inner := make([]float64, len(groups))
	for g := range groups {
		inner[g] = t.within(groups[g])
	}
	joins := make([][]int, len(groups))
	for _, i := range loose {
		best, most := -1, 0.0
		for g := range groups {
			if m := t.mean(i, groups[g]); m > most {
				best, most = g, m
			}
		}
		if best >= 0 && most >= joinFrom*inner[best] {
			joins[best] = append(joins[best], i)
		} else {
			tray = append(tray, i)
		}
	}
	for g := range groups {
		var out []int
		for _, i := range groups[g] {
			if len(groups[g]) > smallest && t.mean(i, groups[g]) < stayFrom*inner[g] {
				out = append(out, i)
			}
		}
		groups[g] = slices.DeleteFunc(groups[g], func(i int) bool { return slices.Contains(out, i) })
		tray = append(tray, out...)
		groups[g] = append(groups[g], joins[g]...)
		slices.Sort(groups[g])
	}
	slices.Sort(tray)
	return groups, tray
}

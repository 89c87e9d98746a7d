package cluster

import (
	"slices"
)

// A tree is how some notes join, two by two, until all are one: average linkage. Its leaves
// are numbered 0…n-1, the merge at m makes node n+m.
type tree struct {
	leaves []int // the notes
	merges []merge
}

// A merge joins two nodes; the lower is first.
type merge struct {
	a, b   int
	height float32 // 1 - mean likeness
}

// link builds the tree of the notes. They must be in rising order: of equally near ones
// the lower goes first, so that the tree does not depend on anything else.
func link(t *table, notes []int) *tree {
	n := len(notes)
	tr := &tree{leaves: notes}
	if n < 2 {
		return tr
	}
	d := make([]float32, n*n)
	for a, i := range notes {
		for b, j := range notes {
			d[a*n+b] = 1 - min(max(t.cell[i*t.n+j], 0), 1)
		}
	}
	size := make([]float32, n)
	alive := make([]int, n)
	for i := range n {
		size[i], alive[i] = 1, i
	}
	// The chain of nearest neighbours: each is the nearest of the one before. Where two are
	// the nearest of each other they merge, which no later merge can prevent.
	type joined struct {
		a, b   int // leaves standing for the nodes
		height float32
	}
	var found []joined
	var chain []int
	for len(found) < n-1 {
		if len(chain) == 0 {
			chain = append(chain, alive[0])
		}
		top := chain[len(chain)-1]
		near, least := -1, float32(0)
		if len(chain) > 1 { // of equals, the one that it came from
			near = chain[len(chain)-2]
			least = d[top*n+near]
		}
		row := d[top*n : (top+1)*n]
		for _, j := range alive {
			if j != top && (near < 0 || row[j] < least) {
				near, least = j, row[j]
			}
		}
		if len(chain) < 2 || near != chain[len(chain)-2] {
			chain = append(chain, near)
			continue
		}
		chain = chain[:len(chain)-2]
		a, b := min(top, near), max(top, near)
		found = append(found, joined{a, b, least})
		gone, _ := slices.BinarySearch(alive, b)
		alive = slices.Delete(alive, gone, gone+1)
		na, nb := float64(size[a]), float64(size[b])
		for _, j := range alive {
			if j != a {
				mean := float32((float64(na*float64(d[a*n+j])) + float64(nb*float64(d[b*n+j]))) / (na + nb))
				d[a*n+j], d[j*n+a] = mean, mean
			}
		}
		size[a] += size[b]
	}
	slices.SortStableFunc(found, func(x, y joined) int {
		switch {
		case x.height < y.height:
			return -1
		case x.height > y.height:
			return 1
		}
		return 0
	})
	// Sorted by height, leaves stand for the node that they are in by now.
	parent, node := make([]int, n), make([]int, n)
	for i := range n {
		parent[i], node[i] = i, i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for m, f := range found {
		a, b := root(f.a), root(f.b)
		tr.merges = append(tr.merges, merge{min(node[a], node[b]), max(node[a], node[b]), f.height})
		low, high := min(a, b), max(a, b)
		parent[high] = low
		node[low] = n + m
	}
	return tr
}

// cut returns the k groups that are left after as many merges as that takes, each in
// rising order, in order of their first notes. k is bounded by the number of leaves.
func (tr *tree) cut(k int) [][]int {
	n := len(tr.leaves)
	if n == 0 {
		return nil
	}
	k = min(max(k, 1), n)
	members := make([][]int, 2*n)
	for i, note := range tr.leaves {
		members[i] = []int{note}
	}
	for m, j := range tr.merges[:n-k] {
		members[n+m] = append(slices.Clone(members[j.a]), members[j.b]...)
		members[j.a], members[j.b] = nil, nil
	}
	var groups [][]int
	for _, g := range members {
		if g != nil {
			slices.Sort(g)
			groups = append(groups, g)
		}
	}
	slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	return groups
}

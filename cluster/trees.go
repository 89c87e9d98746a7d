package cluster

// trees are the tree of the likeness, and of few notes that of its squares as well, which
// count the closest most: what the one joins too early the other may not.
func (a *Analysis) trees() []*tree {
	trees := []*tree{a.tree}
	if len(a.piles) > 0 || len(a.tree.leaves) >= mergeFrom {
		return trees
	}
	squares := newTable(a.like.n)
	for k, v := range a.like.cell {
		squares.cell[k] = v * v
	}
	return append(trees, link(squares, a.tree.leaves))
}

package crdt

import (
	"slices"

	"throughline.app/workshop"
)

// maxUnion bounds what comparing two texts takes: the product of their lengths, where they differ.
const maxUnion = 1 << 22

// union is a shortest text in which both a and b can be read: for two texts of which it is not known
// what they came from. What both say it says once.
func union(a, b string) string {
	x, y := []rune(a), []rune(b)
	head, tail := 0, 0
	for head < min(len(x), len(y)) && x[head] == y[head] {
		head++
	}
	for tail < min(len(x), len(y))-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	before, after := x[:head], x[len(x)-tail:]
	x, y = x[head:len(x)-tail], y[head:len(y)-tail]
	if len(x)*len(y) > maxUnion {
		return string(slices.Concat(before, x, y, after))
	}
	// same[i][j] is how much of x[i:] and y[j:] can be said once.
	same := make([][]uint16, len(x)+1)
	for i := range same {
		same[i] = make([]uint16, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if same[i][j] = max(same[i+1][j], same[i][j+1]); x[i] == y[j] {
				same[i][j] = same[i+1][j+1] + 1
			}
		}
	}
	out := slices.Clone(before)
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			out = append(out, x[i])
			i, j = i+1, j+1
		case same[i+1][j] >= same[i][j+1]:
			out = append(out, x[i])
			i++
		default:
			out = append(out, y[j])
			j++
		}
	}
	return string(slices.Concat(out, x[i:], y[j:], after))
}

// unite has texts that both documents have, and what they came from does not, brought so that
// what both say is there once. Base is that, next is the document that they are brought to.
func (e *deferred) unite(base, next *workshop.Snapshot) {
	for i, c := range e.diff {
		if workshop.IsText(c.Ref.Kind, c.Field) && !exists(base, c.Ref) && exists(next, c.Ref) {
			now := next.Field(c.Ref, c.Field)
			if both := union(now, c.After); workshop.CheckText(both) == nil {
				e.diff[i].Before, e.diff[i].After = now, both
			}
		}
	}
}

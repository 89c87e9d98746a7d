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
	same := together(x, y)
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

// together says, for all i and j, how much of x[i:] and y[j:] can be said once.
func together(x, y []rune) [][]uint16 {
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
	return same
}

// rebase does to now what made after of before, one splice: beside the characters of before that now
// has, too. What now lacks of what was deleted is deleted already.
func rebase(before, after, now string) string {
	if now == before {
		return after
	}
	b, t := []rune(before), []rune(now)
	s := workshop.SpliceOf(before, after)
	head, tail := 0, 0
	for head < min(len(b), len(t)) && b[head] == t[head] {
		head++
	}
	for tail < min(len(b), len(t))-head && b[len(b)-1-tail] == t[len(t)-1-tail] {
		tail++
	}
	x, y := b[head:len(b)-tail], t[head:len(t)-tail]
	if len(x)*len(y) > maxUnion {
		return workshop.MergeText(before, after, now)
	}
	at := make([]int, len(b)) // where now has the characters of before; -1 where it does not
	for i := range b {
		switch {
		case i < head:
			at[i] = i
		case i >= len(b)-tail:
			at[i] = len(t) - len(b) + i
		default:
			at[i] = -1
		}
	}
	same := together(x, y)
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			at[head+i] = head + j
			i, j = i+1, j+1
		case same[i+1][j] >= same[i][j+1]:
			i++
		default:
			j++
		}
	}
	put := 0 // behind what stands before it, else in front of what stands after it
	if s.At > 0 && at[s.At-1] < 0 && s.At+s.Delete < len(b) && at[s.At+s.Delete] >= 0 {
		put = at[s.At+s.Delete]
	} else {
		for i := s.At - 1; i >= 0 && put == 0; i-- {
			put = at[i] + 1
		}
	}
	gone := map[int]bool{}
	for i := s.At; i < s.At+s.Delete; i++ {
		gone[at[i]] = true
	}
	var out []rune
	for i := 0; i <= len(t); i++ {
		if i == put {
			out = append(out, []rune(s.Insert)...)
		}
		if i < len(t) && !gone[i] {
			out = append(out, t[i])
		}
	}
	return string(out)
}

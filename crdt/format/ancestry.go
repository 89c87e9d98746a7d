package format

// An ancestry tells which changes come before a change that has certain dependencies, by counting
// those that do not: per author the number of its newest changes that are concurrent. The work and
// the memory are in proportion to what is concurrent, not to the history; for a change that only
// goes on from its author's last one, to what came in since that.
type ancestry struct {
	beside map[uint32]uint32 // the answer, by author

	state map[uint32]bool // seen positions: true if before
	queue []uint32        // a heap, newest first
	steps int             // taken so far, over all calls
}

// A tip remembers what is concurrent to an author's last change, so that one who was away for a
// thousand changes, while others made ten thousand, does not cost ten million steps.
type tip struct {
	beside map[uint32]uint32 // by author
	asOf   int               // among so many changes of the history; 0: not known
}

// of finds what is concurrent to a change of own with these dependencies. It goes back from the
// heads and from the dependencies together, newest first, until all that is left comes before.
func (f *ancestry) of(x *Index, deps []uint32, own uint32) {
	f.beside = nil
	among := 0
	for _, d := range deps {
		if _, ok := x.heads[d]; ok {
			among++
		}
	}
	if among == len(x.heads) {
		return
	}
	if len(deps) == 1 && f.goOn(x, deps[0], own) {
		return
	}
	f.beside = map[uint32]uint32{}
	if f.state == nil {
		f.state = map[uint32]bool{}
	}
	clear(f.state)
	f.queue = f.queue[:0]
	open := 0 // queued positions not known to be before
	reach := func(at uint32, before bool) {
		was, seen := f.state[at]
		switch {
		case !seen:
			f.state[at] = before
			f.push(at)
			if !before {
				open++
			}
		case before && !was:
			f.state[at] = true
			open--
		}
	}
	for _, d := range deps {
		reach(d, true)
	}
	for h := range x.heads {
		reach(h, false)
	}
	for open > 0 {
		at := f.pop()
		f.steps++
		before := f.state[at]
		c := &x.history[at]
		if !before {
			open--
			f.beside[c.author]++
		}
		for _, d := range x.deps[c.dep : c.dep+c.deps] {
			reach(d, before)
		}
	}
}

// goOn answers from the tip, if dep is the last change of own and its tip is known.
func (f *ancestry) goOn(x *Index, dep, own uint32) bool {
	if c := &x.history[dep]; c.author != own {
		return false
	}
	a := &x.actors[own]
	if a.tip.asOf == 0 || a.changes[len(a.changes)-1] != dep {
		return false
	}
	if a.tip.beside == nil {
		a.tip.beside = map[uint32]uint32{}
	}
	for ; a.tip.asOf < len(x.history); a.tip.asOf++ {
		a.tip.beside[x.history[a.tip.asOf].author]++
	}
	f.beside = a.tip.beside
	return true
}

func (f *ancestry) push(at uint32) {
	q := append(f.queue, at)
	for i := len(q) - 1; i > 0; {
		up := (i - 1) / 2
		if q[up] >= q[i] {
			break
		}
		q[up], q[i] = q[i], q[up]
		i = up
	}
	f.queue = q
}

func (f *ancestry) pop() uint32 {
	q := f.queue
	top := q[0]
	q[0] = q[len(q)-1]
	q = q[:len(q)-1]
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(q) {
			break
		}
		if c+1 < len(q) && q[c+1] > q[c] {
			c++
		}
		if q[i] >= q[c] {
			break
		}
		q[i], q[c] = q[c], q[i]
		i = c
	}
	f.queue = q
	return top
}

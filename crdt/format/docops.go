package format

// readOps reads the document's operations, in two passes: the first finds where each change's
// operations begin, the second fills the index and the view.
func (d *Document) readOps(lim Limits) error {
	var err error
	if d.rows, err = countRows(d.cols[docAction], lim.Ops, "operations"); err != nil {
		return err
	}
	if err := d.measure(lim); err != nil {
		return err
	}
	if err := d.linkHistory(lim); err != nil {
		return err
	}
	values := string(d.cols[docValRaw])
	v := view{d: d, x: d.Index, all: values, raw: values}
	return v.read()
}

// A finder finds the change that an operation belongs to. Neighbours mostly share it.
type finder struct {
	x     *Index
	actor uint32
	at    uint32
	from  uint32 // exclusive
	end   uint32
}

func (f *finder) find(actor, counter uint32) (uint32, bool) {
	if f.end != 0 && actor == f.actor && counter > f.from && counter <= f.end {
		return f.at, true
	}
	cs := f.x.actors[actor].changes
	lo, hi := 0, len(cs)
	for lo < hi {
		m := (lo + hi) / 2
		if f.x.history[cs[m]].end < counter {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(cs) {
		return 0, false
	}
	f.actor, f.at, f.end, f.from = actor, cs[lo], f.x.history[cs[lo]].end, 0
	if lo > 0 {
		f.from = f.x.history[cs[lo-1]].end
	}
	return f.at, true
}

// succs reads the columns of replacing operations.
type succs struct {
	counts  numbers
	actors  numbers
	ctrs    deltas
	pending int
	of      uint64 // actors in the document
}

func (d *Document) succs() (succs, error) {
	r := succs{counts: unsignedColumn(d.cols[docSuccNum], d.rows), of: uint64(len(d.Index.actors))}
	total := 0
	for range d.rows {
		n, ok := r.counts.next()
		if total += int(min(n, maxCounter)); !ok || total > maxCounter {
			return r, malformed("bad count of successors")
		}
	}
	if !r.counts.end() {
		return r, malformed("the count of successors is not canonical")
	}
	r.counts = unsignedColumn(d.cols[docSuccNum], d.rows)
	r.actors, r.ctrs = unsignedColumn(d.cols[docSuccActor], total), deltaColumn(d.cols[docSuccCtr], total)
	r.pending = total
	return r, nil
}

func (r *succs) next() (ref, bool) {
	a, ok := r.actors.next()
	c, has := r.ctrs.next()
	if !ok || !has || a >= r.of || c == 0 {
		return ref{}, false
	}
	return ref{uint32(a), uint32(c)}, true
}

func (r *succs) end() bool { return r.counts.end() && r.actors.end() && r.ctrs.end() }

// measure finds the least counter in each change, which in a whole document is its first: deletes
// occur only as successors, everything else has a row. It then makes room in the index.
func (d *Document) measure(lim Limits) error {
	x := d.Index
	f := finder{x: x}
	note := func(actor, counter uint32) bool {
		at, ok := f.find(actor, counter)
		if !ok {
			return false
		}
		if c := &x.history[at]; c.start == 0 || counter < c.start {
			c.start = counter
		}
		return true
	}
	actors, ctrs := unsignedColumn(d.cols[docIDActor], d.rows), deltaColumn(d.cols[docIDCtr], d.rows)
	for range d.rows {
		a, ok := actors.next()
		c, has := ctrs.next()
		if !ok || !has || a >= uint64(len(x.actors)) || c == 0 || !note(uint32(a), uint32(c)) {
			return malformed("an operation of no change")
		}
	}
	if !actors.end() || !ctrs.end() {
		return malformed("an id column is not canonical")
	}
	s, err := d.succs()
	if err != nil {
		return err
	}
	if s.pending > 2*lim.Ops {
		return overLimit("too many successors")
	}
	for range s.pending {
		id, ok := s.next()
		if !ok || !note(id.actor, id.counter) {
			return malformed("a successor of no change")
		}
	}
	if s.counts = (numbers{}); !s.end() {
		return malformed("a successor column is not canonical")
	}
	total := 0
	for i := range x.actors {
		a := &x.actors[i]
		size, last := 0, uint32(0)
		for _, at := range a.changes {
			c := &x.history[at]
			if c.start == 0 {
				return outside("a change without operations")
			}
			if c.start <= last {
				return malformed("changes of an actor overlap")
			}
			c.first, last = uint32(size), c.end
			size += int(c.end-c.start) + 1
		}
		if total += size; total > lim.Ops {
			return overLimit("more than %d operations", lim.Ops)
		}
		a.ops = make([]opInfo, size)
	}
	return nil
}

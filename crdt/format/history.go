package format

import "slices"

// readHistory reads the document's list of changes into the index. Where each one's operations
// begin is not told: [Document.readOps] finds out.
func (d *Document) readHistory(cols *[maxColumns][]byte, lim Limits) error {
	n, err := countRows(cols[colActor], lim.Changes, "changes")
	if err != nil {
		return err
	}
	actors, seqs, ends := unsignedColumn(cols[colActor], n), deltaColumn(cols[colSeq], n), deltaColumn(cols[colMaxOp], n)
	times := deltaColumn(cols[colTime], n)
	times.least, times.most = -maxTime, maxTime
	messages := stringColumn(cols[colMessage], string(cols[colMessage]), n)
	counts, extra := unsignedColumn(cols[colDepsNum], n), unsignedColumn(cols[colExtraMeta], n)
	total := 0
	x := d.Index
	x.history, d.notes = make([]change, n, n+n/8+64), make([]note, n)
	for i := range n {
		a, ok1 := actors.next()
		seq, ok2 := seqs.next()
		end, ok3 := ends.next()
		t, ok4 := times.next()
		deps, ok5 := counts.next()
		meta, ok6 := extra.next()
		if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 || a >= uint64(len(x.actors)) {
			return malformed("change %d is not complete", i)
		}
		if meta != 7 || len(cols[colExtraRaw]) > 0 {
			return outside("change %d has extra bytes", i)
		}
		if deps > maxDeps {
			return malformed("change %d has %d dependencies", i, deps)
		}
		own := &x.actors[a]
		if int64(len(own.changes)) != seq-1 {
			return malformed("change %d is not its author's next", i)
		}
		own.changes = append(own.changes, uint32(i))
		if total += int(deps); total > 16*lim.Changes {
			return overLimit("too many dependencies")
		}
		x.history[i] = change{
			author: uint32(a), seq: uint32(seq), end: uint32(end),
			dep: uint32(total) - uint32(deps), deps: uint32(deps),
		}
		d.notes[i].time = t
		d.notes[i].message, _ = messages.next()
	}
	if !actors.end() || !seqs.end() || !ends.end() || !times.end() || !messages.end() || !counts.end() || !extra.end() {
		return malformed("a column of changes is not canonical")
	}
	indices := deltaColumn(cols[colDepsIndex], total)
	x.deps = make([]uint32, total)
	for i := range x.history {
		c := &x.history[i]
		for j := range c.deps {
			v, ok := indices.next()
			if !ok || v >= int64(i) {
				return malformed("change %d follows a later one", i)
			}
			x.deps[c.dep+j] = uint32(v)
			if slices.Contains(x.deps[c.dep:c.dep+j], uint32(v)) {
				return malformed("change %d follows one twice", i)
			}
		}
	}
	if !indices.end() {
		return malformed("the column of dependencies is not canonical")
	}
	return nil
}

// maxSteps bounds, per change allowed, the steps spent on finding out whether the changes of a
// document hang together; what people write takes about one.
const maxSteps = 64

// linkHistory checks, once it is known where each change begins, that the changes hang together as
// [Index.Check] demands.
func (d *Document) linkHistory(lim Limits) error {
	x := d.Index
	all := x.history
	defer func() { x.history = all }()
	for i := range all {
		c := &all[i]
		x.history = all[:i]
		deps := x.deps[c.dep : c.dep+c.deps]
		start, chained := uint32(1), c.seq == 1
		for _, at := range deps {
			start = max(start, all[at].end+1)
			chained = chained || all[at].author == c.author && all[at].seq == c.seq-1
		}
		if c.start != start {
			return malformed("change %d begins at %d instead of %d", i, c.start, start)
		}
		if !chained {
			x.before.of(x, deps, c.author)
			if n := x.before.beside[c.author]; n > 0 {
				return malformed("change %d does not follow its author's previous one", i)
			}
			if x.before.steps > maxSteps*lim.Changes {
				return overLimit("a history too entangled")
			}
		}
		for _, at := range deps {
			delete(x.heads, at)
		}
		x.heads[uint32(i)] = struct{}{}
	}
	return nil
}

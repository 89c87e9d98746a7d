package format

import "slices"

// Changes rebuilds the changes that the document was saved from, in an order in which each follows
// those it depends on; changes behind the document chunk are not among them. It checks that they
// come to the document's heads, and each one as [ParseChange] and [Index.Check] would, so that they
// may be handed to the library in place of the document; and it tells the document's index their
// hashes. It takes a few times as long as reading the document.
//
// Errors: [ErrMalformed], [ErrSchema], [ErrLimit].
func (d *Document) Changes() ([]*Change, error) {
	r := rebuilder{d: d, x: d.Index}
	if err := r.gather(); err != nil {
		return nil, err
	}
	var (
		e       encoder
		again   = NewIndexFor(d.Index.schema)
		changes = make([]*Change, 0, len(d.notes))
	)
	for i := range d.notes {
		c, err := r.change(uint32(i))
		if err != nil {
			return nil, err
		}
		for at := range c.Deps {
			c.Deps[at] = changes[d.Index.deps[int(d.Index.history[i].dep)+at]].Hash
		}
		sortHashes(c.Deps)
		e.encode(c)
		if c, err = ParseChange(c.Raw); err != nil {
			return nil, err
		}
		if err := again.Check(c); err != nil {
			return nil, malformed("change %d: %v", i, err)
		}
		again.admit(c)
		changes = append(changes, c)
	}
	for i, c := range changes {
		if at := &d.Index.history[i]; at.hashed && at.hash != c.Hash {
			return nil, malformed("the changes do not come to the document's heads")
		}
	}
	for i, c := range changes {
		at := &d.Index.history[i]
		at.hash, at.hashed = c.Hash, true
		d.Index.changes[c.Hash] = uint32(i)
	}
	return changes, nil
}

// A rebuilder sorts the rows of a document by change. A slot is an operation's place in the order of
// changes and counters; deletes have slots, but no rows.
type rebuilder struct {
	d *Document
	x *Index

	base  []uint32 // by change, its first slot
	ops   []op     // by slot; refs and actors as in the document
	ids   []ref    // by slot; zero where no row was: a delete, or nothing, which no check lets pass
	first []uint32 // by slot, where its preds begin; one more than slots
	preds []ref

	local []uint32 // by actor of the document, its number in the change at hand
}

// gather goes through the rows, which [ReadDocument] has found to be well formed.
func (r *rebuilder) gather() error {
	x, d, n := r.x, r.d, r.d.rows
	r.base = make([]uint32, len(d.notes))
	slots := uint32(0)
	for i := range d.notes {
		r.base[i] = slots
		slots += x.history[i].end - x.history[i].start + 1
	}
	r.ops, r.ids = make([]op, slots), make([]ref, slots)
	r.first = make([]uint32, slots+2)
	r.local = make([]uint32, len(x.actors))

	objActor, objCtr := unsignedColumn(d.cols[docObjActor], n), unsignedColumn(d.cols[docObjCtr], n)
	keyActor, keyCtr := unsignedColumn(d.cols[docKeyActor], n), deltaColumn(d.cols[docKeyCtr], n)
	keyStr := stringColumn(d.cols[docKeyStr], string(d.cols[docKeyStr]), n)
	idActor, idCtr := unsignedColumn(d.cols[docIDActor], n), deltaColumn(d.cols[docIDCtr], n)
	insert, actions := flagColumn(d.cols[docInsert], n), unsignedColumn(d.cols[docAction], n)
	meta, raw := unsignedColumn(d.cols[docValMeta], n), string(d.cols[docValRaw])
	s, err := d.succs()
	if err != nil {
		return err
	}
	type edge struct {
		to   uint32 // the slot of the operation that replaces
		from ref    // what it replaces
		by   uint32 // the slot of that
	}
	edges := make([]edge, 0, s.pending)
	f := finder{x: x}
	for range n {
		a, _ := objActor.next()
		c, _ := objCtr.next()
		o := op{obj: ref{uint32(a), uint32(c)}}
		a, _ = keyActor.next()
		kc, hasK := keyCtr.next()
		o.elem, o.onText = ref{uint32(a), uint32(kc)}, hasK
		o.key, _ = keyStr.next()
		a, _ = idActor.next()
		kc, _ = idCtr.next()
		id := ref{uint32(a), uint32(kc)}
		o.insert = insert.next()
		a, _ = actions.next()
		o.action = action(a)
		m, _ := meta.next()
		if err := o.takeValue(m, &raw); err != nil {
			return err
		}
		slot := r.slot(&f, id)
		r.ops[slot], r.ids[slot] = o, id
		count, _ := s.counts.next()
		last := id
		for range count {
			to, ok := s.next()
			if !ok || !last.less(to) {
				return malformed("successors are not in order")
			}
			last = to
			at := r.slot(&f, to)
			edges = append(edges, edge{at, id, slot})
			r.first[at+2]++
		}
	}
	for i := 2; i < len(r.first); i++ {
		r.first[i] += r.first[i-1]
	}
	r.preds = make([]ref, len(edges))
	for _, e := range edges {
		r.preds[r.first[e.to+1]] = e.from
		r.first[e.to+1]++
		if r.ids[e.to] == (ref{}) {
			r.delete(e.to, e.by)
		}
	}
	return nil
}

func (r *rebuilder) slot(f *finder, id ref) uint32 {
	at, _ := f.find(id.actor, id.counter)
	return r.base[at] + id.counter - r.x.history[at].start
}

// delete makes slot a delete of the operation at by.
func (r *rebuilder) delete(slot, by uint32) {
	of := &r.ops[by]
	r.ops[slot] = op{obj: of.obj, key: of.key, onText: of.onText, action: actDelete}
	if of.onText {
		r.ops[slot].elem = r.ids[by]
	}
}

// change returns the change at the position in the history, without hashes.
func (r *rebuilder) change(at uint32) (*Change, error) {
	h := &r.x.history[at]
	n := h.end - h.start + 1
	if n > MaxChangeOps {
		return nil, overLimit("a change of %d operations", n)
	}
	from, to := r.base[at], r.base[at]+n
	c := &Change{
		Seq: uint64(h.seq), StartOp: uint64(h.start), Ops: int(n), Deps: make([]Hash, h.deps),
		Time: r.d.notes[at].time, Message: r.d.notes[at].message,
		ops: r.ops[from:to], preds: slices.Clone(r.preds[r.first[from]:r.first[to]]),
	}
	r.number(c, h, from)
	return c, nil
}

// number lists the actors that c names and turns the document's numbers for them into c's.
func (r *rebuilder) number(c *Change, h *change, from uint32) {
	const unused, used = 0, ^uint32(0)
	var others []uint32
	use := func(id ref) {
		if id.counter != 0 && id.actor != h.author && r.local[id.actor] == unused {
			r.local[id.actor] = used
			others = append(others, id.actor)
		}
	}
	for i := range c.ops {
		slot := from + uint32(i)
		o := &c.ops[i]
		o.pred, o.preds = r.first[slot]-r.first[from], r.first[slot+1]-r.first[slot]
		use(o.obj)
		use(o.elem)
	}
	for _, p := range c.preds {
		use(p)
	}
	slices.Sort(others)
	c.actors = []string{r.x.actors[h.author].raw}
	r.local[h.author] = 0
	for i, a := range others {
		r.local[a] = uint32(i + 1)
		c.actors = append(c.actors, r.x.actors[a].raw)
	}
	turn := func(id *ref) {
		if id.counter != 0 {
			id.actor = r.local[id.actor]
		}
	}
	for i := range c.ops {
		turn(&c.ops[i].obj)
		turn(&c.ops[i].elem)
	}
	for i := range c.preds {
		turn(&c.preds[i])
	}
	for _, a := range others {
		r.local[a] = unused
	}
}

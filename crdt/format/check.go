package format

import (
	"fmt"
	"slices"
)

// A plan is what Check found out about a change: all that Add then needs. Names, objects and the
// author that the index does not have yet are numbered as if they had been added.
type plan struct {
	of      *Change
	known   int      // hashes in the index when it was made
	actors  []uint32 // of the index, by actor of the change
	counts  []int    // per actor of the change, how many of its changes this one follows
	deps    []uint32
	beside  map[uint32]uint32 // see ancestry
	ops     []opInfo
	made    []uint32 // per operation, the object it makes
	names   []string
	nameOf  map[string]uint32
	objects []object
	inserts map[uint32]int // per text, runes put in
}

func (p *plan) reset(c *Change) {
	p.of = nil
	p.actors, p.deps, p.counts = p.actors[:0], p.deps[:0], p.counts[:0]
	p.ops = slices.Grow(p.ops[:0], c.Ops)[:c.Ops]
	p.made = slices.Grow(p.made[:0], c.Ops)[:c.Ops]
	p.names, p.objects = p.names[:0], p.objects[:0]
	if p.nameOf == nil {
		p.nameOf, p.inserts = map[string]uint32{}, map[uint32]int{}
	}
	clear(p.nameOf)
	clear(p.inserts)
}

// Check tells whether the change may be handed to the library and its records shown: whether it is
// the author's next, follows changes that are here, and refers only to what those made, in the way
// that the library would and the [Schema] allows. The verdict depends on the change and on those it
// follows, never on what else is here, so that all members come to the same one.
//
// Check leaves the index as it is. Errors: [ErrMissingDeps] (ask again after others were added),
// [ErrDuplicate], and as verdicts on the author [ErrMalformed], [ErrSchema], [ErrLimit].
func (x *Index) Check(c *Change) error {
	p := &x.plan
	p.reset(c)
	if len(c.Message) > x.schema.MaxMessage {
		return overLimit("message of %d bytes", len(c.Message))
	}
	if err := x.place(c); err != nil {
		return err
	}
	r := resolver{x: x, c: c, p: p}
	for i := range c.ops {
		if err := r.resolve(i, &c.ops[i]); err != nil {
			return err
		}
	}
	p.of, p.known = c, len(x.changes)
	return nil
}

// place checks where in the history the change belongs.
func (x *Index) place(c *Change) error {
	if x.Has(c.Hash) {
		return refusal(ErrDuplicate, "change %s", []any{c.Hash})
	}
	p := &x.plan
	own, known := x.actorOf[c.actors[0]]
	last := uint64(0)
	if known {
		last = uint64(len(x.actors[own].changes))
	} else {
		own = uint32(len(x.actors))
	}
	switch {
	case c.Seq <= last && !x.history[x.actors[own].changes[c.Seq-1]].hashed:
		return refusal(ErrDuplicate, "sequence number %d, as far as can be told", []any{c.Seq})
	case c.Seq <= last:
		return fmt.Errorf("format: %w: %w, %d", ErrMalformed, ErrForked, c.Seq)
	case c.Seq > last+1:
		return missing("sequence number %d after %d", c.Seq, last)
	}
	start := uint32(1)
	for _, h := range c.Deps {
		d, ok := x.changes[h]
		if !ok {
			return missing("change %s", h)
		}
		p.deps = append(p.deps, d)
		start = max(start, x.history[d].end+1)
	}
	if c.StartOp != uint64(start) {
		return malformed("first counter is %d instead of %d", c.StartOp, start)
	}
	x.before.of(x, p.deps, own)
	p.beside = x.before.beside
	for i, raw := range c.actors {
		a, known := x.actorOf[raw]
		if i == 0 {
			a = own
		} else if !known {
			return malformed("names an actor that made nothing it follows")
		}
		n := 0
		if int(a) < len(x.actors) {
			n = len(x.actors[a].changes) - int(p.beside[a])
		}
		if i == 0 && uint64(n) != last {
			return malformed("does not follow its author's previous change")
		}
		p.actors, p.counts = append(p.actors, a), append(p.counts, n)
	}
	return nil
}

// A resolver goes through the operations of one change, after it was placed.
type resolver struct {
	x *Index
	c *Change
	p *plan

	at     ref // the object id that was looked up last, and what it is; first the root
	object uint32
	shape  object
}

// lookup finds an operation that op i refers to: an earlier one of the same change, or one of a
// change that this one follows.
func (r *resolver) lookup(id ref, i int) (opInfo, bool) {
	if id.actor == 0 && uint64(id.counter) >= r.c.StartOp {
		j := int(uint64(id.counter) - r.c.StartOp)
		if j >= i {
			return opInfo{}, false
		}
		o := r.p.ops[j]
		return o, o.kind() != kindNone
	}
	a := r.p.actors[id.actor]
	if int(a) == len(r.x.actors) {
		return opInfo{}, false
	}
	return r.x.find(&r.x.actors[a], id.counter, r.p.counts[id.actor])
}

// enter makes the object that op i is on the current one.
func (r *resolver) enter(id ref, i int) bool {
	if id == r.at {
		return true
	}
	if id == (ref{}) {
		r.at, r.object, r.shape = id, 0, object{}
		return true
	}
	o, ok := r.lookup(id, i)
	if !ok || o.kind() != kindMakeMap && o.kind() != kindMakeText {
		return false
	}
	if id.actor == 0 && uint64(id.counter) >= r.c.StartOp {
		r.object = r.p.made[uint64(id.counter)-r.c.StartOp]
		r.shape = r.p.objects[int(r.object)-len(r.x.objects)]
	} else {
		r.object = r.x.objectOf[opKey{r.p.actors[id.actor], id.counter}]
		r.shape = r.x.objects[r.object]
	}
	r.at = id
	return true
}

func (r *resolver) resolve(i int, o *op) error {
	if !r.enter(o.obj, i) {
		return malformed("op %d: on an object that is not there", i)
	}
	if r.shape.kind == objectText {
		return r.onText(i, o)
	}
	if o.onText || o.insert {
		return malformed("op %d: an element of a map", i)
	}
	kind := uint32(kindNone)
	switch {
	case r.shape.kind == objectRoot:
		if o.action != actMakeMap || !r.x.schema.ValidRecord(o.key) {
			return outside("op %d: action %d on the root", i, o.action)
		}
		kind = kindMakeMap
	case !r.x.schema.ValidField(o.key):
		return outside("op %d: field name", i)
	case o.action == actSet:
		if len(o.value) > r.x.schema.MaxString {
			return overLimit("op %d: value of %d bytes", i, len(o.value))
		}
		if r.isText(o.key) {
			return outside("op %d: a plain value for a text", i)
		}
		kind = kindSet
	case o.action == actMakeText:
		if !r.isText(o.key) {
			return outside("op %d: a text for a plain value", i)
		}
		kind = kindMakeText
	case o.action == actDelete:
		if o.preds == 0 {
			return malformed("op %d: deletes nothing", i)
		}
	default:
		return outside("op %d: action %d in a record", i, o.action)
	}
	name := r.name(o.key)
	for _, id := range r.c.predsOf(o) {
		p, ok := r.lookup(id, i)
		if !ok || p.object != r.object || p.name() != name || p.kind() == kindElement {
			return malformed("op %d: replaces what is not on its key", i)
		}
	}
	r.p.ops[i] = opInfo{object: r.object, what: name<<3 | kind}
	switch kind {
	case kindMakeMap:
		r.makes(i, object{record: name, kind: objectRecord})
	case kindMakeText:
		r.makes(i, object{record: r.shape.record, field: name, kind: objectText})
	}
	return nil
}

func (r *resolver) onText(i int, o *op) error {
	if !o.onText {
		return malformed("op %d: a key of a text", i)
	}
	kind := uint32(kindNone)
	switch {
	case o.insert && o.action == actSet:
		if o.preds != 0 {
			return malformed("op %d: an insert that replaces", i)
		}
		if !oneRune(o.value) {
			return outside("op %d: an insert of %d bytes at once", i, len(o.value))
		}
		if r.p.inserts[r.object]++; r.p.inserts[r.object] > r.x.schema.MaxTextInsert {
			return overLimit("op %d: more than %d runes into one text", i, r.x.schema.MaxTextInsert)
		}
		kind = kindElement
	case !o.insert && o.action == actDelete:
		if o.preds != 1 || r.c.preds[o.pred] != o.elem {
			return malformed("op %d: deletes other than its element", i)
		}
	default:
		return outside("op %d: action %d in a text", i, o.action)
	}
	if o.elem != (ref{}) {
		e, ok := r.lookup(o.elem, i)
		if !ok || e.object != r.object || e.kind() != kindElement {
			return malformed("op %d: no such element in its text", i)
		}
	} else if !o.insert {
		return malformed("op %d: deletes the head", i)
	}
	r.p.ops[i] = opInfo{object: r.object, what: kind}
	return nil
}

func (r *resolver) makes(i int, o object) {
	r.p.made[i] = uint32(len(r.x.objects) + len(r.p.objects))
	r.p.objects = append(r.p.objects, o)
}

func (r *resolver) name(s string) uint32 {
	if n, ok := r.x.nameOf[s]; ok {
		return n
	}
	if n, ok := r.p.nameOf[s]; ok {
		return n
	}
	n := uint32(len(r.x.names) + len(r.p.names))
	r.p.names = append(r.p.names, s)
	r.p.nameOf[s] = n
	return n
}

func (r *resolver) isText(field string) bool {
	return r.x.schema.IsText(r.nameText(r.shape.record), field)
}

func (r *resolver) nameText(n uint32) string {
	if int(n) < len(r.x.names) {
		return r.x.names[n]
	}
	return r.p.names[int(n)-len(r.x.names)]
}

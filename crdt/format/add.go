package format

// Add takes a change in and returns what it touched, each key once, in the order of the operations:
// the keys whose values must be read again. It touches more than it altered where it lost against a
// concurrent change.
//
// Add expects a change that [Index.Check] has passed, with nothing added in between, or else one
// that the library itself made here just now. Any other change is not taken in, and Add returns nil.
func (x *Index) Add(c *Change) []Key {
	if (x.plan.of != c || x.plan.known != len(x.changes)) && x.Check(c) != nil {
		return nil
	}
	x.admit(c)
	return x.touched(x.plan.ops)
}

// AddValues is [Index.Add], and keeps in values what the library shows under keys that were touched, as
// far as that is sure without asking it; where it no longer is, it takes the key out.
//
// It is sure of a plain value that is set by an operation with a greater counter than any other in
// the document, on a record that was made only once: of all values that were written beside each
// other under one key the library shows the one with the greatest counter, whatever became of
// the others.
func (x *Index) AddValues(c *Change, values map[Key]string) []Key {
	newest := c.StartOp > x.MaxOp()
	keys := x.Add(c)
	if keys == nil {
		return nil
	}
	for i, o := range x.plan.ops {
		on := x.objects[o.object]
		if on.kind != objectRecord {
			continue
		}
		k := Key{Record: x.names[on.record], Field: x.names[o.name()]}
		if newest && o.kind() == kindSet && x.once(on.record) {
			values[k] = c.ops[i].value
		} else {
			delete(values, k)
		}
	}
	return keys
}

// once reports whether a record has been made a single time: else what is written on one of them may
// be on one that is not shown.
func (x *Index) once(record uint32) bool {
	if n := len(x.names); len(x.births) < n {
		x.births = append(x.births, make([]uint8, n-len(x.births))...)
	}
	for _, o := range x.objects[x.counted:] {
		if o.kind == objectRecord && x.births[o.record] < 2 {
			x.births[o.record]++
		}
	}
	x.counted = len(x.objects)
	return x.births[record] == 1
}

// admit takes the planned change in.
func (x *Index) admit(c *Change) {
	p := &x.plan
	for _, n := range p.names {
		x.name(n)
	}
	x.objects = append(x.objects, p.objects...)
	own := x.actor(c.actors[0])
	a := &x.actors[own]
	for i, o := range p.ops {
		if k := o.kind(); k == kindMakeMap || k == kindMakeText {
			x.objectOf[opKey{own, uint32(c.StartOp) + uint32(i)}] = p.made[i]
		}
	}
	x.append(change{
		hash: c.Hash, hashed: true, author: own, seq: uint32(c.Seq),
		start: uint32(c.StartOp), end: uint32(c.MaxOp()), first: uint32(len(a.ops)),
	}, p.deps)
	a.ops = append(a.ops, p.ops...)
	a.tip = tip{beside: p.beside, asOf: len(x.history)}
	p.of = nil
}

// touched returns the keys that the operations are on, each once.
func (x *Index) touched(ops []opInfo) []Key {
	var keys []Key
	var many map[Key]struct{}
	for i, o := range ops {
		if i > 0 && o.object == ops[i-1].object && o.name() == ops[i-1].name() {
			continue
		}
		k := x.keyOf(o)
		if many == nil && len(keys) == 16 {
			many = make(map[Key]struct{}, len(ops)/4)
			for _, k := range keys {
				many[k] = struct{}{}
			}
		}
		if many != nil {
			if _, ok := many[k]; ok {
				continue
			}
			many[k] = struct{}{}
		} else if contains(keys, k) {
			continue
		}
		keys = append(keys, k)
	}
	return keys
}

func contains(keys []Key, k Key) bool {
	for _, have := range keys {
		if have == k {
			return true
		}
	}
	return false
}

func (x *Index) keyOf(o opInfo) Key {
	switch on := x.objects[o.object]; on.kind {
	case objectRecord:
		return Key{Record: x.names[on.record], Field: x.names[o.name()]}
	case objectText:
		return Key{Record: x.names[on.record], Field: x.names[on.field]}
	default:
		return Key{Record: x.names[o.name()]}
	}
}

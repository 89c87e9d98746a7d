package format

import (
	"crypto/sha256"
	"math/rand/v2"
	"slices"
)

// Reseal returns the chunk with the checksum that its bytes should have, or the chunk itself if it
// is not one.
func Reseal(raw []byte) []byte {
	if len(raw) < 10 {
		return raw
	}
	raw = slices.Clone(raw)
	h := sha256.Sum256(raw[8:])
	copy(raw[4:8], h[:4])
	return raw
}

// Twist returns the change with something about its operations altered, encoded as the library
// would: lies that no encoding shows.
func Twist(original *Change, r *rand.Rand) []byte {
	c := *original
	c.ops, c.preds, c.actors, c.Deps = slices.Clone(c.ops), slices.Clone(c.preds), slices.Clone(c.actors), slices.Clone(c.Deps)
	for range 1 + r.IntN(2) {
		twist(&c, r)
	}
	c.Ops = len(c.ops)
	dropUnused(&c)
	new(encoder).encode(&c)
	return c.Raw
}

func twist(c *Change, r *rand.Rand) {
	i, j := r.IntN(len(c.ops)), r.IntN(len(c.ops))
	o, other := &c.ops[i], &c.ops[j]
	near := func(id ref) ref {
		switch r.IntN(4) {
		case 0:
			return ref{}
		case 1:
			return ref{uint32(r.IntN(len(c.actors))), uint32(max(1, int(id.counter)+r.IntN(7)-3))}
		case 2:
			return ref{0, uint32(c.StartOp) + uint32(r.IntN(len(c.ops)+1))}
		}
		return ref{uint32(r.IntN(len(c.actors))), 1 + uint32(r.IntN(int(c.StartOp)+len(c.ops)))}
	}
	switch r.IntN(16) {
	case 0:
		o.obj = near(o.obj)
	case 1:
		o.obj = other.obj
	case 2:
		o.elem, o.onText = near(o.elem), true
		o.key = ""
	case 3:
		o.elem, o.onText, o.key = other.elem, other.onText, other.key
	case 4:
		if !o.onText {
			o.key = []string{"place", "text", "header", "gone", "note/aaaaaaaaaaaa", "new", "X"}[r.IntN(7)]
		}
	case 5:
		if o.action = []action{actMakeMap, actSet, actDelete, actMakeText}[r.IntN(4)]; o.action != actSet {
			o.value = ""
		}
	case 6:
		o.insert = !o.insert
	case 7:
		if o.action == actSet {
			o.value = []string{"", "x", "xy", "日", "\x00", other.value}[r.IntN(6)]
		}
	case 8: // replace nothing
		o.preds = 0
		regroup(c, i, nil)
	case 9: // replace one more
		p := append(slices.Clone(c.predsOf(o)), near(o.elem))
		slices.SortFunc(p, func(a, b ref) int { return int(a.counter) - int(b.counter) })
		regroup(c, i, p)
	case 10: // replace what another replaces
		regroup(c, i, slices.Clone(c.predsOf(other)))
	case 11:
		if len(c.ops) > 1 {
			regroup(c, i, nil)
			c.ops = slices.Delete(c.ops, i, i+1)
		}
	case 12:
		o.pred, o.preds = 0, 0
		copyOf := *other
		regroup(c, i, slices.Clone(c.predsOf(&copyOf)))
		p := c.ops[i]
		c.ops[i] = copyOf
		c.ops[i].pred, c.ops[i].preds = p.pred, p.preds
	case 13:
		c.StartOp = max(1, c.StartOp+uint64(r.IntN(5))-2)
	case 14:
		c.Seq = max(1, c.Seq+uint64(r.IntN(3))-1)
	case 15:
		if len(c.Deps) > 0 {
			c.Deps = slices.Delete(c.Deps, 0, 1)
		}
	}
}

// regroup gives op i these preds.
func regroup(c *Change, i int, p []ref) {
	var all []ref
	for k := range c.ops {
		own := c.preds[c.ops[k].pred : c.ops[k].pred+c.ops[k].preds]
		if k == i {
			own = p
		}
		c.ops[k].pred, c.ops[k].preds = uint32(len(all)), uint32(len(own))
		all = append(all, own...)
	}
	c.preds = all
}

func dropUnused(c *Change) {
	used := make([]bool, len(c.actors))
	each := func(f func(*ref)) {
		for i := range c.ops {
			f(&c.ops[i].obj)
			f(&c.ops[i].elem)
		}
		for i := range c.preds {
			f(&c.preds[i])
		}
	}
	each(func(id *ref) { used[id.actor] = used[id.actor] || id.counter != 0 })
	number, kept := make([]uint32, len(used)), c.actors[:1]
	for a := 1; a < len(used); a++ {
		if used[a] {
			number[a] = uint32(len(kept))
			kept = append(kept, c.actors[a])
		}
	}
	each(func(id *ref) { id.actor = number[id.actor] })
	c.actors = kept
}

// Encode writes the change anew.
func Encode(c *Change) []byte {
	again := *c
	new(encoder).encode(&again)
	return again.Raw
}

// Behind returns the change with other dependencies, and the first counter that goes with them.
func Behind(c *Change, start uint64, deps ...Hash) []byte {
	again := *c
	again.StartOp, again.Deps = start, slices.Clone(deps)
	sortHashes(again.Deps)
	return Encode(&again)
}

// Steps returns how many steps the index took to find out what is concurrent to what.
func (x *Index) Steps() int { return x.before.steps }

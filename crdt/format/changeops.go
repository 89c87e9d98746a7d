package format

import "unicode/utf8"

// readOps reads the columns of a change into its operations.
func (c *Change) readOps(cols *[maxColumns][]byte) error {
	n, err := countRows(cols[colAction], MaxChangeOps, "operations")
	if err != nil {
		return err
	}
	if n == 0 {
		return outside("a change without operations")
	}
	c.Ops, c.ops = n, make([]op, n)
	if err := c.readTargets(cols); err != nil {
		return err
	}
	if err := c.readValues(cols); err != nil {
		return err
	}
	return c.readPreds(cols)
}

// reference combines the two halves of an operation id. Where the counter may be zero on its own,
// as for the head of a text, the actor is null.
func (c *Change) reference(actor uint64, hasActor bool, counter int64) (ref, bool) {
	if !hasActor || actor >= uint64(len(c.actors)) || counter == 0 {
		return ref{}, false
	}
	return ref{actor: uint32(actor), counter: uint32(counter)}, true
}

func (c *Change) readTargets(cols *[maxColumns][]byte) error {
	n := c.Ops
	objActor, objCtr := unsignedColumn(cols[colObjActor], n), unsignedColumn(cols[colObjCtr], n)
	keyActor, keyCtr := unsignedColumn(cols[colKeyActor], n), deltaColumn(cols[colKeyCtr], n)
	keyStr := stringColumn(cols[colKeyStr], string(cols[colKeyStr]), n)
	for i := range c.ops {
		o := &c.ops[i]
		a, hasA := objActor.next()
		ctr, hasC := objCtr.next()
		if hasA != hasC || ctr > maxCounter {
			return malformed("op %d: half an object id", i)
		}
		var ok bool
		if hasA {
			if o.obj, ok = c.reference(a, true, int64(ctr)); !ok {
				return malformed("op %d: bad object id", i)
			}
		}
		a, hasA = keyActor.next()
		kc, hasK := keyCtr.next()
		key, hasS := keyStr.next()
		switch {
		case hasS && !hasA && !hasK:
			o.key = key
		case hasS || !hasK:
			return malformed("op %d: neither a key nor an element", i)
		case !hasA && kc == 0:
			o.onText = true
		default:
			o.onText = true
			if o.elem, ok = c.reference(a, hasA, kc); !ok {
				return malformed("op %d: bad element id", i)
			}
		}
	}
	if !objActor.end() || !objCtr.end() || !keyActor.end() || !keyCtr.end() || !keyStr.end() {
		return malformed("an object or key column is not canonical")
	}
	return nil
}

func (c *Change) readValues(cols *[maxColumns][]byte) error {
	n := c.Ops
	insert, actions := flagColumn(cols[colInsert], n), unsignedColumn(cols[colAction], n)
	meta, raw := unsignedColumn(cols[colValMeta], n), string(cols[colValRaw])
	for i := range c.ops {
		o := &c.ops[i]
		o.insert = insert.next()
		a, ok := actions.next()
		if !ok || a > 7 {
			return malformed("op %d: unknown action", i)
		}
		o.action = action(a)
		m, ok := meta.next()
		if !ok {
			return malformed("op %d: no value", i)
		}
		if err := o.takeValue(m, &raw); err != nil {
			return err
		}
	}
	if len(raw) > 0 || !insert.end() || !actions.end() || !meta.end() {
		return malformed("an action or value column is not canonical")
	}
	return nil
}

const (
	valueNull   = 0
	valueString = 6
)

// takeValue sets the value that meta (length<<4 | type) describes, from the front of raw.
func (o *op) takeValue(meta uint64, raw *string) error {
	switch o.action {
	case actSet:
		if meta&15 != valueString {
			return outside("a value of type %d", meta&15)
		}
		if meta>>4 > uint64(len(*raw)) {
			return malformed("values are cut off")
		}
		o.value, *raw = (*raw)[:meta>>4], (*raw)[meta>>4:]
		if !utf8.ValidString(o.value) {
			return malformed("a value is not UTF-8")
		}
	case actMakeMap, actMakeText, actDelete:
		if meta != valueNull {
			return malformed("a value on action %d", o.action)
		}
	default:
		return outside("action %d", o.action)
	}
	return nil
}

func (c *Change) readPreds(cols *[maxColumns][]byte) error {
	counts := unsignedColumn(cols[colPredNum], c.Ops)
	total := 0
	for i := range c.ops {
		o := &c.ops[i]
		n, ok := counts.next()
		if !ok || n > uint64(maxChangePreds-total) {
			return malformed("bad count of predecessors")
		}
		o.pred, o.preds = uint32(total), uint32(n)
		total += int(n)
	}
	if !counts.end() {
		return malformed("the count of predecessors is not canonical")
	}
	c.preds = make([]ref, total)
	actors, counters := unsignedColumn(cols[colPredActor], total), deltaColumn(cols[colPredCtr], total)
	for i := range c.preds {
		a, ok := actors.next()
		ctr, has := counters.next()
		if !ok || !has {
			return malformed("bad predecessor")
		}
		if c.preds[i], ok = c.reference(a, true, ctr); !ok {
			return malformed("bad predecessor id")
		}
	}
	if !actors.end() || !counters.end() {
		return malformed("a predecessor column is not canonical")
	}
	for i := range c.ops {
		if p := c.predsOf(&c.ops[i]); len(p) > 1 && !c.ascending(p) {
			return malformed("op %d: predecessors are not in order", i)
		}
	}
	return nil
}

func (c *Change) predsOf(o *op) []ref { return c.preds[o.pred : o.pred+o.preds] }

// ascending reports whether ids are in the library's order: by counter, then by the actor's bytes.
func (c *Change) ascending(ids []ref) bool {
	for i := 1; i < len(ids); i++ {
		a, b := ids[i-1], ids[i]
		if a.counter > b.counter || a.counter == b.counter && c.actors[a.actor] >= c.actors[b.actor] {
			return false
		}
	}
	return true
}

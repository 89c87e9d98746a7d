package format

import "unicode/utf8"

// A view reads the rows of a document in their order: object by object, the root first; in a map
// key by key, the least id first, so that the last row that nothing replaced is the value; in a
// text as it reads.
type view struct {
	d   *Document
	x   *Index
	all string // the values one behind the other
	raw string // those not yet taken

	// What the rows at hand are on.
	obj    ref
	object uint32
	shape  object
	shown  bool
	key    string
	name   uint32
	last   ref    // id of the last row on this key
	holder uint32 // the object that this key shows, if any
	fields map[string]string
	text   textBuilder

	wins []bool // by object: whether the view shows it
}

// read reads all rows.
func (v *view) read() error {
	d, n := v.d, v.d.rows
	objActor, objCtr := unsignedColumn(d.cols[docObjActor], n), unsignedColumn(d.cols[docObjCtr], n)
	keyActor, keyCtr := unsignedColumn(d.cols[docKeyActor], n), deltaColumn(d.cols[docKeyCtr], n)
	keyStr := stringColumn(d.cols[docKeyStr], string(d.cols[docKeyStr]), n)
	idActor, idCtr := unsignedColumn(d.cols[docIDActor], n), deltaColumn(d.cols[docIDCtr], n)
	insert, actions := flagColumn(d.cols[docInsert], n), unsignedColumn(d.cols[docAction], n)
	meta, counts := unsignedColumn(d.cols[docValMeta], n), unsignedColumn(d.cols[docSuccNum], n)
	actors := uint64(len(v.x.actors))
	f := finder{x: v.x}
	v.wins, v.shown = []bool{true}, true
	for i := range n {
		var o op
		a, hasA := objActor.next()
		c, hasC := objCtr.next()
		if hasA != hasC || hasA && (a >= actors || c == 0 || c > maxCounter) {
			return malformed("row %d: bad object id", i)
		}
		if hasA {
			o.obj = ref{uint32(a), uint32(c)}
		}
		if o.obj != v.obj {
			if err := v.enter(o.obj, i); err != nil {
				return err
			}
		}
		a, hasA = keyActor.next()
		kc, hasK := keyCtr.next()
		key, hasS := keyStr.next()
		switch {
		case hasS && !hasA && !hasK:
			o.key = key
		case hasS || !hasK || hasA != (kc != 0) || a >= actors:
			return malformed("row %d: bad key", i)
		default:
			o.onText, o.elem = true, ref{uint32(a), uint32(kc)}
		}
		a, _ = idActor.next()
		kc, _ = idCtr.next()
		id := ref{uint32(a), uint32(kc)}
		o.insert = insert.next()
		act, ok := actions.next()
		m, hasM := meta.next()
		s, hasN := counts.next()
		if !ok || !hasM || !hasN || act > 7 {
			return malformed("row %d: not complete", i)
		}
		o.action = action(act)
		if err := o.takeValue(m, &v.raw); err != nil {
			return err
		}
		slot, err := v.slot(&f, id)
		if err != nil {
			return err
		}
		if v.shape.kind == objectText {
			err = v.element(&o, id, slot, s == 0)
		} else {
			err = v.entry(&o, id, slot, s == 0)
		}
		if err != nil {
			return err
		}
	}
	v.leave()
	ends := objActor.end() && objCtr.end() && keyActor.end() && keyCtr.end() && keyStr.end() &&
		insert.end() && actions.end() && meta.end()
	if !ends || v.raw != "" {
		return malformed("a column of operations is not canonical")
	}
	for record, fields := range d.Records {
		if fields == nil {
			d.Records[record] = map[string]string{}
		}
	}
	return nil
}

// slot returns the place in the index of the operation with this id.
func (v *view) slot(f *finder, id ref) (*opInfo, error) {
	at, _ := f.find(id.actor, id.counter)
	c := &v.x.history[at]
	slot := &v.x.actors[id.actor].ops[c.first+id.counter-c.start]
	if slot.kind() != kindNone {
		return nil, malformed("two operations with one id")
	}
	return slot, nil
}

// less is the order of operation ids: by counter, then by actor.
func (a ref) less(b ref) bool {
	return a.counter < b.counter || a.counter == b.counter && a.actor < b.actor
}

// enter goes on to the next object.
func (v *view) enter(id ref, row int) error {
	v.leave()
	object, ok := v.x.objectOf[opKey(id)]
	if !ok || !v.obj.less(id) {
		return malformed("row %d: on an object that was not made, or out of order", row)
	}
	v.obj, v.object, v.shape, v.shown = id, object, v.x.objects[object], v.wins[object]
	v.key, v.name, v.last, v.holder, v.fields = "", 0, ref{}, 0, nil
	if v.shown {
		record := v.x.names[v.shape.record]
		v.fields = v.d.Records[record]
		if v.fields == nil {
			v.fields = make(map[string]string, 12)
			v.d.Records[record] = v.fields
		}
	}
	return nil
}

// leave finishes the object at hand.
func (v *view) leave() {
	if v.shape.kind == objectText && v.shown {
		v.fields[v.x.names[v.shape.field]] = v.text.take(v.all)
	}
}

// entry takes a row of the root or of a record.
func (v *view) entry(o *op, id ref, slot *opInfo, visible bool) error {
	if o.onText || o.insert {
		return malformed("an element of a map")
	}
	if o.key != v.key {
		if o.key < v.key {
			return malformed("keys are not in order")
		}
		if v.shape.kind == objectRoot && !v.x.schema.ValidRecord(o.key) || v.shape.kind == objectRecord && !v.x.schema.ValidField(o.key) {
			return outside("a key of the document")
		}
		v.key, v.name, v.last, v.holder = o.key, v.x.name(o.key), ref{}, 0
	} else if !v.last.less(id) || o.key == "" {
		return malformed("ids on one key are not in order")
	}
	v.last = id
	if v.shape.kind == objectRoot {
		if o.action != actMakeMap {
			return outside("action %d on the root", o.action)
		}
		*slot = opInfo{what: v.name<<3 | kindMakeMap}
		v.makes(id, object{record: v.name, kind: objectRecord}, visible)
		if visible && v.d.Records[o.key] == nil {
			v.d.Records[o.key] = nil
		}
		return nil
	}
	text := v.x.schema.IsText(v.x.names[v.shape.record], o.key)
	switch {
	case o.action == actSet && !text:
		if len(o.value) > v.x.schema.MaxString {
			return overLimit("value of %d bytes", len(o.value))
		}
		*slot = opInfo{object: v.object, what: v.name<<3 | kindSet}
		if visible && v.shown {
			v.fields[o.key] = o.value
		}
	case o.action == actMakeText && text:
		*slot = opInfo{object: v.object, what: v.name<<3 | kindMakeText}
		v.makes(id, object{record: v.shape.record, field: v.name, kind: objectText}, visible && v.shown)
		if visible && v.shown {
			v.fields[o.key] = ""
		}
	default:
		return outside("action %d in a record", o.action)
	}
	return nil
}

// makes adds an object; the last one shown on a key is the one that the view shows.
func (v *view) makes(id ref, o object, shown bool) {
	n := uint32(len(v.x.objects))
	v.x.objects = append(v.x.objects, o)
	v.x.objectOf[opKey(id)] = n
	v.wins = append(v.wins, shown)
	if shown {
		if v.holder != 0 {
			v.wins[v.holder] = false
		}
		v.holder = n
	}
}

// element takes a row of a text.
func (v *view) element(o *op, id ref, slot *opInfo, visible bool) error {
	if !o.onText || !o.insert || o.action != actSet {
		return outside("action %d in a text", o.action)
	}
	if c := o.value; len(c) != 1 || c[0] >= utf8.RuneSelf {
		if !oneRune(c) {
			return outside("an element of %d bytes", len(c))
		}
	}
	*slot = opInfo{object: v.object, what: kindElement}
	if visible && v.shown {
		end := len(v.all) - len(v.raw)
		v.text.add(v.all, end-len(o.value), end)
	}
	return nil
}

package format

// ReadHead reads what a change says of itself before its operations: Hash, Actor, Seq, Deps and
// the rest of its head, but neither its operations nor whether they are as they should be. It is for
// who has to know whose change this is; [ParseChange] decides whether it is one.
//
// Errors: [ErrMalformed], [ErrLimit].
func ReadHead(raw []byte) (*Change, error) {
	if len(raw) > MaxChangeBytes {
		return nil, overLimit("change of %d bytes", len(raw))
	}
	k, rest, err := cutChunk(raw)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 || k.kind != changeChunk {
		return nil, malformed("not one plain change")
	}
	c := &Change{Raw: k.raw}
	if c.Hash, err = k.sum(); err != nil {
		return nil, err
	}
	_, err = c.readHeader(k.body)
	return c, err
}

// Records returns the keys of the records that a change is on, each once, in the order of the
// operations. The change is the one that [Index.Check] passed last, with nothing added in
// between; nil for any other.
func (x *Index) Records(c *Change) []string {
	p := &x.plan
	if p.of != c || p.known != len(x.changes) {
		return nil
	}
	var out []string
	seen := map[uint32]bool{}
	last := ^uint32(0)
	for _, o := range p.ops {
		record := o.name()
		if o.object != 0 {
			record = x.objectAt(o.object).record
		}
		if record == last || seen[record] {
			continue
		}
		last, seen[record] = record, true
		out = append(out, x.nameAt(record))
	}
	return out
}

// objectAt and nameAt know what the plan would add, too.
func (x *Index) objectAt(i uint32) object {
	if int(i) < len(x.objects) {
		return x.objects[i]
	}
	return x.plan.objects[int(i)-len(x.objects)]
}

func (x *Index) nameAt(i uint32) string {
	if int(i) < len(x.names) {
		return x.names[i]
	}
	return x.plan.names[int(i)-len(x.names)]
}

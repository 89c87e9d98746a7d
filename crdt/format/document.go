package format

import (
	"errors"
	"slices"
)

// A Document is what a saved document says. It keeps the document's columns, inflated, for
// [Document.Changes]; whoever needs only Records and Index should keep only those.
type Document struct {
	// Records holds the view: per record key its fields, texts as plain strings. A record or
	// field that was made several times at once shows the one the library shows. A record that
	// was made and has no field is an empty map.
	Records map[string]map[string]string
	// Heads are the document's heads, ascending.
	Heads []Hash
	// Index knows what the document has taken in; it may be added to.
	Index *Index
	// Behind holds the keys that changes after the document chunk touched. Records does not show
	// those changes.
	Behind []Key
	// Waiting holds the changes after the document chunk that follow one which is not here, or
	// one inside the document whose hash is not known yet: see [Index.AddHash].
	Waiting []*Change

	cols  [maxColumns][]byte // the operations, inflated
	rows  int
	notes []note // by change
}

// A note is what a document says about a change and the index does not keep.
type note struct {
	time    int64
	message string
}

var documentChangeColumns = []uint32{0x01, 0x03, 0x13, 0x23, 0x35, 0x40, 0x43, 0x56, 0x57}

const (
	colActor = iota
	colSeq
	colMaxOp
	colTime
	colMessage
	colDepsNum
	colDepsIndex
	colExtraMeta
	colExtraRaw
)

var documentOpColumns = []uint32{0x01, 0x02, 0x11, 0x13, 0x15, 0x21, 0x23, 0x34, 0x42, 0x56, 0x57, 0x80, 0x81, 0x83}

const (
	docObjActor = iota
	docObjCtr
	docKeyActor
	docKeyCtr
	docKeyStr
	docIDActor
	docIDCtr
	docInsert
	docAction
	docValMeta
	docValRaw
	docSuccNum
	docSuccActor
	docSuccCtr
)

// ReadDocument reads what the library's Save wrote: a document chunk, and change chunks behind it
// if there are any, under [DefaultSchema]. See [ReadDocumentFor].
func ReadDocument(b []byte, lim Limits) (*Document, error) {
	return ReadDocumentFor(DefaultSchema(), b, lim)
}

// ReadDocumentFor reads a saved document without the library. The view equals the library's, but
// for the changes behind the document chunk (see [Document.Behind]).
//
// It checks the checksum, the encoding, the schema, and that the history hangs together. It does
// not check that the order of a text, and what counts as replaced, follow from the changes, nor
// that the heads' hashes do: a document from a peer may show lies until [Document.Changes] has
// rebuilt the changes, which are the only part of it that should reach the library.
//
// The strings in Records share memory with each other; b is not kept.
//
// Errors: [ErrMalformed], [ErrSchema], [ErrLimit].
func ReadDocumentFor(s Schema, b []byte, lim Limits) (*Document, error) {
	if len(b) > lim.Bytes {
		return nil, overLimit("document of %d bytes", len(b))
	}
	k, rest, err := cutChunk(b)
	if err != nil {
		return nil, err
	}
	if k.kind != documentChunk {
		return nil, malformed("chunk type %d is not a document", k.kind)
	}
	d := &Document{Records: map[string]map[string]string{}, Index: NewIndexFor(s)}
	if _, err = k.sum(); err != nil {
		return nil, err
	}
	indices, err := d.read(k.body, lim)
	if err != nil {
		return nil, err
	}
	if err := d.nameHeads(indices); err != nil {
		return nil, err
	}
	if err := d.follow(rest); err != nil {
		return nil, err
	}
	return d, nil
}

// read reads the body of the document chunk and returns the row of each head.
func (d *Document) read(b []byte, lim Limits) ([]uint64, error) {
	p, err := d.readActors(b, lim)
	if err != nil {
		return nil, err
	}
	n, p := uleb(b, p)
	if p < 0 || n > maxDeps || n*32 > uint64(len(b)-p) {
		return nil, malformed("bad list of heads")
	}
	d.Heads = make([]Hash, n)
	for i := range d.Heads {
		d.Heads[i] = Hash(b[p:])
		p += 32
		if i > 0 && string(d.Heads[i-1][:]) >= string(d.Heads[i][:]) {
			return nil, malformed("heads are not in order")
		}
	}
	changes, p, err := readTable(b, p, documentChangeColumns, true)
	if err != nil {
		return nil, err
	}
	ops, p, err := readTable(b, p, documentOpColumns, true)
	if err != nil {
		return nil, err
	}
	changeCols, p, err := changes.cut(b, p)
	if err != nil {
		return nil, err
	}
	if d.cols, p, err = ops.cut(b, p); err != nil {
		return nil, err
	}
	indices := make([]uint64, n)
	for i := range indices {
		if indices[i], p = uleb(b, p); p < 0 {
			return nil, malformed("bad index of a head")
		}
	}
	if p != len(b) {
		return nil, malformed("%d bytes after the document", len(b)-p)
	}
	left := min(lim.Inflated, max(ratioFloor, lim.Ratio*len(b)))
	if err := inflate(&changeCols, &changes, &left); err != nil {
		return nil, err
	}
	if err := inflate(&d.cols, &ops, &left); err != nil {
		return nil, err
	}
	for i, deflated := range ops.deflated {
		if !deflated {
			d.cols[i] = slices.Clone(d.cols[i]) // do not keep b
		}
	}
	if err := d.readHistory(&changeCols, lim); err != nil {
		return nil, err
	}
	return indices, d.readOps(lim)
}

func (d *Document) readActors(b []byte, lim Limits) (int, error) {
	n, p := uleb(b, 0)
	if p < 0 || n > uint64(lim.Actors) {
		return 0, malformed("bad count of actors")
	}
	for i := range n {
		var raw string
		if raw, p = actorAt(b, p); p < 0 {
			return 0, malformed("bad actor id")
		}
		if i > 0 && d.Index.actors[i-1].raw >= raw {
			return 0, malformed("actors are not in order")
		}
		d.Index.actor(raw)
	}
	return p, nil
}

// nameHeads tells the index the hashes that the document tells: those of its heads.
func (d *Document) nameHeads(indices []uint64) error {
	x := d.Index
	if len(indices) != len(x.heads) {
		return malformed("%d heads are named, %d changes have no successor", len(indices), len(x.heads))
	}
	for i, at := range indices {
		if at >= uint64(len(x.history)) {
			return malformed("bad index of a head")
		}
		c := &x.history[at]
		if _, ok := x.heads[uint32(at)]; !ok || c.hashed {
			return malformed("a head that has successors")
		}
		c.hash, c.hashed = d.Heads[i], true
		x.changes[c.hash] = uint32(at)
	}
	return nil
}

// follow takes in the change chunks behind the document, in whatever order they are.
func (d *Document) follow(b []byte) error {
	parts, err := SplitChunks(b)
	if err != nil {
		return err
	}
	var open []*Change
	for _, part := range parts {
		c, err := ParseChange(slices.Clone(part))
		if err != nil {
			return err
		}
		open = append(open, c)
	}
	seen := map[Key]bool{}
	const rounds = 8 // a journal needs one; what is out of order for longer may wait
	for round := 0; len(open) > 0 && round < rounds; round++ {
		d.Waiting = nil
		for _, c := range open {
			err := d.Index.Check(c)
			switch {
			case errors.Is(err, ErrDuplicate):
				continue
			case errors.Is(err, ErrMissingDeps):
				d.Waiting = append(d.Waiting, c)
				continue
			case err != nil:
				return err
			}
			for _, k := range d.Index.Add(c) {
				if !seen[k] {
					seen[k] = true
					d.Behind = append(d.Behind, k)
				}
			}
		}
		if len(d.Waiting) == len(open) {
			break
		}
		open = d.Waiting
	}
	if len(parts) > 0 {
		d.Heads = d.Index.Heads()
	}
	return nil
}

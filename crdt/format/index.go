package format

import (
	"bytes"
	"encoding/hex"
	"slices"
	"sort"
)

// An Index knows what a document has taken in, as far as it takes to judge the next change and to
// say which records it touches: per actor its changes, and per operation the object and key it is
// on. It holds no values: 8 bytes an operation, about 150 bytes a change
// and 100 a record.
//
// An Index is not safe for concurrent use, not even of its reading methods.
type Index struct {
	schema Schema

	actors  []author
	actorOf map[string]uint32 // by raw id

	history []change // in the order of arrival: each after those it depends on
	deps    []uint32 // of all changes, as positions in history
	changes map[Hash]uint32
	heads   map[uint32]struct{}

	names  []string // record keys and field names
	nameOf map[string]uint32

	objects  []object         // 0 is the root
	objectOf map[opKey]uint32 // by the operation that made it
	births   []uint8          // by name, how often a record of it was made, at most 2, in objects
	counted  int              // up to here

	plan   plan // of the last Check
	before ancestry
}

// An author is one actor's part of the history.
type author struct {
	raw     string
	changes []uint32 // positions in history, by sequence number - 1
	ops     []opInfo // of all its changes, one after the other
	tip     tip
}

// A change is what is kept of a change. Where the document it came from did not tell its hash,
// hashed is false until [Index.AddHash].
type change struct {
	hash       Hash
	hashed     bool
	author     uint32
	seq        uint32
	start, end uint32 // counters of the first and the last operation
	first      uint32 // where they begin in the author's ops
	deps, dep  uint32 // how many it depends on, and where they begin in the index's deps
}

type opKey struct{ actor, counter uint32 }

// An opInfo is what is kept of an operation: the object it is on, and its key's name with its kind.
// The zero value stands for a delete, which nothing can refer to.
type opInfo struct {
	object uint32
	what   uint32 // name<<3 | kind
}

const (
	kindNone = iota
	kindSet
	kindMakeMap
	kindMakeText
	kindElement
)

func (o opInfo) kind() uint32 { return o.what & 7 }

func (o opInfo) name() uint32 { return o.what >> 3 }

// An object is the root, a record or a text.
type object struct {
	record uint32 // name of the record
	field  uint32 // name of the field, for a text
	kind   uint8
}

const (
	objectRoot = iota
	objectRecord
	objectText
)

// NewIndex returns the index of an empty document under [DefaultSchema].
func NewIndex() *Index { return NewIndexFor(DefaultSchema()) }

// NewIndexFor returns the index of an empty document under the schema, which it keeps.
func NewIndexFor(s Schema) *Index {
	return &Index{
		schema:   s,
		actorOf:  map[string]uint32{},
		changes:  map[Hash]uint32{},
		heads:    map[uint32]struct{}{},
		nameOf:   map[string]uint32{"": 0},
		names:    []string{""},
		objects:  []object{{kind: objectRoot}},
		objectOf: map[opKey]uint32{},
	}
}

// Has reports whether the change with this hash was taken in. It does not know the changes inside
// a document read by [ReadDocument] but for its heads, until [Index.AddHash] named them.
func (x *Index) Has(h Hash) bool { _, ok := x.changes[h]; return ok }

// Have returns, per actor, the sequence number of its last change taken in. The caller owns the map.
func (x *Index) Have() map[ActorID]uint64 {
	have := make(map[ActorID]uint64, len(x.actors))
	for i := range x.actors {
		if a := &x.actors[i]; len(a.changes) > 0 {
			have[ActorID(hex.EncodeToString([]byte(a.raw)))] = uint64(len(a.changes))
		}
	}
	return have
}

// Numbered returns the hash of an author's change; false if it is not here, or not named.
func (x *Index) Numbered(actor ActorID, seq uint64) (Hash, bool) {
	raw, err := hex.DecodeString(string(actor))
	a, known := x.actorOf[string(raw)]
	if err != nil || !known || seq == 0 || seq > uint64(len(x.actors[a].changes)) {
		return Hash{}, false
	}
	c := &x.history[x.actors[a].changes[seq-1]]
	return c.hash, c.hashed
}

// Heads returns the hashes of the changes that no other change follows, ascending. The caller owns
// the slice.
func (x *Index) Heads() []Hash {
	hs := make([]Hash, 0, len(x.heads))
	for i := range x.heads {
		hs = append(hs, x.history[i].hash)
	}
	sortHashes(hs)
	return hs
}

// Changes returns how many changes were taken in.
func (x *Index) Changes() int { return len(x.history) }

// Ops returns how many operations the changes that were taken in have.
func (x *Index) Ops() int {
	n := 0
	for i := range x.actors {
		n += len(x.actors[i].ops)
	}
	return n
}

// MaxOp returns the greatest operation counter taken in, 0 if none.
func (x *Index) MaxOp() uint64 {
	most := uint32(0)
	for i := range x.heads {
		most = max(most, x.history[i].end)
	}
	return uint64(most)
}

// AddHash names the change of a document whose hash the document did not tell. It returns false,
// and does nothing, if there is no such change or it has another hash already. The caller vouches
// for the hash; it comes from the library, from a journal, or from [Document.Changes].
func (x *Index) AddHash(actor ActorID, seq uint64, h Hash) bool {
	raw, err := hex.DecodeString(string(actor))
	if err != nil {
		return false
	}
	a, ok := x.actorOf[string(raw)]
	if !ok || seq == 0 || seq > uint64(len(x.actors[a].changes)) {
		return false
	}
	at := x.actors[a].changes[seq-1]
	c := &x.history[at]
	if other, ok := x.changes[h]; c.hashed && c.hash != h || ok && other != at {
		return false
	}
	c.hash, c.hashed = h, true
	x.changes[h] = at
	return true
}

// actor returns the index of the actor, added if need be.
func (x *Index) actor(raw string) uint32 {
	if a, ok := x.actorOf[raw]; ok {
		return a
	}
	a := uint32(len(x.actors))
	x.actors, x.actorOf[raw] = append(x.actors, author{raw: raw}), a
	return a
}

func (x *Index) name(s string) uint32 {
	if n, ok := x.nameOf[s]; ok {
		return n
	}
	n := uint32(len(x.names))
	x.names, x.nameOf[s] = append(x.names, s), n
	return n
}

// find returns the operation with the counter, if it is in one of the author's first changes.
func (x *Index) find(a *author, counter uint32, changes int) (opInfo, bool) {
	i := sort.Search(changes, func(i int) bool { return x.history[a.changes[i]].end >= counter })
	if i == changes {
		return opInfo{}, false
	}
	c := &x.history[a.changes[i]]
	if counter < c.start {
		return opInfo{}, false
	}
	o := a.ops[c.first+counter-c.start]
	return o, o.kind() != kindNone
}

// append takes a change in as the newest.
func (x *Index) append(c change, deps []uint32) {
	at := uint32(len(x.history))
	c.dep, c.deps = uint32(len(x.deps)), uint32(len(deps))
	x.deps = append(x.deps, deps...)
	x.history = append(x.history, c)
	a := &x.actors[c.author]
	a.changes = append(a.changes, at)
	for _, d := range deps {
		delete(x.heads, d)
	}
	x.heads[at] = struct{}{}
	if c.hashed {
		x.changes[c.hash] = at
	}
}

func sortHashes(hs []Hash) {
	slices.SortFunc(hs, func(a, b Hash) int { return bytes.Compare(a[:], b[:]) })
}

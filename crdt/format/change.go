package format

import (
	"encoding/hex"
	"unicode/utf8"
)

// Limits of one change, whatever the schema says.
const (
	// MaxChangeBytes is the largest change chunk, in bytes.
	MaxChangeBytes = 1 << 20
	// MaxChangeOps is the largest number of operations in one change; a text costs one a rune.
	MaxChangeOps = 20_000
	// maxChangeActors bounds the other actors that one change may name.
	maxChangeActors = 4096
	// maxChangePreds bounds how many earlier operations one change may replace.
	maxChangePreds = 65_536
	// maxActorBytes bounds one actor id; ours have 16.
	maxActorBytes = 32
	// maxDeps bounds the heads that one change may follow. As many as there are laptops, as a rule; but
	// of what was written apart from the others each new record is one, until somebody writes
	// the next change: whoever makes a table's rows into notes meanwhile brings thousands.
	maxDeps = 16_384
	// maxTime bounds the time, in units the writer chose: beyond it the library's arithmetic loses bits.
	maxTime = 1 << 53
)

// A Change is one change chunk, read and found to be the one encoding that the library itself would
// write. Whether it fits the document is for [Index.Check] to say. A Change is not modified after
// [ParseChange] and may be shared; its Raw shares memory with the bytes it was read from.
type Change struct {
	Hash    Hash
	Actor   ActorID
	Seq     uint64 // from 1, without gaps per actor
	StartOp uint64 // counter of the first operation
	Ops     int    // at least 1
	Deps    []Hash // ascending
	Time    int64  // as the writer set it
	Message string
	Raw     []byte // the whole chunk

	actors []string // raw ids: the author first, then the others that are named, ascending
	ops    []op
	preds  []ref
}

// MaxOp returns the counter of the last operation.
func (c *Change) MaxOp() uint64 { return c.StartOp + uint64(c.Ops) - 1 }

type action = uint8

const (
	actMakeMap  action = 0
	actSet      action = 1
	actDelete   action = 3
	actMakeText action = 4
)

// An op is one operation of a change. It is on a map key, or on an element of a text.
type op struct {
	obj    ref // zero: the root
	elem   ref // on a text: the element before, or the one deleted; zero: the head
	key    string
	value  string // of a set
	action action
	insert bool
	onText bool
	pred   uint32 // where its preds begin in the change's preds
	preds  uint32 // how many
}

var changeColumns = []uint32{0x01, 0x02, 0x11, 0x13, 0x15, 0x34, 0x42, 0x56, 0x57, 0x70, 0x71, 0x73}

const (
	colObjActor = iota
	colObjCtr
	colKeyActor
	colKeyCtr
	colKeyStr
	colInsert
	colAction
	colValMeta
	colValRaw
	colPredNum
	colPredActor
	colPredCtr
)

// ParseChange reads one change chunk and checks all that needs no context: frame, checksum, sizes,
// the canonical encoding of every column, and that the operations are of kinds that this product
// writes. Deflated changes are refused. It allocates in proportion to the chunk's bytes and at most
// [MaxChangeOps] operations.
//
// Errors: [ErrMalformed], [ErrSchema], [ErrLimit].
func ParseChange(raw []byte) (*Change, error) {
	if len(raw) > MaxChangeBytes {
		return nil, overLimit("change of %d bytes", len(raw))
	}
	k, rest, err := cutChunk(raw)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, malformed("%d bytes after the change", len(rest))
	}
	if k.kind != changeChunk {
		return nil, malformed("chunk type %d is not a plain change", k.kind)
	}
	c := &Change{Raw: k.raw}
	if c.Hash, err = k.sum(); err != nil {
		return nil, err
	}
	p, err := c.readHeader(k.body)
	if err != nil {
		return nil, err
	}
	t, p, err := readTable(k.body, p, changeColumns, false)
	if err != nil {
		return nil, err
	}
	cols, p, err := t.cut(k.body, p)
	if err != nil {
		return nil, err
	}
	if p != len(k.body) {
		return nil, malformed("%d bytes after the columns", len(k.body)-p)
	}
	if err := c.readOps(&cols); err != nil {
		return nil, err
	}
	return c, c.checkActors()
}

func (c *Change) readHeader(b []byte) (int, error) {
	n, p := uleb(b, 0)
	if p < 0 || n > maxDeps || n*32 > uint64(len(b)-p) {
		return 0, malformed("bad list of dependencies")
	}
	c.Deps = make([]Hash, n)
	for i := range c.Deps {
		c.Deps[i] = Hash(b[p:])
		p += 32
		if i > 0 && string(c.Deps[i-1][:]) >= string(c.Deps[i][:]) {
			return 0, malformed("dependencies are not in order")
		}
	}
	author, p := actorAt(b, p)
	if p < 0 {
		return 0, malformed("bad actor id")
	}
	c.Actor = ActorID(hex.EncodeToString([]byte(author)))
	if c.Seq, p = uleb(b, p); p < 0 || c.Seq == 0 || c.Seq > maxCounter {
		return 0, malformed("bad sequence number")
	}
	if c.StartOp, p = uleb(b, p); p < 0 || c.StartOp == 0 || c.StartOp > maxCounter-MaxChangeOps {
		return 0, malformed("bad first counter")
	}
	if c.Time, p = sleb(b, p); p < 0 || c.Time > maxTime || c.Time < -maxTime {
		return 0, malformed("bad time")
	}
	n, p = uleb(b, p)
	if p < 0 || n > uint64(len(b)-p) {
		return 0, malformed("bad message")
	}
	if c.Message = string(b[p : p+int(n)]); !utf8.ValidString(c.Message) {
		return 0, malformed("message is not UTF-8")
	}
	p += int(n)
	n, p = uleb(b, p)
	if p < 0 || n > maxChangeActors || n > uint64(len(b)-p) {
		return 0, malformed("bad count of other actors")
	}
	c.actors = make([]string, 1, n+1)
	c.actors[0] = author
	for i := range n {
		var other string
		if other, p = actorAt(b, p); p < 0 {
			return 0, malformed("bad other actor")
		}
		if other == author || i > 0 && other <= c.actors[i] {
			return 0, malformed("other actors are not in order")
		}
		c.actors = append(c.actors, other)
	}
	return p, nil
}

func actorAt(b []byte, p int) (string, int) {
	n, p := uleb(b, p)
	if p < 0 || n == 0 || n > maxActorBytes || n > uint64(len(b)-p) {
		return "", -1
	}
	return string(b[p : p+int(n)]), p + int(n)
}

// checkActors refuses a change that lists an actor which none of its operations names.
func (c *Change) checkActors() error {
	if len(c.actors) == 1 {
		return nil
	}
	used := make([]bool, len(c.actors))
	for i := range c.ops {
		used[c.ops[i].obj.actor], used[c.ops[i].elem.actor] = true, true
	}
	for _, r := range c.preds {
		used[r.actor] = true
	}
	for _, u := range used[1:] {
		if !u {
			return malformed("an actor is listed but not named")
		}
	}
	return nil
}

// countRows returns how many rows a column holds, or an error if they are more than most of what.
func countRows(b []byte, most int, what string) (int, error) {
	const all = maxCounter
	r := unsignedColumn(b, all)
	for r.p < len(b) && r.load() {
		for r.mode == inLiteral && r.left > 0 {
			r.next()
		}
	}
	switch n := all - r.room; {
	case r.bad:
		return 0, malformed("the column that counts %s is not canonical", what)
	case n > most:
		return 0, overLimit("%d %s", n, what)
	default:
		return n, nil
	}
}

package wire

import (
	"encoding/binary"
	"sort"
)

// A Have says what the sender holds. Heads are raw hashes in ascending order. Vector gives
// for each actor, as raw bytes in a string, the greatest sequence number held; all
// smaller ones are held too. Near are the members that the sender is connected to, by the
// first NearLen bytes of their fingerprints, ascending: what it sends to all of them need
// not be passed on to them.
type Have struct {
	Heads  []string
	Vector map[string]uint64
	Near   []string
}

// Kind implements [Message].
func (Have) Kind() Kind { return KindHave }

// Body implements [Message].
func (m Have) Body(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(m.Heads)))
	for _, h := range m.Heads {
		dst = putBytes(dst, h)
	}
	dst = putVector(dst, m.Vector)
	dst = binary.AppendUvarint(dst, uint64(len(m.Near)))
	for _, id := range m.Near {
		dst = putBytes(dst, id)
	}
	return dst
}

// DecodeHave reads a HAVE.
func DecodeHave(body []byte) (Have, error) {
	f := fields{kind: KindHave, rest: body}
	var m Have
	m.Heads = f.ascending(MaxHeads, MaxHead, "heads")
	m.Vector = f.vector()
	m.Near = f.ascending(MaxMembers, NearLen, "near members")
	return m, f.done()
}

// ascending reads a list of byte strings, none empty, each greater than the one before.
func (f *fields) ascending(most, longest int, what string) []string {
	var out []string
	last := ""
	for range f.count(most, 2, what) {
		v := string(f.bytes(longest, what))
		if f.err == nil && v <= last {
			f.fail(what+" are not in order", ErrMalformed)
			return nil
		}
		last = v
		out = append(out, v)
	}
	return out
}

// A Want asks for changes, or for the whole saved document if All is true: what a laptop
// does whose own document is empty. Vector is as in [Have].
type Want struct {
	All    bool
	Vector map[string]uint64
}

// Kind implements [Message].
func (Want) Kind() Kind { return KindWant }

// Body implements [Message].
func (m Want) Body(dst []byte) []byte { return putVector(putBool(dst, m.All), m.Vector) }

// DecodeWant reads a WANT.
func DecodeWant(body []byte) (Want, error) {
	f := fields{kind: KindWant, rest: body}
	m := Want{All: f.bool("all")}
	m.Vector = f.vector()
	return m, f.done()
}

// putVector writes actors in ascending order, so that one vector has one encoding.
func putVector(dst []byte, v map[string]uint64) []byte {
	actors := make([]string, 0, len(v))
	for a := range v {
		actors = append(actors, a)
	}
	sort.Strings(actors)
	dst = binary.AppendUvarint(dst, uint64(len(actors)))
	for _, a := range actors {
		dst = putBytes(dst, a)
		dst = binary.AppendUvarint(dst, v[a])
	}
	return dst
}

func (f *fields) vector() map[string]uint64 {
	n := f.count(MaxActors, 3, "actors")
	v := make(map[string]uint64, n)
	last := ""
	for range n {
		actor := string(f.bytes(MaxActor, "actor"))
		seq := f.number(1<<62, "sequence number")
		if f.err != nil {
			return nil
		}
		if actor <= last || seq == 0 {
			f.fail("actors are not in order", ErrMalformed)
			return nil
		}
		v[actor], last = seq, actor
	}
	return v
}

// A Chunk is one change as the document sends it: sealed with who vouches for it, which is for
// package vouch. Actor (raw) and Seq are what its bearer
// says of it: good enough to save a repetition, never trusted beyond that. Both are zero
// in an answer to a WANT.
type Chunk struct {
	Actor string
	Seq   uint64
	Bytes []byte
}

// BatchVersion is the layout of BATCH that this package writes.
const BatchVersion = 1

// A Batch carries changes in an order in which they can be applied.
type Batch struct {
	Answer bool // it answers a WANT, perhaps with nothing; otherwise it is news
	Chunks []Chunk
}

// The flags of a batch are this bit or none.
const (
	flagAnswer = 1
	flagsEnd   = 2
)

// Kind implements [Message].
func (Batch) Kind() Kind { return KindBatch }

// Body implements [Message].
func (m Batch) Body(dst []byte) []byte {
	var flags byte
	if m.Answer {
		flags |= flagAnswer
	}
	dst = append(dst, BatchVersion, flags)
	dst = binary.AppendUvarint(dst, uint64(len(m.Chunks)))
	for _, c := range m.Chunks {
		dst = putBytes(dst, c.Actor)
		dst = binary.AppendUvarint(dst, c.Seq)
		dst = putBytes(dst, c.Bytes)
	}
	return dst
}

// DecodeBatch reads a BATCH.
func DecodeBatch(body []byte) (Batch, error) {
	f := fields{kind: KindBatch, rest: body}
	var m Batch
	if b := f.take(2, "version"); f.err == nil {
		if b[0] != BatchVersion || b[1] >= flagsEnd {
			f.fail("version or flags are unknown", ErrMalformed)
		}
		m.Answer = b[1]&flagAnswer != 0
	}
	n := f.count(MaxChunks, 4, "changes")
	if n > 0 {
		m.Chunks = make([]Chunk, 0, n)
	}
	for range n {
		c := Chunk{Actor: string(f.bytes(MaxActor, "actor")), Seq: f.number(1<<62, "sequence number")}
		c.Bytes = f.bytes(MaxChange, "change")
		if f.err == nil && len(c.Bytes) == 0 {
			f.fail("change is empty", ErrMalformed)
		}
		m.Chunks = append(m.Chunks, c)
	}
	return m, f.done()
}

// A Snapshot is one part of a saved document. Parts come in order, without a gap, all with
// the same Total and Sum.
type Snapshot struct {
	Total  uint64   // length of the whole, in bytes
	Sum    [32]byte // SHA-256 of the whole
	Offset uint64   // where Part begins in the whole: a multiple of SnapshotPart
	Part   []byte   // SnapshotPart bytes, or what is left of the whole
}

// Kind implements [Message].
func (Snapshot) Kind() Kind { return KindSnapshot }

// Body implements [Message].
func (m Snapshot) Body(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, m.Total)
	dst = append(dst, m.Sum[:]...)
	dst = binary.AppendUvarint(dst, m.Offset)
	return putBytes(dst, m.Part)
}

// DecodeSnapshot reads a SNAPSHOT.
func DecodeSnapshot(body []byte) (Snapshot, error) {
	f := fields{kind: KindSnapshot, rest: body}
	var m Snapshot
	m.Total = f.number(MaxSnapshot, "total")
	copy(m.Sum[:], f.take(len(m.Sum), "sum"))
	m.Offset = f.number(MaxSnapshot, "offset")
	m.Part = f.bytes(SnapshotPart, "part")
	if f.err == nil && (m.Offset%SnapshotPart != 0 || m.Offset >= m.Total ||
		uint64(len(m.Part)) != min(m.Total-m.Offset, SnapshotPart)) {
		f.fail("part has another place or length", ErrMalformed)
	}
	return m, f.done()
}

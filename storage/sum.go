package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// A summer hashes fields with their lengths in front, so that no two different rows
// hash alike by moving a border between fields.
type summer struct{ h hash.Hash }

func newSum(kind string) summer { return summer{sha256.New()}.text(kind) }

func (s summer) bytes(b []byte) summer {
	s.number(uint64(len(b)))
	s.h.Write(b)
	return s
}

func (s summer) text(t string) summer { return s.bytes([]byte(t)) }

func (s summer) number(n uint64) summer {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	s.h.Write(b[:])
	return s
}

func (s summer) sum() []byte { return s.h.Sum(nil) }

func sumChange(workshop string, c Change) []byte {
	return newSum("change").text(workshop).bytes(c.Hash).text(c.Actor).number(c.Seq).bytes(c.Bytes).sum()
}

func sumEntry(workshop string, kind byte, body []byte) []byte {
	return newSum("entry").text(workshop).number(uint64(kind)).bytes(body).sum()
}

func sumDocument(workshop string, document, heads []byte, contained string) []byte {
	return newSum("document").text(workshop).bytes(document).bytes(heads).text(contained).sum()
}

func sumStep(workshop string, s Step) []byte {
	return newSum("step").text(workshop).number(uint64(boolean(s.Undone))).number(s.Number).text(s.Label).bytes(s.Bytes).sum()
}

// sumNamed covers what is one value (or two) under a name: a view with its heads, a secret, a session.
func sumNamed(kind, name string, values ...[]byte) []byte {
	s := newSum(kind).text(name)
	for _, v := range values {
		s = s.bytes(v)
	}
	return s.sum()
}

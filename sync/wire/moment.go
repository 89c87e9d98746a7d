package wire

import (
	"crypto/ed25519"
	"encoding/binary"
)

// A Moment is what the room does now: an instruction and a timer, as one person set them.
// It travels with its age, not with a time of day, for the laptops' clocks differ.
type Moment struct {
	Number      uint64 // a greater one replaces a smaller one; at least 1
	Instruction string
	Length      uint64 // of the timer in ms; 0 is no timer
	Left        uint64 // of it when it was set, in ms; at most Length
	Running     bool   // Left goes down from then on

	Key       [ed25519.PublicKeySize]byte // of whom set it
	Signature [ed25519.SignatureSize]byte // by Key, of [Moment.Signed]

	Age uint64 // how long ago it was set, in ms; counts as at most [MaxTimer]. Not signed
}

// momentLabel keeps a signature from meaning something else.
const momentLabel = "throughline moment v1"

// Signed is what the one who sets a moment signs, for the workshop with an id.
func (m Moment) Signed(workshop string) []byte {
	dst := putBytes([]byte(momentLabel), workshop)
	return m.statement(dst)
}

func (m Moment) statement(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, m.Number)
	dst = putBytes(dst, m.Instruction)
	dst = binary.AppendUvarint(dst, m.Length)
	dst = binary.AppendUvarint(dst, m.Left)
	return putBool(dst, m.Running)
}

// Kind implements [Message].
func (Moment) Kind() Kind { return KindMoment }

// Body implements [Message].
func (m Moment) Body(dst []byte) []byte {
	dst = m.statement(dst)
	dst = append(dst, m.Key[:]...)
	dst = append(dst, m.Signature[:]...)
	return binary.AppendUvarint(dst, m.Age)
}

// DecodeMoment reads a MOMENT. It does not look at the signature.
func DecodeMoment(body []byte) (Moment, error) {
	f := fields{kind: KindMoment, rest: body}
	var m Moment
	m.Number = f.number(MaxMoment, "number")
	m.Instruction = f.text(MaxInstruction, "instruction")
	m.Length = f.number(MaxTimer, "length")
	m.Left = f.number(MaxTimer, "left")
	m.Running = f.bool("running")
	copy(m.Key[:], f.take(len(m.Key), "key"))
	copy(m.Signature[:], f.take(len(m.Signature), "signature"))
	m.Age = f.number(MaxTimer, "age")
	if f.err == nil && (m.Number == 0 || m.Left > m.Length || m.Running && m.Length == 0) {
		f.fail("a timer that cannot be", ErrMalformed)
	}
	return m, f.done()
}

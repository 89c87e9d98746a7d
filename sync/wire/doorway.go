package wire

import (
	"crypto/ed25519"
	"encoding/binary"
)

// A Roster is who may be in the session and as what: signed statements, opaque here.
type Roster struct {
	Digest     [32]byte // SHA-256 of all that the sender holds
	Statements []byte   // empty: only the digest is told
}

// Kind implements [Message].
func (Roster) Kind() Kind { return KindRoster }

// Body implements [Message].
func (m Roster) Body(dst []byte) []byte {
	return putBytes(append(dst, m.Digest[:]...), m.Statements)
}

// DecodeRoster reads a ROSTER.
func DecodeRoster(body []byte) (Roster, error) {
	f := fields{kind: KindRoster, rest: body}
	var m Roster
	copy(m.Digest[:], f.take(len(m.Digest), "digest"))
	m.Statements = f.bytes(MaxRoster, "statements")
	return m, f.done()
}

// A What names a setting of the door.
type What byte

// The settings of a door.
const (
	WhatMode  What = 1 + iota // who is let in by words
	WhatWords                 // the words
	WhatKey                   // the gossip key
	whatEnd
)

// A Setting is one signed value of the door. Of two for the same What the greater Number
// holds; of equal ones the greater Author.
type Setting struct {
	What   What
	Number uint64 // ≥ 1
	// After counts the removed members that the author knew of.
	After     uint64
	Value     []byte // see docs/protocol.md
	Author    [ed25519.PublicKeySize]byte
	Signature [ed25519.SignatureSize]byte
	// Left is how many seconds a mode goes on to hold, as the sender of this message sees it;
	// 0 if it holds without end. It is not signed, and no more than the value says.
	Left uint64
}

// Signed is what the author of m signs, for a session.
func (m Setting) Signed(session SessionID) []byte {
	dst := append([]byte("throughline door v1"), session[:]...)
	dst = append(dst, byte(m.What))
	dst = binary.AppendUvarint(dst, m.Number)
	dst = binary.AppendUvarint(dst, m.After)
	return putBytes(dst, m.Value)
}

// A Doorway is how the door stands. It goes to members only: it holds secrets.
type Doorway struct{ Settings []Setting }

// Kind implements [Message].
func (Doorway) Kind() Kind { return KindDoor }

// Body implements [Message].
func (m Doorway) Body(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(m.Settings)))
	for _, s := range m.Settings {
		dst = append(dst, byte(s.What))
		dst = binary.AppendUvarint(dst, s.Number)
		dst = binary.AppendUvarint(dst, s.After)
		dst = putBytes(dst, s.Value)
		dst = append(dst, s.Author[:]...)
		dst = append(dst, s.Signature[:]...)
		dst = binary.AppendUvarint(dst, s.Left)
	}
	return dst
}

// DecodeDoorway reads a DOOR.
func DecodeDoorway(body []byte) (Doorway, error) {
	f := fields{kind: KindDoor, rest: body}
	var m Doorway
	last := What(0)
	for range f.count(int(whatEnd)-1, 100, "settings") {
		var s Setting
		if b := f.take(1, "setting"); f.err == nil {
			s.What = What(b[0])
		}
		if f.err == nil && (s.What <= last || s.What >= whatEnd) {
			f.fail("setting is unknown or out of order", ErrMalformed)
		}
		last = s.What
		if s.Number = f.number(1<<62, "number"); f.err == nil && s.Number == 0 {
			f.fail("number is 0", ErrMalformed)
		}
		s.After = f.number(1<<20, "removed")
		s.Value = f.bytes(MaxSetting, "value")
		copy(s.Author[:], f.take(len(s.Author), "author"))
		copy(s.Signature[:], f.take(len(s.Signature), "signature"))
		s.Left = f.number(MaxOpenFor, "seconds left")
		m.Settings = append(m.Settings, s)
	}
	return m, f.done()
}

// A Wait tells a laptop that proved the words that somebody has to let it in.
type Wait struct{ Who []string } // names of those who are here and may; empty if nobody is

// Kind implements [Message].
func (Wait) Kind() Kind { return KindWait }

// Body implements [Message].
func (m Wait) Body(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(m.Who)))
	for _, w := range m.Who {
		dst = putBytes(dst, w)
	}
	return dst
}

// DecodeWait reads a WAIT.
func DecodeWait(body []byte) (Wait, error) {
	f := fields{kind: KindWait, rest: body}
	var m Wait
	for range f.count(MaxAskers, 1, "names") {
		m.Who = append(m.Who, f.text(MaxName, "name"))
	}
	return m, f.done()
}

// An Asker is somebody at the door.
type Asker struct {
	Key      [ed25519.PublicKeySize]byte
	Name     string
	Color    string
	Function string
	Role     string // the role that is asked for, "" for the usual one
}

// An Ask is told to those who may admit: who waits at the sender's door now, and whether it
// takes no words because too many wrong ones came. It replaces what the sender told before.
type Ask struct {
	Tried  bool
	Askers []Asker
}

// Kind implements [Message].
func (Ask) Kind() Kind { return KindAsk }

// Body implements [Message].
func (m Ask) Body(dst []byte) []byte {
	dst = putBool(dst, m.Tried)
	dst = binary.AppendUvarint(dst, uint64(len(m.Askers)))
	for _, a := range m.Askers {
		dst = append(dst, a.Key[:]...)
		dst = putBytes(dst, a.Name)
		dst = putBytes(dst, a.Color)
		dst = putBytes(dst, a.Function)
		dst = putBytes(dst, a.Role)
	}
	return dst
}

// DecodeAsk reads an ASK.
func DecodeAsk(body []byte) (Ask, error) {
	f := fields{kind: KindAsk, rest: body}
	m := Ask{Tried: f.bool("tried")}
	for range f.count(MaxAskers, ed25519.PublicKeySize+4, "askers") {
		var a Asker
		copy(a.Key[:], f.take(len(a.Key), "key"))
		a.Name = f.text(MaxName, "name")
		a.Color = f.text(MaxColor, "colour")
		a.Function = f.text(MaxFunction, "function")
		a.Role = f.text(MaxRole, "role")
		m.Askers = append(m.Askers, a)
	}
	return m, f.done()
}

// An Answer tells the laptop at whose door somebody waits that this one is not let in now.
// Who is let in is told by the roster.
type Answer struct{ Fingerprint Fingerprint }

// Kind implements [Message].
func (Answer) Kind() Kind { return KindAnswer }

// Body implements [Message].
func (m Answer) Body(dst []byte) []byte { return append(dst, m.Fingerprint[:]...) }

// DecodeAnswer reads an ANSWER.
func DecodeAnswer(body []byte) (Answer, error) {
	f := fields{kind: KindAnswer, rest: body}
	var m Answer
	copy(m.Fingerprint[:], f.take(len(m.Fingerprint), "fingerprint"))
	return m, f.done()
}

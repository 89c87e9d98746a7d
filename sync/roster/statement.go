package roster

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"throughline.app/sync/wire"
)

// Limits of a roster, when it is written and when it is read.
const (
	// MaxStatements is how many statements a roster holds.
	MaxStatements = 640
	// MaxBytes is how long its encoding may be: as many of the longest.
	MaxBytes = 384 << 10
	// MaxOver is how many statements one takes the place of.
	MaxOver = 4
	// MaxName is the longest name and the longest functional area, in bytes of UTF-8.
	MaxName = wire.MaxName
)

var (
	// ErrMalformed: bytes that no laptop of this version writes.
	ErrMalformed = errors.New("malformed roster")
	// ErrForged: a signature that is not that of the named issuer, or a root to which the
	// session's id does not commit. Whoever sent it did not check it, or made it.
	ErrForged = errors.New("forged statement")
	// ErrFull: more statements than a roster holds.
	ErrFull = errors.New("the roster is full")
	// ErrMayNot: the issuer has no right to say this.
	ErrMayNot = errors.New("not allowed")
)

// A Role says what a person does in the workshop.
type Role byte

// The roles. The zero Role is nobody's.
const (
	Removed     Role = 1 + iota // out, and not to come back until readmitted
	Facilitator                 // everything, also appointing others
	Participant                 // writes notes
	Observer                    // sees
	Wall                        // a display that nobody sits at: sees
	roleEnd
)

// String returns the role as a lower-case word.
func (r Role) String() string {
	switch r {
	case Removed:
		return "removed"
	case Facilitator:
		return "facilitator"
	case Participant:
		return "participant"
	case Observer:
		return "observer"
	case Wall:
		return "wall"
	}
	return "nobody"
}

// A Standing is what a person is in a session.
type Standing struct {
	Role     Role
	MayAdmit bool   // lets others in; a facilitator always may
	Name     string // as it was when they were let in; cut to MaxName
	Function string // functional area; cut to MaxName
}

func (s Standing) admits() bool { return s.Role == Facilitator || s.MayAdmit && s.Role == Participant }

// An id names a statement: SHA-256 over all that its signature covers. The zero id is none.
type id [sha256.Size]byte

// A claim that a statement takes the place of, and the last statement by its right that is
// to count; zero if none does.
type over struct{ claim, kept id }

// A Statement is one signed sentence of a roster. It is immutable.
type Statement struct {
	issuer    key
	under     id // the statement that entitles the issuer; zero: it is the root
	prev      id // the issuer's one before by the same right; zero: this is the first
	seq       uint64
	subject   key
	over      []over // by claim, ascending
	standing  Standing
	signature [ed25519.SignatureSize]byte

	id id
}

// Issuer is who says it.
func (s *Statement) Issuer() wire.Fingerprint { return s.issuer.fingerprint() }

// Subject is about whom it is said.
func (s *Statement) Subject() wire.Fingerprint { return s.subject.fingerprint() }

// Standing is what the subject is from then on, if the issuer may say so.
func (s *Statement) Standing() Standing { return s.standing }

// The flags of a statement.
const (
	flagUnder = 1 << iota
	flagPrev
	flagMayAdmit
	flagsEnd
)

const statementVersion = 1

// body appends all but the signature.
func (s *Statement) body(dst []byte) []byte {
	var flags byte
	if s.under != (id{}) {
		flags |= flagUnder
	}
	if s.prev != (id{}) {
		flags |= flagPrev
	}
	if s.standing.MayAdmit {
		flags |= flagMayAdmit
	}
	dst = append(dst, statementVersion, flags)
	dst = append(dst, s.issuer[:]...)
	if s.under != (id{}) {
		dst = append(dst, s.under[:]...)
	}
	if s.prev != (id{}) {
		dst = append(dst, s.prev[:]...)
	}
	dst = binary.AppendUvarint(dst, s.seq)
	dst = append(dst, s.subject[:]...)
	dst = append(dst, byte(s.standing.Role), byte(len(s.over)))
	for _, o := range s.over {
		dst = append(append(dst, o.claim[:]...), o.kept[:]...)
	}
	dst = append(append(dst, byte(len(s.standing.Name))), s.standing.Name...)
	return append(append(dst, byte(len(s.standing.Function))), s.standing.Function...)
}

// readStatement takes one statement off b. Only the one encoding of each is read.
func readStatement(b []byte) (*Statement, []byte, error) {
	r := reader{rest: b}
	var s Statement
	head := r.take(2)
	if r.bad || head[0] != statementVersion || head[1] >= flagsEnd {
		return nil, nil, fmt.Errorf("roster: %w: version or flags", ErrMalformed)
	}
	copy(s.issuer[:], r.take(len(s.issuer)))
	if head[1]&flagUnder != 0 {
		r.id(&s.under)
	}
	if head[1]&flagPrev != 0 {
		r.id(&s.prev)
	}
	s.standing.MayAdmit = head[1]&flagMayAdmit != 0
	s.seq = r.number()
	copy(s.subject[:], r.take(len(s.subject)))
	tail := r.take(2)
	if r.bad || s.seq == 0 || (s.seq == 1) != (s.prev == (id{})) || tail[0] == 0 || Role(tail[0]) >= roleEnd || tail[1] > MaxOver {
		return nil, nil, fmt.Errorf("roster: %w: statement", ErrMalformed)
	}
	s.standing.Role = Role(tail[0])
	for i := range int(tail[1]) {
		var o over
		r.id(&o.claim)
		copy(o.kept[:], r.take(len(o.kept)))
		if r.bad || i > 0 && bytes.Compare(s.over[i-1].claim[:], o.claim[:]) >= 0 {
			return nil, nil, fmt.Errorf("roster: %w: statements that it replaces", ErrMalformed)
		}
		s.over = append(s.over, o)
	}
	s.standing.Name, s.standing.Function = r.text(), r.text()
	copy(s.signature[:], r.take(len(s.signature)))
	if r.bad {
		return nil, nil, fmt.Errorf("roster: %w: statement", ErrMalformed)
	}
	return &s, r.rest, nil
}

// A reader takes bytes apart. Once bad it returns zero values.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.rest) {
		r.bad = true
		return nil
	}
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

// id reads one that is not zero.
func (r *reader) id(to *id) {
	copy(to[:], r.take(len(to)))
	r.bad = r.bad || *to == (id{})
}

// number reads a varint in its shortest form.
func (r *reader) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	if r.bad || n <= 0 || n > 1 && r.rest[n-1] == 0 || v > 1<<40 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) text() string {
	n := r.take(1)
	if r.bad || n[0] > MaxName {
		r.bad = true
		return ""
	}
	b := r.take(int(n[0]))
	r.bad = r.bad || !utf8.Valid(b)
	return string(b)
}

// clip cuts s to at most MaxName bytes of valid UTF-8.
func clip(s string) string {
	if !utf8.ValidString(s) {
		s = string(bytes.ToValidUTF8([]byte(s), nil))
	}
	for len(s) > MaxName {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// seal signs s in a session.
func (s *Statement) seal(private ed25519.PrivateKey, context []byte) {
	signed := s.body(slices.Clone(context))
	copy(s.signature[:], ed25519.Sign(private, signed))
	s.id = sha256.Sum256(signed)
}

// check verifies the signature and notes the id.
func (s *Statement) check(context []byte) error {
	signed := s.body(slices.Clone(context))
	if !ed25519.Verify(s.issuer[:], signed, s.signature[:]) {
		return fmt.Errorf("roster: %w: in the name of %x", ErrForged, s.Issuer())
	}
	s.id = sha256.Sum256(signed)
	return nil
}

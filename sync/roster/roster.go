package roster

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"throughline.app/sync/wire"
)

// A Roster is who belongs to one session, as far as this laptop has heard.
type Roster struct {
	session  wire.SessionID
	workshop string
	root     key
	nonce    [nonceLen]byte
	context  []byte // what every signature covers first

	mu       sync.Mutex
	all      map[id]*Statement
	onChange []func()

	now atomic.Pointer[standings]
}

const nonceLen = 16

// Begin opens a session: its root is the holder of the private key, its id is drawn and
// commits to the root.
func Begin(random io.Reader, private ed25519.PrivateKey, workshop, name, function string) (*Roster, error) {
	root := key(private.Public().(ed25519.PublicKey))
	var nonce [nonceLen]byte
	if _, err := io.ReadFull(random, nonce[:]); err != nil {
		return nil, fmt.Errorf("roster: begin: %w", err)
	}
	r := assemble(workshop, root, nonce)
	return r, r.say(private, root, Standing{Role: Facilitator, Name: name, Function: function})
}

func assemble(workshop string, root key, nonce [nonceLen]byte) *Roster {
	h := sha256.New()
	h.Write([]byte("throughline session v1\x00"))
	h.Write(root[:])
	h.Write(nonce[:])
	r := &Roster{workshop: workshop, root: root, nonce: nonce, all: map[id]*Statement{}}
	copy(r.session[:], h.Sum(nil))
	r.context = append([]byte("throughline roster v1\x00"), r.session[:]...)
	r.context = append(binary.AppendUvarint(r.context, uint64(len(workshop))), workshop...)
	r.now.Store(r.evaluate())
	return r
}

// Open reads a roster that [Roster.Encode] wrote, here or on another laptop, for the session
// and the workshop that one means to be in. Errors: [ErrMalformed], [ErrForged], [ErrFull].
func Open(session wire.SessionID, workshop string, encoded []byte) (*Roster, error) {
	if len(encoded) > MaxBytes {
		return nil, fmt.Errorf("roster: %w: %d bytes", ErrFull, len(encoded))
	}
	in := reader{rest: encoded}
	head := in.take(1)
	var root key
	var nonce [nonceLen]byte
	copy(root[:], in.take(len(root)))
	copy(nonce[:], in.take(len(nonce)))
	if in.bad || head[0] != encodingVersion {
		return nil, fmt.Errorf("roster: %w: head", ErrMalformed)
	}
	r := assemble(workshop, root, nonce)
	if r.session != session {
		return nil, fmt.Errorf("roster: %w: the session was opened by somebody else", ErrForged)
	}
	_, err := r.take(in.rest)
	return r, err
}

const encodingVersion = 1

// Encode returns the whole roster, to be stored or sent. Rosters that hold the same
// statements give the same bytes.
func (r *Roster) Encode() []byte { return r.EncodeUpTo(MaxBytes) }

// EncodeUpTo is Encode of at most that many bytes: what does not fit is left out, the latest
// of each issuer first, and has to follow by [Roster.Encode].
func (r *Roster) EncodeUpTo(most int) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make([]*Statement, 0, len(r.all))
	for _, s := range r.all {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Statement) int {
		return cmp.Or(cmp.Compare(a.seq, b.seq), bytes.Compare(a.id[:], b.id[:]))
	})
	out := append(append([]byte{encodingVersion}, r.root[:]...), r.nonce[:]...)
	for _, s := range all {
		next := append(s.body(out), s.signature[:]...)
		if len(next) > most {
			break
		}
		out = next
	}
	return out
}

// Session is the id of the session, which commits to its root.
func (r *Roster) Session() wire.SessionID { return r.session }

// Workshop is the id of the workshop.
func (r *Roster) Workshop() string { return r.workshop }

// Root is the laptop that opened the room.
func (r *Roster) Root() wire.Fingerprint { return r.root.fingerprint() }

// OnChange registers f for when the roster has grown. It is called on the goroutine that
// made it grow, without any lock held.
func (r *Roster) OnChange(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.onChange = append(r.onChange, f)
}

// Take takes in an encoded roster of the same session and reports how many statements are
// new. All or nothing. Errors: [ErrMalformed], and [ErrForged]: its sender passes on what is
// not signed; [ErrFull].
func (r *Roster) Take(encoded []byte) (news int, err error) {
	head := append(append([]byte{encodingVersion}, r.root[:]...), r.nonce[:]...)
	rest, ok := bytes.CutPrefix(encoded, head)
	switch {
	case len(encoded) > MaxBytes:
		return 0, fmt.Errorf("roster: %w: %d bytes", ErrFull, len(encoded))
	case !ok && len(encoded) < len(head):
		return 0, fmt.Errorf("roster: %w: head", ErrMalformed)
	case !ok:
		return 0, fmt.Errorf("roster: %w: it is of another session", ErrForged)
	}
	news, err = r.take(rest)
	if news > 0 {
		r.changed()
	}
	return news, err
}

func (r *Roster) changed() {
	r.mu.Lock()
	all := slices.Clone(r.onChange)
	r.mu.Unlock()
	for _, f := range all {
		f()
	}
}

// take reads statements. Signatures of those that are here already are not checked again.
func (r *Roster) take(encoded []byte) (int, error) {
	var came []*Statement
	for rest := encoded; len(rest) > 0; {
		s, after, err := readStatement(rest)
		if err != nil {
			return 0, err
		}
		if len(came) == MaxStatements {
			return 0, fmt.Errorf("roster: %w", ErrFull)
		}
		s.id = sha256.Sum256(s.body(slices.Clone(r.context)))
		came, rest = append(came, s), after
	}
	r.mu.Lock()
	var fresh []*Statement
	for _, s := range came {
		if r.all[s.id] == nil {
			fresh = append(fresh, s)
		}
	}
	r.mu.Unlock()
	if len(fresh) == 0 {
		return 0, nil
	}
	for _, s := range fresh {
		if err := s.check(r.context); err != nil {
			return 0, err
		}
	}
	return r.add(fresh)
}

// add takes in statements whose signatures are right.
func (r *Roster) add(fresh []*Statement) (news int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := maps.Clone(r.all)
	for _, s := range fresh {
		if next[s.id] == nil {
			next[s.id] = s
		}
	}
	r.all = retain(next, r.root)
	for _, s := range fresh {
		if r.all[s.id] == s {
			news++
		}
	}
	if news == 0 {
		return 0, nil
	}
	r.now.Store(r.evaluate())
	return news, nil
}

// Statements by one right, and in all, that are kept: those with the lowest numbers. So
// nobody fills a roster, whatever they sign, so far that the root cannot speak.
const perRight = 128

// retain leaves the statements that go back to the root by rights, counted or not, as many
// as there may be. What is left does not depend on the order in which they came.
func retain(all map[id]*Statement, root key) map[id]*Statement {
	depth := map[id]int{}
	var deep func(s *Statement) int // 0: by the root itself; -1: goes back to nobody
	deep = func(s *Statement) int {
		if d, known := depth[s.id]; known {
			return d
		}
		d := -1
		if s.under == (id{}) {
			if s.issuer == root {
				d = 0
			}
		} else if by := all[s.under]; by != nil && by.subject == s.issuer && by.standing.admits() {
			if d = deep(by); d >= 0 {
				d++
			}
		}
		depth[s.id] = d
		return d
	}
	var sound []*Statement
	for _, s := range all {
		if deep(s) >= 0 {
			sound = append(sound, s)
		}
	}
	slices.SortFunc(sound, func(a, b *Statement) int {
		return cmp.Or(cmp.Compare(depth[a.id], depth[b.id]), cmp.Compare(a.seq, b.seq), bytes.Compare(a.id[:], b.id[:]))
	})
	kept := make(map[id]*Statement, len(sound))
	by := map[id]int{}
	for _, s := range sound {
		if by[s.under]++; len(kept) < MaxStatements && (s.under == (id{}) || by[s.under] <= perRight) {
			kept[s.id] = s
		}
	}
	return kept
}

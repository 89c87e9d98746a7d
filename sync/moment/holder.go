package moment

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"throughline.app/sync/wire"
)

var (
	// ErrForged says that a moment is not signed by whom it names.
	ErrForged = errors.New("the signature is another's")
	// ErrNotAllowed says that whoever set a moment may not.
	ErrNotAllowed = errors.New("only a facilitator sets the timer and the instruction")
)

// MaxTimer is the longest timer.
const MaxTimer = wire.MaxTimer * time.Millisecond

// A Moment is what the room does now.
type Moment struct {
	Number      uint64           // 0: nothing was set yet
	By          wire.Fingerprint // who set it
	Instruction string           // what to do, "" for none
	Length      time.Duration    // of the timer, 0 is no timer
	Left        time.Duration    // of it now, not below 0
	Running     bool
}

// Over reports whether the time is up.
func (m Moment) Over() bool { return m.Length > 0 && m.Running && m.Left == 0 }

// Options of a [Holder]. Workshop and Key are needed.
type Options struct {
	Workshop string                      // its id: a moment of another workshop is none here
	Key      ed25519.PrivateKey          // of this laptop
	May      func(wire.Fingerprint) bool // who may set a moment, now; nil is everyone
	OnChange func()                      // it is another moment, or the same with another end; not under a lock
	Now      func() time.Time            // with a monotonic reading; nil is time.Now
}

// A Holder holds the newest moment that this laptop knows. Its methods are safe for
// concurrent use and quick.
type Holder struct {
	opt Options
	by  wire.Fingerprint // of Key

	mu    sync.Mutex
	told  wire.Moment      // the statement; Number 0 is none
	from  wire.Fingerprint // of told.Key
	since time.Time        // when it was set, on this laptop's clock
	floor uint64           // numbers up to it have been used
}

// New returns a Holder of nothing.
func New(o Options) *Holder {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.May == nil {
		o.May = func(wire.Fingerprint) bool { return true }
	}
	if o.OnChange == nil {
		o.OnChange = func() {}
	}
	h := &Holder{opt: o}
	h.by, _ = fingerprint([ed25519.PublicKeySize]byte(o.Key.Public().(ed25519.PublicKey)))
	return h
}

// fingerprint is what others know a key by.
func fingerprint(key [ed25519.PublicKeySize]byte) (wire.Fingerprint, error) {
	spki, err := x509.MarshalPKIXPublicKey(ed25519.PublicKey(key[:]))
	return sha256.Sum256(spki), err
}

// Now is the moment as it is now.
func (h *Holder) Now() Moment {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now()
}

func (h *Holder) now() Moment {
	t := h.told
	m := Moment{Number: t.Number, By: h.from, Instruction: t.Instruction, Running: t.Running, Length: ms(t.Length), Left: ms(t.Left)}
	if t.Running {
		m.Left = max(0, m.Left-h.age())
	}
	return m
}

// age is how long ago the moment was set.
func (h *Holder) age() time.Duration { return max(0, h.opt.Now().Sub(h.since)) }

// Frame is the moment as it travels now; false if there is none.
func (h *Holder) Frame() (wire.Moment, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	m := h.told
	m.Age = uint64(min(h.age().Milliseconds(), wire.MaxTimer))
	return m, m.Number > 0
}

// Receive takes in the body of a MOMENT that another laptop sent. It reports whether it is
// one that was not known here, and should be passed on. Of the same moment told twice the
// older age is wrong: that frame waited on its way.
//
// Errors: those of [wire.DecodeMoment], [ErrForged], [ErrNotAllowed]; then nothing changes.
func (h *Holder) Receive(body []byte) (adopted bool, err error) {
	m, err := wire.DecodeMoment(body)
	if err != nil {
		return false, err
	}
	from, err := fingerprint(m.Key)
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrForged, err)
	}
	h.mu.Lock()
	order := h.order(m, from)
	h.mu.Unlock()
	if order > 0 {
		if !ed25519.Verify(m.Key[:], m.Signed(h.opt.Workshop), m.Signature[:]) {
			return false, ErrForged
		}
		if !h.opt.May(from) {
			return false, ErrNotAllowed
		}
	}
	if order < 0 {
		return false, nil
	}
	adopted, changed := h.take(m, from)
	if changed {
		h.opt.OnChange()
	}
	return adopted, nil
}

// order compares m with the moment that is held: every laptop comes to the same end. The
// caller holds h.mu.
func (h *Holder) order(m wire.Moment, from wire.Fingerprint) int {
	return cmp.Or(cmp.Compare(m.Number, h.told.Number), bytes.Compare(from[:], h.from[:]),
		bytes.Compare(m.Signature[:], h.told.Signature[:]))
}

// settled is by how much two laptops may differ without one following the other.
const settled = 20 * time.Millisecond

// take makes m the moment unless a newer one came meanwhile.
func (h *Holder) take(m wire.Moment, from wire.Fingerprint) (adopted, changed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	since := h.opt.Now().Add(-ms(m.Age))
	switch order := h.order(m, from); {
	case order < 0:
		return false, false
	case order == 0:
		if !h.told.Running || h.since.Sub(since) < settled {
			return false, false
		}
		h.since = since
		return false, true
	}
	h.told, h.from, h.since = m, from, since
	h.floor = max(h.floor, m.Number)
	return true, true
}

// Start begins a timer of the given length, in place of any other; it is held between a
// second and [MaxTimer].
func (h *Holder) Start(length time.Duration) error {
	return h.set(func(m *wire.Moment, _ Moment) {
		m.Length = uint64(min(max(length, time.Second), MaxTimer).Milliseconds())
		m.Left, m.Running = m.Length, true
	})
}

// Pause stops the timer where it is.
func (h *Holder) Pause() error {
	return h.set(func(m *wire.Moment, _ Moment) { m.Running = false })
}

// Resume lets it go on; one whose time is up begins again.
func (h *Holder) Resume() error {
	return h.set(func(m *wire.Moment, now Moment) {
		m.Running = m.Length > 0
		if now.Left == 0 {
			m.Left = m.Length
		}
	})
}

// Add gives more time, or with a negative d less, to the timer as it runs or stands. One
// whose time is up runs on for d.
func (h *Holder) Add(d time.Duration) error {
	return h.set(func(m *wire.Moment, now Moment) {
		if m.Length == 0 {
			return
		}
		left := min(max(now.Left+d, 0), MaxTimer)
		m.Left = uint64(left.Milliseconds())
		m.Length = min(max(m.Length, m.Left), wire.MaxTimer)
	})
}

// Stop takes the timer away.
func (h *Holder) Stop() error {
	return h.set(func(m *wire.Moment, _ Moment) { m.Length, m.Left, m.Running = 0, 0, false })
}

// Instruct says what to do now, "" for nothing. The timer goes on as it is.
func (h *Holder) Instruct(text string) error {
	return h.set(func(m *wire.Moment, _ Moment) { m.Instruction = Clean(text) })
}

// Clean is text on one line, cut to what travels.
func Clean(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	for len(text) > wire.MaxInstruction {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
	}
	return text
}

// set makes a new moment of the one that is, counted down to now, and signs it. Errors:
// [ErrNotAllowed].
func (h *Holder) set(change func(m *wire.Moment, now Moment)) error {
	if !h.opt.May(h.by) {
		return ErrNotAllowed
	}
	h.mu.Lock()
	now := h.now()
	m := h.told
	m.Left = uint64(now.Left.Milliseconds())
	change(&m, now)
	m.Number = max(h.floor, m.Number) + 1
	m.Key = [ed25519.PublicKeySize]byte(h.opt.Key.Public().(ed25519.PublicKey))
	m.Signature = [ed25519.SignatureSize]byte(ed25519.Sign(h.opt.Key, m.Signed(h.opt.Workshop)))
	h.told, h.from, h.since, h.floor = m, h.by, h.opt.Now(), m.Number
	h.mu.Unlock()
	h.opt.OnChange()
	return nil
}

func ms(v uint64) time.Duration { return time.Duration(v) * time.Millisecond }

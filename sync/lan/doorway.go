package lan

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"

	"throughline.app/assets/words"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// A Mode says whom the words let in. All members who might answer the door keep to the
// same one.
type Mode byte

// The modes of a door.
const (
	Open   Mode = 1 + iota // whoever knows the words
	AskMe                  // whoever knows the words and is let in by somebody who may
	Closed                 // nobody new
	modeEnd
)

var modeNames = [...]string{"", "open", "ask", "shut"}

// String returns "open", "ask" or "shut".
func (m Mode) String() string {
	if m < modeEnd {
		return modeNames[m]
	}
	return fmt.Sprintf("mode %d", byte(m))
}

// ParseMode reads what [Mode.String] gives.
func ParseMode(s string) (Mode, bool) {
	for m := Open; m < modeEnd; m++ {
		if s == modeNames[m] {
			return m, true
		}
	}
	return 0, false
}

// OpenFor is how long the door of a workshop is open after it was shared, or opened again.
// Then people ask.
const OpenFor = 30 * time.Minute

// A Doorway is how the door stands.
type Doorway struct {
	Mode  Mode
	Until time.Time // when an open door begins to ask; zero is never
	Tried bool      // it takes no words for a while, after too many wrong ones
}

// Doorway returns how the door stands now.
func (n *Node) Doorway() Doorway {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.doorNow()
}

// doorNow is Doorway for who holds n.mu.
func (n *Node) doorNow() Doorway {
	d := Doorway{Mode: AskMe, Tried: n.door.isShut()}
	mode, openFor, ok := readMode(n.settings[wire.WhatMode].Value)
	if !ok {
		return d // not told yet
	}
	d.Mode = mode
	if mode == Open && openFor > 0 {
		if d.Until = n.openUntil; !n.opt.Now().Before(d.Until) {
			return Doorway{Mode: AskMe, Tried: d.Tried}
		}
	}
	return d
}

// readMode reads the value of a setting: mode, and seconds that an open door is open, 0
// for without end.
func readMode(value []byte) (m Mode, openFor time.Duration, ok bool) {
	if len(value) < 2 {
		return 0, 0, false
	}
	seconds, n := binary.Uvarint(value[1:])
	m = Mode(value[0])
	ok = n == len(value)-1 && m >= Open && m < modeEnd && seconds <= wire.MaxOpenFor
	return m, time.Duration(seconds) * time.Second, ok
}

func modeValue(m Mode, openFor time.Duration) []byte {
	return binary.AppendUvarint([]byte{byte(m)}, uint64(openFor/time.Second))
}

// SetDoor says whom the words let in from now on, everywhere in the room. An open door asks
// again after openFor; 0 is never. It also ends that the door takes no words after too many
// wrong ones. Errors: [ErrMayNot].
func (n *Node) SetDoor(m Mode, openFor time.Duration) error {
	if m != Open {
		openFor = 0
	}
	openFor = min(openFor, wire.MaxOpenFor*time.Second)
	return n.set(map[wire.What][]byte{wire.WhatMode: modeValue(m, openFor)})
}

// NewWords draws other words. The old ones open nothing from now on, anywhere in the room;
// who is in stays. Errors: [ErrMayNot].
func (n *Node) NewWords() error {
	drawn, err := words.Pick(n.opt.Random, words.RoomCode)
	if err != nil {
		return fmt.Errorf("lan: new words: %w", err)
	}
	return n.set(map[wire.What][]byte{wire.WhatWords: []byte(drawn)})
}

// drawAll are other words and another key.
func (n *Node) drawAll() (map[wire.What][]byte, error) {
	key := make([]byte, wire.GossipKeyLen)
	if _, err := io.ReadFull(n.opt.Random, key); err != nil {
		return nil, fmt.Errorf("lan: a new key: %w", err)
	}
	drawn, err := words.Pick(n.opt.Random, words.RoomCode)
	if err != nil {
		return nil, fmt.Errorf("lan: new words: %w", err)
	}
	return map[wire.What][]byte{wire.WhatWords: []byte(drawn), wire.WhatKey: key}, nil
}

// set signs values for the door and tells everybody.
func (n *Node) set(values map[wire.What][]byte) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.setLocked(values)
}

func (n *Node) setLocked(values map[wire.What][]byte) error {
	if !n.mayLead(n.me) {
		return ErrMayNot
	}
	for what := wire.WhatMode; what <= wire.WhatKey; what++ {
		value, ok := values[what]
		if !ok {
			continue
		}
		s := wire.Setting{What: what, Number: n.settings[what].Number + 1, After: n.removals(), Value: value}
		copy(s.Author[:], n.opt.Identity.Public())
		copy(s.Signature[:], n.opt.Identity.Sign(s.Signed(n.session)))
		if _, openFor, ok := readMode(value); what == wire.WhatMode && ok {
			s.Left = uint64(openFor / time.Second)
		}
		n.apply(s)
	}
	n.doorMoved()
	return nil
}

// newer tells whether a holds in the place of b. The author decides between two that were
// made at the same time, so that all come to the same answer.
func newer(a, b wire.Setting) bool {
	if a.Number != b.Number {
		return a.Number > b.Number
	}
	if c := bytes.Compare(a.Author[:], b.Author[:]); c != 0 {
		return c > 0
	}
	return bytes.Compare(a.Value, b.Value) > 0
}

// apply makes s hold. The caller holds n.mu and has checked it.
func (n *Node) apply(s wire.Setting) {
	switch s.What {
	case wire.WhatMode:
		_, openFor, _ := readMode(s.Value)
		n.openUntil = n.opt.Now().Add(min(openFor, time.Duration(s.Left)*time.Second))
		n.door.open()
	case wire.WhatWords:
		n.setSecrets(string(s.Value), nil)
		n.door.open()
	case wire.WhatKey:
		n.setSecrets("", s.Value)
		if n.rekey != nil {
			n.rekey(s.Value)
		}
	}
	n.settings[s.What] = s
}

// sound tells whether s means something and was made by somebody who might. The caller
// holds n.mu.
func (n *Node) sound(s wire.Setting) bool {
	switch s.What {
	case wire.WhatMode:
		if _, _, ok := readMode(s.Value); !ok {
			return false
		}
	case wire.WhatWords:
		if normal, err := words.Parse(string(s.Value)); err != nil || normal != string(s.Value) || len(strings.Fields(normal)) != words.RoomCode {
			return false
		}
	case wire.WhatKey:
		if len(s.Value) != wire.GossipKeyLen {
			return false
		}
	}
	return n.mayLead(roster.FingerprintOf(s.Author[:])) && ed25519.Verify(s.Author[:], s.Signed(n.session), s.Signature[:])
}

// takeDoor takes in how another member says that the door stands. What is not newer, or not
// sound, is passed over: the sender may not have heard yet of a right that was taken away.
func (n *Node) takeDoor(s *Session, m wire.Doorway) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s.door = m
	n.takeDoorLocked(m)
}

// takeDoorLocked is called with n.mu held.
func (n *Node) takeDoorLocked(m wire.Doorway) {
	news := false
	for _, s := range m.Settings {
		if newer(s, n.settings[s.What]) && n.sound(s) {
			n.apply(s)
			news = true
		}
	}
	if news {
		n.doorMoved()
	}
}

// doorMoved tells this laptop and the others that a setting is another. The caller holds
// n.mu.
func (n *Node) doorMoved() {
	n.doorVersion++
	if sec := n.sec.Load(); n.running {
		go sec.wordsKey() // stretched by the time that somebody knocks
	}
	select {
	case n.doorTimer <- struct{}{}:
	default:
	}
	n.judgePetitions()
	n.spread()
	n.tell(Event{Kind: DoorMoved})
	n.keepState()
}

// doorMessage is how the door stands, for another member. The caller holds n.mu.
func (n *Node) doorMessage() wire.Doorway {
	var m wire.Doorway
	for _, s := range n.settings[1:] {
		if s.Number == 0 {
			continue
		}
		s.Left = 0
		if _, openFor, _ := readMode(s.Value); s.What == wire.WhatMode && openFor > 0 {
			left := max(0, n.openUntil.Sub(n.opt.Now()))
			s.Left = uint64((min(left, openFor) + time.Second - 1) / time.Second)
		}
		m.Settings = append(m.Settings, s)
	}
	return m
}

// watchDoor tells when an open door begins to ask.
func (n *Node) watchDoor(done <-chan struct{}) {
	for {
		wait := time.Hour
		if d := n.Doorway(); d.Mode == Open && !d.Until.IsZero() {
			wait = max(0, d.Until.Sub(n.opt.Now())) + time.Millisecond
		}
		timer := time.NewTimer(wait)
		select {
		case <-done:
			timer.Stop()
			return
		case <-n.doorTimer:
			timer.Stop()
		case <-timer.C:
			n.tell(Event{Kind: DoorMoved})
		}
	}
}

package lan

import (
	"sync"
	"time"

	"throughline.app/sync/wire"
)

// What a door endures.
const (
	// TriesPerAddress is how many wrong proofs one IP address may send within a minute.
	TriesPerAddress = 5
	// TriesPerDoor is how many wrong proofs shut the door, all addresses together, within
	// a minute.
	TriesPerDoor = 30
	// ShutFor is how long the door then stays shut to words, unless it is opened.
	ShutFor = 5 * time.Minute

	tryWindow = time.Minute
)

// A door counts wrong proofs. Members come and go through it without being counted. Its
// methods are safe for concurrent use.
type door struct {
	now func() time.Time

	mu     sync.Mutex
	wrong  []try // within the last minute, in order of time
	asked  []try // the same, of those who proved the words and have to ask
	shutAt time.Time
	shut   bool
}

type try struct {
	at   time.Time
	from string // IP address
}

// check lets from try. right is called while others wait, so that tries at the same time
// are counted one by one; it must be quick. The code says why it was not let in, or is
// ByeLeaving if it was; justShut that this try was the one that shut the door.
func (d *door) check(from string, right func() bool) (code wire.ByeCode, justShut bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if d.shut && now.Sub(d.shutAt) >= ShutFor {
		d.shut, d.wrong = false, nil
	}
	if d.shut {
		return wire.ByeDoorShut, false
	}
	for len(d.wrong) > 0 && now.Sub(d.wrong[0].at) >= tryWindow {
		d.wrong = d.wrong[1:]
	}
	same := 0
	for _, t := range d.wrong {
		if t.from == from {
			same++
		}
	}
	if same >= TriesPerAddress {
		return wire.ByeTooMany, false
	}
	if right() {
		return wire.ByeLeaving, false
	}
	d.wrong = append(d.wrong, try{now, from})
	if len(d.wrong) >= TriesPerDoor {
		d.shut, d.shutAt = true, now
		return wire.ByeWrongWords, true
	}
	return wire.ByeWrongWords, false
}

// mayAsk counts somebody who knows the words and asks to be let in, and reports whether
// anybody should be troubled with it. The limits are those of wrong words.
func (d *door) mayAsk(from string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	for len(d.asked) > 0 && now.Sub(d.asked[0].at) >= tryWindow {
		d.asked = d.asked[1:]
	}
	same := 0
	for _, t := range d.asked {
		if t.from == from {
			same++
		}
	}
	if same >= TriesPerAddress || len(d.asked) >= TriesPerDoor {
		return false
	}
	d.asked = append(d.asked, try{now, from})
	return true
}

// isShut reports whether too many wrong proofs have shut the door.
func (d *door) isShut() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shut && d.now().Sub(d.shutAt) < ShutFor
}

func (d *door) open() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut, d.wrong = false, nil
}

package laptop

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"throughline.app/sync/lan"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// A Refused tells of changes that were not taken in, to whoever leads the workshop.
type Refused struct {
	From   string // name of whose laptop sent them, may be empty
	FromID string // its fingerprint, hex
	Author string // name of in whose name they are, or who vouched for them; may be empty
	Why    error  // one of package vouch's
	Times  int    // batches that were refused like this
	Last   time.Time
	// Waits says of somebody who signed two changes as one that nobody who leads is here, who alone
	// brings the room together again.
	Waits bool
}

// Foul reports whether somebody did what an honest laptop does not do.
func (f Refused) Foul() bool {
	return !errors.Is(f.Why, vouch.ErrRemoved) && !errors.Is(f.Why, vouch.ErrStranger)
}

// Sentence says it as a facilitator would.
func (f Refused) Sentence() string {
	from, author := orSomebody(f.From), orSomebody(f.Author)
	switch {
	case errors.Is(f.Why, vouch.ErrForged):
		return fmt.Sprintf("%s’s laptop sent changes in the name of %s with a false signature. They were refused and its connection closed.", from, author)
	case errors.Is(f.Why, vouch.ErrUnsigned):
		return fmt.Sprintf("%s’s laptop sent changes that nobody signed. They were refused and its connection closed.", from)
	case errors.Is(f.Why, vouch.ErrRemoved):
		return fmt.Sprintf("%s was removed and went on writing. What came of that was refused.", author)
	case errors.Is(f.Why, vouch.ErrForked) && f.Waits:
		return fmt.Sprintf("%s’s laptop signed two different changes as one, and gave each to others. Until a facilitator’s laptop is here, those who have the other one see other notes than you. Nothing is lost: go on, and it comes together by itself.", author)
	case errors.Is(f.Why, vouch.ErrForked):
		return fmt.Sprintf("%s’s laptop signed two different changes as one, and gave each to others. The room goes on in a fresh document with what everybody wrote. Ask %s, or remove them.", author, author)
	case errors.Is(f.Why, vouch.ErrRole):
		return fmt.Sprintf("%s changed what they have no right to. It was refused.", author)
	}
	return fmt.Sprintf("%s’s laptop sent changes of somebody who is not known here. They were refused.", from)
}

func orSomebody(name string) string {
	if name == "" {
		return "somebody"
	}
	return name
}

// maxRefused bounds what is told.
const maxRefused = 20

// note remembers a refusal and tells it: in the log, and in the status.
func (t *rights) note(why *vouch.Refusal) {
	f := Refused{From: t.nameOf(why.From), FromID: lan.Hex(why.From), Why: why.Why, Times: 1, Last: t.room.laptop.opt.Now()}
	if why.Author != (wire.Fingerprint{}) {
		f.Author = t.nameOf(why.Author)
	}
	t.mu.Lock()
	at := slices.IndexFunc(t.refused, func(o Refused) bool {
		return o.FromID == f.FromID && o.Author == f.Author && o.Sentence() == f.Sentence()
	})
	first := at < 0
	if !first {
		f.Times = t.refused[at].Times + 1
		t.refused = slices.Delete(t.refused, at, at+1)
	}
	t.refused = append(t.refused, f)
	if len(t.refused) > maxRefused {
		t.refused = slices.Delete(t.refused, 0, 1)
	}
	t.mu.Unlock()
	if first {
		t.room.log.Warn("changes were refused", "from", f.From, "id", f.FromID, "author", f.Author, "why", why.Why)
		t.room.statusChanged()
	}
}

// Refusals lists what was not taken in since the workshop was opened, the latest last.
func (r *Room) Refusals() []Refused { return r.rights.all() }

func (t *rights) all() []Refused {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := slices.Clone(t.refused)
	for i := range all {
		all[i].Waits = t.waits && errors.Is(all[i].Why, vouch.ErrForked)
	}
	return all
}

// waiting notes whether those who hold different changes with one number wait for somebody who leads.
func (t *rights) waiting(yes bool) {
	t.mu.Lock()
	news := t.waits != yes
	t.waits = yes
	t.mu.Unlock()
	if news {
		t.room.statusChanged()
	}
}

package presence

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"time"

	"throughline.app/sync/wire"
)

// A Table holds where the others are. Its methods are safe for concurrent use.
type Table struct {
	opt Options

	mu   sync.Mutex
	rows map[string]row // by member; at most wire.MaxMembers
}

type row struct {
	state State
	body  []byte // that said it
	heard time.Time
}

// NewTable returns an empty Table.
func NewTable(opt Options) *Table {
	return &Table{opt: opt.withDefaults(), rows: map[string]row{}}
}

// Receive takes in a PRESENCE body from member, and reports whether it says something new.
// Errors: [wire.ErrMalformed], [wire.ErrTooLarge]; then nothing changes.
func (t *Table) Receive(member string, body []byte) (news bool, err error) {
	m, err := wire.DecodePresence(body)
	if err != nil {
		return false, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.opt.Now()
	if _, known := t.rows[member]; !known && len(t.rows) >= wire.MaxMembers {
		t.expire(now)
		if len(t.rows) >= wire.MaxMembers {
			return false, nil
		}
	}
	before, known := t.rows[member]
	if known && bytes.Equal(before.body, body) {
		before.heard = now
		t.rows[member] = before
		return false, nil
	}
	t.rows[member] = row{heard: now, body: body, state: State{
		Member: member, Canvas: m.Canvas, X: m.X, Y: m.Y, Editing: m.Editing,
		Selection: m.Selection, Name: m.Name, Color: m.Color,
		Lifted: m.Lifted, DX: m.DX, DY: m.DY, View: m.View,
		Call: m.Call, Follows: m.Follows, Last: m.Last, Trail: m.Trail, Watches: m.Watches,
	}}
	return true, nil
}

// Forget removes a member who is gone.
func (t *Table) Forget(member string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.rows, member)
}

// Others returns where the others are, by member, without those who are over no canvas and
// edit nothing, and those not heard of for [Expiry].
func (t *Table) Others() []State {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.expire(t.opt.Now())
	var out []State
	for _, r := range t.rows {
		if r.state.Canvas != "" || r.state.Editing != "" {
			out = append(out, r.state)
		}
	}
	slices.SortFunc(out, func(a, b State) int { return strings.Compare(a.Member, b.Member) })
	return out
}

// Watching reports whether a member said that it only looks on.
func (t *Table) Watching(member string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.rows[member].state.Watches
}

// Expire forgets those not heard of for [Expiry]. It reports whether there were any, for a
// screen that must then be drawn anew.
func (t *Table) Expire() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.expire(t.opt.Now())
}

func (t *Table) expire(now time.Time) (any bool) {
	for member, r := range t.rows {
		if now.Sub(r.heard) >= Expiry {
			delete(t.rows, member)
			any = true
		}
	}
	return any
}

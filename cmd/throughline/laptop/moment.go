package laptop

import (
	"context"
	"errors"
	"fmt"
	"time"

	"throughline.app/sync/moment"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// newMoment prepares what the room does now, with what it was when the laptop was last on.
func newMoment(ctx context.Context, r *Room) *moment.Holder {
	h := moment.New(moment.Options{Workshop: r.id, Key: r.laptop.key, May: r.mayLead, OnChange: r.momentChanged, Now: r.laptop.opt.Now})
	raw, err := r.laptop.store.Setting(ctx, r.momentKey())
	if err == nil {
		err = h.Restore([]byte(raw))
	}
	if err != nil {
		r.log.Warn("what the room did cannot be read", "err", err)
	}
	return h
}

func (r *Room) momentKey() string { return "moment." + r.id }

// mayLead reports whether a laptop may set the timer and the instruction.
func (r *Room) mayLead(who wire.Fingerprint) bool { return r.rights.may(who, roster.Facilitate) }

// momentChanged keeps the moment, and tells the screen.
func (r *Room) momentChanged() {
	r.tell.say(func() {
		r.keepMoment(r.ctx)
		r.mu.Lock()
		f := r.onMoment
		r.mu.Unlock()
		if f != nil {
			f()
		}
	})
}

func (r *Room) keepMoment(ctx context.Context) {
	if err := r.laptop.store.PutSetting(ctx, r.momentKey(), string(r.moment.Keep())); err != nil && ctx.Err() == nil {
		r.log.Warn("keeping what the room does", "err", err)
	}
}

// hearMoment takes in what another laptop says the room does now.
func (n *network) hearMoment(from replica.Peer, body []byte) error {
	adopted, err := n.room.moment.Receive(body)
	switch {
	case errors.Is(err, moment.ErrNotAllowed):
		n.room.log.Info("a timer was set by somebody who may not", "from", from.Name)
		return nil
	case err != nil:
		return fmt.Errorf("%w: a moment: %w", replica.ErrRefused, err)
	case adopted:
		n.hub.TellMoment(from.ID)
	}
	return nil
}

// OnMoment registers f for when [Room.Moment] is another: it was set, or its end moved.
func (r *Room) OnMoment(f func()) { r.set(func() { r.onMoment = f }) }

// Moment is what the room does now: instruction and timer, counted down to now.
func (r *Room) Moment() moment.Moment { return r.moment.Now() }

// MayLead reports whether this laptop may set the timer and the instruction.
func (r *Room) MayLead() bool { return r.mayLead(r.laptop.identity.Fingerprint()) }

// StartTimer, PauseTimer, ResumeTimer, AddTime and StopTimer set the timer of the room, and
// Instruct what it is to do; see [moment.Holder]. Errors: [moment.ErrNotAllowed].
func (r *Room) StartTimer(length time.Duration) error { return r.lead(r.moment.Start(length)) }

// PauseTimer: see [Room.StartTimer].
func (r *Room) PauseTimer() error { return r.lead(r.moment.Pause()) }

// ResumeTimer: see [Room.StartTimer].
func (r *Room) ResumeTimer() error { return r.lead(r.moment.Resume()) }

// AddTime: see [Room.StartTimer].
func (r *Room) AddTime(d time.Duration) error { return r.lead(r.moment.Add(d)) }

// StopTimer: see [Room.StartTimer].
func (r *Room) StopTimer() error { return r.lead(r.moment.Stop()) }

// Instruct: see [Room.StartTimer].
func (r *Room) Instruct(text string) error { return r.lead(r.moment.Instruct(text)) }

// lead tells the others what was set.
func (r *Room) lead(err error) error {
	if err == nil && r.net != nil {
		r.net.hub.TellMoment("")
	}
	return err
}

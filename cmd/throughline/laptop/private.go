package laptop

import (
	"context"
	"errors"
	"strings"
	"sync"

	"throughline.app/workshop"
)

// ErrNoPoll says that a question is not, or no longer, asked.
var ErrNoPoll = errors.New("the question is no longer asked")

// A private is what the person at this laptop answers to polls that are open: kept in the
// settings, in no document and no frame, until the poll is shown.
type private struct {
	mu   sync.Mutex               // held while answers are kept and sent, so that none is missed between
	sent map[workshop.PollID]bool // shown, and nothing is left here
}

func (r *Room) privateKey(p workshop.PollID) string { return "private." + r.id + "." + string(p) }

// Private is what the person has answered to a poll that is not shown yet, "" if nothing.
func (r *Room) Private(p workshop.PollID) string {
	v, err := r.laptop.store.Setting(r.ctx, r.privateKey(p))
	if err != nil {
		r.log.Warn("reading a private answer", "err", err)
	}
	return v
}

// KeepPrivate keeps what the person answers to a poll on this laptop alone, "" nothing, and
// says to the others only that they have answered. Once the poll is shown the answer is sent.
// Errors: [ErrNoPoll], those of [Room.Apply] and of the disk.
func (r *Room) KeepPrivate(p workshop.PollID, answer string) error {
	answer = strings.TrimSpace(answer)
	r.private.mu.Lock()
	defer r.private.mu.Unlock()
	if poll := r.Snapshot().Polls.Get(p); poll == nil || poll.Gone {
		return ErrNoPoll
	}
	if err := r.laptop.store.PutSetting(r.ctx, r.privateKey(p), answer); err != nil {
		return err
	}
	wrote := ""
	if answer != "" {
		wrote = "1"
	}
	delete(r.private.sent, p)
	if _, err := r.Apply(workshop.GiveAnswer{Poll: p.Wrote(), Person: r.Me(), Value: wrote}); err != nil {
		return err
	}
	return r.sendPrivate(r.Snapshot())
}

// reveal sends what is kept here of polls that are shown; d is what led to s, nil is anything.
func (r *Room) reveal(s *workshop.Snapshot, d workshop.Diff) {
	if d != nil && !d.Touches(workshop.KindPoll) && !d.Touches(workshop.KindWorkshop) {
		return
	}
	select {
	case <-r.doc.Ready():
	default:
		return // tellReady comes back to it
	}
	r.private.mu.Lock()
	defer r.private.mu.Unlock()
	if err := r.sendPrivate(s); err != nil && !errors.Is(err, context.Canceled) {
		r.log.Warn("a private answer stays here for now", "err", err)
	}
}

// sendPrivate is reveal with the lock held. An answer leaves the settings only after the
// document has it; where that fails it is tried again with the next change or start.
func (r *Room) sendPrivate(s *workshop.Snapshot) error {
	var all error
	for _, p := range s.Polls.All() { // put away or not: who was away answered too
		if !s.PollIsShown(p) || r.private.sent[p.ID] {
			continue
		}
		answer := r.Private(p.ID)
		if answer != "" {
			if _, err := r.Apply(workshop.GiveAnswer{Poll: string(p.ID), Person: r.Me(), Value: answer}); err != nil {
				all = errors.Join(all, err)
				continue
			}
			if err := r.laptop.store.PutSetting(r.ctx, r.privateKey(p.ID), ""); err != nil {
				all = errors.Join(all, err)
				continue
			}
		}
		if r.private.sent == nil {
			r.private.sent = make(map[workshop.PollID]bool)
		}
		r.private.sent[p.ID] = true
	}
	return all
}

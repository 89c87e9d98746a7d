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
	sent map[workshop.PollID]bool // shown, and nothing but those in gone is left here
	gone map[workshop.PollID]bool // of those, answers that the document holds and the disk may not yet
}

func (r *Room) privateKey(p workshop.PollID) string { return "private." + r.id + "." + string(p) }

// Private is what the person has answered to a poll that is not shown yet, "" if nothing.
func (r *Room) Private(p workshop.PollID) string {
	r.private.mu.Lock()
	defer r.private.mu.Unlock()
	if r.private.gone[p] {
		return ""
	}
	return r.keptPrivate(p)
}

// keptPrivate is what is kept here of an answer.
func (r *Room) keptPrivate(p workshop.PollID) string {
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
	delete(r.private.gone, p)
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

// sendPrivate is reveal with the lock held. An answer leaves the settings only after the disk
// has it in the document; where that fails it is tried again with the next change or start.
func (r *Room) sendPrivate(s *workshop.Snapshot) error {
	var all error
	for _, p := range s.Polls.All() { // put away or not: who was away answered too
		if !s.PollIsShown(p) || r.private.sent[p.ID] {
			continue
		}
		answer := r.keptPrivate(p.ID)
		if answer != "" {
			if _, err := r.Apply(workshop.GiveAnswer{Poll: string(p.ID), Person: r.Me(), Value: answer}); err != nil {
				all = errors.Join(all, err)
				continue
			}
		}
		if r.private.sent == nil {
			r.private.sent, r.private.gone = make(map[workshop.PollID]bool), make(map[workshop.PollID]bool)
		}
		r.private.sent[p.ID], r.private.gone[p.ID] = true, answer != ""
	}
	return errors.Join(all, r.forgetSent(r.ctx))
}

// savedPrivate is called when the disk has all that the document holds.
func (r *Room) savedPrivate() {
	r.private.mu.Lock()
	defer r.private.mu.Unlock()
	if err := r.forgetSent(r.ctx); err != nil && !errors.Is(err, context.Canceled) {
		r.log.Warn("an answer that was sent stays here, too, for now", "err", err)
	}
}

// forgetSent takes the answers that the disk has in the document out of the settings. The caller holds
// the lock.
func (r *Room) forgetSent(ctx context.Context) error {
	for p, gone := range r.private.gone {
		if !gone || r.doc.Unsaved() > 0 {
			continue
		}
		if err := r.laptop.store.PutSetting(ctx, r.privateKey(p), ""); err != nil {
			return err
		}
		delete(r.private.gone, p)
	}
	return nil
}

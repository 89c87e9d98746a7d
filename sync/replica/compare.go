package replica

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"throughline.app/sync/wire"
)

// A Comparer is a Document that can tell why a member which holds the same by numbers, or nothing
// that this laptop could take, stands at other heads all the same: somebody gave it another change
// with a number that stands for one here.
type Comparer interface {
	// Unknown reports which of these sets of heads name changes that nobody has told of here.
	Unknown(heads [][]string) []bool
	// Compare looks at the whole workshop of a member. Errors: [ErrRefused].
	Compare(ctx context.Context, from string, whole []byte) error
}

const (
	// apartTicks is how long a member stands at heads that cannot be explained before its whole
	// workshop is asked for.
	apartTicks = 4
	// comparePause is how many ticks pass from one such question to the next, at first; each time
	// twice as many, until heads are equal again, up to comparePauseMost.
	comparePause, comparePauseMost = 16, 256
)

// compare counts how long members have stood apart from mine, what this laptop holds, and asks one of
// them for the whole workshop after a while.
func (h *Hub) compare(mine map[string]uint64, heads []string) {
	doc, can := h.doc.(Comparer)
	if !can || len(mine) == 0 {
		return
	}
	var apart []*session
	var theirs [][]string
	h.mu.Lock()
	h.compareWait = max(0, h.compareWait-1)
	for s := range h.sessions {
		switch {
		case !s.heard || slices.Equal(s.heads, heads):
			s.apart = 0
		case s.dry || missing(mine, s.holds) == 0:
			apart, theirs = append(apart, s), append(theirs, s.heads)
		}
	}
	h.mu.Unlock()
	if len(apart) == 0 {
		return
	}
	unknown := doc.Unknown(theirs)
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, s := range apart {
		if _, here := h.sessions[s]; !here || !unknown[i] {
			s.apart = 0
			continue
		}
		if s.apart++; s.apart >= apartTicks && h.pulling == nil && h.compareWait == 0 {
			h.compareNext = min(max(2*h.compareNext, comparePause), comparePauseMost)
			h.compareWait = h.compareNext
			h.pulling, h.pullAge, s.apart = s, 0, 0
			s.want, s.parts, s.comparing = &wire.Want{All: true}, &assembly{}, true
			s.wakeUp()
		}
	}
}

// compared forgets how often there were questions: all are at the same heads.
func (h *Hub) compared() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.compareNext = 0
}

// took hands a whole workshop to the document: it takes it up if it has nothing, else compares
// itself with it.
func (h *Hub) took(ctx context.Context, s *session, whole []byte, comparing bool) error {
	if len(h.doc.Have()) > 0 {
		doc, can := h.doc.(Comparer)
		if can && comparing {
			if err := doc.Compare(ctx, s.peer.ID, whole); err != nil && (errors.Is(err, ErrRefused) || !errors.Is(err, ErrMissing)) {
				return fmt.Errorf("replica: comparing with the workshop of %s: %w", s.peer.Name, err)
			}
		}
		return nil
	}
	err := h.doc.LoadSnapshot(ctx, s.peer.ID, whole)
	switch {
	case errors.Is(err, ErrMissing) && !errors.Is(err, ErrRefused):
		// Another may have what it lacks, or this one by its next HAVE.
		h.log.Debug("a snapshot is of no use yet", "member", s.peer.Name, "error", err)
	case err != nil:
		return fmt.Errorf("replica: loading the snapshot of %s: %w", s.peer.Name, err)
	}
	return nil
}

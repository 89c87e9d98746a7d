package replica

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"throughline.app/sync/wire"
)

// A held is what the document held at some time.
type held struct {
	vector  map[string]uint64
	answers uint64 // taken before that, at least
}

func (h *Hub) held() held {
	h.mu.Lock()
	answers := h.answers
	h.mu.Unlock()
	return held{h.doc.Have(), answers}
}

// answered notes that the document has taken an answer.
func (h *Hub) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers++
	h.hurried = false
}

// pull asks first, or else any other member, for what it is known to hold and this laptop
// lacks, unless a question is under way: several members would all send the same. If there is
// nothing to ask for, all are told what came of it. mine is what this laptop holds, which is looked at
// again if an answer has been taken since; first may be nil.
func (h *Hub) pull(mine held, first *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.pulling == nil && mine.answers != h.answers { // else what has just come would be asked for
		h.mu.Unlock()
		mine = h.held()
		h.mu.Lock()
	}
	if h.pulling != nil {
		return
	}
	defer func() {
		if h.tellDue {
			h.tellAll()
		}
	}()
	if _, here := h.sessions[first]; here && h.ask(mine.vector, first) {
		return
	}
	for s := range h.sessions {
		if h.ask(mine.vector, s) {
			return
		}
	}
}

// hurry asks another member when the one that was asked does not answer, once until something comes.
// A whole workshop may take its time.
func (h *Hub) hurry(mine held) {
	h.mu.Lock()
	defer h.mu.Unlock()
	mute := h.pulling
	if mute == nil || mute.parts != nil || h.hurried || h.pullAge <= hurryTicks || mine.answers != h.answers {
		return
	}
	for s := range h.sessions {
		if s != mute && h.ask(mine.vector, s) {
			h.hurried = true
			return
		}
	}
}

// ask sends s a WANT if it holds something that mine lacks. The caller holds h.mu.
func (h *Hub) ask(mine map[string]uint64, s *session) bool {
	if s.dry || s.patience > 0 || missing(mine, s.holds) == 0 {
		return false
	}
	raw, err := rawVector(mine)
	if err != nil {
		h.log.Error("cannot ask for changes", "error", err)
		return false
	}
	h.pulling, h.pullAge = s, 0
	s.want = &wire.Want{All: len(raw) == 0, Vector: raw}
	s.parts, s.comparing = nil, false
	if s.want.All {
		s.parts = &assembly{}
	}
	s.wakeUp()
	return true
}

// An assembly is a snapshot that is coming in.
type assembly struct {
	total uint64
	sum   [sha256.Size]byte
	data  bytes.Buffer
}

// add takes the next part. It reports whether the snapshot is whole.
func (a *assembly) add(m wire.Snapshot) (whole bool, err error) {
	if a.data.Len() == 0 {
		a.total, a.sum = m.Total, m.Sum
	}
	if m.Offset != uint64(a.data.Len()) || m.Total != a.total || m.Sum != a.sum {
		return false, fmt.Errorf("replica: snapshot out of order at %d of %d: %w", m.Offset, a.total, wire.ErrMalformed)
	}
	a.data.Write(m.Part)
	if uint64(a.data.Len()) < a.total {
		return false, nil
	}
	if sha256.Sum256(a.data.Bytes()) != a.sum {
		return false, fmt.Errorf("replica: snapshot does not match its hash: %w", ErrRefused)
	}
	return true, nil
}

func (h *Hub) onPart(ctx context.Context, s *session, body []byte) error {
	part, err := wire.DecodeSnapshot(body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	parts, comparing := s.parts, s.comparing
	if h.pulling == s {
		h.pullAge = 0
	}
	h.mu.Unlock()
	if parts == nil {
		return nil // asked for so long ago that another was asked meanwhile
	}
	whole, err := parts.add(part)
	if err != nil || !whole {
		return err
	}
	if err := h.took(ctx, s, parts.data.Bytes(), comparing); err != nil {
		return err
	}
	h.answered()
	mine := h.held()
	h.mu.Lock()
	s.parts, s.comparing, s.dry = nil, false, len(mine.vector) == 0
	if h.pulling == s {
		h.pulling = nil
	}
	for other := range h.sessions {
		other.haveDue = true
		other.wakeUp()
	}
	h.mu.Unlock()
	h.pull(mine, s)
	return nil
}

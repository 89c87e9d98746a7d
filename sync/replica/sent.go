package replica

import (
	"encoding/hex"

	"throughline.app/sync/wire"
)

// Every change of a room goes past every session, so that what a session was sent is a list by the
// actor's number in the Hub and not a map by its name: looking into ten maps that are out of the
// processor's cache takes longer than all else that a change costs here.

// number returns the actor's number, a new one if it has none. Only actors of the document are given
// one: what a member makes up must not fill the memory. The caller holds h.mu.
func (h *Hub) number(actor string) int {
	n, ok := h.actors[actor]
	if !ok {
		n = len(h.actors)
		h.actors[actor] = n
	}
	return n
}

// notAsked stands where a session's list has yet to be filled from what the member says it holds.
const notAsked = ^uint64(0)

// sentUpTo returns the number of the actor's last change that the member holds, or that was queued
// for it since it said what it holds. The caller holds Hub.mu.
func (s *session) sentUpTo(number int, actor string) uint64 {
	if number < len(s.sent) && s.sent[number] != notAsked {
		return s.sent[number]
	}
	held := s.holds[actor]
	s.setSent(number, held)
	return held
}

func (s *session) setSent(number int, seq uint64) {
	for len(s.sent) <= number {
		s.sent = append(s.sent, notAsked)
	}
	s.sent[number] = seq
}

// brings notes that the member has a change. The caller holds Hub.mu.
func (h *Hub) brings(s *session, c Chunk) {
	if h.bringingOf(c) == nil && len(h.bringer) < mostBringing {
		h.bringer[change{c.Actor, c.Seq}] = &bringing{by: s}
	}
	if n, known := h.actors[c.Actor]; known {
		s.setSent(n, max(s.sentUpTo(n, c.Actor), c.Seq))
	}
	if _, known := s.holds[c.Actor]; known || len(s.holds) < wire.MaxActors {
		s.holds[c.Actor] = max(s.holds[c.Actor], c.Seq)
	}
}

// mostBringing bounds of how many changes it is noted, within a tick, who brought them: what is brought
// may be called anything.
const mostBringing = 20_000

// A change is one author's Seq-th.
type change struct {
	actor string
	seq   uint64
}

// A bringing is who brought a change first.
type bringing struct {
	by        *session
	announced bool // by the document, since
}

// bringingOf returns who brought c first, if that was a moment ago. The caller holds h.mu.
func (h *Hub) bringingOf(c Chunk) *bringing {
	key := change{c.Actor, c.Seq}
	if b := h.bringer[key]; b != nil {
		return b
	}
	return h.bringerBefore[key]
}

// A news is changes on their way to several members, most of whom lack them all: the frame
// for those is made once.
type news struct {
	items []item
	whole *wire.Frame // of all items, once somebody lacks them all
}

// An item is one change of the news.
type item struct {
	Chunk
	number int      // of its actor
	by     *session // who brought it; nil if nobody did, or not lately
}

// frame returns what to send to somebody who lacks these of the items.
func (n *news) frame(lacks []*item) (wire.Frame, error) {
	all := len(lacks) == len(n.items)
	if all && n.whole != nil {
		return *n.whole, nil
	}
	batch := wire.Batch{Chunks: make([]wire.Chunk, 0, len(lacks))}
	for _, c := range lacks {
		actor, err := hex.DecodeString(c.Actor)
		if err != nil {
			return wire.Frame{}, err
		}
		batch.Chunks = append(batch.Chunks, wire.Chunk{Actor: string(actor), Seq: c.Seq, Bytes: c.Bytes})
	}
	frame, err := wire.Encode(batch)
	if err == nil && all {
		n.whole = &frame
	}
	return frame, err
}

package replica

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"throughline.app/sync/wire"
)

// write sends what is queued and due until ctx ends or the pipe fails.
func (h *Hub) write(ctx context.Context, s *session) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case frame := <-s.queue:
			if err := s.pipe.WriteFrame(frame); err != nil {
				return err
			}
			s.wrote.Add(1)
		case <-s.wake:
			if err := h.writeDue(ctx, s); err != nil {
				return err
			}
		}
	}
}

// writeDue sends what is due besides news: HAVE, WANT, presence, the moment, an answer, and at the end
// what has to do with blobs.
func (h *Hub) writeDue(ctx context.Context, s *session) error {
	h.mu.Lock()
	due, want, asked, presence, moment := s.haveDue, s.want, s.asked, s.presence, s.momentDue
	s.haveDue, s.want, s.asked, s.presence, s.momentDue = false, nil, nil, nil, false
	vouch := s.vouchDue
	s.vouchDue = false
	wantBlob, askedBlob := s.wantBlob, s.askedBlob
	s.wantBlob = nil
	if len(s.queue) > 0 && askedBlob != nil {
		askedBlob = nil // news go first
		s.wakeUp()
	} else {
		s.askedBlob = nil
	}
	s.writing = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		s.writing = false
		h.mu.Unlock()
	}()
	if due {
		if err := h.writeHave(s); err != nil {
			return err
		}
	}
	if want != nil {
		if err := s.write(*want); err != nil {
			return err
		}
	}
	if presence != nil {
		if err := s.pipe.WriteFrame(*presence); err != nil {
			return err
		}
	}
	if moment && h.options.Moment != nil {
		if m, any := h.options.Moment(); any {
			if frame, err := wire.Encode(m); err != nil { // of a number beyond what can be told
				h.log.Warn("what the room does cannot be told", "error", err)
			} else if err := s.pipe.WriteFrame(frame); err != nil {
				return err
			}
		}
	}
	if vouch && h.options.Vouchers != nil {
		if notes := h.options.Vouchers(); len(notes) > 0 {
			if err := s.write(wire.Vouch{Notes: notes}); err != nil {
				return err
			}
		}
	}
	if asked != nil {
		if err := h.answer(ctx, s, *asked); err != nil {
			return err
		}
	}
	if wantBlob != nil {
		if err := s.write(*wantBlob); err != nil {
			return err
		}
	}
	if askedBlob != nil {
		return h.answerBlob(ctx, s, *askedBlob)
	}
	return nil
}

func (s *session) write(m wire.Message) error {
	frame, err := wire.Encode(m)
	if err != nil {
		return err
	}
	return s.pipe.WriteFrame(frame)
}

func (h *Hub) writeHave(s *session) error {
	heads := told(h.doc.Heads())
	raw, err := rawHeads(heads)
	if err != nil {
		return err
	}
	vector, err := rawVector(h.doc.Have())
	if err != nil {
		return err
	}
	h.mu.Lock()
	s.told, s.toldJoined, s.haveAge = heads, h.joined, 0
	near := h.nearIDs()
	h.mu.Unlock()
	return s.write(wire.Have{Heads: raw, Vector: vector, Near: near})
}

// nearIDs lists the members that this laptop is connected to and that have said what they
// hold: only those are sent news. The caller holds h.mu.
func (h *Hub) nearIDs() []string {
	var ids []string
	for s := range h.sessions {
		if s.heard {
			ids = append(ids, s.nearID)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(len(ids), wire.MaxMembers)]
}

// answer sends what the member asked for. Every WANT has an answer, if an empty one.
func (h *Hub) answer(ctx context.Context, s *session, want wire.Want) error {
	if want.All {
		saved, err := h.doc.Snapshot(ctx)
		if err != nil {
			return fmt.Errorf("replica: snapshot for %s: %w", s.peer.Name, err)
		}
		if len(saved) > 0 && len(saved) <= wire.MaxSnapshot {
			return writeSnapshot(s, saved)
		}
	}
	chunks, err := h.doc.Since(hexVector(want.Vector), wire.BatchTarget)
	if err != nil {
		return fmt.Errorf("replica: changes for %s: %w", s.peer.Name, err)
	}
	batch := wire.Batch{Answer: true}
	size := 0
	for _, c := range chunks[:min(len(chunks), wire.MaxChunks)] {
		if size += len(c); size > wire.MaxChange && len(batch.Chunks) > 0 {
			break
		}
		batch.Chunks = append(batch.Chunks, wire.Chunk{Bytes: c})
	}
	return s.write(batch)
}

func writeSnapshot(s *session, saved []byte) error {
	part := wire.Snapshot{Total: uint64(len(saved)), Sum: sha256.Sum256(saved)}
	for len(saved) > 0 {
		n := min(len(saved), wire.SnapshotPart)
		part.Part = saved[:n]
		if err := s.write(part); err != nil {
			return err
		}
		part.Offset += uint64(n)
		saved = saved[n:]
	}
	return nil
}

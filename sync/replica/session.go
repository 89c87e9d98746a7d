package replica

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"throughline.app/sync/wire"
)

// A Pipe carries frames to one member and back. One goroutine reads while another writes.
// After Close both return errors. [wire.Conn] is one.
type Pipe interface {
	ReadFrame() (wire.Frame, error)
	WriteFrame(wire.Frame) error
	Close() error
}

// readOn is how long a session to which nothing can be written is still read.
const readOn = 6 * time.Second

// A session is what the Hub knows of one member while it is connected. Fields below mu
// belong to the Hub's lock.
type session struct {
	peer   Peer
	nearID string // of peer
	pipe   Pipe
	close  func() // ends the session; safe from any goroutine, any number of times

	queue chan wire.Frame // news; cap Options.Queue; written under the Hub's lock, never closed
	wake  chan struct{}   // cap 1: something below is due

	wrote atomic.Uint64 // frames of the queue, so far

	// Under Hub.mu:
	offered    uint64            // frames that were queued, so far
	writing    bool              // something that was due is being written
	mute       bool              // nothing can be written any more
	heard      bool              // a HAVE has come
	heads      []string          // of its last HAVE
	holds      map[string]uint64 // of its last HAVE, with what it brought since
	sent       []uint64          // by actor's number: holds, and what was queued for it since; see sentUpTo
	near       map[string]bool   // members that it is connected to, by nearID
	told       []string          // heads of our last HAVE
	toldJoined int               // Hub.joined then
	haveAge    int               // ticks since then
	haveDue    bool
	patience   int            // looks to wait for what it holds and is probably on its way here
	dry        bool           // its answer brought nothing: do not ask before its next HAVE
	want       *wire.Want     // to be sent
	asked      *wire.Want     // to be answered
	presence   *wire.Frame    // to be sent
	spoke      bool           // it has said what it reads
	reads      bool           // it reads MOMENT
	momentDue  bool           // to be sent
	vouchDue   bool           // to be sent
	wantBlob   *wire.WantBlob // to be sent
	askedBlob  *wire.WantBlob // to be answered, after everything else
	parts      *assembly      // the snapshot that we asked it for
	comparing  bool           // and why: it stands apart
	apart      int            // ticks for which it has stood at heads that cannot be explained
}

func (s *session) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// offer queues news without blocking. It reports whether there was room.
func (s *session) offer(frame wire.Frame) bool {
	select {
	case s.queue <- frame:
		s.offered++
		return true
	default:
	}
	s.haveDue = true
	s.wakeUp()
	return false
}

// Serve exchanges frames with peer over pipe until either side closes, ctx ends or peer
// sends what the protocol or the Document refuses. It closes pipe. Two sessions with one
// peer do no harm, but each is sent everything.
//
// Errors: nil if the peer closed; ctx's; [ErrRefused], [wire.ErrMalformed] or
// [wire.ErrTooLarge] for what it sent; otherwise the pipe's or the Document's.
func (h *Hub) Serve(ctx context.Context, peer Peer, pipe Pipe) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &session{
		peer:    peer,
		nearID:  nearID(peer.ID),
		pipe:    pipe,
		close:   sync.OnceFunc(func() { cancel(); _ = pipe.Close() }),
		queue:   make(chan wire.Frame, h.options.Queue),
		wake:    make(chan struct{}, 1),
		holds:   map[string]uint64{},
		haveDue: true,
	}
	s.wakeUp()
	stop := context.AfterFunc(ctx, s.close)
	defer stop()

	h.mu.Lock()
	h.sessions[s] = struct{}{}
	s.presence = h.presence
	h.mu.Unlock()

	written := make(chan error, 1)
	go func() {
		err := h.write(ctx, s)
		h.mu.Lock()
		s.mute = true
		h.mu.Unlock()
		if ctx.Err() == nil { // who left does not hear any more, and what they said last may not have been read
			rest := time.NewTimer(readOn)
			select {
			case <-ctx.Done():
			case <-rest.C:
			}
			rest.Stop()
		}
		s.close()
		written <- err
	}()
	err := h.read(ctx, s)
	s.close()
	writeErr := <-written

	h.mu.Lock()
	delete(h.sessions, s)
	h.joined++
	if h.pulling == s {
		h.pulling = nil
	}
	h.blobsCame(s, false)
	others := len(h.sessions)
	h.mu.Unlock()
	if others > 0 {
		h.pull(h.held(), nil)
	}

	switch {
	case errors.Is(err, ErrRefused), errors.Is(err, wire.ErrMalformed), errors.Is(err, wire.ErrTooLarge):
		h.log.Warn("refused what a member sent; the session is closed", "member", peer.Name, "id", peer.ID, "error", err)
	case err == nil || errors.Is(err, io.EOF):
		return nil
	case writeErr != nil && !errors.Is(writeErr, context.Canceled):
		err = writeErr
	}
	return err
}

// read handles frames until one is refused or the pipe ends.
func (h *Hub) read(ctx context.Context, s *session) error {
	for {
		frame, err := s.pipe.ReadFrame()
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return err
		}
		switch frame.Kind {
		case wire.KindHave:
			err = h.onHave(s, frame.Body)
		case wire.KindWant:
			err = h.onWant(s, frame.Body)
		case wire.KindBatch:
			err = h.onBatch(ctx, s, frame.Body)
		case wire.KindSnapshot:
			err = h.onPart(ctx, s, frame.Body)
		case wire.KindPresence:
			err = h.onPresence(s, frame.Body)
		case wire.KindMoment:
			if err = wire.Check(frame); err == nil && h.options.OnMoment != nil {
				err = h.options.OnMoment(s.peer, frame.Body)
			}
		case wire.KindVouch:
			var m wire.Vouch
			if m, err = wire.DecodeVouch(frame.Body); err == nil && h.options.OnVouch != nil {
				err = h.options.OnVouch(s.peer, m.Notes)
			}
		case wire.KindWantBlob:
			err = h.onWantBlob(s, frame.Body)
		case wire.KindBlob:
			err = h.onBlob(ctx, s, frame.Body)
		case wire.KindNoBlob:
			err = h.onNoBlob(s, frame.Body)
		case wire.KindPing:
		case wire.KindBye:
			return nil
		default:
			err = fmt.Errorf("replica: %s within a session: %w", frame.Kind, wire.ErrMalformed)
		}
		if err != nil {
			return err
		}
	}
}

// onPresence passes a presence on, and learns from it whether the member reads MOMENT:
// builds of before would end the connection over one.
func (h *Hub) onPresence(s *session, body []byte) error {
	p, err := wire.DecodePresence(body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	s.spoke = true
	if p.Moments && !s.reads {
		s.reads, s.momentDue = true, true
		s.wakeUp()
	}
	h.mu.Unlock()
	if h.options.OnPresence != nil {
		h.options.OnPresence(s.peer, body)
	}
	return nil
}

func (h *Hub) onHave(s *session, body []byte) error {
	have, err := wire.DecodeHave(body)
	if err != nil {
		return err
	}
	holds := hexVector(have.Vector)
	h.mu.Lock()
	first := !s.heard
	if first {
		h.joined++
	}
	s.heard, s.dry, s.patience = true, false, 0
	s.heads = hexHeads(have.Heads)
	s.holds, s.sent = holds, s.sent[:0]
	s.near = make(map[string]bool, len(have.Near))
	for _, id := range have.Near {
		s.near[id] = true
	}
	if first {
		s.vouchDue = true
		s.wakeUp()
		h.blobsCame(s, true)
	}
	h.mu.Unlock()
	mine := h.held()
	if !first && missing(mine.vector, holds) <= onTheWay {
		h.mu.Lock()
		s.patience = 2
		h.mu.Unlock()
		return nil
	}
	h.pull(mine, s)
	return nil
}

func (h *Hub) onWant(s *session, body []byte) error {
	want, err := wire.DecodeWant(body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	s.asked = &want
	h.mu.Unlock()
	s.wakeUp()
	return nil
}

// onBatch gives the changes to the document and passes news on.
func (h *Hub) onBatch(ctx context.Context, s *session, body []byte) error {
	batch, err := wire.DecodeBatch(body)
	if err != nil {
		return err
	}
	var before uint64
	if batch.Answer {
		before = sum(h.doc.Have())
	}
	// Noted before the document announces what it received, so that nothing is sent back.
	brought := labelled(batch.Chunks)
	h.mu.Lock()
	for _, c := range brought {
		h.brings(s, c)
	}
	h.mu.Unlock()
	if len(batch.Chunks) > 0 {
		raw := make([][]byte, len(batch.Chunks))
		for i, c := range batch.Chunks {
			raw[i] = c.Bytes
		}
		err = h.doc.Receive(ctx, s.peer.ID, raw)
		if err != nil && (errors.Is(err, ErrRefused) || !errors.Is(err, ErrMissing)) {
			return fmt.Errorf("replica: receiving changes of %s: %w", s.peer.Name, err)
		}
	}
	if err == nil && !batch.Answer && len(brought) == len(batch.Chunks) {
		// The everyday case: all of it was taken, so the document need not be asked, unless a name is new.
		h.mu.Lock()
		known := !slices.ContainsFunc(brought, func(c Chunk) bool { _, known := h.actors[c.Actor]; return !known })
		if known {
			h.passOn(s, brought)
		}
		h.mu.Unlock()
		if known {
			return nil
		}
	}
	if batch.Answer {
		h.answered()
	}
	mine := h.held()
	progress := batch.Answer && sum(mine.vector) > before

	h.mu.Lock()
	var taken []Chunk
	for _, c := range brought {
		if mine.vector[c.Actor] >= c.Seq {
			taken = append(taken, c)
		}
	}
	h.passOn(s, taken)
	if progress { // an answer: the others hear of it, and ask if they lack it
		h.tellDue = true
	}
	if batch.Answer {
		if h.pulling == s {
			h.pulling = nil
		}
		s.dry = !progress
	}
	h.mu.Unlock()

	if err != nil { // ErrMissing
		h.log.Debug("changes are missing in between; asking", "member", s.peer.Name)
	}
	h.pull(mine, s)
	return nil
}

// passOn offers what s brought to the others, as far as the document has not announced it while it
// took it. The caller holds h.mu.
func (h *Hub) passOn(s *session, taken []Chunk) {
	news := &news{}
	for _, c := range taken {
		b := h.bringingOf(c)
		switch {
		case b == nil:
			news.items = append(news.items, item{Chunk: c, number: h.number(c.Actor)})
		case !b.announced:
			news.items = append(news.items, item{Chunk: c, number: h.number(c.Actor), by: b.by})
		}
	}
	if len(news.items) == 0 {
		return
	}
	for other := range h.sessions {
		if other != s {
			h.offer(other, news)
		}
	}
}

// labelled returns those of chunks that say whose they are.
func labelled(chunks []wire.Chunk) []Chunk {
	var out []Chunk
	for _, c := range chunks {
		if c.Seq > 0 {
			out = append(out, Chunk{Actor: hexActor(c.Actor), Seq: c.Seq, Bytes: c.Bytes})
		}
	}
	return out
}

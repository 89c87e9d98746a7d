package replica

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"

	"throughline.app/sync/wire"
)

// A Sum is the SHA-256 of a blob: bytes that belong to the document and are not in it, the
// pictures of notes.
type Sum = [sha256.Size]byte

// Blobs are kept by who uses a Hub. Both methods are called from goroutines of sessions,
// which they make wait, and must be safe for concurrent use.
type Blobs interface {
	// Blob returns the bytes with that hash. Any error means that they are not here.
	Blob(ctx context.Context, sum Sum) ([]byte, error)
	// Arrived takes the bytes of a blob that was asked for with [Hub.Fetch]. They have that
	// hash, and nothing else is known of them.
	Arrived(ctx context.Context, sum Sum, b []byte)
}

const (
	// maxFetches is how many blobs come in at once, each from another member.
	maxFetches = 4
	// blobTicks is how long a member may let the asker of a part wait.
	blobTicks = 12
	// maxPauseTicks bounds the pause before a blob that nobody has is asked for again.
	maxPauseTicks = 32
)

// A fetch is a blob that is wanted here. Its fields belong to the Hub's lock.
type fetch struct {
	from  *session // who was asked for the next part; nil: nobody
	age   int      // ticks since
	data  []byte   // what has come, all from one session
	total uint64

	lacks map[string]bool // peers, by ID, that do not have it, or let us wait
	lied  map[string]bool // those whose bytes had another hash: not asked again
	rest  int             // ticks until lacks is forgotten
	pause int             // how many that will be the next time
}

// Fetch asks for blobs until they are here, from whoever has them, one part at a time.
// Asking for one again is harmless. It does not block.
func (h *Hub) Fetch(sums ...Sum) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, sum := range sums {
		if h.fetches[sum] == nil {
			h.fetches[sum] = &fetch{lacks: map[string]bool{}, lied: map[string]bool{}, pause: 1}
		}
	}
	h.fetchMore()
}

// Forget no longer asks for blobs.
func (h *Hub) Forget(sums ...Sum) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, sum := range sums {
		delete(h.fetches, sum)
	}
	h.fetchMore()
}

// fetchMore asks idle members for what is wanted. The caller holds h.mu.
func (h *Hub) fetchMore() {
	busy := map[*session]bool{}
	for _, f := range h.fetches {
		if f.from != nil {
			busy[f.from] = true
		}
	}
	for sum, f := range h.fetches {
		if len(busy) >= maxFetches {
			return
		}
		if f.from != nil {
			continue
		}
		for s := range h.sessions {
			if s.heard && !busy[s] && !f.lacks[s.peer.ID] && !f.lied[s.peer.ID] {
				f.data, f.total = nil, 0
				f.ask(s, sum)
				busy[s] = true
				break
			}
		}
	}
}

// ask asks s for the next part.
func (f *fetch) ask(s *session, sum Sum) {
	f.from, f.age = s, 0
	s.wantBlob = &wire.WantBlob{Sum: sum, Offset: uint64(len(f.data))}
	s.wakeUp()
}

// pass over the member that was asked: it does not have the blob, or does not answer.
func (f *fetch) pass() {
	f.lacks[f.from.peer.ID] = true
	f.from, f.data = nil, nil
	if f.rest == 0 {
		f.rest = f.pause
		f.pause = min(2*f.pause, maxPauseTicks)
	}
}

// tickBlobs asks others where members do not answer, and again those who had nothing. The
// caller holds h.mu.
func (h *Hub) tickBlobs() {
	for _, f := range h.fetches {
		if f.from != nil {
			if f.age++; f.age > blobTicks {
				h.log.Warn("a member does not send a picture", "member", f.from.peer.Name)
				f.pass()
			}
			continue
		}
		if f.rest > 0 {
			if f.rest--; f.rest == 0 {
				clear(f.lacks)
			}
		}
	}
	h.fetchMore()
}

// blobsCame asks a member that has come, or is gone from, for what is wanted. The caller
// holds h.mu.
func (h *Hub) blobsCame(s *session, here bool) {
	for _, f := range h.fetches {
		if here {
			delete(f.lacks, s.peer.ID)
			f.pause = 1
		} else if f.from == s {
			f.from, f.data = nil, nil
		}
	}
	h.fetchMore()
}

func (h *Hub) onWantBlob(s *session, body []byte) error {
	want, err := wire.DecodeWantBlob(body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	s.askedBlob = &want
	h.mu.Unlock()
	s.wakeUp()
	return nil
}

// answerBlob sends the part that a member asked for.
func (h *Hub) answerBlob(ctx context.Context, s *session, want wire.WantBlob) error {
	var b []byte
	if h.options.Blobs != nil {
		b, _ = h.options.Blobs.Blob(ctx, want.Sum) // not here, for whatever reason
	}
	if want.Offset >= uint64(len(b)) || len(b) > wire.MaxBlob {
		return s.write(wire.NoBlob{Sum: want.Sum})
	}
	part := b[want.Offset:]
	return s.write(wire.Blob{
		Sum: want.Sum, Total: uint64(len(b)), Offset: want.Offset, Part: part[:min(len(part), wire.BlobPart)],
	})
}

func (h *Hub) onNoBlob(s *session, body []byte) error {
	m, err := wire.DecodeNoBlob(body)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if f := h.fetches[m.Sum]; f != nil && f.from == s {
		f.pass()
		h.fetchMore()
	}
	return nil
}

// onBlob takes a part. One that was not asked for is thrown away.
func (h *Hub) onBlob(ctx context.Context, s *session, body []byte) error {
	part, err := wire.DecodeBlob(body)
	if err != nil {
		return err
	}
	whole := h.takePart(s, part)
	if whole != nil && h.options.Blobs != nil {
		h.options.Blobs.Arrived(ctx, part.Sum, whole)
	}
	return nil
}

// takePart returns the whole blob once it is here and has its hash.
func (h *Hub) takePart(s *session, part wire.Blob) (whole []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.fetches[part.Sum]
	if f == nil || f.from != s || part.Offset != uint64(len(f.data)) {
		return nil
	}
	if part.Offset == 0 {
		f.total = part.Total
	}
	if f.data = append(f.data, part.Part...); part.Total == f.total && uint64(len(f.data)) < f.total {
		f.ask(s, part.Sum)
		return nil
	}
	if part.Total != f.total || sha256.Sum256(f.data) != part.Sum {
		h.log.Warn("a member sent a picture that is another one", "member", s.peer.Name, "id", s.peer.ID)
		f.lied[s.peer.ID] = true
		f.pass()
		h.fetchMore()
		return nil
	}
	delete(h.fetches, part.Sum)
	h.fetchMore()
	return f.data
}

// Fetching lists the blobs that are wanted and not here, in no order that means anything.
func (h *Hub) Fetching() []Sum {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Collect(maps.Keys(h.fetches))
}

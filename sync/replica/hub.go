package replica

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"throughline.app/sync/wire"
)

const (
	defaultHaveEvery = 2 * time.Second
	defaultQueue     = 256
	// ticksPerHave is how often the Hub looks between two repairing HAVEs.
	ticksPerHave = 4
	// crowd is how many members make HAVEs rarer by once while changes keep coming: each
	// HAVE grows with the number of members, and each member sends one to each.
	crowd = 12
	// onTheWay is how many changes that a member holds and this laptop lacks are taken to be
	// on their way here, unless they still are at the next look but one.
	onTheWay = MostNews
	// pullTicks is how long a member may let an asker wait before another is asked.
	pullTicks = 20
	// hurryTicks is how long before one other is asked beside it. A connection that has gone mute
	// ends after some seconds only, and nobody sends unasked what many lack.
	hurryTicks = 4
	// momentTicks is how often the moment is told again: to a laptop that slept its clock is
	// behind, and one may not have known yet who may set it.
	momentTicks = 20
)

// MostNews is how many changes at once are sent as news. More are only told of, and whoever lacks
// them asks one who has them: when people who were apart meet, each would else send to all what
// all are asking for.
const MostNews = 16

// Options of a Hub. The zero value of each field stands for its default.
type Options struct {
	// HaveEvery is how often a member that does not hold the same is told what is held
	// here; a change that has settled is told after a quarter of it. Default 2 s.
	HaveEvery time.Duration
	// Queue is how many frames may wait for one slow member. What does not fit is
	// dropped, and repaired by the next HAVE. Default 256.
	Queue int
	// OnPresence is called with each presence frame's body, from the session's reader: it
	// must not block. The body is the callee's. Default: presence is thrown away.
	OnPresence func(from Peer, body []byte)
	// Moment is what the room does now, false if nothing; it is asked when a frame leaves, so
	// that its age is right, and must be quick. OnMoment is called with each MOMENT's body,
	// from the session's reader; an error ends the session. Default: nothing is told, and
	// what is told is thrown away.
	Moment   func() (wire.Moment, bool)
	OnMoment func(from Peer, body []byte) error
	// Vouchers is who vouches for changes that others may hold without knowing it, nil for
	// nobody; it is asked for whoever comes, and after [Hub.Vouch]. OnVouch is called with what
	// a member says of the same, from the session's reader; an error ends the session. Default:
	// nothing is told, and what is told is thrown away.
	Vouchers func() []byte
	OnVouch  func(from Peer, notes []byte) error
	// Blobs keeps what is not in the document. Default: none is here, and none is asked for.
	Blobs Blobs
	// Log hears of refused bytes and repairs, with members' names, never with content.
	// Default: silence.
	Log *slog.Logger
}

// A Hub holds the sessions of one document.
type Hub struct {
	doc     Document
	options Options
	log     *slog.Logger

	mu        sync.Mutex
	sessions  map[*session]struct{}
	joined    int         // counts sessions that were heard or ended: another number, other neighbours
	answers   uint64      // that have been taken, whole workshops among them
	pulling   *session    // whom we asked and who has not answered yet; one at a time
	pullAge   int         // ticks since its last sign of life
	hurried   bool        // another was asked beside one who has not answered
	lastSeen  []string    // heads at the last tick
	presence  *wire.Frame // the last that was sent, for whoever comes
	momentAge int         // ticks since the moment was told to all
	fetches   map[Sum]*fetch
	tellDue   bool // all are to hear what is held here once nothing is asked for any more

	compareWait, compareNext int // ticks until a member may be asked for the whole, and how many after that

	// Who brought what first, since the last tick and since the one before.
	bringer, bringerBefore map[change]*bringing

	actors map[string]int // the number of each actor of the document that was announced
}

// NewHub returns a Hub for doc. It starts nothing.
func NewHub(doc Document, options Options) *Hub {
	if options.HaveEvery <= 0 {
		options.HaveEvery = defaultHaveEvery
	}
	if options.Queue <= 0 {
		options.Queue = defaultQueue
	}
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	return &Hub{doc: doc, options: options, log: options.Log, sessions: map[*session]struct{}{}, fetches: map[Sum]*fetch{}, bringer: map[change]*bringing{}, actors: map[string]int{}}
}

// Run repairs what got lost until ctx ends; then it returns nil. Sessions are served without it
// too, but a dropped frame then stays dropped. It closes none of them: each ends with the context
// of its own Serve, when goodbye has been said.
func (h *Hub) Run(ctx context.Context) error {
	ticker := time.NewTicker(h.options.HaveEvery / ticksPerHave)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			h.tick()
		}
	}
}

// tick tells members what is held here, where they do not know it or do not hold it.
func (h *Hub) tick() {
	heads := told(h.doc.Heads())
	h.mu.Lock()
	settled := slices.Equal(heads, h.lastSeen)
	h.lastSeen = heads
	h.bringer, h.bringerBefore = map[change]*bringing{}, h.bringer
	differs := false
	due := ticksPerHave
	if !settled {
		due *= 1 + len(h.sessions)/crowd
	}
	for s := range h.sessions {
		s.haveAge++
		s.patience = max(0, s.patience-1)
		differs = differs || !slices.Equal(s.heads, heads)
		knows := slices.Equal(s.told, heads) && s.toldJoined == h.joined
		switch {
		case knows && slices.Equal(s.heads, heads):
		case !knows && settled, s.haveAge >= due:
			s.haveDue = true
			s.wakeUp()
		}
	}
	if h.pulling != nil {
		if h.pullAge++; h.pullAge > pullTicks {
			h.log.Warn("a member does not answer", "member", h.pulling.peer.Name)
			h.pulling.dry = true
			h.pulling.parts = nil
			h.pulling = nil
		}
	}
	h.tickBlobs()
	if h.momentAge++; h.momentAge >= momentTicks {
		h.tellMoment("")
	}
	h.mu.Unlock()
	if differs {
		mine := h.held()
		h.hurry(mine)
		h.pull(mine, nil)
		h.compare(mine.vector, heads)
	} else {
		h.compared()
	}
}

// Announce sends newly committed changes to every member that is not known to hold them.
// For a received change origin is the ID of the member it came from, who is left out; for a
// local one it is empty. Announcing a change twice is harmless. Announce does not block and
// does not call the Document. More than [MostNews] are not sent: see [Hub.Tell].
func (h *Hub) Announce(chunks []Chunk, origin string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(chunks) > MostNews {
		h.tellAll()
		return
	}
	news := &news{items: make([]item, len(chunks))}
	for i, c := range chunks {
		news.items[i] = item{Chunk: c, number: h.number(c.Actor)}
		if b := h.bringingOf(c); b != nil {
			news.items[i].by, b.announced = b.by, true
		}
	}
	for s := range h.sessions {
		if s.peer.ID != origin || origin == "" {
			h.offer(s, news)
		}
	}
}

// Tell has every member told what is held here, once what has been asked for has come. It does
// not block.
func (h *Hub) Tell() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tellAll()
}

// tellAll is Tell for a caller that holds h.mu.
func (h *Hub) tellAll() {
	if h.tellDue = h.pulling != nil; h.tellDue {
		return
	}
	for s := range h.sessions {
		s.haveDue = true
		s.wakeUp()
	}
}

// offer queues for s what it lacks of the news. The caller holds h.mu.
func (h *Hub) offer(s *session, n *news) {
	var batch []*item
	size := 0
	for i := range n.items {
		c := &n.items[i]
		held := s.sentUpTo(c.number, c.Actor)
		if last := len(batch) - 1; last >= 0 && batch[last].number == c.number {
			held = max(held, batch[last].Seq)
		}
		if held >= c.Seq {
			continue
		}
		if len(c.Bytes) == 0 || len(c.Bytes) > wire.MaxChange {
			h.log.Error("a change cannot be sent", "actor", c.Actor, "seq", c.Seq, "bytes", len(c.Bytes))
			continue
		}
		if c.by != nil && (c.by == s || c.by.near[s.nearID]) {
			s.setSent(c.number, c.Seq) // its bringer sends it there too; if not, the next HAVE tells
			continue
		}
		if !s.heard || held+1 < c.Seq {
			// It lacks more than this: it will ask once it hears what is held here.
			s.haveDue = true
			s.wakeUp()
			continue
		}
		if size+len(c.Bytes) > wire.BatchTarget || len(batch) == wire.MaxChunks {
			h.queue(s, n, batch)
			batch, size = batch[:0], 0
		}
		batch = append(batch, c)
		size += len(c.Bytes)
	}
	h.queue(s, n, batch)
}

// queue queues some of the news for s. The caller holds h.mu.
func (h *Hub) queue(s *session, n *news, batch []*item) {
	if len(batch) == 0 {
		return
	}
	frame, err := n.frame(batch)
	if err != nil {
		h.log.Error("changes cannot be sent", "changes", len(batch), "error", err)
	} else if s.offer(frame) {
		for _, c := range batch {
			s.setSent(c.number, c.Seq)
		}
	}
}

// SendPresence sends body, a PRESENCE message, to every member. For each, only the newest
// waits; it goes after everything else. Errors: those of [wire.Check].
func (h *Hub) SendPresence(body []byte) error {
	frame := wire.Frame{Kind: wire.KindPresence, Body: body}
	if err := wire.Check(frame); err != nil {
		return fmt.Errorf("replica: presence: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.presence = &frame
	for s := range h.sessions {
		s.presence = &frame
		s.wakeUp()
	}
	return nil
}

// TellMoment sends the moment as it then is to every member that reads MOMENT, but to the
// one it came from, "" for nobody. It does not block.
func (h *Hub) TellMoment(origin string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tellMoment(origin)
}

// tellMoment is TellMoment for a caller that holds h.mu.
func (h *Hub) tellMoment(origin string) {
	h.momentAge = 0
	for s := range h.sessions {
		if s.reads && (origin == "" || s.peer.ID != origin) {
			s.momentDue = true
			s.wakeUp()
		}
	}
}

// Vouch has every member told what Options.Vouchers is then. It does not block.
func (h *Hub) Vouch() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sessions {
		s.vouchDue = true
		s.wakeUp()
	}
}

// Owes reports whether a member has not been sent all that is to be told to it, or has not said yet what it
// reads: for who is about to leave.
func (h *Hub) Owes() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sessions {
		if !s.mute && (!s.spoke || s.writing || s.offered != s.wrote.Load() || s.haveDue || s.momentDue || s.vouchDue || s.asked != nil) {
			return true
		}
	}
	return false
}

// A Step tells how far a member and this laptop are apart, by the member's last word.
type Step struct {
	Peer   Peer
	Equal  bool // the heads are equal
	Heads  []string
	Behind int // changes that the member lacks
	Ahead  int // changes that this laptop lacks
}

// InStep returns a Step for every session that has said what it holds, sorted by Peer.ID.
// A change is counted until the member confirms it, at most HaveEvery after it settled.
func (h *Hub) InStep() []Step {
	heads, mine := told(h.doc.Heads()), h.doc.Have()
	h.mu.Lock()
	defer h.mu.Unlock()
	var steps []Step
	for s := range h.sessions {
		if s.heard {
			steps = append(steps, Step{
				Peer:   s.peer,
				Equal:  slices.Equal(heads, s.heads),
				Heads:  s.heads,
				Behind: missing(s.holds, mine),
				Ahead:  missing(mine, s.holds),
			})
		}
	}
	slices.SortFunc(steps, func(a, b Step) int {
		switch {
		case a.Peer.ID < b.Peer.ID:
			return -1
		case a.Peer.ID > b.Peer.ID:
			return 1
		}
		return 0
	})
	return steps
}

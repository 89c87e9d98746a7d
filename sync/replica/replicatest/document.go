// Package replicatest has a [replica.Document] in memory, for tests of what keeps
// documents equal. It follows the rules of the real one: changes have an author, a number
// and dependencies, come in any order and apply in causal order. It knows nothing of
// notes.
package replicatest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"throughline.app/sync/replica"
)

// change is what a chunk holds, as JSON.
type change struct {
	Actor string
	Seq   uint64
	Deps  []string
	Text  string
}

// A Document is a set of changes. Its methods are safe for concurrent use.
type Document struct {
	Actor string // of this laptop's own changes, hex
	// OnChange, if set, hears of each committed change, with the member it came from or "".
	// It is called without the Document's lock.
	OnChange func(c replica.Chunk, origin string)

	mu      sync.Mutex
	order   [][]byte // in causal order
	hashes  map[string]bool
	heads   map[string]bool
	have    map[string]uint64
	changed chan struct{} // closed and replaced at each change
}

// New returns an empty document whose changes are actor's.
func New(actor string) *Document {
	return &Document{
		Actor: actor, hashes: map[string]bool{}, heads: map[string]bool{},
		have: map[string]uint64{}, changed: make(chan struct{}),
	}
}

// Write commits one change with text in it.
func (d *Document) Write(text string) replica.Chunk {
	d.mu.Lock()
	c := change{Actor: d.Actor, Seq: d.have[d.Actor] + 1, Deps: d.sortedHeads(), Text: text}
	raw, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	d.commit(c, raw)
	d.mu.Unlock()
	out := replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: raw}
	d.tell(out, "")
	return out
}

func (d *Document) tell(c replica.Chunk, origin string) {
	if d.OnChange != nil {
		d.OnChange(c, origin)
	}
}

func (d *Document) commit(c change, raw []byte) {
	hash := hashOf(raw)
	for _, dep := range c.Deps {
		delete(d.heads, dep)
	}
	d.heads[hash], d.hashes[hash] = true, true
	d.have[c.Actor] = c.Seq
	d.order = append(d.order, raw)
	close(d.changed)
	d.changed = make(chan struct{})
}

func hashOf(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

func (d *Document) sortedHeads() []string {
	heads := make([]string, 0, len(d.heads))
	for h := range d.heads {
		heads = append(heads, h)
	}
	slices.Sort(heads)
	return heads
}

// Heads implements [replica.Document].
func (d *Document) Heads() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sortedHeads()
}

// Have implements [replica.Document].
func (d *Document) Have() map[string]uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make(map[string]uint64, len(d.have))
	for a, s := range d.have {
		out[a] = s
	}
	return out
}

// Len returns how many changes are held.
func (d *Document) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.order)
}

// Changed returns a channel that is closed at the next change.
func (d *Document) Changed() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changed
}

// Since implements [replica.Document].
func (d *Document) Since(have map[string]uint64, max int) ([][]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out [][]byte
	size := 0
	for _, raw := range d.order {
		var c change
		if err := json.Unmarshal(raw, &c); err != nil {
			return nil, err
		}
		if have[c.Actor] >= c.Seq {
			continue
		}
		if size += len(raw); size > max && len(out) > 0 {
			break
		}
		out = append(out, raw)
	}
	return out, nil
}

// Receive implements [replica.Document].
func (d *Document) Receive(_ context.Context, from string, chunks [][]byte) error {
	parsed := make([]change, len(chunks))
	for i, raw := range chunks {
		if err := json.Unmarshal(raw, &parsed[i]); err != nil {
			return fmt.Errorf("replicatest: change of %s: %w", from, replica.ErrRefused)
		}
	}
	var told []replica.Chunk
	defer func() {
		for _, c := range told {
			d.tell(c, from)
		}
	}()
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, c := range parsed {
		if c.Seq <= d.have[c.Actor] {
			continue
		}
		ready := c.Seq == d.have[c.Actor]+1
		for _, dep := range c.Deps {
			ready = ready && d.hashes[dep]
		}
		if !ready {
			return fmt.Errorf("replicatest: %s %d: %w", c.Actor, c.Seq, replica.ErrMissing)
		}
		d.commit(c, chunks[i])
		told = append(told, replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: chunks[i]})
	}
	return nil
}

// Snapshot implements [replica.Document].
func (d *Document) Snapshot(context.Context) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return json.Marshal(d.order)
}

// LoadSnapshot implements [replica.Document].
func (d *Document) LoadSnapshot(ctx context.Context, from string, saved []byte) error {
	var order [][]byte
	if err := json.Unmarshal(saved, &order); err != nil {
		return fmt.Errorf("replicatest: snapshot of %s: %w", from, replica.ErrRefused)
	}
	return d.Receive(ctx, from, order)
}

package crdt

import (
	"context"
	"maps"

	"throughline.app/workshop"
)

// A history is every change of the document, each behind those it builds on. Their raw
// bytes are kept, those of a saved document too, so that a member who comes back is
// served without asking the library: about 150 bytes a change.
type history struct {
	changes []Change
	index   map[string]int // by actor, an index into have
	have    []uint64       // by actor index, the highest seq
	actors  []int          // by change
}

func (h *history) add(changes ...Change) {
	if h.index == nil {
		h.index = map[string]int{}
	}
	for _, c := range changes {
		a, ok := h.index[c.Actor]
		if !ok {
			a = len(h.have)
			h.index[c.Actor] = a
			h.have = append(h.have, 0)
		}
		h.have[a] = max(h.have[a], c.Seq)
		h.changes = append(h.changes, c)
		h.actors = append(h.actors, a)
	}
}

// since returns the changes that somebody with these does not have, up to maxBytes of
// them but at least one. What has been returned always suffices to take in what follows.
func (h *history) since(have map[string]uint64, maxBytes int) []Change {
	theirs := make([]uint64, len(h.have))
	behind := 0
	for actor, i := range h.index {
		theirs[i] = have[actor]
		if theirs[i] < h.have[i] {
			behind++
		}
	}
	if behind == 0 {
		return nil
	}
	var out []Change
	size := 0
	for i, c := range h.changes {
		if c.Seq <= theirs[h.actors[i]] {
			continue
		}
		if size += len(c.Bytes); size > maxBytes && len(out) > 0 {
			break
		}
		out = append(out, c)
	}
	return out
}

func (h *history) vector() map[string]uint64 {
	v := make(map[string]uint64, len(h.index))
	for actor, i := range h.index {
		v[actor] = h.have[i]
	}
	return v
}

// Since returns changes that somebody with these (per actor the highest number) lacks, in
// an order in which each follows those it builds on: at most maxBytes of them, but at
// least one if there is any. It waits for what is being read or written.
func (d *Document) Since(have map[string]uint64, maxBytes int) ([]Change, error) {
	have = maps.Clone(have)
	var out []Change
	err := d.do(context.Background(), theHistory, func() {
		out = d.history.since(have, maxBytes)
		if len(out) == 0 && d.target != nil {
			next := history{}
			next.add(d.target.changes...)
			out = next.since(have, maxBytes)
		}
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Have is what the document holds, what it has taken over of earlier epochs, and what has come of
// others: per actor the highest number of its changes, without gaps. It waits for what is being read or written; nil once the document is closed.
func (d *Document) Have() map[string]uint64 {
	var out map[string]uint64
	if d.do(context.Background(), theHistory, func() {
		out = d.history.vector()
		d.others.addTo(out, &d.history)
	}) != nil {
		return nil
	}
	return out
}

// Heads names the changes that no other follows, in hex, sorted: two documents with equal
// heads are equal. It waits for what is being read or written; nil once the document is closed.
func (d *Document) Heads() []string {
	var out []string
	if d.do(context.Background(), theHistory, func() { out = d.heads() }) != nil {
		return nil
	}
	return out
}

// State is the workshop and the heads that it stands at: of one moment, as two calls of
// [Document.Snapshot] and [Document.Heads] are not, and without edits that wait for the next
// epoch. It waits for a library that is busy; once the document is closed there are no heads.
func (d *Document) State() (*workshop.Snapshot, []string) {
	s, heads, err := d.written(context.Background())
	if err != nil {
		return d.shown.Load(), nil
	}
	return s, heads
}

func (d *Document) heads() []string {
	hashes := d.index.Heads()
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = h.String()
	}
	return out
}

// ask has the owner run f when the whole history is there, or never once it is closed.
func (d *Document) ask(f func()) {
	_ = d.do(context.Background(), theHistory, f)
}

package crdt

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Save returns the whole document with its history, for storage or for somebody who has
// nothing yet; what it contains and has taken over of earlier epochs (per actor the highest
// number); and its heads. The bytes
// have been read back, and are shared: nobody may alter them. Local edits go on
// meanwhile, received changes wait. An empty document gives nothing.
//
// Errors: [ErrClosed], that of ctx, and one for a document that does not read back, which
// must not replace an older one.
func (d *Document) Save(ctx context.Context) ([]byte, map[string]uint64, []string, error) {
	var last *savedDocument
	done := make(chan *savedDocument, 1)
	err := d.do(ctx, theLibrary, func() {
		now := &savedDocument{heads: d.heads(), vector: d.history.vector()}
		d.others.addCovered(now.vector, &d.history)
		if last = d.lastSave; last != nil && slices.Equal(last.heads, now.heads) || len(now.heads) == 0 {
			done <- last
			return
		}
		lib := d.lend()
		go func() {
			now.raw = lib.doc.Save()
			d.back <- returned{lib: lib}
			done <- now
		}()
	})
	if err != nil {
		return nil, nil, nil, err
	}
	now := <-done
	if now == nil {
		return nil, nil, nil, nil
	}
	if now != last {
		if err := readsBack(now, d.opt.File); err != nil {
			return nil, nil, nil, fmt.Errorf("crdt: save: %w", err)
		}
		_ = d.do(ctx, nothing, func() { d.lastSave = now }) // what was saved is good without
	}
	return now.raw, maps.Clone(now.vector), slices.Clone(now.heads), nil
}

// A savedDocument is kept until the next: those who join one after another get the same.
type savedDocument struct {
	raw    []byte
	vector map[string]uint64
	heads  []string
}

// lend gives the library away until it comes back on d.back. Owner only.
func (d *Document) lend() *library {
	lib := d.lib
	d.lib = nil
	return lib
}

func readsBack(s *savedDocument, lim format.Limits) error {
	doc, err := format.ReadDocument(s.raw, lim)
	if err != nil {
		return fmt.Errorf("the saved document does not read back: %w", err)
	}
	if !sameHeads(doc.Index, s.heads) {
		return fmt.Errorf("the saved document has %d heads, not the %d of the one that was saved", len(doc.Heads), len(s.heads))
	}
	return nil
}

// View returns the snapshot in a form that opens at once, and the heads that it shows.
func (d *Document) View(ctx context.Context) ([]byte, []string, error) {
	s, heads, err := d.written(ctx)
	if err != nil {
		return nil, nil, err
	}
	return encodeView(s), heads, nil
}

// written is the workshop and the heads that it stands at, without local edits that are shown and
// wait for the next epoch: a document with these heads may never hold them.
func (d *Document) written(ctx context.Context) (s *workshop.Snapshot, heads []string, err error) {
	var bad error
	err = d.do(ctx, theLibrary, func() {
		if s, heads = d.shown.Load(), d.heads(); d.frozen && len(d.deferred) > 0 {
			s, bad = d.lib.snapshot()
		}
	})
	return s, heads, errors.Join(err, bad)
}

// Verify reads the whole document through the library and lists the fields in which the
// snapshot differs from it: none, or there is a fault in this package. Local edits go on
// meanwhile. While some wait for the next epoch nothing is compared.
func (d *Document) Verify(ctx context.Context) (workshop.Diff, error) {
	type result struct {
		read *workshop.Snapshot
		err  error
	}
	var shown *workshop.Snapshot
	waiting := false
	done := make(chan result, 1)
	err := d.do(ctx, theLibrary, func() {
		shown, waiting = d.shown.Load(), d.frozen && len(d.deferred) > 0
		lib := d.lend()
		go func() {
			s, err := lib.snapshot()
			d.back <- returned{lib: lib}
			done <- result{s, err}
		}()
	})
	if err != nil {
		return nil, err
	}
	r := <-done
	d.opt.Collect() // for what the library made for reading
	if r.err != nil {
		return nil, fmt.Errorf("crdt: verify: %w", r.err)
	}
	if waiting {
		return nil, nil
	}
	return shown.Differences(r.read, math.MaxInt), nil
}

// ReadDocument returns the workshop in a saved document, and its heads, without the
// library: for a look at a file, which may come from anywhere.
func ReadDocument(saved []byte) (*workshop.Snapshot, []string, error) {
	doc, err := format.ReadDocument(saved, format.PeerLimits())
	if err != nil {
		return nil, nil, fmt.Errorf("crdt: read document: %w", err)
	}
	heads := make([]string, len(doc.Heads))
	for i, h := range doc.Heads {
		heads[i] = h.String()
	}
	return snapshotOf(doc.Records), heads, nil
}

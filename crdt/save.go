package crdt

import (
	"context"
	"fmt"
	"math"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Save returns the whole document with its history, for storage or for somebody who has
// nothing yet; what it contains (per actor the highest number); and its heads. The bytes
// have been read back. Local edits go on meanwhile, received changes wait.
//
// Errors: [ErrClosed], that of ctx, and one for a document that does not read back, which
// must not replace an older one.
func (d *Document) Save(ctx context.Context) ([]byte, map[string]uint64, []string, error) {
	type result struct {
		raw    []byte
		vector map[string]uint64
		heads  []string
	}
	done := make(chan result, 1)
	err := d.do(ctx, true, func() {
		r := result{vector: d.history.vector(), heads: d.heads()}
		lib := d.lend()
		go func() {
			r.raw = lib.doc.Save()
			d.back <- returned{lib: lib}
			done <- r
		}()
	})
	if err != nil {
		return nil, nil, nil, err
	}
	r := <-done
	if len(r.heads) == 0 {
		return nil, nil, nil, nil
	}
	if err := readsBack(r.raw, r.heads, d.opt.File); err != nil {
		return nil, nil, nil, fmt.Errorf("crdt: save: %w", err)
	}
	return r.raw, r.vector, r.heads, nil
}

// lend gives the library away until it comes back on d.back. Owner only.
func (d *Document) lend() *library {
	lib := d.lib
	d.lib = nil
	return lib
}

func readsBack(raw []byte, heads []string, lim format.Limits) error {
	doc, err := format.ReadDocument(raw, lim)
	if err != nil {
		return fmt.Errorf("the saved document does not read back: %w", err)
	}
	if !sameHeads(doc.Index, heads) {
		return fmt.Errorf("the saved document has %d heads, not the %d of the one that was saved", len(doc.Heads), len(heads))
	}
	return nil
}

// View returns the snapshot in a form that opens at once, and the heads that it shows.
func (d *Document) View(ctx context.Context) ([]byte, []string, error) {
	var s *workshop.Snapshot
	var heads []string
	err := d.do(ctx, true, func() { s, heads = d.shown.Load(), d.heads() })
	if err != nil {
		return nil, nil, err
	}
	return encodeView(s), heads, nil
}

// Verify reads the whole document through the library and lists the fields in which the
// snapshot differs from it: none, or there is a fault in this package. Local edits go on
// meanwhile.
func (d *Document) Verify(ctx context.Context) (workshop.Diff, error) {
	type result struct {
		read *workshop.Snapshot
		err  error
	}
	var shown *workshop.Snapshot
	done := make(chan result, 1)
	err := d.do(ctx, true, func() {
		shown = d.shown.Load()
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
	if r.err != nil {
		return nil, fmt.Errorf("crdt: verify: %w", r.err)
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

package crdt

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/automerge/automerge-go"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A loaded is a workshop taken up by the library.
type loaded struct {
	lib     *library
	index   *format.Index
	history history
	pending pending
	others  strangers
	base    *workshop.Snapshot // what the document holds; nil if what is shown is that
}

// show makes Open's first snapshot.
func (d *Document) show() error {
	if err := d.firstView(); err != nil {
		return err
	}
	d.shown.Store(d.opened)
	if s := d.saved; len(s.View)+len(s.Document) > 0 || len(s.Changes) == 0 {
		return nil
	}
	// There has been no compaction yet, and there is no way but the library from changes
	// to a view: 0.2 s for five thousand of them.
	l, err := d.load()
	if err != nil {
		return err
	}
	if l.base != nil {
		d.shown.Store(l.base)
		l.base = nil
	}
	d.first = l
	return nil
}

// firstView finds what can be shown at once.
func (d *Document) firstView() error {
	s := d.saved
	if len(s.View) > 0 {
		view, err := decodeView(s.View)
		if err == nil {
			if len(s.Document) > 0 && !intact(s.Document) {
				return d.damaged(errors.New("its checksum does not match"))
			}
			d.opened = view
			return nil
		}
		d.opt.Log.Warn("crdt: the stored view cannot be read", "err", err)
		s.View, s.ViewHeads = nil, nil
	}
	if len(s.Document) > 0 {
		doc, err := format.ReadDocument(s.Document, d.opt.File)
		if err != nil {
			return d.damaged(err)
		}
		d.early, d.opened = doc, snapshotOf(doc.Records)
		return nil
	}
	d.opened = &workshop.Snapshot{}
	return nil
}

// load takes the saved workshop up: the document, then the changes that came after it.
// It runs beside the owner and touches nothing that the owner alters.
func (d *Document) load() (*loaded, error) {
	if d.first != nil {
		return d.first, nil
	}
	s := d.saved
	l := &loaded{pending: newPending(d.opt.MaxWaiting, d.opt.MaxWaitingBytes)}
	doc, err := d.loadDocument(l)
	if err != nil {
		return nil, err
	}
	if l.lib, err = newLibrary(doc, d.opt.Actor); err != nil {
		return nil, err
	}
	keys, err := d.replay(l)
	if err != nil {
		return nil, err
	}
	if len(s.View) == 0 || !sameHeads(l.index, s.ViewHeads) {
		if err := d.compare(l, keys); err != nil {
			return nil, err
		}
	}
	d.opt.Collect()
	return l, nil
}

// compare sets l.base where what Open showed is not what the document holds with the
// changes on keys.
func (d *Document) compare(l *loaded, keys []format.Key) error {
	base, exact := d.opened, len(d.saved.View) == 0
	if doc := d.early; doc != nil {
		keys = append(slices.Clone(doc.Behind), keys...)
		if !exact {
			base = snapshotOf(doc.Records)
		}
	} else if !exact {
		base = &workshop.Snapshot{}
	}
	diff, err := l.lib.reread(base, keys, nil)
	if err != nil {
		return err
	}
	if !exact || !diff.Empty() {
		l.base = base.With(diff)
	}
	return nil
}

// loadDocument reads the saved document twice at once: in Go, for the index and the
// view, and with the library.
func (d *Document) loadDocument(l *loaded) (*automerge.Doc, error) {
	if len(d.saved.Document) == 0 {
		l.index = format.NewIndex()
		return automerge.New(), nil
	}
	type read struct {
		doc *format.Document
		err error
	}
	reading := make(chan read, 1)
	if d.early != nil {
		reading <- read{d.early, nil}
	} else {
		go func() {
			doc, err := format.ReadDocument(d.saved.Document, d.opt.File)
			reading <- read{doc, err}
		}()
	}
	// The document is one that this laptop saved and read back. One from elsewhere comes
	// in through LoadSnapshot.
	doc, err := automerge.Load(d.saved.Document)
	r := <-reading
	if err = errors.Join(r.err, err); err != nil {
		return nil, d.damaged(err)
	}
	d.early, l.index = r.doc, r.doc.Index
	return doc, l.recount(doc)
}

// recount fills the history from the library and tells the index the hashes that a saved
// document does not spell out.
func (l *loaded) recount(doc *automerge.Doc) error {
	changes, err := doc.Changes()
	if err != nil {
		return fmt.Errorf("crdt: list changes: %w", err)
	}
	l.history = history{}
	for _, c := range changes {
		one := Change{Hash: c.Hash(), Actor: c.ActorID(), Seq: c.ActorSeq(), Bytes: c.Save()}
		l.index.AddHash(format.ActorID(one.Actor), one.Seq, one.Hash)
		l.history.add(one)
	}
	return nil
}

// replay takes in the changes kept after the document, through the gate like any others:
// what is damaged stays out, and what builds on it waits for the members to send it
// again.
func (d *Document) replay(l *loaded) ([]format.Key, error) {
	arrivals := make([]arrival, 0, len(d.saved.Changes))
	b := batch{from: thisLaptop}
	for _, raw := range d.saved.Changes {
		c, err := format.ParseChange(raw)
		if err != nil {
			b.errs = append(b.errs, err)
			continue
		}
		arrivals = append(arrivals, arrival{c, thisLaptop})
	}
	arrivals, _ = l.others.divert(l.index, &l.pending, arrivals, &b)
	gate(l.index, &l.pending, arrivals, &b)
	if len(b.errs) > 0 || b.lacking > 0 {
		d.opt.Log.Error("crdt: stored changes are damaged or missing", "refused", len(b.errs),
			"waiting", len(l.pending.here), "err", errors.Join(b.errs...))
	}
	if len(b.changes) == 0 {
		return nil, nil
	}
	if err := l.lib.take(b.changes); err != nil {
		return nil, err
	}
	l.history.add(b.changes...)
	return b.keys, nil
}

// damaged makes the error for a saved document that cannot be read.
func (d *Document) damaged(err error) error {
	e := &DamagedError{Err: err}
	for _, raw := range d.saved.Changes {
		if _, err := format.ParseChange(raw); err == nil {
			e.Rescued = append(e.Rescued, raw)
		}
	}
	return fmt.Errorf("crdt: open: %w", e)
}

func snapshotOf(records map[string]map[string]string) *workshop.Snapshot {
	b := workshop.NewBuilder(nil)
	for key, fields := range records {
		ref, ok := workshop.ParseKey(key)
		if !ok {
			continue
		}
		for name, value := range fields {
			b.Set(ref, name, value)
		}
	}
	return b.Snapshot()
}

func sameHeads(x *format.Index, heads []string) bool {
	now := x.Heads()
	if len(now) != len(heads) {
		return false
	}
	for i, h := range now {
		if h.String() != heads[i] {
			return false
		}
	}
	return true
}

// intact compares the checksum of a saved document with its bytes, where it is a single
// chunk. It is for damage; malice is for format to find.
func intact(b []byte) bool {
	parts, err := format.SplitChunks(b)
	if err != nil || len(parts) == 0 {
		return false
	}
	for _, p := range parts {
		sum := sha256.Sum256(p[8:])
		if !bytes.Equal(sum[:4], p[4:8]) {
			return false
		}
	}
	return true
}

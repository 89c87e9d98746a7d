package storm

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"sync"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

var errClosed = net.ErrClosed

// replicated is a document as the replica protocol sees it, as in the program.
type replicated struct {
	doc    *crdt.Document
	rights *rights
}

func (d replicated) Heads() []string         { return d.doc.Heads() }
func (d replicated) Have() map[string]uint64 { return d.doc.Have() }

// fullAnswer bounds an answer when a shorter one would hold nothing that anybody vouches for.
const fullAnswer = wire.MaxChange * 7 / 8

func (d replicated) Since(have map[string]uint64, most int) ([][]byte, error) {
	for {
		changes, err := d.doc.Since(have, most)
		if err != nil || len(changes) == 0 {
			return nil, err
		}
		some := d.rights.sealed(changes, headsOf(changes))
		if len(some) > 0 || most >= fullAnswer {
			out := make([][]byte, len(some))
			for i, c := range some {
				out[i] = c.Bytes
			}
			return out, nil
		}
		most = fullAnswer
	}
}

func (d replicated) Receive(ctx context.Context, from string, sealed [][]byte) error {
	raw := make([][]byte, len(sealed))
	arrivals := make([]vouch.Arrival, len(sealed))
	for i, s := range sealed {
		change, by, err := vouch.Unseal(s)
		if err != nil {
			return fmt.Errorf("%w: %w", replica.ErrRefused, err)
		}
		head, err := format.ReadHead(change)
		if err != nil {
			return fmt.Errorf("%w: %w", replica.ErrRefused, err)
		}
		raw[i], arrivals[i] = change, vouch.Arrival{Head: headOf(head), By: by}
	}
	if err := d.rights.judge(from, arrivals); err != nil {
		return judged(err)
	}
	_, err := d.doc.Receive(ctx, from, raw)
	return judged(err)
}

func (d replicated) Snapshot(ctx context.Context) ([]byte, error) {
	saved, _, _, err := d.doc.Save(ctx)
	if err != nil || len(saved) == 0 {
		return nil, err
	}
	return append(vouch.EncodeNotes(d.rights.book.Notes()), saved...), nil
}

func (d replicated) LoadSnapshot(ctx context.Context, from string, whole []byte) error {
	notes, saved, err := vouch.DecodeNotes(whole)
	if err != nil {
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	}
	over := d.rights.arrive(from, notes)
	err = d.doc.LoadSnapshot(ctx, from, saved)
	over()
	if errors.Is(err, crdt.ErrNotEmpty) {
		return nil
	}
	if err == nil {
		d.rights.loaded()
	}
	return judged(err)
}

func judged(err error) error {
	switch {
	case errors.Is(err, crdt.ErrRefused):
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	case errors.Is(err, crdt.ErrMissing):
		return fmt.Errorf("%w: %w", replica.ErrMissing, err)
	}
	return err
}

// refusal reports whether err is a verdict on who sent something.
func refusal(err error) bool {
	return errors.Is(err, replica.ErrRefused) || errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooLarge)
}

// An album keeps pictures in memory, through restarts.
type album struct {
	mu  sync.Mutex
	all map[replica.Sum][]byte
}

func newAlbum() *album { return &album{all: map[replica.Sum][]byte{}} }

// Blob is replica.Blobs'.
func (a *album) Blob(_ context.Context, sum replica.Sum) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if b := a.all[sum]; b != nil {
		return b, nil
	}
	return nil, errors.New("not here")
}

// Arrived is replica.Blobs'.
func (a *album) Arrived(_ context.Context, sum replica.Sum, b []byte) { a.put(sum, b) }

func (a *album) put(sum replica.Sum, b []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all[sum] = b
}

func (a *album) lacks(sum replica.Sum) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return sha256.Sum256(a.all[sum]) != sum
}

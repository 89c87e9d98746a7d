package storm

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"sync"

	"throughline.app/crdt"
	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

var errClosed = net.ErrClosed

// replicated is a document as the replica protocol sees it, as in the program.
type replicated struct{ doc *crdt.Document }

func (d replicated) Heads() []string         { return d.doc.Heads() }
func (d replicated) Have() map[string]uint64 { return d.doc.Have() }

func (d replicated) Since(have map[string]uint64, most int) ([][]byte, error) {
	changes, err := d.doc.Since(have, most)
	chunks := make([][]byte, len(changes))
	for i, c := range changes {
		chunks[i] = c.Bytes
	}
	return chunks, err
}

func (d replicated) Receive(ctx context.Context, from string, chunks [][]byte) error {
	_, err := d.doc.Receive(ctx, from, chunks)
	return judged(err)
}

func (d replicated) Snapshot(ctx context.Context) ([]byte, error) {
	saved, _, _, err := d.doc.Save(ctx)
	return saved, err
}

func (d replicated) LoadSnapshot(ctx context.Context, from string, saved []byte) error {
	err := d.doc.LoadSnapshot(ctx, from, saved)
	if errors.Is(err, crdt.ErrNotEmpty) {
		return nil
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

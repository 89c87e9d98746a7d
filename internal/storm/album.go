package storm

import (
	"context"
	"crypto/sha256"
	"errors"
	"net"
	"sync"

	"throughline.app/sync/replica"
	"throughline.app/sync/wire"
)

var errClosed = net.ErrClosed

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

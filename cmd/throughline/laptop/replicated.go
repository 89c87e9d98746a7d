package laptop

import (
	"context"
	"errors"
	"fmt"

	"throughline.app/crdt"
	"throughline.app/sync/replica"
)

// replicated is the room's document as the replica protocol sees it.
type replicated struct {
	doc *crdt.Document
	net *network
}

var _ replica.Document = replicated{}

func (d replicated) Heads() []string         { return d.doc.Heads() }
func (d replicated) Have() map[string]uint64 { return d.doc.Have() }

func (d replicated) Since(have map[string]uint64, most int) ([][]byte, error) {
	changes, err := d.doc.Since(have, most)
	if err != nil {
		return nil, err
	}
	chunks := make([][]byte, len(changes))
	for i, c := range changes {
		chunks[i] = c.Bytes
	}
	return chunks, nil
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
		return nil // something arrived meanwhile; HAVE and WANT fetch the rest
	}
	d.net.refusedWhole(from, err)
	return judged(err)
}

// judged says in the words of the replica protocol what the document thought of received
// bytes.
func judged(err error) error {
	switch {
	case errors.Is(err, crdt.ErrRefused):
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	case errors.Is(err, crdt.ErrMissing):
		return fmt.Errorf("%w: %w", replica.ErrMissing, err)
	}
	return err
}

// chunks are changes as the replica protocol sends them. Those of one's own and those that
// others sent take the same way: who is known to hold them is left out.
func chunks(changes []crdt.Change) []replica.Chunk {
	out := make([]replica.Chunk, len(changes))
	for i, c := range changes {
		out[i] = replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: c.Bytes}
	}
	return out
}

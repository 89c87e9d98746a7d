package laptop

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// replicated is the room's document as the replica protocol sees it: each change sealed with
// who vouches for it, a whole workshop behind its vouchers.
type replicated struct {
	doc    *crdt.Document
	net    *network
	rights *rights
}

var _ replica.Document = replicated{}

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
		return nil // something arrived meanwhile; HAVE and WANT fetch the rest
	}
	if err == nil {
		d.rights.loaded()
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

// sealed are changes as the replica protocol sends them. Those of one's own and those that
// others sent take the same way: who is known to hold them is left out. What others would
// not take yet is left out, too.
func (t *rights) sealed(changes []crdt.Change, heads []vouch.Head) []replica.Chunk {
	if len(heads) != len(changes) {
		return nil
	}
	send, vouchers := t.book.Send(heads)
	out := make([]replica.Chunk, len(send))
	for i, at := range send {
		c := changes[at]
		out[i] = replica.Chunk{Actor: c.Actor, Seq: c.Seq, Bytes: vouch.Seal(c.Bytes, vouchers[i])}
	}
	return out
}

// brought is what VOUCH carries: see [vouch.Book.Brought]; nil if there is none.
func (t *rights) brought() []byte {
	notes := t.book.Brought()
	if len(notes) == 0 {
		return nil
	}
	return vouch.EncodeNotes(notes)
}

// hear takes in vouchers for changes that are here already.
func (t *rights) hear(from replica.Peer, body []byte) error {
	notes, rest, err := vouch.DecodeNotes(body)
	if err != nil || len(rest) > 0 {
		return fmt.Errorf("%w: vouchers that are none", wire.ErrMalformed)
	}
	wanted := map[string][]uint64{}
	for _, n := range notes {
		actor := hex.EncodeToString([]byte(n.Actor))
		wanted[actor] = append(wanted[actor], n.Seq)
	}
	heads := headsOf(t.room.doc.Find(wanted))
	for _, h := range heads {
		for _, n := range notes {
			if n.Actor == h.Actor && n.Seq == h.Seq {
				t.book.Note(h, n.Voucher, false)
			}
		}
	}
	t.keep(heads)
	t.moved()
	return nil
}

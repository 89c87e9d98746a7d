package vouched

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/vouch"
)

// Forked implements [crdt.Gatekeeper].
func (d *Document) Forked(from string, c *format.Change, mine format.Hash) error {
	h := headOf(c)
	if err := d.Book.May(h, PrintOf(from), false); err != nil {
		return d.refuse(from, err)
	}
	d.found([]vouch.Head{{Actor: h.Actor, Seq: h.Seq, Hash: mine}}, []vouch.Head{h}, "")
	return fmt.Errorf("%w: %w", crdt.ErrMissing, vouch.ErrForked)
}

// found notes that two rows of changes of one author differ from the first on. Now is the epoch of
// this laptop if they are in a document that it has left, and "" if they are in the one at hand.
func (d *Document) found(mine, theirs []vouch.Head, now string) {
	f, proven := d.Book.Fork(mine, theirs)
	if !proven {
		return
	}
	d.mu.Lock()
	_, known := d.forks[f.Actor]
	d.forks[f.Actor] = f
	if now != "" {
		d.left[f.Actor] = now
	}
	d.mu.Unlock()
	if !known {
		d.Options.Forked(f)
	}
}

// Forks lists who signed two changes with one number, of which one is in the document that the
// workshop is in now, or was in the one before it, which others cannot leave for this one: they
// agreed on something else.
func (d *Document) Forks() []vouch.Fork {
	d.mu.Lock()
	wanted := map[string][]uint64{}
	for actor, f := range d.forks {
		wanted[hex.EncodeToString([]byte(actor))] = []uint64{f.Claims[0].Seq}
	}
	d.mu.Unlock()
	if len(wanted) == 0 {
		return nil
	}
	heads, now := headsOf(d.doc.Find(wanted)), d.doc.Epoch().ID
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []vouch.Fork
	for actor, f := range d.forks {
		if left := d.left[actor]; left != "" && left == now || slices.ContainsFunc(heads, func(h vouch.Head) bool { return h.Actor == actor }) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b vouch.Fork) int { return cmp.Compare(a.Actor, b.Actor) })
	return out
}

// Claims are what an epoch that begins because of forks says of them.
func Claims(forks []vouch.Fork) (all []crdt.Claim) {
	for _, f := range forks {
		for _, c := range f.Claims {
			all = append(all, crdt.Claim{Actor: hex.EncodeToString([]byte(f.Actor)), Seq: c.Seq, Hash: c.Hash, Signature: c.Signature[:]})
		}
	}
	return all
}

// Signed reports whether the author of an actor signed for a change: see [crdt.Options].
func (d *Document) Signed(actor string, seq uint64, hash [32]byte, signature []byte) bool {
	raw, err := hex.DecodeString(actor)
	return err == nil && d.Book.Signed(vouch.Head{Actor: string(raw), Seq: seq, Hash: hash}, signature)
}

// Unknown implements [replica.Comparer].
func (d *Document) Unknown(heads [][]string) []bool { return d.doc.Unknown(heads) }

// Compare implements [replica.Comparer].
func (d *Document) Compare(ctx context.Context, from string, whole []byte) error {
	notes, saved, err := vouch.DecodeNotes(whole)
	if err != nil {
		return fmt.Errorf("%w: %w", replica.ErrRefused, err)
	}
	var bad error
	twins, hidden, err := d.doc.Compare(ctx, from, saved, func(changes []*format.Change) {
		bad = d.judge(from, arrivalsOf(changes, notes))
	})
	if err := errors.Join(bad, err); err != nil {
		return judged(err)
	}
	for _, t := range twins {
		now := ""
		if t.Left {
			now = d.doc.Epoch().ID
		}
		d.found(headsIn(t.Mine), headsIn(t.Theirs), now)
	}
	if len(hidden) > 0 && len(twins) == 0 { // they have been judged
		_, err = d.doc.Receive(ctx, from, hidden)
	}
	return judged(err)
}

func headsIn(changes []*format.Change) []vouch.Head {
	out := make([]vouch.Head, len(changes))
	for i, c := range changes {
		out[i] = headOf(c)
	}
	return out
}

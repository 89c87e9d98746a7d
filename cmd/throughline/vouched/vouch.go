package vouched

import (
	"context"
	"encoding/hex"
	"fmt"

	"throughline.app/crdt"
	"throughline.app/sync/replica"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// Look has Run look whether what is here lacks a voucher now.
func (d *Document) Look() {
	select {
	case d.due <- struct{}{}:
	default:
	}
}

// Run vouches for what is here, whenever that may be needed, until ctx ends: for what was
// written before the workshop was shared, what came in a file, and what was had of somebody
// before they lost the right to write.
func (d *Document) Run(ctx context.Context) error {
	select {
	case <-d.doc.Ready():
	case <-ctx.Done():
		return nil
	}
	d.Vouch()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-d.due:
			d.Vouch()
		}
	}
}

// Vouch vouches now for what is here and lacks a voucher.
func (d *Document) Vouch() {
	tips := headsOf(d.doc.Tips())
	d.Book.Taken(tips)
	signed := d.Book.Vouch(tips)
	d.keep(signed)
	if hub := d.hub.Load(); hub != nil && len(signed) > 0 {
		hub.Vouch()
	}
}

// keep has vouchers for these changes stored that were not yet, and those that the disk did not
// take before.
func (d *Document) keep(heads []vouch.Head) { d.store(d.Book.Unkept(heads), func(error) {}) }

func (d *Document) store(some []vouch.Kept, done func(error)) {
	d.mu.Lock()
	some = append(d.again, some...) // an older voucher must not replace a newer one
	d.again = nil
	d.mu.Unlock()
	if len(some) == 0 {
		done(nil)
		return
	}
	d.Keep(some, func(err error) {
		if err != nil {
			d.mu.Lock()
			d.again = append(some, d.again...)
			d.mu.Unlock()
		}
		done(err)
	})
}

// KeepAgain has those vouchers stored that the disk did not take before, and waits for it. A
// whole document that is stored without would hold changes that nobody takes from here.
//
// Errors: that of the disk, that of ctx.
func (d *Document) KeepAgain(ctx context.Context) error {
	stored := make(chan error, 1)
	d.store(nil, func(err error) { stored <- err })
	select {
	case err := <-stored:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Made hears of changes that the document has taken in, before they are on their way to the
// disk, signs those of this laptop, and sends all on. See [crdt.Document.OnChanges].
func (d *Document) Made(changes []crdt.Change, origin workshop.Origin) {
	heads := headsOf(changes)
	if origin != workshop.Remote {
		for _, h := range heads {
			d.Book.Sign(h)
		}
	}
	d.Book.Taken(heads)
	d.keep(heads)
	hub := d.hub.Load()
	switch {
	case hub == nil:
	case len(changes) > replica.MostNews:
		hub.Tell()
	default:
		hub.Announce(d.sealed(changes, heads), "")
	}
}

// Brought is what VOUCH carries: see [vouch.Book.Brought]; nil if there is none.
func (d *Document) Brought() []byte {
	notes := d.Book.Brought()
	if len(notes) == 0 {
		return nil
	}
	return vouch.EncodeNotes(notes)
}

// Hear takes in what VOUCH carried: vouchers for changes that are here already.
func (d *Document) Hear(_ replica.Peer, body []byte) error {
	notes, rest, err := vouch.DecodeNotes(body)
	if err != nil || len(rest) > 0 {
		return fmt.Errorf("%w: vouchers that are none", wire.ErrMalformed)
	}
	wanted := map[string][]uint64{}
	for _, n := range notes {
		actor := hex.EncodeToString([]byte(n.Actor))
		wanted[actor] = append(wanted[actor], n.Seq)
	}
	heads := headsOf(d.doc.Find(wanted))
	for _, h := range heads {
		for _, n := range notes {
			if n.Actor == h.Actor && n.Seq == h.Seq {
				d.Book.Note(h, n.Voucher, false)
			}
		}
	}
	d.keep(heads)
	d.Look()
	return nil
}

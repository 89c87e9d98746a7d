package storm

import (
	"context"
	"encoding/hex"
	"math/rand/v2"

	"throughline.app/crdt"
	"throughline.app/internal/workshoptest"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

// forge makes a change that is sound in every way but that of whose it is: in the name of the
// laptop that it is for, of another, or of the liar itself, with a signature that is false, of
// somebody who may not vouch for it, or none. Now and then it builds on what another laptop
// holds: then it may have to wait there, and is judged when somebody honest sets it free. Now
// says that it is judged at once, ok that there is something.
func (l *liar) forge(run *run, luck *rand.Rand) (frame wire.Frame, now, ok bool) {
	from := run
	if other, _ := l.room.running(l.room.laptops[luck.IntN(len(l.room.laptops))]); other != nil && luck.IntN(3) == 0 {
		from = other
	}
	saved, _, _, err := from.doc.Save(from.ctx)
	if err != nil || len(saved) == 0 {
		return frame, false, false
	}
	fresh := hex.EncodeToString([]byte{7, 7, 7, 7, byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32()), byte(luck.Uint32())})
	author := luck.IntN(len(l.room.laptops))
	actor, own := fingerprint(author)[:16]+fresh, false
	switch luck.IntN(4) {
	case 0:
		actor = run.doc.Actor()
	case 1:
		actor, own = l.id()[:16]+fresh, true
	}
	change, ok := changeBy(actor, saved, luck)
	if !ok {
		return frame, false, false
	}
	raw, _ := hex.DecodeString(actor)
	signature := roster.Sign(identityOf(l.n).private, workshopID, roster.Mark{Actor: string(raw), Seq: change.Seq, Hash: change.Hash})
	var by []vouch.Voucher
	switch luck.IntN(4) {
	case 0: // nobody vouches
	case 1: // the liar, as if it were the author
		if own {
			signature[luck.IntN(len(signature))] ^= 1
		}
		by = []vouch.Voucher{{Signature: [vouch.SignatureLen]byte(signature)}}
	case 2: // for another change
		other := roster.Sign(identityOf(l.n).private, workshopID, roster.Mark{Actor: string(raw), Seq: change.Seq + 1, Hash: change.Hash})
		by = []vouch.Voucher{{Signature: [vouch.SignatureLen]byte(other)}}
	default: // the liar, as one who brings it
		if own {
			break
		}
		print := identityOf(l.n).print
		by = []vouch.Voucher{{By: string(print[:roster.PrefixLen]), Signature: [vouch.SignatureLen]byte(signature)}}
	}
	l.room.log("the liar forges %d of %s, %x, own %v, with %d vouchers", change.Seq, actor[:20], change.Hash[:4], own, len(by))
	l.mu.Lock()
	l.forged[change.Hash] = true
	l.mu.Unlock()
	return batch(change, change.Bytes, by...), from == run, true
}

// changeBy makes the next change of an actor on top of a saved document.
func changeBy(actor string, saved []byte, luck *rand.Rand) (crdt.Change, bool) {
	all := changesBy(actor, saved, luck, 1)
	if len(all) != 1 {
		return crdt.Change{}, false
	}
	return all[0], true
}

// changesBy makes the next few changes of an actor on top of a saved document.
func changesBy(actor string, saved []byte, luck *rand.Rand, n int) []crdt.Change {
	doc, err := crdt.Open(crdt.Options{Actor: actor, Collect: func() {}}, crdt.Saved{Document: saved})
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = doc.Run(ctx)
	}()
	defer func() { cancel(); <-ended }()
	have := doc.Have()
	made := 0
	for range n {
		op := workshoptest.OpBy(doc.Snapshot(), func(letter string) string {
			made++
			return workshoptest.ID(letter, 900_000+luck.IntN(90_000)+made)
		}).Example(int(luck.Uint32()))
		if _, err := doc.Apply(op); err != nil {
			return nil
		}
	}
	changes, err := doc.Since(have, 1<<20)
	if err != nil {
		return nil
	}
	return changes
}

package vouch

import (
	"cmp"
	"slices"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// signers are the members whose good signatures cover a change.
type signers map[wire.Fingerprint]bool

// rule says what the signatures on a change of an actor are worth. See the package comment.
func (b *Book) rule(actor string, by signers) (may, leads bool, why error) {
	var own *roster.Member
	ownSigned, owned := false, false
	for _, m := range b.roster.ByPrefix(actor[:min(roster.PrefixLen, len(actor))]) {
		owned = true // by who was removed as well: else anybody could make things up in their name
		if by[m.Fingerprint] {
			own, ownSigned = m, true
		}
	}
	if ownSigned && own.Allows(roster.Write) {
		may, leads = true, own.Allows(roster.Facilitate)
	}
	for who := range by {
		if ownSigned && who == own.Fingerprint || !b.roster.May(who, roster.Write) {
			continue
		}
		facilitator := b.roster.May(who, roster.Facilitate)
		switch {
		case ownSigned && own.Once(roster.Write):
			may, leads = true, leads || facilitator || own.Once(roster.Facilitate)
		case !owned || facilitator:
			may, leads = true, leads || facilitator
		}
	}
	switch {
	case may:
	case ownSigned && own.Role == roster.Removed:
		why = ErrRemoved
	case len(by) > 0:
		why = ErrRole
	default:
		why = ErrUnsigned
	}
	return may, leads, why
}

// Judge looks at changes that came together from a member and notes what may become of each,
// for [Book.May]. Signatures that it need not check it keeps unchecked. Nothing of the batch
// is to be taken after an error: a [*Refusal] with [ErrForged].
func (b *Book) Judge(from wire.Fingerprint, batch []Arrival) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var fresh []*Head
	for i := range batch {
		a := &batch[i]
		p := b.page(a.Actor)
		if a.Seq > p.taken {
			fresh = append(fresh, &a.Head)
		}
		here := a.Seq <= p.taken
		if here && !p.holds(a.Seq, a.Hash) { // perhaps another change with the same number
			fresh = append(fresh, &a.Head)
			here = false
		}
		for _, v := range a.By {
			p.add(entry{seq: a.Seq, hash: a.Hash, by: v.By, sig: v.Signature, from: from, held: here}, !here)
		}
	}
	if b.roster == nil || len(fresh) == 0 {
		return nil
	}
	if len(fresh) == 1 && len(batch) == 1 && len(batch[0].By) == 1 && batch[0].By[0].By == "" { // as most are
		h := fresh[0]
		for _, e := range b.actors[h.Actor].at(h.Seq, h.Hash) {
			if e.by != "" {
				continue
			}
			switch b.check(h.Actor, e) {
			case good:
				if b.roster.May(e.who, roster.Write) {
					b.grant(h.Hash, grant{leads: b.roster.May(e.who, roster.Facilitate)})
					return nil
				}
			case bad:
				return b.refuse(ErrForged, h.Actor, from)
			}
		}
	}
	covered, strange, forged := b.cover(fresh)
	for _, f := range forged {
		if f.from == from {
			return b.refuse(ErrForged, f.actor, from)
		}
	}
	for _, h := range fresh {
		by := covered[h.Hash]
		may, leads, why := b.rule(h.Actor, by)
		g := grant{leads: leads}
		if !may {
			if why == ErrUnsigned && strange[h.Actor] {
				why = ErrStranger
			}
			g.refusal = b.refuse(why, h.Actor, from)
			for who := range by {
				if why == ErrRole && !by[g.refusal.Author] {
					g.refusal.Author = who
				}
			}
		}
		b.grant(h.Hash, g)
	}
	return nil
}

// cover finds by whom each of these changes is signed: by a signature on it, or on a later one
// of its actor that follows it. Of each actor's signers the latest signature is checked first,
// earlier ones only on what it does not cover. It reports actors with signatures of
// unknown signers, and what turned out to be false.
func (b *Book) cover(changes []*Head) (by map[[32]byte]signers, strange map[string]bool, forged []forgery) {
	at := make(map[[32]byte]*Head, len(changes))
	of := map[string][]*Head{}
	for _, h := range changes {
		at[h.Hash] = h
		of[h.Actor] = append(of[h.Actor], h)
	}
	by, strange = make(map[[32]byte]signers, len(changes)), map[string]bool{}
	for actor, own := range of {
		slices.SortStableFunc(own, func(a, b *Head) int { return cmp.Compare(b.Seq, a.Seq) })
		done := map[string]map[[32]byte]bool{} // by signer, what is covered
		for _, h := range own {
			for _, e := range b.actors[actor].at(h.Seq, h.Hash) {
				if done[e.by][h.Hash] {
					continue
				}
				switch b.check(actor, e) {
				case bad:
					forged = append(forged, forgery{actor, e.from})
				case unchecked:
					strange[actor] = true
				case good:
					if done[e.by] == nil {
						done[e.by] = map[[32]byte]bool{}
					}
					follow(at, h, done[e.by], func(c *Head) {
						if c.Actor != actor {
							return
						}
						if by[c.Hash] == nil {
							by[c.Hash] = signers{}
						}
						by[c.Hash][e.who] = true
					})
				}
			}
		}
	}
	return by, strange, forged
}

// A forgery is a signature that is not that of whom it says, and who sent it.
type forgery struct {
	actor string
	from  wire.Fingerprint
}

// follow visits a change and those before it among at, once each.
func follow(at map[[32]byte]*Head, from *Head, seen map[[32]byte]bool, visit func(*Head)) {
	if seen[from.Hash] {
		return
	}
	seen[from.Hash] = true
	visit(from)
	for stack := [](*Head){from}; len(stack) > 0; {
		h := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, d := range h.Deps {
			if before := at[d]; before != nil && !seen[d] {
				seen[d] = true
				visit(before)
				stack = append(stack, before)
			}
		}
	}
}

// Send returns those of the changes, given in an order in which they can be applied, that
// others will take by what vouches for them here, each with its vouchers: what nobody
// vouches for yet is left out, and what follows it.
func (b *Book) Send(changes []Head) (send []int, vouchers [][]Voucher) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(changes) == 1 && b.plain(&changes[0]) { // as most are
		return []int{0}, [][]Voucher{b.vouchers(changes[0])}
	}
	ok := make([]bool, len(changes))
	for i := range ok {
		ok[i] = true
	}
	for again := b.roster != nil; again; {
		again = false
		var left []*Head
		for i := range changes {
			if ok[i] {
				left = append(left, &changes[i])
			}
		}
		by, _, _ := b.cover(left)
		out := map[[32]byte]bool{}
		for i, h := range changes {
			stays := ok[i]
			if stays {
				stays, _, _ = b.rule(h.Actor, by[h.Hash])
				stays = stays && !slices.ContainsFunc(h.Deps, func(d [32]byte) bool { return out[d] })
				again = again || !stays
				ok[i] = stays
			}
			if !stays {
				out[h.Hash] = true
			}
		}
	}
	for i, h := range changes {
		if ok[i] {
			send, vouchers = append(send, i), append(vouchers, b.vouchers(h))
		}
	}
	return send, vouchers
}

// plain reports whether a change is one that its author has signed, which was checked, and may
// write.
func (b *Book) plain(h *Head) bool {
	for _, e := range b.actors[h.Actor].at(h.Seq, h.Hash) {
		if e.by == "" && e.state == good && b.roster != nil && b.roster.May(e.who, roster.Write) {
			return true
		}
	}
	return false
}

// vouchers are those that travel with a change: the author's first.
func (b *Book) vouchers(h Head) []Voucher {
	var all []Voucher
	for _, e := range b.actors[h.Actor].at(h.Seq, h.Hash) {
		foreign := e.by != "" && b.roster != nil && (e.state != good || !b.roster.May(e.who, roster.Write))
		if !foreign && len(all) < MaxVouchers {
			all = append(all, Voucher{e.by, e.sig})
		}
	}
	return all
}

// Notes lists all vouchers for changes that the document holds, in order of actor and number.
func (b *Book) Notes() []Note { return b.notes(func(string, *page, *entry) bool { return true }) }

// Brought lists the few among Notes that do not come with the changes as they are made: of
// those who brought them, and this laptop's own for what it wrote at earlier starts. Who
// holds the changes already has to be told them.
func (b *Book) Brought() []Note {
	all := b.notes(func(actor string, p *page, e *entry) bool {
		if e.by == "" {
			return b.mine(actor) && e.seq == p.taken
		}
		return e.state == good
	})
	return all[:min(len(all), maxBrought)]
}

// maxBrought bounds what Brought lists: 90 bytes each.
const maxBrought = 4096

func (b *Book) notes(which func(string, *page, *entry) bool) []Note {
	b.mu.Lock()
	defer b.mu.Unlock()
	var all []Note
	for actor, p := range b.actors {
		for _, e := range slices.Clone(p.entries) {
			if e.seq > p.taken || !e.held || !which(actor, p, e) {
				continue
			}
			if b.roster != nil && (e.by != "" && b.check(actor, e) != good || e.seq == p.taken && b.check(actor, e) == bad) {
				continue
			}
			all = append(all, Note{actor, e.seq, Voucher{e.by, e.sig}})
		}
	}
	slices.SortFunc(all, func(x, y Note) int {
		return cmp.Or(cmp.Compare(x.Actor, y.Actor), cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.By, y.By))
	})
	return all[:min(len(all), MaxSeals)]
}

// Vouch makes sure that others will take what is here, as far as this laptop can: of each
// actor it is given the last change, and signs it where no signature is worth enough. Its own
// it always signs. It returns the changes that it signed.
func (b *Book) Vouch(tips []Head) []Head {
	var signed []Head
	for _, h := range tips {
		if b.wants(h) {
			b.Sign(h)
			signed = append(signed, h)
		}
	}
	return signed
}

// wants tells whether a signature of this laptop is lacking on the last change of an actor,
// and would help.
func (b *Book) wants(h Head) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.page(h.Actor)
	by := signers{}
	for _, e := range p.at(h.Seq, h.Hash) {
		if e.who == b.me && e.state == good {
			return false
		}
		if b.check(h.Actor, e) == good {
			by[e.who] = true
		}
	}
	if b.mine(h.Actor) {
		return true
	}
	if b.roster == nil || !b.roster.May(b.me, roster.Write) {
		return false
	}
	if may, _, _ := b.rule(h.Actor, by); may {
		return false
	}
	by[b.me] = true
	may, _, _ := b.rule(h.Actor, by)
	return may
}

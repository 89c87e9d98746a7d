package roster

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"slices"

	"throughline.app/sync/wire"
)

// PrefixLen is how many bytes of a fingerprint begin the actors of a laptop.
const PrefixLen = 8

// Member returns what is known of somebody; false for a stranger.
func (r *Roster) Member(who wire.Fingerprint) (Member, bool) {
	now := r.now.Load()
	k, known := now.prints[who]
	if !known {
		return Member{}, false
	}
	return *now.members[k], true
}

// Members lists everybody, those who are out too, by fingerprint.
func (r *Roster) Members() []Member {
	now := r.now.Load()
	all := make([]Member, 0, len(now.members))
	for _, m := range now.members {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b Member) int { return bytes.Compare(a.Fingerprint[:], b.Fingerprint[:]) })
	return all
}

// ByPrefix returns the members whose fingerprints begin like this, PrefixLen bytes: one, or
// none, unless somebody tried for years. They are shared and must not be altered.
func (r *Roster) ByPrefix(prefix string) []*Member {
	return r.now.Load().begins[prefix]
}

// May reports whether somebody has the right to an act now.
func (r *Roster) May(who wire.Fingerprint, a Act) bool {
	now := r.now.Load()
	k, known := now.prints[who]
	return known && now.members[k].Allows(a)
}

// Admit says, in the name of the holder of a private key, what somebody is from now on; it
// lets in, lets in again, appoints and changes roles. Errors: [ErrMayNot], [ErrFull].
func (r *Roster) Admit(private ed25519.PrivateKey, who ed25519.PublicKey, as Standing) error {
	if len(who) != ed25519.PublicKeySize || !as.Allows(Enter) {
		return fmt.Errorf("roster: admit: %w: no such key or role", ErrMalformed)
	}
	return r.announce(private, key(who), as)
}

// Remove puts somebody out, in the name of the holder of a private key. They cannot come
// back until a facilitator admits them again. Errors: [ErrMayNot], [ErrFull].
func (r *Roster) Remove(private ed25519.PrivateKey, who wire.Fingerprint) error {
	m, known := r.Member(who)
	if !known {
		return fmt.Errorf("roster: remove: %w: a stranger", ErrMayNot)
	}
	return r.announce(private, key(m.Key), Standing{Role: Removed, Name: m.Name, Function: m.Function})
}

// MayAdmit reports whether an Admit would be let through, so that it need not be tried.
func (r *Roster) MayAdmit(issuer, who wire.Fingerprint, as Standing) bool {
	now := r.now.Load()
	m, known := r.Member(issuer)
	if !known || !m.admits() || issuer == who || who == r.Root() {
		return false
	}
	before, was := r.Member(who)
	switch {
	case issuer == r.Root():
		return true
	case m.Role != Facilitator:
		return !was && !as.MayAdmit && as.Role > Facilitator
	case was && before.Role == Facilitator:
		return earlier(now.now[now.prints[issuer]].path, now.now[now.prints[who]].path) < 0
	}
	return true
}

func (r *Roster) announce(private ed25519.PrivateKey, who key, as Standing) error {
	err := r.say(private, who, as)
	if err == nil {
		r.changed()
	}
	return err
}

// say makes a statement, takes it in, and takes it back if it does not come to what it says.
func (r *Roster) say(private ed25519.PrivateKey, who key, as Standing) error {
	as.Name, as.Function = clip(as.Name), clip(as.Function)
	me := key(private.Public().(ed25519.PublicKey))
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now.Load()
	s := &Statement{issuer: me, subject: who, standing: as, seq: 1}
	if me != r.root {
		mine := now.now[me]
		if mine == nil || !mine.standing.admits() {
			return fmt.Errorf("roster: %w: no right to speak", ErrMayNot)
		}
		s.under = mine.id
	}
	if last := r.last(s.under, me); last != nil {
		s.prev, s.seq = last.id, last.seq+1
	}
	if me == r.root || now.now[me].standing.Role == Facilitator {
		s.over = r.standing(now, who)
	}
	s.seal(private, r.context)
	r.all[s.id] = s
	if all := retain(r.all, r.root); all[s.id] == nil {
		delete(r.all, s.id)
		return fmt.Errorf("roster: %w", ErrFull)
	}
	next := r.evaluate()
	if after := next.now[who]; after == nil || after.Statement != s {
		delete(r.all, s.id)
		return fmt.Errorf("roster: %w: to say this of %q", ErrMayNot, as.Name)
	}
	r.now.Store(next)
	return nil
}

// last is the latest statement that somebody made by a right: of those that stand in a row from
// its first, for only what follows one of these can count. The caller holds r.mu.
func (r *Roster) last(under id, by key) *Statement {
	var all []*Statement
	for _, s := range r.all {
		if s.under == under {
			all = append(all, s)
		}
	}
	var last *Statement
	for _, s := range inRow(all, by) {
		if last == nil || s.seq > last.seq || s.seq == last.seq && bytes.Compare(s.id[:], last.id[:]) < 0 {
			last = s
		}
	}
	return last
}

// standing lists the claims about somebody that a new one takes the place of, with what
// their holder has said by them so far. The caller holds r.mu.
func (r *Roster) standing(now *standings, who key) []over {
	replaced := map[id]bool{}
	for _, c := range now.claims[who] {
		for _, o := range c.over {
			replaced[o.claim] = true
		}
	}
	var all []over
	for _, c := range now.claims[who] {
		if replaced[c.id] {
			continue
		}
		o := over{claim: c.id}
		if last := r.last(c.id, who); last != nil {
			o.kept = last.id
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b over) int { return bytes.Compare(a.claim[:], b.claim[:]) })
	return all[:min(len(all), MaxOver)]
}

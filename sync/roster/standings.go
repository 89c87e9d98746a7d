package roster

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"maps"
	"slices"

	"throughline.app/sync/wire"
)

// A Member is one person of a session, present or past.
type Member struct {
	Fingerprint wire.Fingerprint
	Key         ed25519.PublicKey
	Standing                     // now; its Role is Removed for who is out
	Was         []Role           // what they have been by statements that count, each once, ascending
	By          wire.Fingerprint // who said what they are now
}

// An Act is something that needs a right.
type Act int

// The acts.
const (
	Enter      Act = iota // be in the session
	Write                 // change the workshop
	Facilitate            // change what is the facilitators', appoint and remove
	LetIn                 // admit others
)

// Allows reports whether a standing gives the right to an act.
func (s Standing) Allows(a Act) bool {
	switch a {
	case Enter:
		return s.Role > Removed && s.Role < roleEnd
	case Write:
		return s.Role == Facilitator || s.Role == Participant
	case Facilitate:
		return s.Role == Facilitator
	case LetIn:
		return s.admits()
	}
	return false
}

// Once reports whether the member has ever had the right to an act.
func (m Member) Once(a Act) bool {
	return slices.ContainsFunc(m.Was, func(r Role) bool { return Standing{Role: r}.Allows(a) })
}

// standings is what a set of statements comes to. It is immutable.
type standings struct {
	root    key
	members map[key]*Member
	prints  map[wire.Fingerprint]key
	begins  map[string][]*Member // by the first PrefixLen bytes of fingerprints
	claims  map[key][]*claim     // those that count, in the order in which they were found to
	now     map[key]*claim       // by which each is what they are
}

// A claim is a statement that counts.
type claim struct {
	*Statement
	path     []step // from the root: the statements that entitle, the last is this one
	delegate bool   // of somebody who may only admit
}

// A step is a statement among those of its issuer.
type step struct {
	seq uint64
	id  id
}

// earlier orders by seniority: nearer to the root first, then by order of appointment.
func earlier(a, b []step) int {
	if c := cmp.Compare(len(a), len(b)); c != 0 {
		return c
	}
	return slices.CompareFunc(a, b, func(x, y step) int {
		return cmp.Or(cmp.Compare(x.seq, y.seq), bytes.Compare(x.id[:], y.id[:]))
	})
}

// evaluate says what the statements come to. The caller holds r.mu, or has the only r.
//
// Rights are followed from the root outwards in order of seniority. When the turn of one
// comes, all that can end it has been heard, because only those before may.
func (r *Roster) evaluate() *standings {
	e := evaluation{
		by: map[id][]*Statement{}, settled: map[id]bool{},
		standings: &standings{root: r.root, members: map[key]*Member{}, prints: map[wire.Fingerprint]key{}, begins: map[string][]*Member{}, claims: map[key][]*claim{}, now: map[key]*claim{}},
	}
	for _, s := range r.all {
		e.by[s.under] = append(e.by[s.under], s)
	}
	e.hear(nil)
	for next := e.next(Facilitator); next != nil; next = e.next(Facilitator) {
		e.hear(next)
	}
	for next := e.next(Participant); next != nil; next = e.next(Participant) {
		e.hear(next)
	}
	e.conclude()
	return e.standings
}

type evaluation struct {
	*standings
	by      map[id][]*Statement // by the right under which they were made
	settled map[id]bool         // rights that were followed
}

// next is the most senior right of holders of a role that was not followed yet.
func (e *evaluation) next(role Role) *claim {
	var first *claim
	for _, all := range e.claims {
		for _, c := range all {
			if c.standing.Role == role && c.standing.admits() && !e.settled[c.id] && (first == nil || earlier(c.path, first.path) < 0) {
				first = c
			}
		}
	}
	return first
}

// hear follows a right, nil for the root's: those of the statements made by it that its
// holder may make begin to count.
func (e *evaluation) hear(right *claim) {
	holder, under := e.root, id{}
	var path []step
	var ends []id
	whole := true
	if right != nil {
		holder, under, path = right.subject, right.id, right.path
		e.settled[right.id] = true
		ends, whole = e.endOf(right)
	}
	chain := inRow(e.by[under], holder)
	counts := chain
	if !whole {
		counts = upTo(chain, ends)
	}
	for _, s := range e.by[under] {
		if counts[s.id] == nil || !e.entitled(right, s) {
			continue
		}
		c := &claim{Statement: s, delegate: right != nil && right.standing.Role != Facilitator}
		c.path = append(slices.Clone(path), step{s.seq, s.id})
		e.claims[s.subject] = append(e.claims[s.subject], c)
	}
}

// inOrder sorts statements by their numbers.
func inOrder(all []*Statement) {
	slices.SortFunc(all, func(a, b *Statement) int {
		return cmp.Or(cmp.Compare(a.seq, b.seq), bytes.Compare(a.id[:], b.id[:]))
	})
}

// inRow leaves of the statements made by one right those that its holder made, each either a first
// or the next after one that is left. It sorts all.
func inRow(all []*Statement, holder key) map[id]*Statement {
	inOrder(all)
	row := map[id]*Statement{}
	for _, s := range all {
		if s.issuer == holder && (s.prev == id{} || row[s.prev] != nil && row[s.prev].seq+1 == s.seq) {
			row[s.id] = s
		}
	}
	return row
}

// endOf tells where the statements made by a right end: nowhere if it is in force; else
// each of ends bounds them, and none of them counts if there is no end.
func (e *evaluation) endOf(right *claim) (ends []id, whole bool) {
	for _, c := range e.claims[right.subject] {
		for _, o := range c.over {
			if o.claim == right.id {
				ends = append(ends, o.kept)
			}
		}
	}
	if len(ends) == 0 && e.current(right.subject) == right {
		return nil, true
	}
	return ends, false
}

// upTo leaves what lies at or before every one of ends.
func upTo(chain map[id]*Statement, ends []id) map[id]*Statement {
	var left map[id]*Statement
	for _, end := range ends {
		reached := map[id]*Statement{}
		for s := chain[end]; s != nil; s = chain[s.prev] {
			if left == nil || left[s.id] != nil {
				reached[s.id] = s
			}
		}
		left = reached
	}
	return left
}

// entitled tells whether the holder of a right may make a statement.
func (e *evaluation) entitled(right *claim, s *Statement) bool {
	switch {
	case right == nil && s.subject == e.root:
		return s.standing.Role == Facilitator // its own name
	case s.subject == e.root || s.subject == s.issuer:
		return false
	case right == nil:
		return true
	case right.standing.Role == Facilitator:
		for _, o := range s.over {
			if e.settled[o.claim] {
				return false // takes the place of what a senior was given
			}
		}
		now := e.current(s.subject)
		return now == nil || now.standing.Role != Facilitator || !e.settled[now.id]
	}
	return len(s.over) == 0 && !s.standing.MayAdmit && s.standing.Role > Facilitator
}

// current is the claim by which somebody is what they are, as far as has been heard.
func (e *evaluation) current(who key) *claim {
	replaced := map[id]bool{}
	all := e.claims[who]
	byFacilitator := slices.ContainsFunc(all, func(c *claim) bool { return !c.delegate })
	for _, c := range all {
		for _, o := range c.over {
			replaced[o.claim] = true
		}
	}
	var now *claim
	for _, c := range all {
		if replaced[c.id] || byFacilitator && c.delegate {
			continue
		}
		if now == nil || stronger(c, now) {
			now = c
		}
	}
	return now
}

// stronger tells which of two claims that do not know of each other holds.
func stronger(a, b *claim) bool {
	if out := a.standing.Role == Removed; out != (b.standing.Role == Removed) {
		return out
	}
	return earlier(a.path, b.path) < 0
}

// conclude notes what everybody is.
func (e *evaluation) conclude() {
	e.members[e.root] = &Member{Standing: Standing{Role: Facilitator}, Was: []Role{Facilitator}, By: e.root.fingerprint()}
	for who := range maps.Keys(e.claims) {
		now := e.current(who)
		m := &Member{Standing: now.standing, By: now.Issuer()}
		for _, c := range e.claims[who] {
			m.Was = append(m.Was, c.standing.Role)
		}
		slices.Sort(m.Was)
		m.Was = slices.Compact(m.Was)
		e.members[who], e.now[who] = m, now
	}
	for who, m := range e.members {
		m.Key, m.Fingerprint = slices.Clone(who[:]), who.fingerprint()
		e.prints[m.Fingerprint] = who
		begin := string(m.Fingerprint[:PrefixLen])
		e.begins[begin] = append(e.begins[begin], m)
	}
}

package vouch

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"sync"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// Why a change is not taken. Each is wrapped in a [*Refusal].
var (
	// ErrForged: a signature that is not its signer's. Who sent it did not check it, or made it.
	ErrForged = errors.New("the signature is false")
	// ErrUnsigned: nobody vouches for the change.
	ErrUnsigned = errors.New("nobody vouches for it")
	// ErrStranger: it is signed by nobody who is known here, perhaps not known yet.
	ErrStranger = errors.New("it is signed by a stranger")
	// ErrRemoved: its author was removed, and nobody vouches for having had it before.
	ErrRemoved = errors.New("its author was removed")
	// ErrRole: who vouches for it has no right to what it does.
	ErrRole = errors.New("out of role")
	// ErrForked: its author has signed another change with its number.
	ErrForked = errors.New("its author signed two changes as one")
	// ErrForgotten: what was thought of it has been forgotten. Sent again, it is judged again.
	ErrForgotten = errors.New("the judgement on it is forgotten")
)

// A Refusal says whose change was not taken and why.
type Refusal struct {
	Why    error
	Author wire.Fingerprint // in whose name it is, or who vouches for it in vain; zero if that is not known
	From   wire.Fingerprint // who sent it
}

// Error says it without names.
func (r *Refusal) Error() string { return "vouch: a change is refused: " + r.Why.Error() }

// Unwrap returns why.
func (r *Refusal) Unwrap() error { return r.Why }

// Blamed reports whether the sender is at fault: an honest laptop would not have sent it on.
func (r *Refusal) Blamed() bool {
	return errors.Is(r.Why, ErrForged) || errors.Is(r.Why, ErrUnsigned)
}

// A Head is what is to be known of a change: its actor (raw), its number, its hash and
// those that it follows directly.
type Head struct {
	Actor string
	Seq   uint64
	Hash  [32]byte
	Deps  [][32]byte
}

// An Arrival is a change that came, and who vouches for it.
type Arrival struct {
	Head
	By []Voucher
}

// A Book holds the vouchers of one workshop and judges by them. Its methods are safe for
// concurrent use.
type Book struct {
	workshop string
	private  ed25519.PrivateKey
	me       wire.Fingerprint

	mu     sync.Mutex
	roster *roster.Roster // nil: nothing is refused
	actors map[string]*page
	grants map[[32]byte]grant // of changes that were judged and not taken yet
	older  map[[32]byte]grant // those before the last maxGrants/2
}

// A page is what is known of one actor.
type page struct {
	taken   uint64   // number of its last change in the document
	entries []*entry // by seq, then signer, then hash
}

// An entry is one voucher.
type entry struct {
	seq   uint64
	hash  [32]byte
	by    string
	sig   [SignatureLen]byte
	state state
	who   wire.Fingerprint // once it is good
	from  wire.Fingerprint // who sent it
	kept  bool             // handed out by Unkept, or stored before
	held  bool             // it is for the change of that number that the document holds
}

type state byte

const (
	unchecked state = iota
	good
	bad
)

// A grant says what may become of a change.
type grant struct {
	leads   bool // somebody vouches who may change what is the facilitators'
	refusal *Refusal
}

// maxGrants bounds what is remembered of changes that never arrive: the last half of it is there
// for sure.
const maxGrants = 50_000

func (b *Book) grant(h [32]byte, g grant) {
	if len(b.grants) >= maxGrants/2 {
		b.grants, b.older = map[[32]byte]grant{}, b.grants
	}
	b.grants[h] = g
}

func (b *Book) granted(h [32]byte) (g grant, judged bool) {
	if g, judged = b.grants[h]; !judged {
		g, judged = b.older[h]
	}
	return g, judged
}

// NewBook returns the book of a workshop on the laptop with this key.
func NewBook(workshop string, private ed25519.PrivateKey) *Book {
	return &Book{
		workshop: workshop, private: private, me: roster.FingerprintOf(private.Public().(ed25519.PublicKey)),
		actors: map[string]*page{}, grants: map[[32]byte]grant{},
	}
}

// SetRoster says by whose rights to judge from now on; nil judges nothing.
func (b *Book) SetRoster(r *roster.Roster) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.roster = r
}

func (b *Book) page(actor string) *page {
	p := b.actors[actor]
	if p == nil {
		p = &page{}
		b.actors[actor] = p
	}
	return p
}

// maxClaims bounds the changes with one number that one signer vouches for, of which the
// document can hold one.
const maxClaims = 8

// add notes a voucher. One that is there is replaced if it was not checked and instead is true.
// A signer may have vouched for several changes with one number, one of which others hold: that
// one must not be turned away for what was signed beside it.
func (p *page) add(e entry, instead bool) *entry {
	i, found := p.find(e.seq, e.by, e.hash)
	if found {
		old := p.entries[i]
		if instead && old.state == unchecked && old.sig != e.sig {
			*old = e
		}
		return old
	}
	p.entries = slices.Insert(p.entries, i, &e)
	first, _ := p.find(e.seq, e.by, [32]byte{})
	last := first
	for last < len(p.entries) && p.entries[last].seq == e.seq && p.entries[last].by == e.by {
		last++
	}
	if last-first > maxClaims {
		for at := first; at < last; at++ {
			if o := p.entries[at]; o != &e && !o.held {
				p.entries = slices.Delete(p.entries, at, at+1)
				break
			}
		}
	}
	return &e
}

func (p *page) find(seq uint64, by string, hash [32]byte) (int, bool) {
	return slices.BinarySearchFunc(p.entries, seq, func(e *entry, seq uint64) int {
		if c := cmp.Compare(e.seq, seq); c != 0 { // nearly always
			return c
		}
		return cmp.Or(cmp.Compare(e.by, by), bytes.Compare(e.hash[:], hash[:]))
	})
}

// drop forgets a voucher that is false.
func (p *page) drop(e *entry) {
	if i, found := p.find(e.seq, e.by, e.hash); found {
		p.entries = slices.Delete(p.entries, i, i+1)
	}
}

// at returns the vouchers for one change.
func (p *page) at(seq uint64, hash [32]byte) []*entry {
	if p == nil {
		return nil
	}
	i, _ := p.find(seq, "", [32]byte{})
	var all []*entry
	for ; i < len(p.entries) && p.entries[i].seq == seq; i++ {
		if p.entries[i].hash == hash {
			all = append(all, p.entries[i])
		}
	}
	return all
}

// check verifies a voucher, once, and drops it if it is false. It stays unchecked while its
// signer is not known.
func (b *Book) check(actor string, e *entry) state {
	if e.state != unchecked || b.roster == nil {
		return e.state
	}
	by := e.by
	if by == "" && len(actor) >= roster.PrefixLen {
		by = actor[:roster.PrefixLen]
	}
	all := b.roster.ByPrefix(by)
	for _, m := range all {
		if roster.Verify(m.Key, b.workshop, roster.Mark{Actor: actor, Seq: e.seq, Hash: e.hash}, e.sig[:]) {
			e.state, e.who = good, m.Fingerprint
			return good
		}
	}
	if len(all) > 0 {
		e.state = bad
		b.page(actor).drop(e)
	}
	return e.state
}

// Sign vouches for a change of the document with this laptop's key, and notes it.
func (b *Book) Sign(h Head) {
	sig := roster.Sign(b.private, b.workshop, roster.Mark{Actor: h.Actor, Seq: h.Seq, Hash: h.Hash})
	e := entry{seq: h.Seq, hash: h.Hash, state: good, who: b.me, held: true}
	copy(e.sig[:], sig)
	if !b.mine(h.Actor) {
		e.by = string(b.me[:roster.PrefixLen])
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.page(h.Actor)
	p.hold(h.Seq, h.Hash)
	p.add(e, true)
}

func (b *Book) mine(actor string) bool {
	return len(actor) >= roster.PrefixLen && actor[:roster.PrefixLen] == string(b.me[:roster.PrefixLen])
}

// Taken notes what the document holds now.
func (b *Book) Taken(heads []Head) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, h := range heads {
		p := b.page(h.Actor)
		p.taken = max(p.taken, h.Seq)
		p.hold(h.Seq, h.Hash)
		delete(b.grants, h.Hash)
		delete(b.older, h.Hash)
	}
}

// hold notes which of the changes with a number is the one in the document. Vouchers for
// another, which somebody made up, are forgotten: as the document's they would be false.
func (p *page) hold(seq uint64, hash [32]byte) {
	i, _ := p.find(seq, "", [32]byte{})
	for i < len(p.entries) && p.entries[i].seq == seq {
		if p.entries[i].hash != hash {
			p.entries = slices.Delete(p.entries, i, i+1)
			continue
		}
		p.entries[i].held = true
		i++
	}
}

// holds reports whether a change is in the document, as far as its vouchers tell.
func (p *page) holds(seq uint64, hash [32]byte) bool {
	return slices.ContainsFunc(p.at(seq, hash), func(e *entry) bool { return e.held })
}

// Note takes in a voucher that was kept, or that came for a change that is here.
func (b *Book) Note(h Head, v Voucher, kept bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.page(h.Actor)
	p.hold(h.Seq, h.Hash)
	e := p.add(entry{seq: h.Seq, hash: h.Hash, by: v.By, sig: v.Signature, held: true}, false)
	e.kept = e.kept || kept
}

// A Kept is a voucher as it is stored.
type Kept struct {
	Head // without Deps
	Voucher
}

// Unkept returns the vouchers for changes that the document holds, which it has not returned
// before: to be stored.
func (b *Book) Unkept(heads []Head) []Kept {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []Kept
	for _, h := range heads {
		for _, e := range b.actors[h.Actor].at(h.Seq, h.Hash) {
			if !e.kept {
				e.kept = true
				out = append(out, Kept{Head{Actor: h.Actor, Seq: e.seq, Hash: e.hash}, Voucher{e.by, e.sig}})
			}
		}
	}
	return out
}

// refuse makes a refusal of a change of an actor.
func (b *Book) refuse(why error, actor string, from wire.Fingerprint) *Refusal {
	r := &Refusal{Why: why, From: from}
	if b.roster != nil && len(actor) >= roster.PrefixLen {
		for _, m := range b.roster.ByPrefix(actor[:roster.PrefixLen]) {
			r.Author = m.Fingerprint
		}
	}
	return r
}

// May is the verdict on a change that was judged: nil if it may be taken. Leads says that it
// changes what is the facilitators'. Errors: [*Refusal].
func (b *Book) May(h Head, from wire.Fingerprint, leads bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.roster == nil {
		return nil
	}
	g, judged := b.granted(h.Hash)
	switch {
	case !judged: // others sent it too, and it was taken or forgotten since
		return b.refuse(ErrForgotten, h.Actor, from)
	case g.refusal != nil:
		return g.refusal
	case leads && !g.leads:
		return b.refuse(fmt.Errorf("%w: it changes what is the facilitators'", ErrRole), h.Actor, from)
	}
	return nil
}

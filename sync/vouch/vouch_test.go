package vouch_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
)

const workshop = "w1"

// A laptop takes part with a made-up document: changes, in the order in which it took them.
type laptop struct {
	key    ed25519.PrivateKey
	public ed25519.PublicKey
	print  wire.Fingerprint
	roster *roster.Roster
	book   *vouch.Book
	actor  string
	starts int
	held   []vouch.Head
	has    map[[32]byte]bool
}

func somebody(name string) *laptop {
	seed := sha256.Sum256([]byte(name))
	k := ed25519.NewKeyFromSeed(seed[:])
	l := &laptop{key: k, public: k.Public().(ed25519.PublicKey), has: map[[32]byte]bool{}}
	l.print = roster.FingerprintOf(l.public)
	l.book = vouch.NewBook(workshop, k)
	l.start()
	return l
}

// start takes a fresh actor.
func (l *laptop) start() {
	l.starts++
	l.actor = string(l.print[:8]) + string(binary.BigEndian.AppendUint64(nil, uint64(l.starts)))
}

func (l *laptop) enter(t require.TestingT, r *roster.Roster) {
	var err error
	l.roster, err = roster.Open(r.Session(), workshop, r.Encode())
	require.NoError(t, err)
	l.book.SetRoster(l.roster)
}

// change makes the next change of an actor on top of all that is held.
func (l *laptop) change(actor string) vouch.Head {
	heads := map[[32]byte]bool{}
	h := vouch.Head{Actor: actor, Seq: 1}
	for _, c := range l.held {
		heads[c.Hash] = true
		for _, d := range c.Deps {
			delete(heads, d)
		}
		if c.Actor == actor {
			h.Seq = c.Seq + 1
		}
	}
	for d := range heads {
		h.Deps = append(h.Deps, d)
	}
	slices.SortFunc(h.Deps, func(a, b [32]byte) int { return bytes.Compare(a[:], b[:]) })
	sum := sha256.New()
	sum.Write([]byte(actor))
	sum.Write(binary.BigEndian.AppendUint64(nil, h.Seq))
	for _, d := range h.Deps {
		sum.Write(d[:])
	}
	copy(h.Hash[:], sum.Sum(nil))
	return h
}

func (l *laptop) take(h vouch.Head) {
	l.held, l.has[h.Hash] = append(l.held, h), true
	l.book.Taken([]vouch.Head{h})
}

// write makes a change of its own; an unsigned one is of a build of before.
func (l *laptop) write(signed bool) vouch.Head {
	h := l.change(l.actor)
	if signed {
		l.book.Sign(h)
	}
	l.take(h)
	return h
}

func (l *laptop) tips() []vouch.Head {
	last := map[string]vouch.Head{}
	for _, h := range l.held {
		last[h.Actor] = h
	}
	var all []vouch.Head
	for _, h := range last {
		all = append(all, h)
	}
	return all
}

// arrivals are what l sends to somebody who lacks these, at most so many.
func (l *laptop) arrivals(to *laptop, most int) []vouch.Arrival {
	var some []vouch.Head
	for _, h := range l.held {
		if !to.has[h.Hash] && len(some) < most {
			some = append(some, h)
		}
	}
	send, by := l.book.Send(some)
	out := make([]vouch.Arrival, len(send))
	for i, at := range send {
		out[i] = vouch.Arrival{Head: some[at], By: by[i]}
	}
	return out
}

// receive takes in what may be taken and reports how many that were.
func (l *laptop) receive(from *laptop, batch []vouch.Arrival) (taken int, err error) {
	if err := l.book.Judge(from.print, batch); err != nil {
		return 0, err
	}
	for _, a := range batch {
		if l.has[a.Hash] || slices.ContainsFunc(a.Deps, func(d [32]byte) bool { return !l.has[d] }) {
			continue
		}
		if why := l.book.May(a.Head, from.print, false); why != nil {
			err = why
			continue
		}
		l.take(a.Head)
		taken++
	}
	return taken, err
}

// hear takes in the roster and the vouchers of another, and vouches for what it holds.
func (l *laptop) hear(t require.TestingT, from *laptop) {
	_, err := l.roster.Take(from.roster.Encode())
	require.NoError(t, err)
	for _, n := range from.book.Brought() {
		for _, h := range l.held {
			if h.Actor == n.Actor && h.Seq == n.Seq {
				l.book.Note(h, n.Voucher, false)
			}
		}
	}
	l.book.Vouch(l.tips())
}

func room(t require.TestingT, names ...string) (*roster.Roster, []*laptop) {
	var all []*laptop
	for _, n := range names {
		all = append(all, somebody(n))
	}
	r, err := roster.Begin(bytes.NewReader(make([]byte, 16)), all[0].key, workshop, names[0], "")
	require.NoError(t, err)
	for i, l := range all[1:] {
		require.NoError(t, r.Admit(all[0].key, l.public, roster.Standing{Role: roster.Participant, Name: names[i+1]}))
	}
	for _, l := range all {
		l.enter(t, r)
	}
	return r, all
}

func TestSealsAndNotesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		voucher := rapid.Custom(func(t *rapid.T) vouch.Voucher {
			var v vouch.Voucher
			copy(v.Signature[:], rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "signature"))
			if rapid.Bool().Draw(t, "foreign") {
				v.By = string(rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "by"))
			}
			return v
		})
		by := rapid.SliceOfN(voucher, 0, vouch.MaxVouchers).Draw(t, "by")
		change := rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "change")
		raw, again, err := vouch.Unseal(vouch.Seal(change, by))
		require.NoError(t, err)
		require.Equal(t, change, raw)
		require.Equal(t, len(by), len(again))
		for i := range by {
			require.Equal(t, by[i], again[i])
		}
		var notes []vouch.Note
		for i, v := range by {
			notes = append(notes, vouch.Note{Actor: "actor", Seq: uint64(i + 1), Voucher: v})
		}
		got, rest, err := vouch.DecodeNotes(append(vouch.EncodeNotes(notes), change...))
		require.NoError(t, err)
		require.Equal(t, notes, got)
		require.Equal(t, change, rest)
	})
}

func TestAnOwnSignatureAddsSixtySixBytes(t *testing.T) {
	require.Len(t, vouch.Seal(make([]byte, 100), make([]vouch.Voucher, 1)), 100+vouch.SealLen)
	require.Equal(t, 66, vouch.SealLen)
}

func FuzzUnseal(f *testing.F) {
	f.Add(vouch.Seal([]byte("change"), []vouch.Voucher{{}, {By: "12345678"}}))
	f.Add(vouch.EncodeNotes([]vouch.Note{{Actor: "a", Seq: 300}}))
	f.Fuzz(func(t *testing.T, in []byte) {
		if change, by, err := vouch.Unseal(in); err == nil {
			require.Equal(t, in, vouch.Seal(change, by))
		}
		if notes, rest, err := vouch.DecodeNotes(in); err == nil {
			require.Equal(t, in, append(vouch.EncodeNotes(notes), rest...))
		}
	})
}

func TestWhoMayIsTakenAndNobodyElse(t *testing.T) {
	r, all := room(t, "root", "ana", "bo")
	root, ana, bo := all[0], all[1], all[2]
	root.write(true)
	for _, l := range []*laptop{ana, bo} {
		n, err := l.receive(root, root.arrivals(l, 9))
		require.NoError(t, err)
		require.Equal(t, 1, n)
	}
	good := ana.write(true)
	sent := ana.arrivals(bo, 9)
	require.Len(t, sent, 1)

	sign := func(by *laptop, workshop string, h vouch.Head, as string) []vouch.Voucher {
		v := vouch.Voucher{By: as}
		copy(v.Signature[:], roster.Sign(by.key, workshop, roster.Mark{Actor: h.Actor, Seq: h.Seq, Hash: h.Hash}))
		return []vouch.Voucher{v}
	}
	stranger := somebody("stranger")
	replay := bo.change(ana.actor)
	replay.Seq = 2
	for name, c := range map[string]struct {
		head  vouch.Head
		by    []vouch.Voucher
		why   error
		blame bool
	}{
		"nobody signed":          {good, nil, vouch.ErrUnsigned, true},
		"signed by another":      {good, sign(bo, workshop, good, ""), vouch.ErrForged, true},
		"vouched by another":     {good, sign(bo, workshop, good, string(bo.print[:8])), vouch.ErrRole, false},
		"for another workshop":   {good, sign(ana, "w2", good, ""), vouch.ErrForged, true},
		"replayed on another":    {replay, sent[0].By, vouch.ErrForged, true},
		"by a stranger":          {good, sign(stranger, workshop, good, string(stranger.print[:8])), vouch.ErrStranger, false},
		"a stranger's own":       {stranger.change(stranger.actor), sign(stranger, workshop, stranger.change(stranger.actor), ""), vouch.ErrStranger, false},
		"in the name of a ghost": {stranger.change(stranger.actor), sign(ana, workshop, good, string(ana.print[:8])), vouch.ErrForged, true},
	} {
		bo.book = vouch.NewBook(workshop, bo.key)
		bo.book.SetRoster(bo.roster)
		bo.book.Taken(bo.held)
		n, err := bo.receive(ana, []vouch.Arrival{{Head: c.head, By: c.by}})
		require.Zero(t, n, name)
		require.ErrorIs(t, err, c.why, name)
		var refusal *vouch.Refusal
		require.ErrorAs(t, err, &refusal, name)
		require.Equal(t, c.blame, refusal.Blamed(), name)
		require.Equal(t, ana.print, refusal.From, name)
	}
	n, err := bo.receive(ana, sent)
	require.NoError(t, err)
	require.Equal(t, 1, n)

	// Out of role.
	require.NoError(t, r.Admit(root.key, ana.public, roster.Standing{Role: roster.Observer}))
	_, err = bo.roster.Take(r.Encode())
	require.NoError(t, err)
	ana.write(true)
	_, err = bo.receive(ana, ana.arrivals(bo, 9))
	require.ErrorIs(t, err, vouch.ErrRole)
	require.NoError(t, r.Admit(root.key, ana.public, roster.Standing{Role: roster.Participant}))
	_, err = bo.roster.Take(r.Encode())
	require.NoError(t, err)
	sent = ana.arrivals(bo, 9)
	_, err = bo.receive(ana, sent)
	require.NoError(t, err)
	h := ana.write(true)
	require.NoError(t, bo.book.Judge(ana.print, ana.arrivals(bo, 9)))
	require.ErrorIs(t, bo.book.May(h, ana.print, true), vouch.ErrRole, "a participant leads nobody")
	h = root.write(true)
	require.NoError(t, bo.book.Judge(root.print, root.arrivals(bo, 9)))
	require.NoError(t, bo.book.May(h, root.print, true))
}

// wholeOf is what a whole workshop of l brings to somebody who has nothing.
func wholeOf(l *laptop) []vouch.Arrival {
	var out []vouch.Arrival
	for _, h := range l.held {
		a := vouch.Arrival{Head: h}
		for _, n := range l.book.Notes() {
			if n.Actor == h.Actor && n.Seq == h.Seq {
				a.By = append(a.By, n.Voucher)
			}
		}
		out = append(out, a)
	}
	return out
}

// Somebody vouches for a change that they made up in the name of another, with the number
// that the other's next one gets. Whoever has heard of it must not pass the voucher on as one
// for the true change, or would be taken for a forger.
func TestAVoucherForAnotherChangeWithTheNumberIsNotPassedOn(t *testing.T) {
	for _, first := range []string{"the lie", "the change"} {
		_, all := room(t, "root", "mal", "bo", "cy", "di")
		mal, bo, cy, di := all[1], all[2], all[3], all[4]
		lie := vouch.Head{Actor: bo.actor, Seq: 1, Hash: sha256.Sum256([]byte("made up"))}
		v := vouch.Voucher{By: string(mal.print[:roster.PrefixLen])}
		copy(v.Signature[:], roster.Sign(mal.key, workshop, roster.Mark{Actor: lie.Actor, Seq: lie.Seq, Hash: lie.Hash}))
		hear := func(l *laptop) {
			_, err := l.receive(mal, []vouch.Arrival{{Head: lie, By: []vouch.Voucher{v}}})
			if first == "the lie" {
				require.ErrorIs(t, err, vouch.ErrRole)
			}
		}
		if first == "the lie" {
			hear(bo)
			hear(cy)
		}
		bo.write(true)
		_, err := cy.receive(bo, bo.arrivals(cy, 9))
		require.NoError(t, err)
		if first != "the lie" {
			hear(bo)
			hear(cy)
		}
		for _, l := range []*laptop{bo, cy} {
			di.held, di.has = nil, map[[32]byte]bool{}
			di.book = vouch.NewBook(workshop, di.key)
			di.book.SetRoster(di.roster)
			n, err := di.receive(l, wholeOf(l))
			require.NoError(t, err)
			require.Equal(t, 1, n)
		}
	}
}

// Somebody signs many made-up changes with the number of one that others have taken. Who heard
// only of those takes the one all the same, and does not blame the honest laptop that brings it.
func TestAChangeIsTakenThoughItsAuthorSignedOthersWithItsNumber(t *testing.T) {
	_, all := room(t, "root", "mal", "bo", "cy")
	mal, bo, cy := all[1], all[2], all[3]
	for i := range 50 {
		lie := vouch.Head{Actor: mal.actor, Seq: 1, Hash: sha256.Sum256([]byte{byte(i)})}
		v := vouch.Voucher{}
		copy(v.Signature[:], roster.Sign(mal.key, workshop, roster.Mark{Actor: lie.Actor, Seq: lie.Seq, Hash: lie.Hash}))
		require.NoError(t, cy.book.Judge(mal.print, []vouch.Arrival{{Head: lie, By: []vouch.Voucher{v}}})) // whether it is a change the gate says
	}
	mal.write(true)
	_, err := bo.receive(mal, mal.arrivals(bo, 9))
	require.NoError(t, err)
	n, err := cy.receive(bo, bo.arrivals(cy, 9))
	require.NoError(t, err)
	require.Equal(t, 1, n)
}

// Several bring the change that somebody signed beside another, at the same time: who asks second
// is not blamed for a change whose place was given away meanwhile, nor is its bringer.
func TestWhoBringsWhatOthersBroughtIsNotBlamed(t *testing.T) {
	_, all := room(t, "root", "mal", "bo", "cy", "di")
	mal, bo, cy, di := all[1], all[2], all[3], all[4]
	mine := mal.write(true)
	_, err := di.receive(mal, mal.arrivals(di, 9))
	require.NoError(t, err)
	other := vouch.Head{Actor: mal.actor, Seq: mine.Seq, Hash: sha256.Sum256([]byte("the other"))}
	v := vouch.Voucher{}
	copy(v.Signature[:], roster.Sign(mal.key, workshop, roster.Mark{Actor: other.Actor, Seq: other.Seq, Hash: other.Hash}))
	sent := []vouch.Arrival{{Head: other, By: []vouch.Voucher{v}}}
	for _, from := range []*laptop{bo, cy} {
		require.NoError(t, di.book.Judge(from.print, sent))
	}
	for _, from := range []*laptop{bo, cy} {
		require.NoError(t, di.book.May(other, from.print, false))
		f, proven := di.book.Fork([]vouch.Head{mine}, []vouch.Head{other})
		require.True(t, proven)
		require.Equal(t, mal.print, f.Author)
	}
	di.book.Taken([]vouch.Head{mine})
	var why *vouch.Refusal
	if err := di.book.May(mine, bo.print, false); errors.As(err, &why) {
		require.False(t, why.Blamed(), why)
	}
}

// However many changes come that are never taken, what was judged just now is remembered.
func TestAJudgementOutlastsAFlood(t *testing.T) {
	_, all := room(t, "root", "bo", "mal")
	bo, mal := all[1], all[2]
	flood := func(from, until int) {
		for i := from; i < until; i++ {
			lie := vouch.Head{Actor: mal.actor, Seq: uint64(i + 1), Hash: sha256.Sum256(fmt.Append(nil, i))}
			require.NoError(t, mal.book.Judge(bo.print, []vouch.Arrival{{Head: lie}}))
		}
	}
	flood(0, 40_000)
	h := bo.write(true)
	require.NoError(t, mal.book.Judge(bo.print, bo.arrivals(mal, 1)))
	flood(40_000, 60_000)
	require.NoError(t, mal.book.May(h, bo.print, false))
}

func TestWhatWasHadBeforeARemovalIsHandedOn(t *testing.T) {
	r, all := room(t, "root", "ana", "bo", "cy")
	root, ana, bo, cy := all[0], all[1], all[2], all[3]
	ana.write(true)
	_, err := bo.receive(ana, ana.arrivals(bo, 9))
	require.NoError(t, err)
	require.NoError(t, r.Remove(root.key, ana.print))
	for _, l := range []*laptop{root, bo, cy} {
		_, err := l.roster.Take(r.Encode())
		require.NoError(t, err)
	}
	late := ana.write(true)
	n, err := cy.receive(ana, ana.arrivals(cy, 9))
	require.Zero(t, n)
	require.ErrorIs(t, err, vouch.ErrRemoved)
	require.Empty(t, bo.arrivals(cy, 9), "not before it vouches")
	bo.book.Vouch(bo.tips())
	n, err = cy.receive(bo, bo.arrivals(cy, 9))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.False(t, cy.has[late.Hash])
}

// In the name of who was removed nobody makes anything up: only a facilitator brings what is
// said to be theirs and not signed.
func TestNobodySpeaksForWhoWasRemoved(t *testing.T) {
	r, all := room(t, "root", "ana", "bo", "cy")
	root, ana, bo, cy := all[0], all[1], all[2], all[3]
	require.NoError(t, r.Remove(root.key, ana.print))
	for _, l := range []*laptop{root, bo, cy} {
		_, err := l.roster.Take(r.Encode())
		require.NoError(t, err)
	}
	madeUp := cy.change(ana.actor)
	for by, why := range map[*laptop]error{bo: vouch.ErrRole, root: nil} {
		v := vouch.Voucher{By: string(by.print[:roster.PrefixLen])}
		copy(v.Signature[:], roster.Sign(by.key, workshop, roster.Mark{Actor: madeUp.Actor, Seq: 1, Hash: madeUp.Hash}))
		require.NoError(t, cy.book.Judge(by.print, []vouch.Arrival{{Head: madeUp, By: []vouch.Voucher{v}}}))
		require.ErrorIs(t, cy.book.May(madeUp, by.print, false), why)
		cy.book = vouch.NewBook(workshop, cy.key)
		cy.book.SetRoster(cy.roster)
	}
	bo.take(madeUp)
	bo.book.Vouch(bo.tips())
	require.Empty(t, bo.arrivals(cy, 9), "bo does not pass it on either")
}

// Whatever was written where, signed or from before there were signatures, and whoever was
// removed or only watches meanwhile: what one honest laptop has taken in, all who are left
// come to hold, and nobody is ever blamed.
func TestAllComeToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, all := room(t, "root", "ana", "bo", "cy", "di")
		root := all[0]
		// Before the room: somebody who never comes wrote, and so did members, unsigned.
		ghost := somebody("ghost")
		for _, l := range []*laptop{ghost, all[1], root} {
			for range rapid.IntRange(0, 2).Draw(t, "before") {
				h := root.change(l.actor)
				root.take(h)
			}
		}
		for _, l := range all {
			l.start()
		}
		root.book.Vouch(root.tips())
		removed := map[*laptop]bool{}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			l := all[rapid.IntRange(0, len(all)-1).Draw(t, "who")]
			o := all[rapid.IntRange(0, len(all)-1).Draw(t, "other")]
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0, 1, 2, 3:
				if l.roster.May(l.print, roster.Write) {
					l.write(true)
				}
			case 4:
				l.start()
				l.book.Vouch(l.tips())
			case 5:
				if l != root && rapid.IntRange(0, 3).Draw(t, "removed") == 0 && !removed[l] {
					removed[l] = true
					require.NoError(t, r.Remove(root.key, l.print))
					_, err := root.roster.Take(r.Encode())
					require.NoError(t, err)
					root.book.Vouch(root.tips())
				}
			default:
				if l != o && !removed[l] && !removed[o] {
					l.hear(t, o)
					o.hear(t, l)
					_, err := o.receive(l, l.arrivals(o, rapid.IntRange(1, 20).Draw(t, "most")))
					nobodyBlamed(t, err)
				}
			}
		}
		for range 3 {
			for _, l := range all {
				for _, o := range all {
					if l != o && !removed[l] && !removed[o] {
						l.hear(t, o)
						for again := true; again; {
							some := o.arrivals(l, 7)
							if len(some) == 0 { // who vouches for the first may have signed a later one alone
								some = o.arrivals(l, len(o.held))
							}
							n, err := l.receive(o, some)
							nobodyBlamed(t, err)
							again = n > 0
						}
					}
				}
			}
		}
		for _, l := range all {
			if !removed[l] {
				require.Len(t, l.held, len(root.held))
			}
		}
	})
}

func nobodyBlamed(t require.TestingT, err error) {
	var refusal *vouch.Refusal
	if err != nil {
		require.ErrorAs(t, err, &refusal)
		require.False(t, refusal.Blamed(), "%v", err)
	}
}

package lan_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

var proofs = flag.Int("proofs", 300, "wrong proofs that are sent to a door")

// room shares with n laptops; those after the first have joined and all see all.
func room(t *testing.T, n int) []*laptop {
	t.Helper()
	all := []*laptop{newLaptop(t, "Ana")}
	all[0].share()
	for i := 1; i < n; i++ {
		l := newLaptop(t, fmt.Sprint("P", i))
		l.join(all[0].node.Words(), all[0].node.Addr())
		all = append(all, l)
	}
	allMeet(t, all...)
	return all
}

// A knocking is a join that is under way.
type knocking struct {
	who    *laptop
	cancel context.CancelFunc
	ended  chan error
	node   *lan.Node

	mu     sync.Mutex
	waited []string // who it was told may let it in, last
	waits  bool
}

func (l *laptop) knock(words, addr string) *knocking {
	ctx, cancel := context.WithCancel(l.t.Context())
	k := &knocking{who: l, cancel: cancel, ended: make(chan error, 1)}
	o := l.options()
	o.OnWait = func(who []string) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.waits, k.waited = true, who
	}
	go func() {
		node, err := lan.Join(ctx, o, words, addr)
		if err == nil {
			k.node = node
		}
		k.ended <- err
	}()
	return k
}

func (k *knocking) told() (who []string, waits bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.waited, k.waits
}

// comesIn requires that the join succeeds, and goes on with it.
func (k *knocking) comesIn() {
	k.who.t.Helper()
	require.NoError(k.who.t, <-k.ended)
	k.who.run(k.node)
}

func asking(l *laptop) []string {
	var names []string
	for _, a := range l.node.Asking() {
		names = append(names, a.Name)
	}
	return names
}

func awaitAsking(t *testing.T, l *laptop, names ...string) {
	t.Helper()
	await(t, fmt.Sprintf("%s is asked by %v", l.name, names), func() bool { return slices.Equal(asking(l), names) })
}

func awaitMode(t *testing.T, m lan.Mode, laptops ...*laptop) {
	t.Helper()
	await(t, fmt.Sprint("the door is ", m), func() bool {
		return !slices.ContainsFunc(laptops, func(l *laptop) bool { return l.node.Doorway().Mode != m })
	})
}

func TestAskMeAsksTheFacilitatorWhereverOneKnocks(t *testing.T) {
	all := room(t, 3)
	ana, cleo := all[0], all[2]
	require.Equal(t, lan.Open, ana.node.Doorway().Mode)
	require.False(t, ana.node.Doorway().Until.IsZero())
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	require.ErrorIs(t, cleo.node.SetDoor(lan.Open, 0), lan.ErrMayNot)
	awaitMode(t, lan.AskMe, all...)

	dov, eva, fay := newLaptop(t, "Dov"), newLaptop(t, "Eva"), newLaptop(t, "Fay")
	k := dov.knock(ana.node.Words(), cleo.node.Addr())
	awaitAsking(t, ana, "Dov")
	require.Empty(t, asking(cleo), "the facilitator is here")
	await(t, "Dov hears who is asked", func() bool { who, _ := k.told(); return slices.Contains(who, "Ana") })
	k2, k3 := eva.knock(ana.node.Words(), ana.node.Addr()), fay.knock(ana.node.Words(), cleo.node.Addr())
	awaitAsking(t, ana, "Dov", "Eva", "Fay")
	require.NoError(t, ana.node.LetIn())
	for _, k := range []*knocking{k, k2, k3} {
		k.comesIn()
	}
	allMeet(t, append(all, dov, eva, fay)...)
	awaitAsking(t, ana)
}

func TestNotNowIsTakenForAnAnswer(t *testing.T) {
	all := room(t, 2)
	ana, ben := all[0], all[1]
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	awaitMode(t, lan.AskMe, all...)
	dov := newLaptop(t, "Dov")
	k := dov.knock(ana.node.Words(), ben.node.Addr())
	awaitAsking(t, ana, "Dov")
	require.NoError(t, ana.node.TurnAway(ana.node.Asking()[0].Fingerprint))
	require.ErrorIs(t, <-k.ended, lan.ErrNotNow)
	awaitAsking(t, ana)
	require.ErrorIs(t, <-dov.knock(ana.node.Words(), ben.node.Addr()).ended, lan.ErrNotNow)
	require.Empty(t, asking(ana), "nobody was troubled again")

	eva := newLaptop(t, "Eva")
	k = eva.knock(ana.node.Words(), ben.node.Addr())
	awaitAsking(t, ana, "Eva")
	k.cancel()
	require.ErrorIs(t, <-k.ended, context.Canceled)
	awaitAsking(t, ana)

	// A door that opens lets in who waits; one that shuts sends them away.
	k = eva.knock(ana.node.Words(), ana.node.Addr())
	awaitAsking(t, ana, "Eva")
	require.NoError(t, ana.node.SetDoor(lan.Closed, 0))
	require.ErrorIs(t, <-k.ended, lan.ErrClosed)
	require.ErrorIs(t, <-eva.knock(otherWords(ana.node.Words()), ana.node.Addr()).ended, lan.ErrClosed, "a shut door is no place to guess")
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	k = eva.knock(ana.node.Words(), ana.node.Addr())
	awaitAsking(t, ana, "Eva")
	require.NoError(t, ana.node.SetDoor(lan.Open, 0))
	k.comesIn()
	allMeet(t, ana, ben, eva)
}

func TestAskingCannotBeMadeANuisance(t *testing.T) {
	all := room(t, 1)
	ana := all[0]
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	dov := newLaptop(t, "Dov")
	var last *knocking
	for range lan.TriesPerAddress { // one petition per laptop, the newest
		if last != nil {
			awaitAsking(t, ana, "Dov")
		}
		before := last
		last = dov.knock(ana.node.Words(), ana.node.Addr())
		if before != nil {
			require.ErrorIs(t, <-before.ended, lan.ErrNotNow)
		}
	}
	awaitAsking(t, ana, "Dov")
	require.ErrorIs(t, <-newLaptop(t, "Eva").knock(ana.node.Words(), ana.node.Addr()).ended, lan.ErrDoorShut, "this address has asked often enough")
	require.Equal(t, []string{"Dov"}, asking(ana))
}

func TestNobodyAnswers(t *testing.T) {
	ana := shareWith(t, func(o *lan.Options) { o.Intervals.Ask = 50 * time.Millisecond })
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	require.ErrorIs(t, <-newLaptop(t, "Dov").knock(ana.node.Words(), ana.node.Addr()).ended, lan.ErrNobodyAnswered)
	awaitAsking(t, ana)
}

func TestAnOpenDoorBeginsToAsk(t *testing.T) {
	var mu sync.Mutex
	now := standing()
	ana := shareWith(t, func(o *lan.Options) {
		o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	})
	ben := newLaptop(t, "Ben")
	ben.join(ana.node.Words(), ana.node.Addr())
	allMeet(t, ana, ben)
	awaitMode(t, lan.Open, ana, ben)
	require.Equal(t, lan.OpenFor, ben.node.Doorway().Until.Sub(standing()))
	mu.Lock()
	now = now.Add(lan.OpenFor)
	mu.Unlock()
	require.Equal(t, lan.AskMe, ana.node.Doorway().Mode)
	state := ana.node.State()
	ana.stop()
	o := ana.options()
	o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	again, err := lan.Resume(o, state)
	require.NoError(t, err)
	ana.run(again)
	require.Equal(t, lan.AskMe, ana.node.Doorway().Mode, "a restart does not open the door")

	ana.stop()
	state.OpenUntil = now.Add(48 * time.Hour) // the clock was put back by two days
	back, err := lan.Resume(o, state)
	require.NoError(t, err)
	require.LessOrEqual(t, back.Doorway().Until.Sub(now), lan.OpenFor)
	require.NoError(t, back.Close())
}

func TestNewWordsShutOutTheOldOnesEverywhere(t *testing.T) {
	all := room(t, 4)
	ana := all[0]
	old := ana.node.Words()
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0))
	k := newLaptop(t, "Eva").knock(old, ana.node.Addr())
	awaitAsking(t, ana, "Eva")
	require.NoError(t, ana.node.NewWords())
	require.ErrorIs(t, <-k.ended, lan.ErrWrongWords, "who waited with the old ones too")
	require.NotEqual(t, old, ana.node.Words())
	require.NoError(t, ana.node.SetDoor(lan.Open, 0))
	await(t, "all know the new words", func() bool {
		return !slices.ContainsFunc(all, func(l *laptop) bool {
			return l.node.Words() != ana.node.Words() || l.node.Doorway().Mode != lan.Open
		})
	})
	for _, l := range all {
		require.ErrorIs(t, <-newLaptop(t, "Dov").knock(old, l.node.Addr()).ended, lan.ErrWrongWords)
		require.Len(t, l.node.Members(), 3, "who is in stays")
	}
	require.Equal(t, ana.node.Words(), ana.node.Link().Words)
	dov := newLaptop(t, "Dov")
	dov.join(ana.node.Words(), all[3].node.Addr())
	allMeet(t, append(all, dov)...)
}

// TestARemovedPersonIsOutAndStaysOut: in a room of ten, with every old secret.
func TestARemovedPersonIsOutAndStaysOut(t *testing.T) {
	all := room(t, 10)
	ana, kim := all[0], all[9]
	all = all[:9]
	kim.doc.Write("what Kim wrote")
	allEqual(t, 1, append(all, kim)...)
	words, state := kim.node.Words(), kim.node.State()
	gone := make(chan struct{})
	kim.node.Roster().OnChange(func() {
		if m, _ := kim.node.Roster().Member(kim.node.Fingerprint()); m.Role == roster.Removed {
			close(gone)
		}
	})
	began := time.Now()
	require.ErrorIs(t, all[1].node.Remove(kim.node.Fingerprint()), lan.ErrMayNot)
	require.NoError(t, ana.node.Remove(kim.node.Fingerprint()))
	<-gone
	await(t, "nobody has a session with Kim", func() bool {
		return !slices.ContainsFunc(all, func(l *laptop) bool { return slices.Contains(names(l), "P9") })
	})
	t.Logf("out everywhere after %v", time.Since(began))
	require.ErrorIs(t, kim.ended(), lan.ErrRemoved)
	require.Equal(t, 1, kim.doc.Len(), "what was there stays there")
	require.NotEqual(t, words, ana.node.Words())
	await(t, "all have the new words", func() bool {
		return !slices.ContainsFunc(all, func(l *laptop) bool { return l.node.Words() != ana.node.Words() })
	})
	allMeet(t, all...)
	for _, l := range all {
		require.NotEqual(t, state.GossipKey, l.node.State().GossipKey)
	}

	// 100 ways back: old words and old key, own laptop and a borrowed one, at every member.
	_, err := lan.Resume(kim.options(), kim.node.State())
	require.ErrorIs(t, err, lan.ErrRemoved)
	for i := range 100 {
		at := all[i%len(all)]
		at.node.OpenDoor() // the counting of wrong words is not what keeps Kim out
		switch i % 4 {
		case 0:
			require.ErrorIs(t, <-kim.knock(words, at.node.Addr()).ended, lan.ErrRemoved)
		case 1: // knows the new words by looking at the wall
			require.ErrorIs(t, <-kim.knock(ana.node.Words(), at.node.Addr()).ended, lan.ErrRemoved)
		case 2:
			require.ErrorIs(t, <-newLaptop(t, "Kim again").knock(words, at.node.Addr()).ended, lan.ErrWrongWords)
		case 3: // as a member, with a roster of before
			require.Error(t, knockAsMember(t, kim.key, state, at))
			require.Error(t, knockAsMember(t, newLaptop(t, "Kim again").key, state, at))
		}
	}
	for _, l := range all {
		require.Len(t, l.node.Members(), 8)
	}
	ana.doc.Write("without Kim")
	allEqual(t, 2, all...)
	require.Equal(t, 1, kim.doc.Len())
}

// knockAsMember proves the gossip key of a stored state at a member's door.
func knockAsMember(t *testing.T, key []byte, state lan.State, at *laptop) error {
	o := options(t, "stranger", key, nil)
	node, err := lan.Resume(o, state)
	if err != nil {
		return err
	}
	defer node.Close()
	return node.TryDoor(t.Context(), at.node.Addr(), at.node.Fingerprint())
}

func TestWhoWasAwayWhileTheKeyChangedComesBack(t *testing.T) {
	all := room(t, 4)
	ana, ben, kim := all[0], all[1], all[2]
	ben.stop()
	await(t, "Ben is away", func() bool { return len(ana.node.Members()) == 2 })
	require.NoError(t, ana.node.Remove(kim.node.Fingerprint()))
	require.NoError(t, ana.node.Remove(all[3].node.Fingerprint()))
	await(t, "alone", func() bool { return len(ana.node.Members()) == 0 })
	ben.resume()
	allMeet(t, ana, ben)
	await(t, "Ben knows the words", func() bool { return ben.node.Words() == ana.node.Words() })
}

func TestWithoutTheFacilitatorTheRoomGoesOn(t *testing.T) {
	all := room(t, 6)
	ana, first, second, last := all[0], all[1], all[2], all[5]
	require.NoError(t, ana.node.Appoint(second.node.Fingerprint(), roster.Facilitator, true))
	await(t, "the second leads too", func() bool {
		return last.node.Roster().May(second.node.Fingerprint(), roster.Facilitate)
	})
	ana.stop()
	rest := all[1:]
	allMeet(t, rest...)

	// The door is open: at whoever one knocks, somebody who may lets in.
	dov := newLaptop(t, "Dov")
	dov.join(last.node.Words(), last.node.Addr())
	rest = append(rest, dov)
	allMeet(t, rest...)

	// It asks: the one who leads hears it, and may do everything.
	require.NoError(t, second.node.SetDoor(lan.AskMe, 0))
	awaitMode(t, lan.AskMe, rest...)
	k := newLaptop(t, "Eva").knock(last.node.Words(), last.node.Addr())
	awaitAsking(t, second, "Eva")
	require.Empty(t, asking(first))
	require.NoError(t, second.node.LetIn())
	k.comesIn()
	eva := k.who
	old := second.node.Words()
	require.NoError(t, second.node.Remove(dov.node.Fingerprint()))
	require.NotEqual(t, old, second.node.Words())

	// The one who leads goes as well: those let in first may let others in, and no more.
	second.stop()
	await(t, "the words are new", func() bool { return last.node.Words() != old && first.node.Words() != old })
	k = newLaptop(t, "Fay").knock(last.node.Words(), last.node.Addr())
	awaitAsking(t, first, "Fay")
	require.ErrorIs(t, first.node.NewWords(), lan.ErrMayNot)
	require.ErrorIs(t, first.node.Remove(last.node.Fingerprint()), lan.ErrMayNot)
	require.NoError(t, first.node.LetIn())
	k.comesIn()

	ana.resume() // and hears of it all
	allMeet(t, ana, first, all[3], all[4], last, eva, k.who)
	await(t, "Ana knows the words", func() bool { return ana.node.Words() == first.node.Words() })
	require.Equal(t, lan.AskMe, ana.node.Doorway().Mode)
}

// TestWrongProofsComeToNothing: strangers at every address try words; the doors shut, whoever
// leads hears of it, and members come and go all the while.
func TestWrongProofsComeToNothing(t *testing.T) {
	all := room(t, 3)
	ana, ben, cleo := all[0], all[1], all[2]
	wrong := otherWords(ana.node.Words())
	var admitted, guessed atomic.Int64
	var strangers sync.WaitGroup
	atOnce := make(chan struct{}, 8)
	for i := range *proofs {
		key, err := lan.NewDeviceKey()
		require.NoError(t, err)
		o := options(t, "Mallory", key, nil)
		o.Log = nil
		from := &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+i%4), byte(1+i/4%250))}
		o.Dial = (&net.Dialer{LocalAddr: from}).DialContext
		atOnce <- struct{}{}
		strangers.Go(func() {
			defer func() { <-atOnce }()
			node, err := lan.Join(t.Context(), o, wrong, cleo.node.Addr())
			switch {
			case err == nil:
				admitted.Add(1)
				_ = node.Close()
			case errors.Is(err, lan.ErrWrongWords):
				guessed.Add(1)
			}
		})
		if i == *proofs/2 { // members have a door of their own
			ben.stop()
			ben.resume()
			allMeet(t, ana, ben, cleo)
		}
	}
	strangers.Wait()
	require.Zero(t, admitted.Load())
	require.LessOrEqual(t, guessed.Load(), int64(lan.TriesPerDoor))
	require.True(t, cleo.node.Doorway().Tried)
	told := func(l *laptop, member string) bool {
		for {
			select {
			case e := <-l.events:
				if e.Kind == lan.Shut && e.Member.Name == member {
					return true
				}
			default:
				return false
			}
		}
	}
	await(t, "Cleo is told", func() bool { return told(cleo, "") })
	await(t, "Ana is told of Cleo's door", func() bool { return told(ana, cleo.name) })
	require.False(t, ana.node.Doorway().Tried)

	_, err := lan.Join(t.Context(), newLaptop(t, "Eva").options(), ana.node.Words(), cleo.node.Addr())
	require.ErrorIs(t, err, lan.ErrDoorShut)
	require.NoError(t, ana.node.SetDoor(lan.Open, 0)) // opens them all
	await(t, "Cleo's door is open again", func() bool { return !cleo.node.Doorway().Tried })
	eva := newLaptop(t, "Eva")
	eva.join(ana.node.Words(), cleo.node.Addr())
	allMeet(t, ana, ben, cleo, eva)
}

func TestAForgedDoorIsPassedOver(t *testing.T) {
	all := room(t, 3)
	ana, ben, mallory := all[0], all[1], all[2]
	words := ana.node.Words()
	id, err := lan.LoadIdentity(mallory.key)
	require.NoError(t, err)
	forged := wire.Setting{What: wire.WhatWords, Number: 1000, Value: []byte(otherWords(words))}
	copy(forged.Author[:], id.Public())
	copy(forged.Signature[:], id.Sign(forged.Signed(ana.node.Session())))
	stolen := forged // in Ana's name
	anaID, err := lan.LoadIdentity(ana.key)
	require.NoError(t, err)
	copy(stolen.Author[:], anaID.Public())
	for _, s := range []wire.Setting{forged, stolen} {
		mallory.node.TellAll(wire.Doorway{Settings: []wire.Setting{s}})
	}
	mallory.node.TellAll(wire.Answer{Fingerprint: ben.node.Fingerprint()})
	mallory.node.TellAll(wire.Ask{Askers: []wire.Asker{{Name: "Nobody"}}})
	require.NoError(t, ana.node.SetDoor(lan.AskMe, 0)) // what comes after has been read after
	awaitMode(t, lan.AskMe, all...)
	mallory.doc.Write("still here")
	allEqual(t, 1, all...)
	for _, l := range all {
		require.Equal(t, words, l.node.Words())
	}
}

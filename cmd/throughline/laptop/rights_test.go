package laptop_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/carry"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// A scribe writes on a copy of a workshop under any actor, outside of every room.
type scribe struct {
	doc  *crdt.Document
	made []crdt.Change // written by the document's goroutine, read after Apply has returned
}

// newScribe begins an actor of a person on top of a workshop.
func newScribe(t testing.TB, whole []byte, of wire.Fingerprint) *scribe {
	t.Helper()
	actor := make([]byte, 16)
	copy(actor, of[:8])
	_, err := rand.Read(actor[8:])
	require.NoError(t, err)
	return scribeAs(t, whole, hex.EncodeToString(actor))
}

// scribeAs is newScribe for an actor, which must not have written yet.
func scribeAs(t testing.TB, whole []byte, actor string) *scribe {
	t.Helper()
	s := &scribe{}
	var err error
	s.doc, err = crdt.Open(crdt.Options{Actor: actor}, crdt.Saved{Document: whole})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.doc.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	<-s.doc.Ready()
	s.doc.OnChanges(func(c []crdt.Change, _ workshop.Origin) { s.made = append(s.made, c...) })
	return s
}

func (s *scribe) write(t testing.TB, op workshop.Op) crdt.Change {
	t.Helper()
	_, err := s.doc.Apply(op)
	require.NoError(t, err)
	return s.made[len(s.made)-1]
}

// anOp is one that participants may do, and changes something each time.
func anOp(i int) workshop.Op {
	return workshop.Introduce{Person: workshop.Person{ID: workshop.PersonID(fmt.Sprintf("name:%d", i)), Name: "somebody", Hue: "#7A5CC0"}}
}

func markOf(t testing.TB, c crdt.Change) roster.Mark {
	t.Helper()
	actor, err := hex.DecodeString(c.Actor)
	require.NoError(t, err)
	return roster.Mark{Actor: string(actor), Seq: c.Seq, Hash: c.Hash}
}

// sealedBy seals a change with one signature. As is whose it says to be, "" for the author's.
func sealedBy(t testing.TB, c crdt.Change, key ed25519.PrivateKey, workshop, as string) []byte {
	v := vouch.Voucher{By: as}
	copy(v.Signature[:], roster.Sign(key, workshop, markOf(t, c)))
	return vouch.Seal(c.Bytes, []vouch.Voucher{v})
}

// altered is a change with another time in its head, and a checksum that fits.
func altered(t testing.TB, c crdt.Change, i int) crdt.Change {
	t.Helper()
	read, err := format.ReadHead(c.Bytes)
	require.NoError(t, err)
	for at := 40; at < len(c.Bytes); at++ {
		raw := bytes.Clone(c.Bytes)
		raw[at] ^= byte(1 + i%255)
		sum := sha256.Sum256(raw[8:])
		copy(raw[4:8], sum[:4])
		if other, err := format.ParseChange(raw); err == nil && other.Actor == read.Actor && other.Seq == read.Seq {
			return crdt.Change{Hash: other.Hash, Actor: c.Actor, Seq: c.Seq, Bytes: raw}
		}
	}
	require.FailNow(t, "nothing to alter")
	return c
}

// Ten thousand envelopes of every kind that must not be taken: none is, and what is false is
// laid at the door of who sent it.
func TestForgedEnvelopes(t *testing.T) {
	const trials = 10_000
	a, ana, bo, cy, di := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	room := create(t, a)
	share(t, room)
	people := laptop.Roster(room)
	admit := func(l *laptop.Laptop, role roster.Role, name string) ed25519.PrivateKey {
		key := laptop.Key(l)
		require.NoError(t, people.Admit(laptop.Key(a), key.Public().(ed25519.PublicKey), roster.Standing{Role: role, Name: name}))
		return key
	}
	anaKey, boKey := admit(ana, roster.Participant, "Ana"), admit(bo, roster.Participant, "Bo")
	cyKey, diKey := admit(cy, roster.Observer, "Cy"), admit(di, roster.Participant, "Di")
	print := func(k ed25519.PrivateKey) wire.Fingerprint {
		return roster.FingerprintOf(k.Public().(ed25519.PublicKey))
	}
	require.NoError(t, people.Remove(laptop.Key(a), print(diKey)))
	whole, err := laptop.Whole(t.Context(), room)
	require.NoError(t, err)

	const pool = 25 // of each kind
	id := room.ID()
	kinds := []struct {
		name   string
		blamed bool
		make   func(i int) []byte
	}{
		{"signed by another", true, func(i int) []byte {
			return sealedBy(t, newScribe(t, whole, print(anaKey)).write(t, anOp(i)), boKey, id, "")
		}},
		{"in another's name", false, func(i int) []byte {
			bos := print(boKey)
			return sealedBy(t, newScribe(t, whole, print(anaKey)).write(t, anOp(i)), boKey, id, string(bos[:8]))
		}},
		{"a gap", false, func(i int) []byte {
			s := newScribe(t, whole, print(anaKey))
			s.write(t, anOp(i))
			return sealedBy(t, s.write(t, anOp(i+1000)), anaKey, id, "")
		}},
		{"the signature of another change", true, func(i int) []byte {
			s := newScribe(t, whole, print(anaKey))
			first := s.write(t, anOp(i))
			_, by, err := vouch.Unseal(sealedBy(t, first, anaKey, id, ""))
			require.NoError(t, err)
			return vouch.Seal(s.write(t, anOp(i+1000)).Bytes, by)
		}},
		{"altered on the way", true, func(i int) []byte {
			s := newScribe(t, whole, print(anaKey))
			c := s.write(t, anOp(i))
			_, by, err := vouch.Unseal(sealedBy(t, c, anaKey, id, ""))
			require.NoError(t, err)
			return vouch.Seal(altered(t, c, i).Bytes, by)
		}},
		{"of another workshop", true, func(i int) []byte {
			return sealedBy(t, newScribe(t, whole, print(anaKey)).write(t, anOp(i)), anaKey, "another", "")
		}},
		{"by nobody", true, func(i int) []byte {
			return vouch.Seal(newScribe(t, whole, print(anaKey)).write(t, anOp(i)).Bytes, nil)
		}},
		{"by one who was removed", false, func(i int) []byte {
			return sealedBy(t, newScribe(t, whole, print(diKey)).write(t, anOp(i)), diKey, id, "")
		}},
		{"by one who watches", false, func(i int) []byte {
			return sealedBy(t, newScribe(t, whole, print(cyKey)).write(t, anOp(i)), cyKey, id, "")
		}},
		{"of a facilitator's, by a participant", false, func(i int) []byte {
			op := workshop.Begin{Title: fmt.Sprint("Mine ", i), Method: "lifecycle"}
			return sealedBy(t, newScribe(t, whole, print(anaKey)).write(t, op), anaKey, id, "")
		}},
		{"by a stranger", false, func(i int) []byte {
			_, key, err := ed25519.GenerateKey(rand.Reader)
			require.NoError(t, err)
			return sealedBy(t, newScribe(t, whole, print(key)).write(t, anOp(i)), key, id, "")
		}},
	}
	envelopes := make([][][]byte, len(kinds))
	for k := range kinds {
		for i := range pool {
			envelopes[k] = append(envelopes[k], kinds[k].make(i))
		}
	}
	before := room.Heads()
	sender := laptop.Fingerprint(bo)
	refused := 0
	for i := range trials {
		k := i % len(kinds)
		err := laptop.Deliver(t.Context(), room, sender, [][]byte{envelopes[k][(i/len(kinds))%pool]})
		require.Error(t, err, kinds[k].name)
		require.Equal(t, kinds[k].blamed, errors.Is(err, replica.ErrRefused), "%s: %v", kinds[k].name, err)
		refused++
	}
	require.Equal(t, before, room.Heads())
	t.Logf("%d envelopes, %d refused, 0 accepted", trials, refused)
	named := map[string]bool{}
	for _, f := range room.Status().Refused {
		require.Equal(t, "Bo", f.From)
		named[f.Author] = true
		require.Equal(t, f.Author != "Di" && !errors.Is(f.Why, vouch.ErrStranger), f.Foul())
		t.Log(f.Times, f.Sentence())
	}
	for _, who := range []string{"Ana", "Bo", "Cy", "Di"} {
		require.True(t, named[who], who)
	}

	good := sealedBy(t, newScribe(t, whole, print(anaKey)).write(t, anOp(5000)), anaKey, id, "")
	require.NoError(t, laptop.Deliver(t.Context(), room, sender, [][]byte{good}))
	require.NotEqual(t, before, room.Heads())
}

// A participant's own laptop keeps to what participants may; one that does not is refused by
// the others, who go on as if nothing had come.
func TestAParticipantCannotRenameTheWorkshop(t *testing.T) {
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	require.NoError(t, b.SetProfile(t.Context(), laptop.Profile{Name: "Bo"}))
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	rename := workshop.Begin{Title: "Mine", Method: "lifecycle"}
	_, err := rb.Apply(rename)
	require.ErrorIs(t, err, laptop.ErrFacilitators)
	require.NoError(t, write(rb, "an idea"))
	reads(t, ra, "an idea")
	_, err = ra.Apply(workshop.Begin{Title: "Ours", Method: "lifecycle"})
	require.NoError(t, err)
	until(t, rb, "the new title", func() bool { return rb.Snapshot().Meta.Title == "Ours" })

	require.NoError(t, laptop.ApplyAnyway(rb, rename))
	until(t, ra, "the refusal", func() bool { return len(ra.Status().Refused) > 0 })
	f := ra.Status().Refused[0]
	require.Equal(t, "Bo", f.Author)
	require.Equal(t, "Bo changed what they have no right to. It was refused.", f.Sentence())
	require.Equal(t, "Ours", ra.Snapshot().Meta.Title)
}

// Who only watches writes nothing, and is not introduced.
func TestAnObserverChangesNothing(t *testing.T) {
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	require.NoError(t, laptop.Node(ra).Appoint(laptop.Node(rb).Fingerprint(), roster.Observer, false))
	until(t, rb, "the new role", func() bool { return !laptop.Roster(rb).May(laptop.Node(rb).Fingerprint(), roster.Write) })
	require.ErrorIs(t, write(rb, "no"), laptop.ErrWatching)
	require.NoError(t, write(ra, "an idea"))
	reads(t, rb, "an idea")
}

// What somebody wrote before they were removed stays with everybody, and reaches who comes
// later; what they write afterwards reaches nobody.
func TestWhatARemovedPersonWroteBeforeStays(t *testing.T) {
	a, b, c, d := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	inv := share(t, ra)
	rb, rc := join(t, b, inv), join(t, c, inv)
	require.NoError(t, write(rb, "before"))
	reads(t, ra, "before")
	reads(t, rc, "before")
	require.NoError(t, laptop.Node(ra).Remove(laptop.Node(rb).Fingerprint()))
	until(t, rc, "the removal", func() bool {
		return slices.ContainsFunc(laptop.Roster(rc).Members(), func(m roster.Member) bool { return m.Role == roster.Removed })
	})
	_ = laptop.ApplyAnyway(rb, anOp(1))

	inv = share(t, ra)
	require.NoError(t, write(rc, "after"))
	rd, err := d.Join(t.Context(), inv.Words, inv.Addr)
	require.NoError(t, err)
	reads(t, rd, "before")
	reads(t, rd, "after")
	reads(t, ra, "after")
	require.Nil(t, rd.Snapshot().People.Get("name:1"))
}

// A workshop from before it was shared, written without the network and taken up again: the
// laptop that shares it vouches, those who have it hand it on when that laptop is gone.
func TestWhatNobodySignedIsVouchedForAndHandedOn(t *testing.T) {
	dir := t.TempDir()
	a, b, c := open(t, dir), open(t, t.TempDir()), open(t, t.TempDir())
	id, err := a.EnsureSample(t.Context())
	require.NoError(t, err)
	quiet, err := a.Open(t.Context(), id, laptop.Quiet)
	require.NoError(t, err)
	require.NoError(t, laptop.ApplyAnyway(quiet, anOp(1)))
	require.NoError(t, quiet.Close())
	ra, err := a.Open(t.Context(), id, laptop.Networked)
	require.NoError(t, err)
	rb := join(t, b, share(t, ra))
	require.NotNil(t, rb.Snapshot().People.Get("name:1"))
	require.NotEmpty(t, laptop.Notes(rb))

	require.NoError(t, a.Close())
	require.NoError(t, rb.Close())
	rb, err = b.Open(t.Context(), id, laptop.Networked) // what vouches was kept
	require.NoError(t, err)
	rc := join(t, c, share(t, rb))
	require.Equal(t, texts(rb), texts(rc))
	require.NotNil(t, rc.Snapshot().People.Get("name:1"))
}

// A file carries who vouches for what is in it. Without that, who opens it vouches, if they may.
func TestWhoVouchesForAFile(t *testing.T) {
	ctx := t.Context()
	a, b, c := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	require.NoError(t, c.SetProfile(ctx, laptop.Profile{Name: "Cy"}))
	ra := create(t, a)
	inv := share(t, ra)
	rb, rc := join(t, b, inv), join(t, c, inv)
	until(t, rb, "who came", func() bool { return rb.Snapshot().People.Get(rc.Me()) != nil })
	until(t, ra, "who came", func() bool { return ra.Snapshot().People.Get(rc.Me()) != nil })
	require.NoError(t, rc.Close())
	rc, err := c.Open(ctx, ra.ID(), laptop.Quiet) // far away
	require.NoError(t, err)
	require.NoError(t, rc.Load(ctx))
	require.NoError(t, laptop.ApplyAnyway(rc, anOp(7)))
	signed, bare := filepath.Join(t.TempDir(), "signed.throughline"), filepath.Join(t.TempDir(), "bare.throughline")
	require.NoError(t, rc.SaveFile(ctx, signed, nil))
	whole, err := laptop.Whole(ctx, rc)
	require.NoError(t, err)
	require.NoError(t, carry.Write(bare, carry.Contents{About: carry.About{ID: ra.ID(), Title: "W", By: "Cy"}, Document: whole}))

	var mu sync.Mutex
	made := map[workshop.PersonID][]workshop.Maker{} // whose the update is in which somebody came to b
	laptop.Subscribe(rb, func(u workshop.Update) {
		mu.Lock()
		defer mu.Unlock()
		for _, ref := range u.Diff.Refs() {
			if ref.Kind == workshop.KindPerson && u.Origin == workshop.Remote {
				made[workshop.PersonID(ref.ID)] = u.By
			}
		}
	})
	requireAuthor := func(of workshop.PersonID, want laptop.Author) {
		t.Helper()
		var by []workshop.Maker
		require.Eventually(t, func() bool { mu.Lock(); defer mu.Unlock(); by = made[of]; return by != nil }, patience, 2*time.Millisecond)
		require.Equal(t, []laptop.Author{want}, rb.Authors(by))
	}
	heads := rb.Heads()
	_, _, err = b.OpenFile(ctx, bare, laptop.Networked, nil)
	require.ErrorIs(t, err, laptop.ErrMayNotBring, "a participant, in the name of another")
	require.Equal(t, heads, rb.Heads())
	_, _, err = b.OpenFile(ctx, signed, laptop.Networked, nil)
	require.NoError(t, err)
	until(t, ra, "what the file brought", func() bool { return ra.Snapshot().People.Get("name:7") != nil })
	require.Empty(t, ra.Status().Refused)
	requireAuthor("name:7", laptop.Author{Person: rc.Me(), Through: rb.Me()})

	require.NoError(t, laptop.ApplyAnyway(rc, anOp(8)))
	whole, err = laptop.Whole(ctx, rc)
	require.NoError(t, err)
	require.NoError(t, carry.Write(bare, carry.Contents{About: carry.About{ID: ra.ID(), Title: "W", By: "Cy"}, Document: whole}))
	_, _, err = a.OpenFile(ctx, bare, laptop.Networked, nil)
	require.NoError(t, err, "a facilitator vouches")
	until(t, rb, "what the file brought", func() bool { return rb.Snapshot().People.Get("name:8") != nil })
	requireAuthor("name:8", laptop.Author{Person: rc.Me(), Through: ra.Me()})
	require.NoError(t, laptop.ApplyAnyway(ra, anOp(9)))
	requireAuthor("name:9", laptop.Author{Person: ra.Me()})
}

// A moved note takes at most 400 bytes on the wire, with its signature, frame and TLS record.
func TestAMovedNoteIsSmallOnTheWire(t *testing.T) {
	l := open(t, t.TempDir())
	r := create(t, l)
	share(t, r)
	require.NoError(t, write(r, "an idea"))
	for _, n := range r.Snapshot().Notes.All() {
		for i := range 10 {
			have := laptop.Have(r)
			to := n.Place
			to.At.X, to.At.Y = 123.25+float64(i), 456.75
			_, err := r.Apply(workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: to}}})
			require.NoError(t, err)
			sealed, err := laptop.Sealed(r, have)
			require.NoError(t, err)
			require.Len(t, sealed, 1)
			frame, err := wire.Encode(wire.Batch{Chunks: []wire.Chunk{{Actor: string(make([]byte, 16)), Seq: 1 << 20, Bytes: sealed[0]}}})
			require.NoError(t, err)
			const frameHead, tlsRecord = 5, 22
			size := frameHead + len(frame.Body) + tlsRecord
			require.LessOrEqual(t, size, 400)
			if i == 9 {
				t.Logf("%d bytes, of which %d vouch", size, vouch.SealLen)
			}
		}
	}
}

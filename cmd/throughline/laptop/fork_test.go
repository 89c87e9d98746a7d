package laptop_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/workshop"
)

// A member signs two different changes with one number, and gives each to another half of the
// room, where people build on them. All come to the same, with what either half wrote, and the
// member is named; so is it when a third laptop comes back that holds one of them alone.
func TestWhoSignsTwoChangesAsOneDoesNotSplitTheRoom(t *testing.T) {
	t.Parallel()
	dirs := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	host, bo, cy, mad := open(t, t.TempDir()), open(t, dirs[1]), open(t, dirs[2]), open(t, t.TempDir())
	require.NoError(t, mad.SetProfile(t.Context(), laptop.Profile{Name: "Mallory"}))
	ra := create(t, host)
	inv := share(t, ra)
	rb, rc, rm := join(t, bo, inv), join(t, cy, inv), join(t, mad, inv)
	require.NoError(t, write(ra, "before"))
	for _, r := range []*laptop.Room{rb, rc, rm} {
		reads(t, r, "before")
	}
	key := laptop.Key(mad)
	me := roster.FingerprintOf(key.Public().(ed25519.PublicKey))
	for _, r := range []*laptop.Room{ra, rb, rc} {
		until(t, r, "Mallory's rights", func() bool { return laptop.Roster(r).May(me, roster.Write) })
	}
	whole, err := laptop.Whole(t.Context(), ra)
	require.NoError(t, err)
	id := ra.ID()
	require.NoError(t, rm.Close())
	away := func(l *laptop.Laptop, r *laptop.Room) *laptop.Room {
		require.NoError(t, r.Close())
		quiet, err := l.Open(t.Context(), id, laptop.Quiet)
		require.NoError(t, err)
		require.NoError(t, quiet.Load(t.Context()))
		return quiet
	}
	rb, rc = away(bo, rb), away(cy, rc)

	// Each half gets a note of its own, and writes on it.
	actor := hex.EncodeToString(me[:8]) + "4d4d4d4d4d4d4d4d"
	rooms := []*laptop.Room{ra, rb, rc}
	for i, r := range rooms {
		s := scribeAs(t, whole, actor)
		n, err := r.NewNote("Onboarding", "Opportunities", "take "+string("abc"[i]), "")
		require.NoError(t, err)
		n.ID = workshop.NoteID("madnote0000" + string("abc"[i]))
		c := s.write(t, workshop.AddNotes{Notes: []workshop.Note{n}})
		require.NoError(t, laptop.Deliver(t.Context(), r, laptop.Fingerprint(mad), [][]byte{sealedBy(t, c, key, id, "")}))
		_, err = r.Apply(workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " and mine"})
		require.NoError(t, err)
		require.NoError(t, write(r, "half "+string("abc"[i])))
	}
	require.NoError(t, rb.Close())
	require.NoError(t, rc.Close())
	back := func(l *laptop.Laptop) *laptop.Room {
		r, err := l.Open(t.Context(), id, laptop.Networked)
		require.NoError(t, err)
		return r
	}
	same := func(rooms []*laptop.Room, words ...string) {
		t.Helper()
		require.Eventually(t, func() bool {
			for _, r := range rooms {
				all := strings.Join(texts(r), "\n")
				if !slices.Equal(r.Heads(), ra.Heads()) || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) }) {
					return false
				}
			}
			return true
		}, 2*time.Minute, 20*time.Millisecond)
		for _, r := range rooms {
			require.Empty(t, ra.Snapshot().Differences(r.Snapshot(), 5))
		}
	}
	rb = back(bo)
	same([]*laptop.Room{ra, rb}, "before", "half a", "half b", "take a and mine", "take b and mine")
	until(t, ra, "the name", func() bool {
		return slices.ContainsFunc(ra.Status().Refused, func(f laptop.Refused) bool { return errors.Is(f.Why, vouch.ErrForked) })
	})
	for _, f := range ra.Status().Refused {
		require.Equal(t, "Mallory", f.Author)
		require.True(t, f.Foul())
		require.Contains(t, f.Sentence(), "Mallory’s laptop signed two different changes as one")
	}
	claims := crdt.Claims(ra.Snapshot())
	require.Len(t, claims, 2, "the workshop says why it went on in a fresh document")
	for _, c := range claims {
		raw, err := hex.DecodeString(c.Actor)
		require.NoError(t, err)
		require.True(t, roster.Verify(key.Public().(ed25519.PublicKey), id, roster.Mark{Actor: string(raw), Seq: c.Seq, Hash: c.Hash}, c.Signature))
	}
	standing := ra.Standing()
	require.Equal(t, 1, standing.Epoch)
	require.True(t, slices.ContainsFunc(standing.People, func(p laptop.Role) bool { return p.Name == "Mallory" && p.Role == "participant" }))

	rc = back(cy)
	same([]*laptop.Room{ra, rb, rc}, "half a", "half b", "half c", "take a and mine", "take b and mine", "take c and mine")
	require.NoError(t, write(rc, "together again"))
	same([]*laptop.Room{ra, rb, rc}, "together again")
}

// While nobody who leads is here the two halves stay as they are, and are told so in a sentence;
// both go on, and when a facilitator's laptop comes all is there.
func TestTwoChangesAsOneWaitForSomebodyWhoLeads(t *testing.T) {
	t.Parallel()
	host, bo, cy, mad := open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir()), open(t, t.TempDir())
	require.NoError(t, mad.SetProfile(t.Context(), laptop.Profile{Name: "Mallory"}))
	ra := create(t, host)
	inv := share(t, ra)
	rb, rc, rm := join(t, bo, inv), join(t, cy, inv), join(t, mad, inv)
	require.NoError(t, write(ra, "before"))
	for _, r := range []*laptop.Room{rb, rc, rm} {
		reads(t, r, "before")
	}
	key := laptop.Key(mad)
	me := roster.FingerprintOf(key.Public().(ed25519.PublicKey))
	for _, r := range []*laptop.Room{rb, rc} {
		until(t, r, "Mallory's rights", func() bool { return laptop.Roster(r).May(me, roster.Write) })
	}
	whole, err := laptop.Whole(t.Context(), ra)
	require.NoError(t, err)
	id := ra.ID()
	require.NoError(t, rm.Close())
	require.NoError(t, ra.Close())

	actor := hex.EncodeToString(me[:8]) + "4d4d4d4d4d4d4d4d"
	rows := [2][]byte{}
	for i, r := range []*laptop.Room{rb, rc} {
		n, err := r.NewNote("Onboarding", "Opportunities", "take "+string("bc"[i]), "")
		require.NoError(t, err)
		n.ID = workshop.NoteID("madnote0000" + string("bc"[i]))
		rows[i] = sealedBy(t, scribeAs(t, whole, actor).write(t, workshop.AddNotes{Notes: []workshop.Note{n}}), key, id, "")
	}
	for i, r := range []*laptop.Room{rb, rc} { // whichever comes first stands: the other is passed on in vain
		_ = laptop.Deliver(t.Context(), r, laptop.Fingerprint(mad), [][]byte{rows[i]})
		_ = laptop.Deliver(t.Context(), r, laptop.Fingerprint(mad), [][]byte{rows[1-i]})
		require.NoError(t, write(r, "half "+string("bc"[i])))
	}
	waits := func(r *laptop.Room) bool {
		return slices.ContainsFunc(r.Status().Refused, func(f laptop.Refused) bool { return f.Waits && strings.Contains(f.Sentence(), "Nothing is lost") })
	}
	const long = 2 * time.Minute // never reached
	require.Eventually(t, func() bool { return waits(rb) && waits(rc) }, long, 20*time.Millisecond)
	ra, err = host.Open(t.Context(), id, laptop.Networked)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		for _, r := range []*laptop.Room{ra, rb, rc} {
			all := strings.Join(texts(r), "\n")
			if !strings.Contains(all, "half b") || !strings.Contains(all, "half c") || !slices.Equal(r.Heads(), ra.Heads()) || waits(r) {
				return false
			}
		}
		return true
	}, long, 20*time.Millisecond)
}

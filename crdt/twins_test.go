package crdt_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// twinsOf makes two changes of one actor with one number.
func twinsOf(t *testing.T, whole []byte) (twins [2]crdt.Change) {
	t.Helper()
	as := actor()
	for i, text := range []string{"one", "other"} {
		d, err := crdt.Open(crdt.Options{Actor: as}, crdt.Saved{Document: whole})
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- d.Run(ctx) }()
		<-d.Ready()
		have := d.Have()
		apply(t, d, workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID([]string{"twin0000000a", "twin0000000b"}[i]), Text: text, Color: workshop.Blue, Place: place(1, 2)}}})
		made, err := d.Since(have, 1<<20)
		require.NoError(t, err)
		require.Len(t, made, 1)
		twins[i] = made[0]
		cancel()
		<-ended
	}
	return twins
}

// Two laptops hold different changes with one number. Where that can be told from a claim, the
// document that begins with one of them is followed by who holds the other; without, it would be
// one that began with other values than were agreed.
func TestTwoChangesWithOneNumber(t *testing.T) {
	for _, believed := range []bool{true, false} {
		a, b := newElder(t, "a"), newElder(t, "b")
		b.stop()
		b.signed = believed
		b.start()
		begin(t, a.Document, 3)
		a.give(b)
		whole, _, _, err := a.Save(t.Context())
		require.NoError(t, err)
		twins := twinsOf(t, whole)
		for i, e := range []*elder{a, b} {
			_, err := e.Receive(t.Context(), "Mallory", [][]byte{twins[i].Bytes})
			require.NoError(t, err)
		}
		_, err = b.Receive(t.Context(), "a", [][]byte{twins[0].Bytes})
		require.ErrorIs(t, err, crdt.ErrRefused, "whose fault it is a gatekeeper knows")
		require.Equal(t, []bool{false, true}, b.Unknown([][]string{b.Heads(), a.Heads()}))

		theirs, _, _, err := a.Save(t.Context())
		require.NoError(t, err)
		seen := 0
		found, _, err := b.Compare(t.Context(), "a", theirs, func(all []*format.Change) { seen = len(all) })
		require.NoError(t, err)
		require.Equal(t, a.Changes(), seen)
		require.Len(t, found, 1)
		require.Equal(t, twins[0].Actor, found[0].Actor)
		require.EqualValues(t, twins[0].Hash, found[0].Theirs[0].Hash)
		require.EqualValues(t, twins[1].Hash, found[0].Mine[0].Hash)

		require.NoError(t, a.Fold(t.Context(), crdt.Claim{Actor: twins[0].Actor, Seq: 1, Hash: twins[0].Hash, Signature: []byte("Mallory")}))
		claims := crdt.Claims(a.Snapshot())
		require.Len(t, claims, 1)
		require.Equal(t, "Mallory", string(claims[0].Signature))
		a.give(b)
		require.NoError(t, b.Follow(t.Context()))
		require.Equal(t, believed, a.Epoch() == b.Epoch())
		if !believed {
			continue
		}
		sameElders(t, []*elder{a, b}, []string{"one"})
	}
}

// What people have written on a change that others will never hold comes along, and so does the
// record that it is about.
func TestWordsOnAChangeThatIsLeftBehindComeAlong(t *testing.T) {
	a, b := newElder(t, "a"), newElder(t, "b")
	begin(t, a.Document, 3)
	a.give(b)
	whole, _, _, err := a.Save(t.Context())
	require.NoError(t, err)
	twins := twinsOf(t, whole)
	for i, e := range []*elder{a, b} {
		_, err := e.Receive(t.Context(), "Mallory", [][]byte{twins[i].Bytes})
		require.NoError(t, err)
		n := e.Snapshot().Notes.Get(workshop.NoteID([]string{"twin0000000a", "twin0000000b"}[i]))
		apply(t, e.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " and " + e.name})
		n = e.Snapshot().Notes.Get(note(1).ID)
		apply(t, e.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " by " + e.name})
	}
	require.NoError(t, a.Fold(t.Context(), crdt.Claim{Actor: twins[0].Actor, Seq: 1, Hash: twins[0].Hash, Signature: []byte("Mallory")}))
	settleElders(t, []*elder{a, b})
	sameElders(t, []*elder{a, b}, []string{"one and a", "other and b", " by a", " by b"})
}

// An epoch begins for another reason before anybody knows of the two changes. Who holds the other
// one cannot follow; who has begun it finds out by comparing what it has left, also out of the
// archive, and the epoch that it begins then is followed.
func TestTwoChangesWithOneNumberInADocumentThatWasLeft(t *testing.T) {
	for _, archived := range []bool{false, true} {
		a, b := newElder(t, "a"), newElder(t, "b")
		begin(t, a.Document, 3)
		a.give(b)
		whole, _, _, err := a.Save(t.Context())
		require.NoError(t, err)
		twins := twinsOf(t, whole)
		for i, e := range []*elder{a, b} {
			_, err := e.Receive(t.Context(), "Mallory", [][]byte{twins[i].Bytes})
			require.NoError(t, err)
		}
		n := b.Snapshot().Notes.Get("twin0000000b")
		apply(t, b.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " and b"})
		require.NoError(t, a.Fold(t.Context()))
		if archived {
			a.restart(true)
		}
		a.give(b)
		require.NoError(t, b.Follow(t.Context()))
		require.NotEqual(t, a.Epoch(), b.Epoch(), "it began with what was not agreed")

		theirs, _, _, err := b.Save(t.Context())
		require.NoError(t, err)
		found, _, err := a.Compare(t.Context(), "b", theirs, func([]*format.Change) {})
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.True(t, found[0].Left)
		require.EqualValues(t, twins[0].Hash, found[0].Mine[0].Hash)
		require.EqualValues(t, twins[1].Hash, found[0].Theirs[0].Hash)

		require.NoError(t, a.Fold(t.Context(), crdt.Claim{Actor: twins[0].Actor, Seq: 1, Hash: twins[0].Hash, Signature: []byte("Mallory")}))
		settleElders(t, []*elder{a, b})
		sameElders(t, []*elder{a, b}, []string{"one", "other and b"})
	}
}

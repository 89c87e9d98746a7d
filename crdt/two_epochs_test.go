package crdt_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// Somebody whose program was tampered with gives a change to those who are still in one epoch, and
// another with the same actor and number to those in the next. By numbers nobody would send the second
// to whoever has brought the first along; once they compare they hold both.
func TestAnActorInTwoEpochsHidesNothing(t *testing.T) {
	a, b := newElder(t, "a"), newElder(t, "b")
	begin(t, a.Document, 3)
	a.give(b)
	mad := func(on *elder, text string) {
		raw, _, _, err := on.Save(t.Context())
		require.NoError(t, err)
		d, stop := openAs(t, "4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d", nil, crdt.Saved{Document: raw})
		defer stop()
		<-d.Ready()
		have := d.Have()
		n := note(90 + len(text))
		n.Text = text
		apply(t, d, workshop.AddNotes{Notes: []workshop.Note{n}})
		changes, err := d.Since(have, 1<<20)
		require.NoError(t, err)
		_, err = on.Receive(t.Context(), "mad", bytesOf(changes))
		require.NoError(t, err)
	}
	mad(b, "in the one")
	require.NoError(t, a.Fold(t.Context()))
	a.give(b)
	require.True(t, b.Following())
	mad(a, "and in the next")
	apply(t, a.Document, workshop.EditText{Note: note(90 + len("and in the next")).ID, Base: "and in the next", Text: "and in the next, built on"})
	require.NoError(t, b.Follow(t.Context()))
	b.give(a)
	whole, _, _, err := a.Save(t.Context())
	require.NoError(t, err)
	twins, hidden, err := b.Compare(t.Context(), "a", whole, func([]*format.Change) {})
	require.NoError(t, err)
	require.Empty(t, twins)
	_, err = b.Receive(t.Context(), "a", hidden)
	require.NoError(t, err)
	settleElders(t, []*elder{a, b})
	sameElders(t, []*elder{a, b}, []string{"in the one", "and in the next, built on"})
}

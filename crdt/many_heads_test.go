package crdt_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// Somebody who was away for a day made some hundred notes, one after another, while the others went on
// in a fresh document.
func TestHundredsOfNotesMadeApartComeAlong(t *testing.T) {
	a, b := newElder(t, "a"), newElder(t, "b")
	begin(t, a.Document, 3)
	a.give(b)
	var words []string
	for i := range 300 {
		n := note(100 + i)
		n.Text = fmt.Sprintf("made apart %d.", i)
		words = append(words, n.Text)
		apply(t, b.Document, workshop.AddNotes{Notes: []workshop.Note{n}})
	}
	apply(t, b.Document, workshop.Recolor{Notes: []workshop.NoteID{note(399).ID}, Color: workshop.Blue})
	require.NoError(t, a.Fold(t.Context()))
	settleElders(t, []*elder{a, b})
	sameElders(t, []*elder{a, b}, words)
	for _, e := range []*elder{a, b} {
		apply(t, e.Document, workshop.Recolor{Notes: []workshop.NoteID{note(1).ID}, Color: workshop.Blue})
	}
}

package crdt_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// A document grows by what it has been through, not by what there is.
func TestGrowthIsWhatAFreshDocumentWouldSpare(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 100)
	const many = 1 << 30
	growth := func() float64 { return d.Growth(many, 5*time.Millisecond) }
	require.Less(t, growth(), 1.0, "all of it is there to be seen, however much it is")
	require.InDelta(t, float64(d.Changes())/10, d.Growth(10, time.Hour), 0.01)

	moves := func(y int) (op workshop.MoveNotes) {
		for i := range 100 {
			op.Moves = append(op.Moves, workshop.Move{Note: note(i).ID, To: place(float64(i), float64(y))})
		}
		return op
	}
	for y := 0; growth() < 1; y++ { // few changes, each of which moves everything
		apply(t, d, moves(y))
	}
	for y := range 60 {
		apply(t, d, moves(1_000+y))
	}
	require.Greater(t, growth(), 1.1)
	require.Less(t, d.Changes(), 300)

	saved, _, _, err := d.Save(context.Background())
	require.NoError(t, err)
	other, _ := open(t, nil, crdt.Saved{Document: saved})
	require.Equal(t, growth(), other.Growth(many, 5*time.Millisecond), "who has loaded it finds the same")

	require.NoError(t, d.Fold(context.Background()))
	require.Less(t, growth(), 1.0)
	for i := range 100 { // and words are not history
		n := d.Snapshot().Notes.Get(note(i).ID)
		apply(t, d, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + strings.Repeat(" again", 20)})
	}
	require.Less(t, growth(), 1.0)
}

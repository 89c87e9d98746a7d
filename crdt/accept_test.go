package crdt_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// A proposal about as many notes as can be compared is accepted as one change, with all of them
// arranged, and taken back as one.
func TestAcceptingIsOneChange(t *testing.T) {
	const notes = 5_000
	a, _ := open(t, nil, crdt.Saved{})
	b, _ := open(t, nil, crdt.Saved{})
	const id = "abcdefgh%04d" // as long as they are
	wide := workshop.AddCanvas{
		Canvas: workshop.Canvas{ID: "canvas000000", Title: "Today", Kind: "lifecycle/canvas"},
		Stages: []workshop.Stage{{ID: "stage0000000", Name: "Buy", Order: "1"}},
		Lanes:  []workshop.Lane{{ID: "lane00000000", Key: "does", Name: "Does", Order: "1"}},
	}
	at := func(x, y float64) workshop.Place {
		return workshop.Place{Canvas: "canvas000000", Region: workshop.Region{Stage: "stage0000000", Lane: "lane00000000"}, At: workshop.Point{X: x, Y: y}}
	}
	apply(t, a, workshop.Begin{Title: "Tariffs", Method: "lifecycle"})
	apply(t, a, wide)
	var add workshop.AddNotes
	op := workshop.AcceptProposal{Categories: make([]workshop.ProposedCategory, 14)}
	for k := range op.Categories {
		op.Categories[k] = workshop.ProposedCategory{ID: workshop.CategoryID(fmt.Sprintf("category%04d", k)), Name: fmt.Sprint("Waiting for ", k), Whole: true}
	}
	for i := range notes {
		n := workshop.Note{ID: workshop.NoteID(fmt.Sprintf(id, i)), Place: at(0, float64(i)), Color: workshop.Yellow, Order: fmt.Sprintf("%04d1", i)}
		add.Notes = append(add.Notes, n)
		c := &op.Categories[i%len(op.Categories)]
		c.Notes = append(c.Notes, n.ID)
		op.Moves = append(op.Moves, workshop.Move{Note: n.ID, To: at(123.45+float64(i), 9_876.25)})
	}
	apply(t, a, add)
	pull(t, a, b)

	one := func(op workshop.Op) workshop.Diff {
		d := apply(t, a, op)
		changes, err := a.Since(b.Have(), 64<<20)
		require.NoError(t, err)
		require.Len(t, changes, 1)
		require.Less(t, len(changes[0].Bytes), 128*notes)
		pull(t, a, b)
		require.Empty(t, a.Snapshot().Differences(b.Snapshot(), 5))
		return d
	}
	d := one(op)
	require.Len(t, b.Snapshot().CategoryList(), len(op.Categories))
	one(workshop.Revert{Diff: d})
	require.Empty(t, b.Snapshot().CategoryList())
}

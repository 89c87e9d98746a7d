package exchange_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/assets"
	"throughline.app/check"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

func counter() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("id%010d", n) }
}

func sample(t require.TestingT) *workshop.Snapshot {
	methods, err := method.Embedded()
	require.NoError(t, err)
	op, err := exchange.Sample(assets.SampleAbout, assets.SampleNotes, methods, counter(), nil)
	require.NoError(t, err)
	d, err := op.Plan(&workshop.Snapshot{})
	require.NoError(t, err)
	return (&workshop.Snapshot{}).With(d)
}

func TestSampleIsAFullWorkshopThatStaysPretty(t *testing.T) {
	s := sample(t)
	methods, err := method.Embedded()
	require.NoError(t, err)
	c := s.CanvasList()[0]
	require.NotEmpty(t, c.Header)
	require.InDelta(t, 120, s.NotesOn(c.ID), 8)
	require.GreaterOrEqual(t, s.People.Len(), 10)
	require.Equal(t, 3, s.Categories.Len())

	cells := make(map[workshop.Region]int)
	members := make(map[workshop.CategoryID]int)
	operations := 0
	for _, n := range s.Notes.All() {
		cells[n.Place.Region]++
		members[n.Category]++
		operations += 12 + len([]rune(n.Text))
		require.LessOrEqual(t, len(n.Text), 44, n.Text)
		require.NotEmpty(t, n.Function, n.Text)
	}
	require.Less(t, operations, 18_000, "the sample must fit one change")
	require.Len(t, cells, 20)
	for r, n := range cells {
		require.True(t, n >= 4 && n <= 9, "%v holds %d", r, n)
	}
	for id := range s.Categories.All() {
		require.GreaterOrEqual(t, members[id], 6)
	}
	l := method.Find(methods, c.Kind).Layout(s, c.ID, nil)
	require.LessOrEqual(t, l.Bounds.H(), 1190.0)
	require.True(t, l.Unplaced.Empty())

	found := make(map[string]int)
	for _, f := range check.Run(methods, s) {
		found[f.Title]++
	}
	require.Equal(t, map[string]int{"Not in the room": 1, "Blind zone": 2, "Our word, not theirs": 1}, found, "it shows what checks are for")
	t.Logf("%d notes, sheet %v", s.Notes.Len(), l.Sheet.Size())
}

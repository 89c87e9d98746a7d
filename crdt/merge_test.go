package crdt_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func carried(t testing.TB, from, to *crdt.Document) crdt.Merged {
	t.Helper()
	saved, _, _, err := from.Save(context.Background())
	require.NoError(t, err)
	m, err := to.Merge(context.Background(), "a file", saved, nil)
	require.NoError(t, err)
	return m
}

// Documents that meet by saved copies alone, in any order, come to the same.
func TestMergeRandomly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		docs := make([]*crdt.Document, 3)
		for i := range docs {
			docs[i], _ = open(t, nil, crdt.Saved{})
		}
		begin(t, docs[0], 4)
		for _, d := range docs[1:] {
			carried(t, docs[0], d)
		}
		next := 0
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			d := docs[rapid.IntRange(0, 2).Draw(rt, "who")]
			if rapid.IntRange(0, 3).Draw(rt, "what") == 0 {
				carried(t, d, docs[rapid.IntRange(0, 2).Draw(rt, "to")])
				continue
			}
			op := workshoptest.OpBy(d.Snapshot(), func(letter string) string {
				next++
				return workshoptest.ID(letter, next)
			}).Draw(rt, "op")
			_, _ = d.Apply(op) // one that breaks a limit changes nothing
		}
		for range 2 {
			for i := range docs {
				carried(t, docs[i], docs[(i+1)%3])
			}
		}
		for _, d := range docs[1:] {
			require.Equal(rt, docs[0].Heads(), d.Heads())
			require.Empty(rt, docs[0].Snapshot().Differences(d.Snapshot(), 5))
		}
		require.Zero(rt, carried(t, docs[0], docs[1]).Taken)
	})
}

// A large one comes in parts, each journalled and told on, with the hand in between.
func TestMergeTellsOnAndKeeps(t *testing.T) {
	from, _ := open(t, nil, crdt.Saved{})
	begin(t, from, 3)
	var kept journal
	to, _ := open(t, &kept, crdt.Saved{})
	first := carried(t, from, to)
	require.NotZero(t, first.Taken)
	require.NotEmpty(t, first.Moved)

	told := 0
	to.OnChanges(func(c []crdt.Change, o workshop.Origin) {
		if o == workshop.Remote {
			told += len(c)
		}
	})
	for i := range 2_500 {
		apply(t, from, workshop.EditText{Note: note(1).ID, Base: from.Snapshot().Notes.Get(note(1).ID).Text, Text: fmt.Sprint("text ", i)})
	}
	apply(t, to, workshop.Recolor{Notes: []workshop.NoteID{note(2).ID}, Color: workshop.Blue})
	var parts []float64
	saved, _, _, err := from.Save(context.Background())
	require.NoError(t, err)
	m, err := to.Merge(context.Background(), "a file", saved, func(p float64) { parts = append(parts, p) })
	require.NoError(t, err)
	require.Equal(t, 2_500, m.Taken)
	require.Equal(t, 2_500, told)
	require.Len(t, parts, 3)
	require.Equal(t, []workshop.Ref{note(1).ID.Ref()}, m.Moved)
	require.Equal(t, from.Actor(), m.Authors[note(1).ID.Ref()])
	carried(t, to, from)
	require.Equal(t, from.Heads(), to.Heads())
	sound(t, to)

	again, _ := open(t, nil, crdt.Saved{Changes: kept.stored()})
	require.Equal(t, to.Heads(), again.Heads())

	other, _ := open(t, nil, crdt.Saved{})
	begin(t, other, 1)
	_, err = other.Merge(context.Background(), "a file", saved, nil)
	require.ErrorIs(t, err, crdt.ErrUnrelated)
}

package laptop_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/workshop"
)

// writeStep adds a note as the editor does: with a step to take it back.
func writeStep(r *laptop.Room, text string) error {
	n, err := r.NewNote("Onboarding", "Opportunities", text, "")
	if err != nil {
		return err
	}
	return do(r, "write a note", workshop.AddNotes{Notes: []workshop.Note{n}})
}

func do(r *laptop.Room, label string, op workshop.Op) error {
	d, err := r.Apply(op)
	if err == nil {
		r.History().Record(label, d)
	}
	return err
}

func undo(t *testing.T, r *laptop.Room) {
	t.Helper()
	done, err := r.History().Undo(r.ApplyUndo)
	require.NoError(t, err)
	require.True(t, done)
}

// standing is the texts of the notes that are not deleted.
func standing(r *laptop.Room) []string {
	var all []string
	for _, n := range r.Snapshot().Notes.All() {
		if !n.Deleted() {
			all = append(all, n.Text)
		}
	}
	slices.Sort(all)
	return all
}

func TestUndoGoesOnAfterARestart(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	r := create(t, l)
	for _, text := range []string{"one", "two", "three"} {
		require.NoError(t, writeStep(r, text))
	}
	undo(t, r)
	var mine []workshop.NoteID
	for id, n := range r.Snapshot().Notes.All() {
		if n.Text == "two" {
			mine = append(mine, id)
		}
	}
	require.NoError(t, l.Close())

	l = open(t, dir)
	r, err := l.Open(t.Context(), r.ID(), laptop.Networked)
	require.NoError(t, err)
	require.Equal(t, []string{"one", "two"}, standing(r))
	require.Equal(t, "write a note", r.History().CanUndo())
	require.Equal(t, "write a note", r.History().CanRedo())

	// A colleague writes on one of the notes and colours the other, before this person
	// takes both back.
	other := open(t, t.TempDir())
	there := join(t, other, share(t, r))
	_, err = there.Apply(workshop.EditText{Note: mine[0], Base: "two", Text: "two, and Jo's"})
	require.NoError(t, err)
	reads(t, r, "two, and Jo's")
	undo(t, r)
	undo(t, r)
	require.Equal(t, []string{"two, and Jo's"}, standing(r))
	require.Empty(t, r.History().CanUndo())
	require.NoError(t, l.Close())

	l = open(t, dir)
	r, err = l.Open(t.Context(), r.ID(), laptop.Networked)
	require.NoError(t, err)
	for range 3 {
		done, err := r.History().Redo(r.ApplyUndo)
		require.NoError(t, err)
		require.True(t, done)
	}
	require.Empty(t, r.History().CanRedo())
	require.Equal(t, []string{"one", "three", "two, and Jo's"}, standing(r))
}

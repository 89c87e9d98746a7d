package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/workshop"
)

func TestWhatIsSelectedTravels(t *testing.T) {
	for _, p := range []editor.Presence{
		{Selection: []workshop.NoteID{"a", "b"}},
		{Selection: []workshop.NoteID{}},
		{Selection: nil, Cell: editor.GridCell{Row: "note/a", Column: workshop.FunctionLine("Sales")}},
	} {
		notes, cell := chosen(selected(p))
		require.Equal(t, p.Selection, notes)
		require.Equal(t, p.Cell, cell)
	}
	long := editor.Presence{Cell: editor.GridCell{Row: "note/" + string(make([]byte, 99)), Column: "function/x"}}
	require.Empty(t, selected(long), "more than a frame takes")
}

package editor_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func TestOpeningAStageByNameAsksWhich(t *testing.T) {
	h := editortest.New(t)
	var opened workshop.StageID
	h.Ed.OnInside = func(id workshop.StageID) { opened = id }
	n := h.Note(3, 0, "router")
	stages := h.Ed.Layout().Stages
	at := slices.IndexFunc(h.Ed.Commands(), func(c editor.Command) bool { return c.ID == "stage.open" })
	open := h.Ed.Commands()[at]

	h.Move(h.Cell(1, 2)) // the pointer rests there, and means nothing by it
	require.Equal(t, "Open as a canvas…", open.Name())
	open.Run()
	require.Empty(t, opened)
	require.Equal(t, "Which stage opens as a canvas?", h.Asked.Title)
	require.Len(t, h.Asked.Items, len(stages))
	h.Asked.Do(2)
	require.Equal(t, stages[2].ID, opened)

	h.Click(h.Middle(n)) // what is selected says which
	require.Equal(t, "Open "+stages[3].Name+" as a canvas", open.Name())
	open.Run()
	require.Equal(t, stages[3].ID, opened)
}

package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/ui"
	"throughline.app/ui/uitest"
)

func TestACanvasGetsOtherStagesAndNotesFollow(t *testing.T) {
	d, v := atCanvas(t, "a", "b", "c", "d", "e")
	s := d.backend.Sessions["a"]
	was := s.Snapshot().StageList("canvas1")
	require.True(t, v.Run("canvas.stages"))
	d.type_("Basic")
	d.key(fyne.KeyReturn)
	d.until("the preview", func() bool { return d.label("Use these stages?") != nil })
	require.NotNil(t, d.label("Onboarding · 1 note"))
	require.Equal(t, was, s.Snapshot().StageList("canvas1"), "nothing is done yet")
	d.press("Use these stages")
	now := s.Snapshot().StageList("canvas1")
	require.Len(t, now, 4)
	require.Equal(t, "Discover the need", now[0].Name)
	require.Equal(t, was[0].ID, now[0].ID)
	for _, n := range s.Snapshot().NoteList("canvas1") {
		_, ok := s.Snapshot().ShownIn(n.Place.Region)
		require.True(t, ok, n.Text)
	}
	require.True(t, v.Run("edit.undo"))
	require.Equal(t, was, s.Snapshot().StageList("canvas1"))

	require.True(t, v.Run("canvas.stages"))
	d.type_("Type")
	d.key(fyne.KeyReturn)
	d.type_("Before, During; After, before")
	d.key(fyne.KeyReturn)
	d.until("the preview", func() bool { return d.label("Use these stages?") != nil })
	require.NotNil(t, d.label("Before › During › After"))
	d.key(fyne.KeyEscape)
	require.Equal(t, was, s.Snapshot().StageList("canvas1"))
}

func TestHomeTellsOfFaultsInOwnMethodFiles(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		b.Shelf = ui.Library{Folder: "/home/me/methods", Faults: []*method.FileError{
			{File: "mine.toml", Line: 3, Problem: "there is no key \"colour\" here", Remedy: "take it out"},
		}}
	})
	d.untilText("One of your method files has a fault and is left out.")
	d.press("What is wrong?")
	require.NotNil(t, d.label(`mine.toml:3: there is no key "colour" here; take it out`))
	d.key(fyne.KeyEscape)
}

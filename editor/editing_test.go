package editor_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func TestTypingWithNothingSelectedBeginsANote(t *testing.T) {
	h := editortest.New(t)
	h.Move(h.Cell(1, 3)).Type("Calls").WantEditing("Calls").Key("Escape").WantTexts("Calls")
	h.Click(h.Cell(4, 0)).Move(h.Cell(2, 2))
	h.Type("now or never").WantEditing("now or never") // N alone would be the note tool
	require.Equal(t, editor.SelectTool, h.Ed.Tool())
	h.Key("Escape")
	for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
		stage, lane := 1, 3
		if n.Text == "now or never" {
			stage, lane = 2, 2
		}
		h.WantRegion(n.ID, stage, lane)
	}
}

func TestALetterAloneIsACommand(t *testing.T) {
	h := editortest.New(t)
	h.Move(h.Cell(1, 1)).Key("N").WantState("note.idle").Wait(time.Second).Key("V").WantState("select.idle").WantIdle()
	view := h.Ed.View()
	h.Wait(time.Second).Key("3")
	require.NotEqual(t, view, h.Ed.View(), "3 goes to the third stage")
	h.Wait(time.Second).Key("1").Type("0 days of waiting").WantEditing("10 days of waiting")
}

func TestAWordDoesNotBeginWithTheCharacterOfAShiftedCommand(t *testing.T) {
	h := editortest.New(t)
	h.Ed.Key(editor.Chord{Mods: editor.Shift, Key: "1"}, time.Time{})
	h.Ed.Rune('!', time.Time{})
	h.WantIdle()
	h.Key("N").WantState("note.idle")
}

func TestTypingOverANoteTakesAFreeSpot(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(1, 1, "a")
	h.Move(h.Middle(a)).Type("Beside").Key("Escape")
	b := h.Ed.Selection().IDs()[0]
	h.WantRegion(b, 1, 1)
	ra, _ := h.Ed.Hits().NoteRect(a)
	rb, _ := h.Ed.Hits().NoteRect(b)
	require.False(t, ra.Overlaps(rb))
}

func TestAnEmptyNoteIsNotKept(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(h.Cell(0, 0)).Type(" \n ").Key("Escape").WantChanges(0).WantTexts().WantIdle()
	h.DoubleClick(h.Cell(0, 0)).Type("ab")
	require.True(t, h.Ed.Keep())
	h.WantTexts("ab")
	h.Ed.Write("")
	h.Ed.Finish()
	h.WantTexts().WantSelected()
}

func TestDraftsOfOneWritingAreOneStep(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "old")
	h.Click(h.Middle(a)).Key("F2")
	for range 3 {
		h.Type(" more")
		require.True(t, h.Ed.Keep())
	}
	h.Key("Escape").WantTexts("old more more more").WantChanges(3)
	require.Equal(t, "edit a note", h.Ed.CanUndo())
	h.Key("Return").Type("!").Key("Escape").Key("Ctrl+Z").WantTexts("old more more more")
	h.Key("Ctrl+Z").WantTexts("old")
	h.Key("Ctrl+Y").WantTexts("old more more more")
}

func TestAColleaguesWordsComeIntoTheEntry(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "slow line")
	h.DoubleClick(h.Middle(a)).Type(" again")
	h.Remote(workshop.EditText{Note: a, Base: "slow line", Text: "very slow line"}).WantEditing("very slow line again")
	h.Key("Escape").WantTexts("very slow line again")
	h.Key("Ctrl+Z").WantTexts("very slow line")
}

func TestDeletedWhileWritten(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "slow line")
	gone := workshop.DeleteNotes{Notes: []workshop.NoteID{a}}

	h.DoubleClick(h.Middle(a)).Type(" again").Remote(gone).WantEditing("slow line again").WantSelected()
	h.Key("Escape").WantTexts("slow line again").WantSelected(a)
	require.True(t, h.Doc.Snapshot().Notes.Get(a).Rescued())

	h.DoubleClick(h.Middle(a)).Remote(gone).Key("Escape").WantTexts().WantSelected().WantIdle()
}

func TestARefusedTextStaysInTheEntry(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(h.Cell(0, 0))
	long := strings.Repeat("x", workshop.MaxText+1)
	h.Ed.Write(long)
	require.False(t, h.Ed.Finish())
	require.ErrorIs(t, h.Err, workshop.ErrTextTooLong)
	h.WantEditing(long)
	h.Ed.Write("short")
	require.True(t, h.Ed.Finish())
	h.WantTexts("short")
}

func TestChaining(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(workshop.Point{X: h.Cell(0, 0).X - 50, Y: h.Cell(0, 0).Y - 25}).Type("one")
	h.Ed.Chain(editor.Rightward)
	h.Type("two")
	h.Ed.Chain(editor.Rightward) // the column is full: the next stage
	h.Type("three")
	h.Ed.Chain(editor.Leftward)
	h.WantEditing("two")
	h.Ed.Chain(editor.Leftward)
	h.WantEditing("one")
	h.Ed.Chain(editor.Downward)
	h.Type("below")
	h.Ed.Chain(editor.Upward)
	h.WantEditing("one").Key("Escape").WantTexts("one", "two", "three", "below").WantChanges(4)
	for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
		stage := 0
		if n.Text == "three" {
			stage = 1
		}
		h.WantRegion(n.ID, stage, 0)
		require.Equal(t, workshop.Blue, n.Color)
	}
}

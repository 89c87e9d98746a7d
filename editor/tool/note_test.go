package tool_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
)

func TestNoteToolPutsOneNote(t *testing.T) {
	h := editortest.New(t)
	h.Key("N").WantState("note.idle").Wait(time.Second)
	h.Move(h.Cell(3, 3))
	require.True(t, h.Ed.Preview().Over, "the region that would receive is shown")
	h.Press(h.Cell(3, 3)).WantState("note.pressing").Release().WantState("select.idle").WantEditing("")
	h.Type("First bill by a human").Key("Escape").WantTexts("First bill by a human").WantChanges(1)
	require.Equal(t, editor.SelectTool, h.Ed.Tool())
}

func TestNoteToolIsPutDownWithEscape(t *testing.T) {
	h := editortest.New(t)
	h.Key("N").Move(h.Cell(3, 3)).Key("Escape").WantState("select.idle").WantIdle()
}

func TestHandToolAndSpaceAndMiddleButtonHoldThePaper(t *testing.T) {
	h := editortest.New(t)
	n := h.Note(0, 0, "a")
	drag := func(b editor.Button) {
		from := h.Ed.View().Origin
		p := h.Middle(n)
		q := p
		q.X -= 60
		h.PressWith(b, p).WantState("panning").Drag(q).Release()
		require.InDelta(t, from.X+60, h.Ed.View().Origin.X, 1e-6)
		h.WantIdle().WantChanges(0)
	}
	drag(editor.Middle)
	h.Ed.Space(true)
	require.True(t, h.Ed.Grabbing())
	drag(editor.Left)
	h.Ed.Space(false)
	h.Key("H").WantState("hand.idle")
	drag(editor.Left)
	h.WantState("hand.idle")
}

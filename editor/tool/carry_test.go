package tool_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func corner(h *editortest.Hands, id workshop.NoteID) workshop.Point {
	r, _ := h.Ed.Hits().NoteRect(id)
	return r.Min
}

func TestADraggedNoteJumpsInLineAndCtrlKeepsItFromIt(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 0, "b")
	at, there := h.Middle(a), corner(h, b)
	aim := at.Add(workshop.Vec{DX: there.X + 4 - corner(h, a).X, DY: 60 + 9})
	h.Press(at).Drag(aim)
	require.NotEmpty(t, h.Ed.Preview().Guides)
	h.Release().WantAt(a, workshop.Point{X: there.X, Y: there.Y + 60 + method.Gap}) // below b
	require.Empty(t, h.Ed.Preview().Guides)
	h.Key("Ctrl+Z")
	h.Press(at).Hold(editor.Ctrl).Drag(aim)
	require.Empty(t, h.Ed.Preview().Guides)
	h.Release().Hold(0).WantAt(a, corner(h, b).Add(workshop.Vec{DX: 4, DY: 69}))
}

func TestEqualGapsAttract(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(0, 3, "a"), h.Note(1, 3, "b"), h.Note(3, 3, "c")
	gap := corner(h, b).X - corner(h, a).X - 108
	to := h.Middle(b).Add(workshop.Vec{DX: gap + 108 + 5, DY: 20})
	h.Press(h.Middle(c)).Drag(to)
	require.Len(t, h.Ed.Preview().Guides, 2, "one in each gap")
	h.Release()
	require.InDelta(t, gap, corner(h, c).X-corner(h, b).X-108, 0.02)
}

func TestShiftKeepsADragToOneAxis(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 2, "a")
	from := corner(h, a)
	h.Press(h.Middle(a)).Hold(editor.Shift).Drag(h.Middle(a).Add(workshop.Vec{DX: 260, DY: 40})).Release()
	require.Equal(t, from.Y, corner(h, a).Y)
	require.InDelta(t, from.X+260, corner(h, a).X, 0.02)
}

func TestCopiesAreCarriedWhileTheNotesStay(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Remote(workshop.Lock{Notes: []workshop.NoteID{a}, Locked: true})
	h.Press(h.Middle(a)).Hold(editor.Alt).Drag(h.Cell(2, 2))
	require.True(t, h.Ed.Preview().Copy)
	h.Release().Hold(0).WantTexts("a", "a").WantRegion(a, 0, 0).WantRegion(h.Ed.Selection().IDs()[0], 2, 2)
}

func TestThePaperMovesWhileSomethingIsDraggedAtTheEdge(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Ed.SetView(editor.Viewport{Zoom: 1, Size: editor.ScreenSize{W: 600, H: 500}})
	require.False(t, h.Ed.Drifting())
	h.Press(h.Middle(a)).Drag(workshop.Point{X: 595, Y: 200})
	require.True(t, h.Ed.Drifting())
	by := h.Ed.Preview().By
	frames := 0
	for h.Ed.Drift(16 * time.Millisecond) {
		require.Less(t, frames, 400, "it stops at the end of the paper")
		frames++
	}
	require.Greater(t, frames, 10)
	require.Greater(t, h.Ed.Preview().By.DX, by.DX+400, "what is carried goes along")
	h.Ed.Cancel()
	require.False(t, h.Ed.Drifting())
	h.WantRegion(a, 0, 0).WantChanges(0)
}

func TestANoteDraggedFarAwayIsFoundAgain(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 3, "b")
	h.Press(h.Middle(a)).Drag(workshop.Point{X: 1e6, Y: 1e6}).Release().WantRegion(a, 4, 3)
	before := h.Ed.Layout().Bounds
	h.Key("Ctrl+A").Press(h.Middle(b)).Drag(workshop.Point{X: -1e6, Y: 1e6}).Release()
	for _, id := range []workshop.NoteID{a, b} {
		r, _ := h.Ed.Hits().NoteRect(id)
		require.True(t, h.Ed.Layout().Bounds.Encloses(r))
	}
	require.Less(t, h.Ed.Layout().Bounds.H(), before.H()+1_000)
	h.Ed.Fit()
	require.Greater(t, float64(h.Ed.View().Zoom), 0.3)
}

func TestOfTwoWhoDragOneNoteTheLastToLetGoWins(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Cell(1, 1))
	theirs := h.Doc.Snapshot().Notes.Get(a).Place
	theirs.Region = h.Region(4, 3)
	move := workshop.MoveNotes{Moves: []workshop.Move{{Note: a, To: theirs}}}
	h.Remote(move).WantState("select.translating").Release().WantRegion(a, 1, 1)
	require.NoError(t, h.Err)
	h.Remote(move) // they let go after this person
	h.Key("Ctrl+Z").WantRegion(a, 4, 3)
	require.NoError(t, h.Err)
}

func TestANoteDeletedWhileItIsWrittenStaysAndIsMarked(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.DoubleClick(h.Middle(a)).Type("bc").Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{a}})
	h.WantEditing("abc").Key("Escape")
	h.Ed.Finish()
	n := h.Doc.Snapshot().Notes.Get(a)
	require.Equal(t, "abc", n.Text)
	require.True(t, n.Rescued(), "it stays, marked")
	require.NoError(t, h.Err)
}

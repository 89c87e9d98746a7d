package tool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func TestClickSelectsAndShiftClickToggles(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	h.Click(h.Middle(a)).WantSelected(a).WantState("select.idle")
	h.Click(h.Middle(b)).WantSelected(b)
	h.Hold(editor.Shift).Click(h.Middle(a)).WantSelected(a, b)
	h.Click(h.Middle(b)).WantSelected(a)
	h.Hold(0).Click(h.Cell(3, 3)).WantSelected()
	h.WantChanges(0)
}

func TestClickOnOneOfManySelectsIt(t *testing.T) {
	h := editortest.New(t)
	a, _ := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	h.Key("Ctrl+A").Press(h.Middle(a)).WantState("select.pressing").Release().WantSelected(a)
}

func TestDragToAnotherRegionIsOneChange(t *testing.T) {
	h := editortest.New(t)
	a, other := h.Note(0, 0, "a"), h.Note(1, 2, "other")
	h.Press(h.Middle(a)).Drag(h.Cell(1, 2)).WantState("select.translating").WantChanges(0)
	p := h.Ed.Preview()
	require.Equal(t, []workshop.NoteID{a}, p.Lifted)
	require.True(t, p.Over)
	require.Equal(t, h.Region(1, 2), p.Region)

	h.Release().WantState("select.idle").WantIdle().WantRegion(a, 1, 2).WantChanges(1).WantSelected(a)
	notes := h.Doc.Snapshot().NoteList(h.Ed.Canvas())
	require.Equal(t, a, notes[1].ID, "what was dropped lies on top of %s", other)
	require.Equal(t, "move a note", h.Ed.CanUndo())
	h.Key("Ctrl+Z").WantRegion(a, 0, 0)
	h.Key("Ctrl+Shift+Z").WantRegion(a, 1, 2)
}

func TestDragKeepsTheGripAndTheArrangement(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	ra, _ := h.Ed.Hits().NoteRect(a)
	rb, _ := h.Ed.Hits().NoteRect(b)
	by := workshop.Vec{DX: 480, DY: 20}
	h.Key("Ctrl+A").Press(h.Middle(a).Add(workshop.Vec{DX: 20, DY: 5}))
	h.Drag(h.Middle(a).Add(workshop.Vec{DX: 500, DY: 25})).Release()
	h.WantAt(a, ra.Min.Add(by)).WantAt(b, rb.Min.Add(by)).WantRegion(a, 2, 0).WantRegion(b, 2, 0).WantChanges(1)
	require.Equal(t, "move 2 notes", h.Ed.CanUndo())
}

func TestEscapePutsTheNotesBack(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Cell(2, 2)).Key("Escape").WantIdle().WantState("select.idle")
	h.Release().WantRegion(a, 0, 0).WantChanges(0).WantSelected(a)
}

func TestAShakyClickIsNoDrag(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Middle(a).Add(workshop.Vec{DX: 2, DY: 2})).WantState("select.pressing").Release().WantChanges(0)
}

func TestDragGoesOnWhenAColleagueDeletes(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	h.Key("Ctrl+A").Press(h.Middle(a)).Drag(h.Cell(2, 2))
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{a}}).WantState("select.translating").WantSelected(b)
	require.Equal(t, []workshop.NoteID{b}, h.Ed.Preview().Lifted)
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{b}}).WantState("select.idle").WantIdle()
	h.Release().WantChanges(0).WantTexts()
}

func TestMarqueeEnclosesRightwardTouchesLeftward(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(0, 0, "b")
	r, _ := h.Ed.Hits().NoteRect(a)
	from := workshop.Point{X: r.Min.X - 4, Y: r.Max.Y + 6}
	to := workshop.Point{X: r.Max.X + 40, Y: r.Min.Y - 4}
	h.Press(from).WantState("select.pressing_canvas").Drag(to).WantState("select.marquee").WantSelected(a)
	h.Release().WantIdle().WantSelected(a)
	h.Press(workshop.Point{X: to.X, Y: from.Y}).Drag(workshop.Point{X: from.X, Y: to.Y}).WantSelected(a, b).Release()

	c := h.Note(4, 3, "c")
	h.Click(h.Middle(c)).Hold(editor.Shift).Press(from).Drag(to).Release().WantSelected(a, c)
	h.Hold(0).Press(from).Drag(to).Key("Escape").WantSelected(a, c).WantIdle()
	h.Release().WantChanges(0)
}

func TestDoubleClickWritesOnPaperEditsOnANoteAndInTheHeader(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(h.Cell(2, 1)).WantEditing("").WantChanges(0)
	h.Type("Welcome e-mail").Key("Escape").WantIdle().WantTexts("Welcome e-mail").WantChanges(1)
	n := h.Doc.Snapshot().NoteList(h.Ed.Canvas())[0]
	h.WantRegion(n.ID, 2, 1).WantSelected(n.ID)
	require.Equal(t, workshop.Green, n.Color, "the lane's colour")
	require.NotEmpty(t, n.Kind, "the lane's card kind")

	h.DoubleClick(h.Middle(n.ID)).WantEditing("Welcome e-mail").Type("!").Click(h.Cell(4, 3))
	h.WantTexts("Welcome e-mail!").WantChanges(2).WantSelected()

	h.DoubleClick(h.Ed.Layout().Header.Center()).Type("Fibre by Friday").Click(h.Cell(4, 3))
	require.Equal(t, "Fibre by Friday", h.Doc.Snapshot().Canvases.Get(h.Ed.Canvas()).Header)
}

func TestANewNoteDoesNotCoverAnother(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	r, _ := h.Ed.Hits().NoteRect(a)
	h.DoubleClick(workshop.Point{X: r.Center().X, Y: r.Max.Y + 2}).Type("b").Key("Escape")
	b := h.Ed.Selection().IDs()[0]
	rb, _ := h.Ed.Hits().NoteRect(b)
	require.False(t, r.Overlaps(rb))
	h.WantRegion(b, 0, 0)
}

func TestAltDragPutsACopyDown(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Cell(2, 2)).Hold(editor.Alt).Release().WantChanges(1).WantTexts("a", "a")
	h.WantRegion(a, 0, 0).WantRegion(h.Ed.Selection().IDs()[0], 2, 2)
}

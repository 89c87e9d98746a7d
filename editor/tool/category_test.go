package tool_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func categoryOf(h *editortest.Hands, id workshop.NoteID) string {
	s := h.Doc.Snapshot()
	if c := s.CategoryOf(s.Notes.Get(id)); c != nil {
		return c.Name
	}
	return ""
}

func pill(t *testing.T, h *editortest.Hands, name string) workshop.Point {
	for _, c := range h.Doc.Snapshot().CategoryList() {
		if c.Name == name {
			r, ok := h.Ed.PillRect(c.ID, workshop.Region{})
			require.True(t, ok)
			return r.Center()
		}
	}
	t.Fatalf("there is no category %s", name)
	return workshop.Point{}
}

// made makes a category of notes.
func made(h *editortest.Hands, name string, ids ...workshop.NoteID) {
	h.Remote(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(name), Name: name}, Notes: ids})
}

func TestMakingACategoryWritesItsNameAtOnce(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(1, 0, "b")
	h.Key("Ctrl+A").Key("Ctrl+G")
	n, ok := h.Ed.Naming()
	require.True(t, ok)
	require.Equal(t, "Category 1", n.Text)
	h.Ed.WriteName("Waiting")
	h.Ed.Finish()
	require.Equal(t, "Waiting", categoryOf(h, a))
	require.Equal(t, "Waiting", categoryOf(h, b))
	require.Equal(t, "make a category", h.Ed.CanUndo())
	h.Key("Ctrl+Z")
	require.Empty(t, categoryOf(h, a), "name and category are one step")
	require.Empty(t, h.Ed.CanUndo())
	h.Key("Ctrl+Shift+Z")
	require.Equal(t, "Waiting", categoryOf(h, a))

	h.Key("Ctrl+A").Key("Ctrl+G")
	h.Ed.WriteName("   ")
	h.Ed.Finish()
	require.Regexp(t, "Category [0-9]", categoryOf(h, a), "an empty name leaves one that can be told apart")
}

func TestCategoryToolTakesWhatItIsDrawnAround(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(0, 0, "a"), h.Note(0, 0, "b"), h.Note(3, 2, "c")
	r, _ := h.Ed.Hits().NoteRect(b)
	h.Key("C").Wait(time.Second).WantState("category.idle")
	h.Press(h.Middle(a).Add(workshop.Vec{DX: -20, DY: -20})).Drag(r.Max).WantState("category.drawing").WantSelected(a, b)
	h.Release().WantState("select.idle").WantChanges(1)
	h.Ed.Finish()
	require.NotEmpty(t, categoryOf(h, a))
	require.NotEmpty(t, categoryOf(h, b))
	require.Empty(t, categoryOf(h, c))
	h.Key("C").Wait(time.Second).Press(h.Cell(4, 3)).Drag(h.Cell(4, 2)).Release().WantState("category.idle").WantChanges(1)
	h.Press(h.Cell(4, 3)).Drag(h.Middle(a)).Key("Escape").WantIdle().Release().WantChanges(1)
}

func TestDwellingOnANoteMakesACategoryOfBoth(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 2, "b")
	h.Press(h.Middle(a)).Drag(h.Middle(b))
	require.Empty(t, h.Ed.Preview().Onto)
	h.Wait(500 * time.Millisecond)
	require.Equal(t, b, h.Ed.Preview().Onto, "it lights up")
	h.Release().WantChanges(1).WantRegion(a, 2, 2)
	require.NotEmpty(t, categoryOf(h, a))
	require.Equal(t, categoryOf(h, a), categoryOf(h, b))
	ra, _ := h.Ed.Hits().NoteRect(a)
	rb, _ := h.Ed.Hits().NoteRect(b)
	require.False(t, ra.Overlaps(rb), "it comes to lie beside it")
	h.Ed.WriteName("Dates")
	h.Ed.Finish()

	c := h.Note(0, 0, "c")
	h.Press(h.Middle(c)).Drag(h.Middle(b)).Wait(time.Second).Release()
	require.Equal(t, "Dates", categoryOf(h, c), "it joins that of the note")
	require.Equal(t, "move a note into “Dates”", h.Ed.CanUndo())
}

func TestPassingOverANoteMakesNoCategory(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(2, 2, "b")
	h.Press(h.Middle(a)).Drag(h.Middle(b)).Drag(h.Cell(2, 1)).Wait(time.Second)
	require.Empty(t, h.Ed.Preview().Onto)
	h.Release().WantRegion(a, 2, 1)
	require.Empty(t, categoryOf(h, a))
	h.Press(h.Middle(a)).Drag(h.Middle(b)).Key("Escape").Wait(time.Second).WantIdle().Release()
	require.Empty(t, categoryOf(h, a))
}

func TestDragIntoAContainerJoinsAndOutOfItLeaves(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(1, 1, "a"), h.Note(1, 1, "b"), h.Note(3, 3, "c")
	made(h, "Waiting", a, b)
	box := h.Ed.Hits().Containers(h.Region(1, 1))[0].Bounds
	h.Press(h.Middle(c)).Drag(box.Center())
	require.Len(t, h.Ed.Preview().Into, 1, "the container lights up")
	h.Release().WantChanges(1)
	require.Equal(t, "Waiting", categoryOf(h, c))
	require.Equal(t, "move a note into “Waiting”", h.Ed.CanUndo())
	h.Key("Ctrl+Z")
	require.Empty(t, categoryOf(h, c))
	h.WantRegion(c, 3, 3).WantChanges(2)

	h.Press(h.Middle(a)).Drag(h.Middle(a).Add(workshop.Vec{DX: 12, DY: 12})).Release()
	require.Equal(t, "Waiting", categoryOf(h, a), "it is still inside")
	h.Key("Ctrl+Z").Press(h.Middle(a)).Drag(h.Cell(4, 0)).Release()
	require.Empty(t, categoryOf(h, a))
	require.Equal(t, "move a note out of “Waiting”", h.Ed.CanUndo())
	require.Equal(t, "1 note left “Waiting”", h.Heard[len(h.Heard)-1].Sentence)
	h.Press(h.Middle(b)).Drag(h.Cell(2, 0)).Release()
	require.Equal(t, "Waiting", categoryOf(h, b), "all of the category there went together")
}

func TestDragFromOneContainerToAnotherChangesCategory(t *testing.T) {
	h := editortest.New(t)
	a, b, c, d := h.Note(1, 1, "a"), h.Note(1, 1, "b"), h.Note(3, 2, "c"), h.Note(3, 2, "d")
	made(h, "Waiting", a, b)
	made(h, "Dates", c, d)
	h.Press(h.Middle(a)).Drag(h.Ed.Hits().Containers(h.Region(3, 2))[0].Bounds.Center()).Release().WantChanges(1)
	require.Equal(t, "Dates", categoryOf(h, a))
	require.Equal(t, "Waiting", categoryOf(h, b))
}

func TestKeysAndMovesKeepMembership(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(1, 1, "a"), h.Note(1, 1, "b")
	made(h, "Waiting", a, b)
	h.Click(h.Middle(a))
	for range 8 {
		h.Key("Shift+Down")
	}
	h.Ed.Run("move.stage")
	h.Asked.Do(4)
	require.Equal(t, "Waiting", categoryOf(h, a))
}

func TestPillIsClickedRenamedAndDragged(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(1, 1, "a"), h.Note(1, 1, "b"), h.Note(3, 2, "c")
	made(h, "Waiting", a, b, c)
	h.Press(pill(t, h, "Waiting")).WantState("select.pressing_pill").Release().WantSelected(a, b, c).WantChanges(0)
	low := h.Note(1, 1, "low")
	h.Remote(workshop.JoinCategory{Category: "Waiting", Notes: []workshop.NoteID{low}})
	first, _ := h.Ed.Hits().PillRect("Waiting", h.Region(1, 1), 1)
	h.Press(first.Center()).Drag(h.Cell(4, 1)).Release().WantChanges(1)
	h.WantRegion(a, 4, 1).WantRegion(b, 4, 1).WantRegion(low, 4, 1).WantRegion(c, 3, 2)
	require.Equal(t, "Waiting", categoryOf(h, a))
	require.Equal(t, "Waiting", categoryOf(h, b))
	at, _ := h.Ed.Hits().PillRect("Waiting", h.Region(4, 1), 1)
	h.DoubleClick(at.Center())
	_, naming := h.Ed.Naming()
	require.True(t, naming)
	h.Ed.WriteName("Held up")
	h.Click(h.Cell(0, 0))
	require.Equal(t, "Held up", categoryOf(h, c))
	require.Equal(t, "rename a category", h.Ed.CanUndo())
	h.DoubleClick(at.Center())
	h.Ed.WriteName("Nothing")
	h.Ed.DropName()
	require.Equal(t, "Held up", categoryOf(h, c))

	target := h.Ed.AimAt(h.Ed.View().ToScreen(at.Center()))
	require.Equal(t, editor.OnCategory, target.On)
	require.True(t, h.Ed.Run("category.hue.pink"))
	require.Equal(t, workshop.Pink, h.Doc.Snapshot().Category("Waiting").Color)
	require.True(t, h.Ed.Run("category.dissolve"))
	require.Empty(t, categoryOf(h, a))
}

func TestContainersLeavePressesToNotesAndMarquee(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(1, 1, "a"), h.Note(1, 1, "b")
	made(h, "Waiting", a, b)
	h.Press(h.Middle(a)).WantState("select.pressing").Release()
	ra, _ := h.Ed.Hits().NoteRect(a)
	h.Press(workshop.Point{X: ra.Min.X + 10, Y: ra.Max.Y + 3}).WantState("select.pressing_canvas").Release()
}

func TestCommandsOfCategories(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(1, 1, "a"), h.Note(1, 1, "b"), h.Note(3, 2, "c")
	made(h, "Waiting", a, b)
	made(h, "Dates", c)
	h.Click(h.Middle(c))
	h.Ed.Run("category.move")
	require.Equal(t, []string{"Dates", "Waiting", "A new category", "None"}, h.Asked.Items)
	h.Asked.Do(1)
	require.Equal(t, "Waiting", categoryOf(h, c))
	require.Equal(t, "put a note into “Waiting”", h.Ed.CanUndo())
	h.Key("Ctrl+Z").Click(h.Middle(c))
	h.Ed.Run("category.merge")
	require.Equal(t, []string{"Waiting"}, h.Asked.Items)
	h.Asked.Do(0)
	require.Equal(t, "Waiting", categoryOf(h, c))
	h.Ed.Run("category.split")
	h.Ed.WriteName("Dates again")
	h.Ed.Finish()
	require.Equal(t, "Dates again", categoryOf(h, c))
	require.Equal(t, "split “Waiting”", h.Ed.CanUndo())
	h.Click(h.Middle(a)).Key("Ctrl+Shift+G")
	require.Empty(t, categoryOf(h, a))
	require.Equal(t, "take a note out of “Waiting”", h.Ed.CanUndo())
	h.Click(h.Middle(b)).Key("Ctrl+Shift+G")
	require.Nil(t, h.Doc.Snapshot().Category("Waiting"), "the last one dissolves it")
	h.WantChanges(7)
}

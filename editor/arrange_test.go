package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// lay puts a note at a place of a region, before the person begins.
func lay(h *editortest.Hands, stage, lane int, x, y float64) workshop.NoteID {
	id := h.Note(stage, lane, "n")
	h.Remote(workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: workshop.Place{
		Canvas: h.Ed.Canvas(), Region: h.Region(stage, lane), At: workshop.Point{X: x, Y: y}}}}})
	return id
}

func at(h *editortest.Hands, id workshop.NoteID) workshop.Point {
	return h.Doc.Snapshot().Notes.Get(id).Place.At
}

func TestAlignWithinAStageAndAcrossLanes(t *testing.T) {
	h := editortest.New(t)
	a, b, c := lay(h, 0, 0, 20, 0), lay(h, 0, 1, 90, 8), lay(h, 3, 1, 50, 40)
	h.Key("Ctrl+A").Key("Alt+A").WantChanges(1)
	require.Equal(t, 20.0, at(h, a).X)
	require.Equal(t, 20.0, at(h, b).X, "another lane, the same stage")
	require.Equal(t, 50.0, at(h, c).X, "a note keeps its stage")
	require.Equal(t, "align 3 notes", h.Ed.CanUndo())
	h.Key("Alt+W")
	require.Equal(t, 8.0, at(h, c).Y)
	require.Equal(t, 0.0, at(h, a).Y)
	h.Key("Alt+S").WantChanges(2) // nothing to do is no change
	h.Key("Ctrl+Z").Key("Ctrl+Z")
	require.Equal(t, 90.0, at(h, b).X)
	h.WantRegion(c, 3, 1)
}

func TestDistributeMakesGapsEqual(t *testing.T) {
	h := editortest.New(t)
	lay(h, 1, 2, 0, 0)
	b, c := lay(h, 1, 2, 10, 70), lay(h, 1, 2, 0, 200)
	h.Key("Ctrl+A").Key("Alt+Shift+V").WantChanges(1)
	require.Equal(t, 100.0, at(h, b).Y)
	require.Equal(t, 10.0, at(h, b).X)
	require.Equal(t, 200.0, at(h, c).Y)
}

func TestTidyARegionIntoRowsInReadingOrder(t *testing.T) {
	h := editortest.New(t)
	c, a, b := lay(h, 0, 0, 7, 100), lay(h, 0, 0, 3, 9), lay(h, 0, 0, 101, 3)
	other := lay(h, 2, 2, 33, 33)
	h.Click(h.Middle(a)).Key("Alt+T").WantChanges(1).WantSelected(a)
	require.Equal(t, workshop.Point{}, at(h, a))
	require.Equal(t, workshop.Point{X: method.NoteW + method.Gap}, at(h, b))
	require.Equal(t, workshop.Point{Y: method.NoteH + method.Gap}, at(h, c))
	require.Equal(t, workshop.Point{X: 33, Y: 33}, at(h, other))
	require.Equal(t, "tidy up 3 notes", h.Ed.CanUndo())
	h.Click(h.Cell(4, 3)).Move(h.Cell(2, 2)).Key("Alt+T")
	require.Equal(t, workshop.Point{}, at(h, other), "nothing selected: the region under the pointer")
}

func TestTidyLeavesNoOverlapsAndFlowsAroundLockedNotes(t *testing.T) {
	h := editortest.New(t)
	rapid.Check(t, func(rt *rapid.T) {
		all := h.Doc.Snapshot().NoteList(h.Ed.Canvas())
		ids := make([]workshop.NoteID, len(all))
		for i, n := range all {
			ids[i] = n.ID
		}
		h.Remote(workshop.Lock{Notes: ids}).Remote(workshop.DeleteNotes{Notes: ids})
		x, y := rapid.Float64Range(0, 116), rapid.Float64Range(0, 500)
		locked := lay(h, 1, 1, x.Draw(rt, "lx"), y.Draw(rt, "ly"))
		h.Remote(workshop.Lock{Notes: []workshop.NoteID{locked}, Locked: true})
		was := at(h, locked)
		last := locked
		for range rapid.IntRange(1, 9).Draw(rt, "n") {
			last = lay(h, 1, 1, x.Draw(rt, "x"), y.Draw(rt, "y"))
		}
		h.Ed.Select(last)
		h.Ed.Run("arrange.tidy")
		require.Equal(rt, was, at(h, locked))
		var boxes []workshop.Rect
		cell, _ := h.Ed.Layout().Cell(h.Region(1, 1))
		for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
			r, _ := h.Ed.Hits().NoteRect(n.ID)
			require.True(rt, cell.Encloses(r))
			for _, other := range boxes {
				require.False(rt, r.Overlaps(other), "%v %v", r, other)
			}
			boxes = append(boxes, r)
		}
	})
}

func TestOneStepUpIsPastWhatOverlaps(t *testing.T) {
	h := editortest.New(t)
	a, far, b, c := lay(h, 0, 0, 0, 0), lay(h, 3, 3, 0, 0), lay(h, 0, 0, 10, 10), lay(h, 0, 0, 20, 20)
	stack := func(want ...workshop.NoteID) {
		t.Helper()
		var got []workshop.NoteID
		for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
			got = append(got, n.ID)
		}
		require.Equal(t, want, got)
	}
	h.Ed.Select(a)
	h.Key("Ctrl+]")
	stack(far, b, a, c)
	h.Key("Ctrl+]")
	stack(far, b, c, a)
	h.Key("Ctrl+]").WantChanges(2)
	h.Key("Ctrl+[")
	stack(far, b, a, c)
	h.Key("[")
	stack(a, far, b, c)
	h.Key("]")
	stack(far, b, c, a)
	require.Equal(t, "bring a note to the front", h.Ed.CanUndo())
}

func TestALockedNoteCanBeSelectedAndNothingElse(t *testing.T) {
	h := editortest.New(t)
	a, b := lay(h, 0, 0, 0, 0), lay(h, 0, 0, 112, 0)
	h.Click(h.Middle(a)).Key("Ctrl+Shift+L").WantChanges(1)
	require.Equal(t, "lock a note", h.Ed.CanUndo())
	h.Press(h.Middle(a)).Drag(h.Cell(2, 2)).WantState("select.pressing").Release().WantRegion(a, 0, 0).WantChanges(1)
	require.Contains(t, h.Heard[0].Sentence, "locked")
	require.Len(t, h.Heard, 1, "said once a drag")
	h.DoubleClick(h.Middle(a)).WantIdle().WantSelected(a)
	h.Key("Delete").Key("Alt+2").Key("Right").Key("[").WantChanges(1).WantSelected(a)
	h.Key("Ctrl+A").Press(h.Middle(b)).Drag(h.Cell(2, 2)).Release().WantRegion(b, 2, 2).WantRegion(a, 0, 0)
	h.Key("Delete").WantTexts("n").WantSelected(a)
	h.Key("Ctrl+D").WantTexts("n", "n")
	require.False(t, h.Ed.Locked(h.Ed.Selection().IDs()[0]), "a copy is free")
	h.Click(h.Middle(a)).Key("Ctrl+Shift+L")
	require.False(t, h.Ed.Locked(a))
}

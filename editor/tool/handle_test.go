package tool_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

// names lists the stages, or the lanes, as they are shown.
func names(h *editortest.Hands, lanes bool) []string {
	var all []string
	for _, st := range h.Ed.Layout().Stages {
		if !lanes {
			all = append(all, st.Name)
		}
	}
	for _, ln := range h.Ed.Layout().Lanes {
		if lanes {
			all = append(all, ln.Name)
		}
	}
	return all
}

// grasp finds a handle of a stage or a lane as a person does: hovering first.
func grasp(t *testing.T, h *editortest.Hands, ref workshop.Ref, part editor.Part) workshop.Point {
	r, ok := h.Ed.NameRect(ref)
	require.True(t, ok)
	h.Move(r.Center())
	require.Equal(t, ref, h.Ed.Hover().Ref)
	for _, handle := range h.Ed.Handles(ref) {
		if handle.Part == part {
			h.Move(handle.Box.Center())
			require.Equal(t, part, h.Ed.Hover().Part)
			return handle.Box.Center()
		}
	}
	require.Fail(t, "no such handle")
	return workshop.Point{}
}

func stage(h *editortest.Hands, i int) workshop.Ref { return h.Ed.Layout().Stages[i].ID.Ref() }
func lane(h *editortest.Hands, i int) workshop.Ref  { return h.Ed.Layout().Lanes[i].ID.Ref() }

func TestAStageIsDraggedByItsGripOnly(t *testing.T) {
	h := editortest.New(t)
	n := h.Note(2, 1, "goes along")
	head := h.Ed.Layout().Stages[2].Head
	h.Press(head.Center()).Drag(h.Ed.Layout().Stages[0].Head.Center()).Release().WantChanges(0)

	from := grasp(t, h, stage(h, 2), editor.GripPart)
	to := h.Ed.Layout().Stages[0].Head.Center()
	h.Press(from).Drag(workshop.Point{X: to.X - 40, Y: to.Y}).WantState("select.reordering")
	require.Equal(t, h.Ed.Layout().Stages[0].Column.Min.X, h.Ed.Preview().Line.Min.X, "the line where it would go")
	h.Key("Escape").WantIdle().Release().WantChanges(0)

	h.Press(from).Drag(workshop.Point{X: to.X - 40, Y: to.Y}).Release().WantChanges(1).WantIdle()
	require.Equal(t, []string{"Onboarding", "Awareness", "Acquisition", "Retention", "Advocacy"}, names(h, false))
	h.WantRegion(n, 0, 1)
	require.Equal(t, "move a stage", h.Ed.CanUndo())
	h.Key("Ctrl+Z").WantRegion(n, 2, 1)

	from = grasp(t, h, stage(h, 2), editor.GripPart)
	h.Press(from).Drag(to)
	h.Remote(workshop.Remove{Ref: stage(h, 2)}).WantState("select.idle").WantIdle()
	h.Release()
	require.Len(t, names(h, false), 4)
}

func TestALaneIsDraggedByItsGrip(t *testing.T) {
	h := editortest.New(t)
	from := grasp(t, h, lane(h, 3), editor.GripPart)
	h.Press(from).Drag(workshop.Point{X: from.X, Y: h.Ed.Layout().Lanes[0].Row.Min.Y + 10}).Release()
	require.Equal(t, []string{"Opportunities", "Customer actions", "Frontstage", "Backstage"}, names(h, true))
}

func TestTheEdgeMakesAColumnWider(t *testing.T) {
	h := editortest.New(t)
	from := grasp(t, h, stage(h, 1), editor.EdgePart)
	h.Press(from).Drag(workshop.Point{X: from.X + 116, Y: from.Y}).WantState("select.widening").WantChanges(0)
	h.Release().WantChanges(1)
	require.Equal(t, 352.0, h.Ed.Layout().Stages[1].Column.W(), "as wide as three notes")
	from = grasp(t, h, stage(h, 1), editor.EdgePart)
	h.DoubleClick(from)
	require.Equal(t, 240.0, h.Ed.Layout().Stages[1].Column.W())
	h.Move(h.Ed.Layout().Stages[1].Head.Center())
	require.True(t, h.Ed.Run("stage.wider"))
	require.Equal(t, 352.0, h.Ed.Layout().Stages[1].Column.W(), "the command does it for the stage under the pointer")
	require.True(t, h.Ed.Run("stage.auto"))
	require.False(t, h.Ed.Run("stage.auto"))
}

func TestAPlusAddsAStageAndAsksItsName(t *testing.T) {
	h := editortest.New(t)
	h.Click(grasp(t, h, stage(h, 0), editor.AddAfter))
	n, writing := h.Ed.Naming()
	require.True(t, writing)
	require.Equal(t, stage(h, 1), n.Ref)
	h.Ed.WriteName("  Choosing  ")
	h.Ed.KeepName()
	require.Equal(t, []string{"Awareness", "Choosing", "Acquisition", "Onboarding", "Retention", "Advocacy"}, names(h, false))
	h.Key("Ctrl+Z")
	require.Len(t, names(h, false), 5, "the stage and its name are one step")

	h.Click(grasp(t, h, lane(h, 0), editor.AddBefore))
	h.Ed.DropName()
	require.Equal(t, "New lane", names(h, true)[0])
}

func TestANameIsWrittenInPlace(t *testing.T) {
	h := editortest.New(t)
	h.DoubleClick(h.Ed.Layout().Stages[1].Head.Center())
	h.Ed.WriteName("Winning " + strings.Repeat("x", 200))
	h.Ed.KeepName()
	require.Len(t, names(h, false)[1], workshop.MaxName)
	h.Move(h.Ed.Layout().Lanes[2].Title.Center()).Key("F2")
	h.Ed.WriteName("Behind the scenes")
	h.Ed.DropName()
	require.Equal(t, "Backstage", names(h, true)[2])
	h.Key("F2")
	h.Ed.WriteName(" \u200b ")
	h.Ed.WriteName("")
	h.Ed.KeepName()
	require.Equal(t, "Backstage", names(h, true)[2], "an empty name is none")
	h.WantChanges(1)
}

func TestMergeSplitAndRemoveLoseNoNote(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(1, 0, "a"), h.Note(2, 0, "b")
	h.Move(h.Ed.Layout().Stages[1].Head.Center())
	require.True(t, h.Ed.Run("stage.merge-next"))
	h.WantChanges(1)
	require.Equal(t, []string{"Awareness", "Acquisition", "Retention", "Advocacy"}, names(h, false))
	ra, _ := h.Ed.Hits().NoteRect(a)
	rb, _ := h.Ed.Hits().NoteRect(b)
	require.Greater(t, rb.Min.Y, ra.Max.Y)
	require.Equal(t, ra.Min.X, rb.Min.X)
	require.NotEqual(t, h.Region(1, 0), h.Doc.Snapshot().Notes.Get(b).Place.Region, "it is not rewritten")

	h.Hold(editor.Ctrl).Press(rb.Center()).Drag(rb.Center().Add(workshop.Vec{DX: 30, DY: 4})).Release().Hold(0)
	h.WantRegion(b, 1, 0).WantAt(b, rb.Min.Add(workshop.Vec{DX: 30, DY: 4}))
	h.Key("Ctrl+Z").Key("Ctrl+Z").WantRegion(b, 2, 0)

	c := h.Note(0, 2, "left")
	d := h.Note(0, 2, "right")
	h.Key("Escape").Move(h.Ed.Layout().Stages[0].Head.Center())
	require.True(t, h.Ed.Run("stage.split"))
	require.Equal(t, "Awareness 2", names(h, false)[1])
	h.WantRegion(c, 0, 2).WantRegion(d, 1, 2).WantAt(d, h.Ed.Layout().Stages[1].Column.Min.Add(workshop.Vec{DX: 8, DY: h.Ed.Layout().Lanes[2].Row.Min.Y - h.Ed.Layout().Lanes[0].Row.Min.Y + 8}))

	require.True(t, h.Ed.Run("stage.remove"))
	require.False(t, h.Ed.Layout().Unplaced.Empty())
	rc, ok := h.Ed.Hits().NoteRect(c)
	require.True(t, ok)
	require.True(t, h.Ed.Layout().Unplaced.Encloses(rc))
	h.Key("Ctrl+Z").WantRegion(c, 0, 2)
}

func TestTheFirstStageIsAddedByADoubleClick(t *testing.T) {
	h := editortest.New(t)
	for len(h.Ed.Layout().Stages) > 0 {
		h.Remote(workshop.Remove{Ref: stage(h, 0)})
	}
	for len(h.Ed.Layout().Lanes) > 0 {
		h.Remote(workshop.Remove{Ref: lane(h, 0)})
	}
	h.DoubleClick(h.Ed.Layout().Sheet.Center())
	h.Ed.WriteName("Beginning")
	h.DoubleClick(h.Ed.Layout().Foot.Center())
	h.Ed.KeepName()
	require.Equal(t, []string{"Beginning"}, names(h, false))
	require.Equal(t, []string{"New lane"}, names(h, true))
	h.DoubleClick(h.Cell(0, 0)).Type("a note").Key("Escape").WantTexts("a note")
	require.False(t, h.Ed.Run("stage.back"), "there is no other")
}

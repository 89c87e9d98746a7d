package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// now is the canvas on the screen.
func (d *desk) now() *canvasview.View {
	return find(d, func(*canvasview.View) bool { return true })
}

func TestAStageOpensAsACanvasAndLeadsBack(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door")
	s := d.backend.Sessions["a"]
	v.Editor().OpenInside("stage1")
	d.until("the canvas of the stage", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	inside := d.now()
	t.Cleanup(func() { inside.Close() })
	made := s.Snapshot().CanvasesOf("stage1")
	require.Len(t, made, 1)
	require.Equal(t, inside.Editor().Canvas(), made[0].ID)
	require.Equal(t, "Acquisition", made[0].Title)
	require.Len(t, s.Snapshot().LaneList(made[0].ID), 4)
	require.NotNil(t, d.label("Customer lifecycle"), "the way back is told")
	require.NotNil(t, d.label("Acquisition"))

	require.True(t, inside.Run("canvas.up"))
	back := d.now()
	t.Cleanup(func() { back.Close() })
	require.Equal(t, workshop.CanvasID("canvas1"), back.Editor().Canvas())
	door := back.Editor().Layout().Stages[1].Door().Center()
	got, ok := back.Editor().DoorAt(door)
	require.True(t, ok)
	require.Equal(t, workshop.StageID("stage1"), got)
	_, ok = back.Editor().DoorAt(back.Editor().Layout().Stages[0].Door().Center())
	require.False(t, ok, "this stage has no canvas")

	// The second time it is shown, not made again; undo takes it back.
	back.Editor().OpenInside("stage1")
	d.until("the canvas of the stage", func() bool { return d.now().Editor().Canvas() == made[0].ID })
	again := d.now()
	t.Cleanup(func() { again.Close() })
	require.Equal(t, made[0].ID, again.Editor().Canvas())
	require.Len(t, s.Snapshot().CanvasList(), 2)
	require.True(t, again.Run("edit.undo"))
	d.until("the first canvas", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	require.Len(t, s.Snapshot().CanvasList(), 1)
	last := d.now()
	t.Cleanup(func() { last.Close() })
}

func TestACanvasThatIsRemovedCanBeBroughtBack(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door")
	s := d.backend.Sessions["a"]
	enabled := func(id string) bool {
		for _, c := range d.now().Commands() {
			if c.ID == id {
				return c.Enabled()
			}
		}
		t.Fatalf("no command %s", id)
		return false
	}
	require.False(t, enabled("canvas.remove"), "the only one stays")
	require.True(t, v.Run("canvas.add"))
	d.key(fyne.KeyReturn) // the first kind, a lifecycle
	d.type_("Next year")
	d.key(fyne.KeyReturn)
	d.until("the new canvas", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	second := d.now()
	t.Cleanup(func() { second.Close() })
	id := second.Editor().Canvas()
	require.Len(t, s.Snapshot().StageList(id), 5)

	require.True(t, second.Run("canvas.earlier"))
	require.Equal(t, id, s.Snapshot().CanvasList()[0].ID)
	require.True(t, d.now().Run("canvas.remove"))
	d.until("the one that is left", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	left := d.now()
	t.Cleanup(func() { left.Close() })
	require.True(t, enabled("canvas.bring"))
	d.press("Undo")
	d.until("it is back", func() bool { return d.now().Editor().Canvas() == id })
	back := d.now()
	t.Cleanup(func() { back.Close() })

	// A colleague removes the canvas that is being looked at.
	_, err := s.Receive(workshop.Remove{Ref: id.Ref()})
	require.NoError(t, err)
	d.until("the one that is left", func() bool { return d.now().Editor().Canvas() == "canvas1" })
	end := d.now()
	t.Cleanup(func() { end.Close() })
}

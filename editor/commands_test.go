package editor_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func TestCommandsAreUniqueAndTheirKeysDoNotClash(t *testing.T) {
	ids, keys := map[string]bool{}, map[editor.Chord]string{}
	for _, c := range editortest.New(t).Ed.Commands() {
		require.False(t, ids[c.ID], "two commands %s", c.ID)
		require.NotEmpty(t, c.Title, c.ID)
		ids[c.ID] = true
		for _, k := range c.Keys {
			if c.First { // it answers before the other, and only for a while
				continue
			}
			require.Empty(t, keys[k], "%s of %s", k, c.ID)
			keys[k] = c.ID
		}
	}
	require.Equal(t, "Ctrl+Shift+Z", editor.Chord{Mods: editor.Ctrl | editor.Shift, Key: "Z"}.String())
}

func TestDeleteDuplicateRecolour(t *testing.T) {
	h := editortest.New(t)
	a, b := h.Note(0, 0, "a"), h.Note(3, 1, "b")
	h.Key("Ctrl+A").Key("Ctrl+D").WantTexts("a", "a", "b", "b").WantChanges(1)
	copies := h.Ed.Selection().IDs()
	require.Len(t, copies, 2)
	h.WantRegion(copies[0], 0, 0).WantRegion(copies[1], 3, 1)
	require.Equal(t, workshop.PersonID("me"), h.Doc.Snapshot().Notes.Get(copies[0]).Author)
	h.Key("Alt+2")
	require.Equal(t, workshop.Coral, h.Doc.Snapshot().Notes.Get(copies[1]).Color)
	require.Equal(t, workshop.Blue, h.Doc.Snapshot().Notes.Get(b).Color)
	h.Key("Delete").WantTexts("a", "b").WantSelected()
	h.Key("Ctrl+Z").WantTexts("a", "b", "a", "b").WantSelected(copies...)
	h.Key("Ctrl+Z").Key("Ctrl+Z").WantTexts("a", "b")
	require.Empty(t, h.Ed.CanUndo())
	h.Click(h.Middle(a)).Hold(editor.Shift).Click(h.Middle(b)).WantSelected(a, b)
}

func TestUndoLeavesWhatAColleagueDid(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Press(h.Middle(a)).Drag(h.Cell(1, 1)).Release()
	to := h.Doc.Snapshot().Notes.Get(a).Place
	to.Region = h.Region(4, 3)
	h.Remote(workshop.MoveNotes{Moves: []workshop.Move{{Note: a, To: to}}})
	h.Key("Ctrl+Z").WantRegion(a, 4, 3)
}

func TestNudgesAreOneStepAndCrossIntoTheNextRegion(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	r, _ := h.Ed.Hits().NoteRect(a)
	h.Click(h.Middle(a)).Key("Right").Key("Shift+Right").WantAt(a, r.Min.Add(workshop.Vec{DX: 44}))
	for range 4 {
		h.Key("Shift+Right")
	}
	h.WantRegion(a, 1, 0)
	for range 6 {
		h.Key("Shift+Down")
	}
	n := h.Doc.Snapshot().Notes.Get(a)
	require.NotEqual(t, h.Region(1, 0), n.Place.Region)
	h.Key("Ctrl+Z").WantAt(a, r.Min)
	require.Empty(t, h.Ed.CanUndo())
}

func TestTabWalksInReadingOrder(t *testing.T) {
	h := editortest.New(t)
	c, a, b := h.Note(0, 2, "c"), h.Note(0, 0, "a"), h.Note(4, 0, "b")
	for _, id := range []workshop.NoteID{a, b, c, a} {
		h.Key("Tab").WantSelected(id)
	}
	h.Key("Shift+Tab").WantSelected(c)
}

func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		v := editor.Viewport{
			Origin: workshop.Point{X: rapid.Float64Range(-1e4, 1e4).Draw(rt, "x"), Y: rapid.Float64Range(-1e4, 1e4).Draw(rt, "y")},
			Zoom:   editor.Zoom(rapid.Float64Range(0.05, 4).Draw(rt, "zoom")),
			Size:   editor.ScreenSize{W: 1280, H: 800},
		}
		p := editor.ScreenPoint{X: rapid.Float64Range(0, 1280).Draw(rt, "px"), Y: rapid.Float64Range(0, 800).Draw(rt, "py")}
		next := v.ZoomAt(p, rapid.Float64Range(0.5, 2).Draw(rt, "factor"))
		require.GreaterOrEqual(rt, next.Zoom, editor.MinZoom)
		require.LessOrEqual(rt, next.Zoom, editor.MaxZoom)
		was, is := v.ToCanvas(p), next.ToCanvas(p)
		require.InDelta(rt, was.X, is.X, 1e-6)
		require.InDelta(rt, was.Y, is.Y, 1e-6)
		back := next.ToScreen(is)
		require.InDelta(rt, p.X, back.X, 1e-5)
		require.InDelta(rt, p.Y, back.Y, 1e-5)
	})
}

func TestWheel(t *testing.T) {
	h := editortest.New(t)
	p := editor.ScreenPoint{X: 700, Y: 400}
	under := h.Ed.View().ToCanvas(p)
	for range 5 {
		h.Ed.Wheel(p, editor.ScreenVec{DY: 25}, editor.Ctrl)
	}
	require.InDelta(t, 1.61051, float64(h.Ed.View().Zoom), 1e-6)
	is := h.Ed.View().ToCanvas(p)
	require.InDelta(t, under.X, is.X, 1e-6)
	require.InDelta(t, under.Y, is.Y, 1e-6)

	at := h.Ed.View().Origin
	h.Ed.Wheel(p, editor.ScreenVec{DY: -25}, editor.Shift)
	require.Greater(t, h.Ed.View().Origin.X, at.X)
	require.Equal(t, at.Y, h.Ed.View().Origin.Y)

	h.Key("Shift+1")
	require.True(t, h.Ed.View().Visible().Encloses(h.Ed.Layout().Bounds))
	h.Ed.Resize(editor.ScreenSize{W: 700, H: 500})
	require.True(t, h.Ed.View().Visible().Encloses(h.Ed.Layout().Bounds), "what shows all goes on to show all")
	h.Key("Ctrl+0")
	require.InDelta(t, 1, float64(h.Ed.View().Zoom), 1e-9)
}

func TestTheCanvasCannotBeLost(t *testing.T) {
	h := editortest.New(t)
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 30).Draw(rt, "n") {
			d := rapid.Float64Range(-900, 900)
			h.Ed.Wheel(editor.ScreenPoint{X: 10, Y: 10}, editor.ScreenVec{DX: d.Draw(rt, "dx"), DY: d.Draw(rt, "dy")},
				rapid.SampledFrom([]editor.Mods{0, editor.Ctrl}).Draw(rt, "mods"))
		}
		require.True(rt, h.Ed.View().Visible().Overlaps(h.Ed.Layout().Bounds))
	})
}

func TestPasteMakesANoteOfEachLine(t *testing.T) {
	h := editortest.New(t)
	old := h.Note(2, 3, "old")
	h.Move(h.Cell(2, 3)).Ed.Paste("first\r\n\nsecond\tcell\n third \n")
	h.WantTexts("old", "first", "second · cell", "third").WantChanges(1)
	ids := append(h.Ed.Selection().IDs(), old)
	require.Len(t, ids, 4)
	for i, a := range ids {
		h.WantRegion(a, 2, 3)
		for _, b := range ids[:i] {
			ra, _ := h.Ed.Hits().NoteRect(a)
			rb, _ := h.Ed.Hits().NoteRect(b)
			require.False(t, ra.Overlaps(rb))
		}
	}
	require.Equal(t, "paste 3 notes", h.Ed.CanUndo())
	require.True(t, strings.HasPrefix(h.Ed.Copy(), "first\nsecond · cell\nthird\n"))
	h.Key("Ctrl+Z").WantTexts("old")
}

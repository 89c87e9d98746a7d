package tool_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/editortest"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Whatever a person has in hand, and whatever a colleague does meanwhile: nothing breaks,
// nothing is lost from sight, and Escape ends it.
func TestWhateverAColleagueDoesMeanwhile(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := editortest.New(t)
		for i, text := range []string{"a", "b", "c", "d"} {
			h.Note(i%2, i%3, text)
		}
		made := 0
		fresh := func(letter string) string {
			made++
			return workshoptest.ID(letter+"other", made)
		}
		point := func() workshop.Point {
			var spots []workshop.Point
			for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
				if at, ok := h.Ed.Hits().NoteRect(n.ID); ok {
					spots = append(spots, at.Center(), at.Min.Add(workshop.Vec{DX: -7, DY: -7}))
				}
			}
			for _, st := range h.Ed.Layout().Stages {
				spots = append(spots, st.Head.Center(), st.Column.Center(), workshop.Point{X: st.Column.Max.X, Y: st.Column.Center().Y})
			}
			for _, ln := range h.Ed.Layout().Lanes {
				spots = append(spots, ln.Title.Center())
			}
			spots = append(spots, h.Ed.Layout().Header.Center(), workshop.Point{X: -900, Y: 1e6})
			return spots[rapid.IntRange(0, 1_000).Draw(r, "spot")%len(spots)]
		}
		commands := h.Ed.Commands()
		for range rapid.IntRange(5, 40).Draw(r, "deeds") {
			switch rapid.IntRange(0, 11).Draw(r, "deed") {
			case 0, 1:
				h.Press(point())
			case 2, 3:
				h.Drag(point())
			case 4, 5:
				h.Release()
			case 6:
				h.DoubleClick(point())
			case 7:
				if _, ok := h.Ed.Editing(); ok {
					h.Type("typed")
				} else {
					h.Key(rapid.SampledFrom([]string{"Escape", "Ctrl+A", "Tab", "Return", "Delete", "Ctrl+Z", "Ctrl+Y", "L", "C", "V", "Right"}).Draw(r, "key"))
				}
			case 8:
				c := commands[rapid.IntRange(0, len(commands)-1).Draw(r, "command")]
				r.Log(c.ID)
				h.Ed.Run(c.ID)
			case 9:
				h.Wait(500 * time.Millisecond)
			default:
				if op := workshoptest.OpBy(h.Doc.Snapshot(), fresh).Draw(r, "a colleague"); op != nil {
					h.Remote(op)
				}
			}
			seen(r, h)
		}
		for range 5 {
			h.Release().Key("Escape")
		}
		h.Ed.Finish()
		_, writing := h.Ed.Editing()
		require.False(r, writing)
		require.False(r, h.Ed.Preview().Busy(), "%+v", h.Ed.Preview())
		for h.Ed.CanUndo() != "" {
			require.True(r, h.Ed.Run("edit.undo"))
			seen(r, h)
		}
	})
}

// seen asks that every note lies in sight, and that what is selected is there.
func seen(t *rapid.T, h *editortest.Hands) {
	s, l := h.Doc.Snapshot(), h.Ed.Layout()
	for _, n := range s.NoteList(h.Ed.Canvas()) {
		at := l.Position(n.Place)
		require.False(t, math.IsNaN(at.X+at.Y) || math.IsInf(at.X+at.Y, 0))
		require.True(t, l.Bounds.Encloses(workshop.RectAt(at, method.Estimate(n))), "%v in %v", at, l.Bounds)
	}
	for _, id := range h.Ed.Selection().IDs() {
		n := s.Notes.Get(id)
		require.NotNil(t, n)
		require.False(t, n.Deleted(), "what is deleted is not selected")
	}
	require.False(t, math.IsNaN(float64(h.Ed.View().Zoom)))
}

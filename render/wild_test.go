package render_test

import (
	"image"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

// TestAnyWorkshopIsDrawn draws workshops in which anything stands, and goes from one to the next
// as when a colleague's changes come in.
func TestAnyWorkshopIsDrawn(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	sh := shaper()
	for seed := range uint64(25) {
		s, next := workshoptest.Wild(seed), workshoptest.Wild(seed+1_000)
		o := render.Options{Style: render.Light(), Authors: true, Rings: seed%2 == 0}
		for _, c := range s.CanvasList() {
			kind := method.Find(methods, c.Kind)
			sc := render.Build(s, kind.Layout(s, c.ID, sh.Measure), sh, o)
			drawWild(sc)
			for _, st := range s.StageList(c.ID) {
				sc.NoteAt(sc.Bounds().Center())
				_ = st
			}
			for id := range s.Notes.All() {
				if img := sc.PaintNote(id, 0.25); img != nil {
					_ = img
				}
			}
			d := s.Differences(next, 1<<20)
			after, _ := sc.With(s.With(d), kind.Layout(s.With(d), c.ID, sh.Measure), d)
			drawWild(after)
		}
	}
}

func drawWild(sc *render.Scene) {
	b := sc.Bounds()
	for _, scale := range []float64{0.05, 1} {
		img := image.NewRGBA(image.Rect(0, 0, 300, 200))
		sc.Paint(img, b.Min, scale)
		sc.Paint(img, workshop.Point{X: b.Max.X - 300, Y: b.Max.Y - 200}, scale)
	}
	sc.Thumbnail(60, 40)
	sc.NotesIn(b, true)
}

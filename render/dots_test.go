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

func TestDotsAreDrawnOnTheirNoteAlone(t *testing.T) {
	s := workshoptest.Big(40)
	sc := build(s, lit)
	a, b := workshop.NoteID(workshoptest.ID("n", 3)), workshop.NoteID(workshoptest.ID("n", 4))
	put := func(s *workshop.Snapshot, by int, person workshop.PersonID) (*workshop.Snapshot, workshop.Diff) {
		d, err := workshop.PutDots{Notes: []workshop.NoteID{a}, Person: person, By: by}.Plan(s)
		require.NoError(t, err)
		return s.With(d), d
	}
	look := func(sc *render.Scene, id workshop.NoteID) []uint8 {
		r, ok := sc.NoteRect(id)
		require.True(t, ok)
		img := image.NewRGBA(image.Rect(0, 0, int(r.W())*2, int(r.H())*2))
		sc.Paint(img, r.Min, 2)
		return img.Pix
	}
	layout := func(s *workshop.Snapshot) *method.Layout { return layoutOf(s, s.CanvasList()[0].ID) }
	before := look(sc, a)
	for _, by := range []int{2, 9} { // one by one, and as a number
		after, d := put(s, by, "ana")
		next, dirty := sc.With(after, layout(after), d)
		r, _ := sc.NoteRect(a)
		require.Contains(t, dirty, r.Inset(-render.NoteMargin))
		require.NotContains(t, dirty, sc.Bounds(), "the rest of the canvas stays as it is")
		require.NotEqual(t, before, look(next, a))
		require.Equal(t, look(sc, b), look(next, b))
		require.Equal(t, look(build(after, lit), a), look(next, a), "as if it were drawn anew")

		back, d := put(after, -by, "ana")
		again, _ := next.With(back, layout(back), d)
		require.Equal(t, before, look(again, a))
	}
}

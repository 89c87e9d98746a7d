package render_test

import (
	"image"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

func TestLitNotesKeepTheirColourAndOthersStandBack(t *testing.T) {
	sc := build(workshoptest.Big(40), lit)
	a, b := workshop.NoteID(workshoptest.ID("n", 3)), workshop.NoteID(workshoptest.ID("n", 4))
	found, dirty := sc.Lit(map[workshop.NoteID]bool{a: true})
	require.Equal(t, []workshop.Rect{sc.Bounds()}, dirty)

	for _, scale := range []float64{0.2, 1} {
		require.Equal(t, corner(t, sc, a, scale), corner(t, found, a, scale), "a lit note is as it was")
		require.NotEqual(t, corner(t, sc, b, scale), corner(t, found, b, scale), "the others are paler")
	}
	r, _ := sc.NoteRect(a)
	beside := image.NewRGBA(image.Rect(0, 0, 1, 1))
	found.Paint(beside, workshop.Point{X: r.Min.X - 2, Y: r.Center().Y}, 1)
	ring := beside.RGBAAt(0, 0)
	require.InDelta(t, render.Light().Accent.R, ring.R, 8, "a ring around what is lit")
	require.InDelta(t, render.Light().Accent.G, ring.G, 8)

	back, dirty := found.Lit(nil)
	require.Len(t, dirty, 1)
	require.Equal(t, corner(t, sc, b, 1), corner(t, back, b, 1))
}

func TestLightingOtherNotesPaintsOnlyThoseThatDiffer(t *testing.T) {
	sc := build(workshoptest.Big(40), lit)
	id := func(i int) workshop.NoteID { return workshop.NoteID(workshoptest.ID("n", i)) }
	one, _ := sc.Lit(map[workshop.NoteID]bool{id(1): true, id(2): true, id(3): false})
	_, dirty := one.Lit(map[workshop.NoteID]bool{id(2): true, id(5): true, id(7): false, "gone": true})
	var want []workshop.Rect
	for _, i := range []int{1, 5} {
		r, ok := sc.NoteRect(id(i))
		require.True(t, ok)
		want = append(want, r.Inset(-render.NoteMargin))
	}
	require.ElementsMatch(t, want, dirty)

	_, dirty = sc.Lit(nil)
	require.Empty(t, dirty)
}

// corner is the pixels inside a note's top left, where no text is.
func corner(t *testing.T, sc *render.Scene, id workshop.NoteID, scale float64) []uint8 {
	t.Helper()
	r, ok := sc.NoteRect(id)
	require.True(t, ok)
	img := image.NewRGBA(image.Rect(0, 0, 2, 2))
	sc.Paint(img, workshop.Point{X: r.Min.X + 8, Y: r.Min.Y + 3}, scale)
	return img.Pix
}

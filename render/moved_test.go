package render_test

import (
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

func TestAGrowingColumnOrRowLeavesTheRestAsPainted(t *testing.T) {
	s := workshoptest.Big(90)
	canvas := s.CanvasList()[0].ID
	l := layoutOf(s, canvas)
	region := func(stage, lane int) workshop.Region {
		return workshop.Region{Stage: l.Stages[stage].ID, Lane: l.Lanes[lane].ID}
	}
	id := workshop.NoteID(workshoptest.ID("n", 7))
	shelved := workshop.Remove{Ref: l.Stages[0].ID.Ref()}
	for name, ops := range map[string][]workshop.Op{
		"column": {workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: workshop.Place{Canvas: canvas, Region: region(3, 2), At: workshop.Point{X: 300, Y: 8}}}}}},
		"last":   {workshop.SetWidth{Stage: l.Stages[4].ID, Width: 700}},
		"row":    {workshop.EditText{Note: id, Base: s.Notes.Get(id).Text, Text: strings.Repeat("longer and longer ", 60)}},
		"both":   {workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: workshop.Place{Canvas: canvas, Region: region(4, 3), At: workshop.Point{X: 300, Y: 900}}}}}},
		"shelf":  {shelved, workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: workshop.Place{Canvas: canvas, At: workshop.Point{X: 300, Y: 2900}}}}}},
	} {
		now, sc := s, render.Build(s, l, shaper(), render.Options{Style: render.Light(), Authors: true})
		for _, op := range ops {
			d, err := op.Plan(now)
			require.NoError(t, err)
			now = now.With(d)
			next, dirty := sc.With(now, layoutOf(now, canvas), d)
			all := sc.Bounds().Union(next.Bounds())
			const scale = 0.5
			whole := func(sc *render.Scene) *image.RGBA {
				img := image.NewRGBA(image.Rect(0, 0, int(all.W()*scale), int(all.H()*scale)))
				sc.Paint(img, all.Min, scale)
				return img
			}
			a, b := whole(sc), whole(next)
			untouched := 0
			for y := range a.Rect.Dy() {
				for x := range a.Rect.Dx() {
					px := workshop.RectAt(workshop.Point{X: all.Min.X + float64(x)/scale, Y: all.Min.Y + float64(y)/scale}, workshop.Size{W: 1 / scale, H: 1 / scale})
					if slices.ContainsFunc(dirty, px.Overlaps) {
						continue
					}
					untouched++
					require.Equal(t, a.RGBAAt(x, y), b.RGBAAt(x, y), "%s: %v changed outside %v", name, px, dirty)
				}
			}
			if _, removes := op.(workshop.Remove); !removes {
				require.Greater(t, untouched*10, a.Rect.Dx()*a.Rect.Dy(), "%s: a good part stays", name)
			}
			sc = next
		}
	}
}

package render_test

import (
	"flag"
	"image"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

var update = flag.Bool("update", false, "write the golden files anew")

var shaper = sync.OnceValue(func() *render.Shaper {
	sh, err := render.NewShaper()
	if err != nil {
		panic(err)
	}
	sh.LoadFonts()
	return sh
})

var methods = sync.OnceValue(func() []*method.Method {
	ms, err := method.Embedded()
	if err != nil {
		panic(err)
	}
	return ms
})

func layoutOf(s *workshop.Snapshot, c workshop.CanvasID) *method.Layout {
	return method.Find(methods(), s.Canvases.Get(c).Kind).Layout(s, c, shaper().Measure)
}

func build(s *workshop.Snapshot, o render.Options) *render.Scene {
	return render.Build(s, layoutOf(s, s.CanvasList()[0].ID), shaper(), o)
}

func paint(sc *render.Scene, scale float64) *image.RGBA {
	w, h := sc.PictureSize(scale)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	sc.Paint(img, sc.Bounds().Min, scale)
	return img
}

// small is a workshop of a few notes: texts that fit and that do not, one without a lane,
// one that was rescued, and a category over two stages.
func small(t testing.TB) *workshop.Snapshot {
	s := workshoptest.Spec{Notes: 7, Stages: 2, Lanes: 4, People: 2}.Snapshot()
	canvas := s.CanvasList()[0].ID
	add := workshop.AddNotes{Notes: []workshop.Note{
		{ID: "long", Text: "A text that is far too long for a note of normal height, so that the note must grow", Color: workshop.Coral, Order: "z1",
			Place: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: s.StageList(canvas)[1].ID, Lane: s.LaneList(canvas)[3].ID}}},
		{ID: "shelf", Text: "Without a cell", Color: workshop.Violet, Order: "z2", Place: workshop.Place{Canvas: canvas, At: workshop.Point{X: 4, Y: 9}}},
	}}
	group := workshop.MakeCategory{
		Category: workshop.Category{ID: workshop.CategoryID(workshoptest.ID("g", 0)), Name: "One person to call", Color: workshop.Coral},
		Notes:    []workshop.NoteID{workshop.NoteID(workshoptest.ID("n", 0)), workshop.NoteID(workshoptest.ID("n", 1))},
	}
	issue := workshop.DecideIssue{Category: group.Category.ID, Name: "One owner", State: workshop.Confirmed}
	for _, op := range []workshop.Op{add, group, issue} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	return s.With(workshop.Diff{{Ref: workshop.Ref{Kind: workshop.KindNote, ID: workshoptest.ID("n", 2)}, Field: workshop.FieldGone, After: "other"}})
}

func TestGolden(t *testing.T) {
	s := small(t)
	for name, style := range map[string]render.Style{"light": render.Light(), "dark": render.Dark()} {
		got := build(s, render.Options{Style: style, Authors: true}).Dump()
		file := filepath.Join("testdata", name+".txt")
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), got, "%s: run with -update if it is meant", name)
	}
}

func TestWithIsBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		canvas := rapid.SampledFrom(s.CanvasList()).Draw(t, "canvas").ID
		o := render.Options{Style: render.Light(), Authors: rapid.Bool().Draw(t, "authors")}
		scale := rapid.SampledFrom([]float64{0.25, 0.5, 1.3}).Draw(t, "scale")
		sc := render.Build(s, layoutOf(s, canvas), shaper(), o)
		for range rapid.IntRange(1, 3).Draw(t, "steps") {
			op := workshoptest.Op(s).Draw(t, "op")
			if rapid.IntRange(0, 5).Draw(t, "loses a lane") == 0 && len(s.LaneList(canvas)) > 1 {
				lane := s.LaneList(canvas)[0]
				s2 := s.With(workshop.Diff{{Ref: workshop.Ref{Kind: workshop.KindLane, ID: string(lane.ID)}, Field: workshop.FieldGone, After: "1"}})
				sc, _ = sc.With(s2, layoutOf(s2, canvas), s.Differences(s2, 1000))
				s = s2
			}
			d, err := op.Plan(s)
			if err != nil {
				continue // its lane is gone
			}
			next := s.With(d)
			l := layoutOf(next, canvas)
			with, dirty := sc.With(next, l, d)
			requireSame(t, render.Build(next, l, shaper(), o), with, next, scale)
			if sc.Bounds() == with.Bounds() {
				requireOutside(t, paint(sc, scale), paint(with, scale), with.Bounds().Min, dirty, scale)
			}
			s, sc = next, with
		}
	})
}

// requireSame asks that two scenes of s hit and paint the same.
func requireSame(t *rapid.T, want, got *render.Scene, s *workshop.Snapshot, scale float64) {
	b := want.Bounds()
	require.Equal(t, b, got.Bounds())
	require.Equal(t, want.NotesIn(b, false), got.NotesIn(b, false))
	require.Equal(t, want.NotesIn(b, true), got.NotesIn(b, true))
	for id := range s.Notes.All() {
		r, ok := want.NoteRect(id)
		r2, ok2 := got.NoteRect(id)
		require.Equal(t, ok, ok2)
		require.Equal(t, r, r2)
		top, _ := want.NoteAt(r.Center())
		top2, _ := got.NoteAt(r.Center())
		require.Equal(t, top, top2)
	}
	require.True(t, slices.Equal(paint(want, scale).Pix, paint(got, scale).Pix), "With and Build paint alike")
}

// requireOutside asks that two pictures differ only where one is dirty.
func requireOutside(t *rapid.T, a, b *image.RGBA, origin workshop.Point, dirty []workshop.Rect, scale float64) {
	for y := range a.Rect.Dy() {
		if slices.Equal(a.Pix[y*a.Stride:][:a.Stride], b.Pix[y*b.Stride:][:b.Stride]) {
			continue
		}
		for x := range a.Rect.Dx() {
			if a.RGBAAt(x, y) == b.RGBAAt(x, y) {
				continue
			}
			px := workshop.RectAt(workshop.Point{X: origin.X + float64(x)/scale, Y: origin.Y + float64(y)/scale}, workshop.Size{W: 1 / scale, H: 1 / scale})
			require.True(t, slices.ContainsFunc(dirty, px.Overlaps), "pixel %d, %d changed outside %v", x, y, dirty)
		}
	}
}

func TestWithAfterFontsWereFound(t *testing.T) {
	sh, err := render.NewShaper()
	require.NoError(t, err)
	s := small(t)
	canvas := s.CanvasList()[0].ID
	l := method.Find(methods(), s.Canvases.Get(canvas).Kind).Layout(s, canvas, sh.Measure)
	sc := render.Build(s, l, sh, render.Options{Style: render.Light()})
	sh.FontsFound()
	_, dirty := sc.With(s, l, workshop.Diff{})
	require.Equal(t, []workshop.Rect{sc.Bounds()}, dirty, "everything is set again")
}

func TestTilesHaveNoSeams(t *testing.T) {
	s := small(t)
	sc := build(s, render.Options{Style: render.Dark(), Authors: true})
	for _, scale := range []float64{0.07, 0.25, 0.5, 0.7303, 1, 1.3, 1.7721, 2.9} {
		whole := paint(sc, scale)
		w, h := whole.Rect.Dx(), whole.Rect.Dy()
		for _, cut := range []image.Point{{X: w / 2, Y: h / 2}, {X: w/3 + 1, Y: h/5 + 1}, {X: w * 2 / 3, Y: h * 7 / 8}} {
			for _, part := range []image.Rectangle{
				image.Rect(0, 0, cut.X, cut.Y), image.Rect(cut.X, 0, w, cut.Y), image.Rect(0, cut.Y, cut.X, h), image.Rect(cut.X, cut.Y, w, h),
			} {
				tile := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
				at := sc.Bounds().Min
				sc.Paint(tile, workshop.Point{X: at.X + float64(part.Min.X)/scale, Y: at.Y + float64(part.Min.Y)/scale}, scale)
				requireRows(t, whole.SubImage(part).(*image.RGBA), tile, scale)
			}
		}
	}
}

func requireRows(t *testing.T, want, got *image.RGBA, scale float64) {
	for y := range want.Rect.Dy() {
		a := want.Pix[y*want.Stride:][:4*want.Rect.Dx()]
		b := got.Pix[y*got.Stride:][:4*got.Rect.Dx()]
		if !slices.Equal(a, b) {
			x := 0
			for a[x] == b[x] {
				x++
			}
			require.Fail(t, "a seam", "scale %g, tile of %v: pixel %d, %d", scale, want.Rect, x/4, y)
		}
	}
}

func TestHits(t *testing.T) {
	s := workshoptest.Spec{Notes: 1, Stages: 1, Lanes: 1}.Snapshot()
	first := s.NoteList(s.CanvasList()[0].ID)[0]
	over := *first
	over.ID, over.Order, over.Place.At = "above", "zz", workshop.Point{X: 40, Y: 20}
	d, err := workshop.AddNotes{Notes: []workshop.Note{over}}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	sc := build(s, render.Options{Hide: map[workshop.NoteID]bool{over.ID: true}})
	below, _ := sc.NoteRect(first.ID)
	above, _ := sc.NoteRect(over.ID)

	hit := func(p workshop.Point) workshop.NoteID { id, _ := sc.NoteAt(p); return id }
	require.Equal(t, over.ID, hit(workshop.Point{X: above.Min.X + 2, Y: above.Min.Y + 2}), "the topmost, even if it is hidden")
	require.Equal(t, first.ID, hit(workshop.Point{X: below.Min.X + 2, Y: below.Min.Y + 2}))
	_, ok := sc.NoteAt(workshop.Point{X: above.Max.X + 20, Y: above.Max.Y + 20})
	require.False(t, ok)

	box := below.Inset(-1)
	require.Equal(t, []workshop.NoteID{first.ID}, sc.NotesIn(box, true), "enclosed")
	require.Equal(t, []workshop.NoteID{first.ID, over.ID}, sc.NotesIn(box, false), "touched, the lowest first")
	require.Empty(t, sc.NotesIn(workshop.Rect{Min: above.Min, Max: above.Center()}, true))

	raise, err := workshop.Raise{Notes: []workshop.NoteID{first.ID}}.Plan(s)
	require.NoError(t, err)
	s = s.With(raise)
	sc, _ = sc.With(s, layoutOf(s, s.CanvasList()[0].ID), raise)
	require.Equal(t, first.ID, hit(workshop.Point{X: above.Min.X + 2, Y: above.Min.Y + 2}), "raised")
}

func TestHidingAndLifting(t *testing.T) {
	s := small(t)
	sc := build(s, render.Options{Style: render.Light(), Authors: true})
	id := workshop.NoteID(workshoptest.ID("n", 0))
	hidden := sc.Hiding(map[workshop.NoteID]bool{id: true})
	r, _ := sc.NoteRect(id)
	at := func(img *image.RGBA) any {
		p := r.Center().Sub(sc.Bounds().Min)
		return img.RGBAAt(int(p.DX), int(p.DY)+8)
	}
	require.NotEqual(t, at(paint(sc, 1)), at(paint(hidden, 1)))
	require.Equal(t, sc.PaintNote(id, 1.5).Pix, hidden.PaintNote(id, 1.5).Pix)
	require.Nil(t, sc.PaintNote("nobody", 1))
	require.Equal(t, uint8(0), sc.PaintNote(id, 1).RGBAAt(0, 0).A, "nothing around the shadow")
}

func TestPaintAtOnce(t *testing.T) {
	s := workshoptest.Big(300)
	sh, err := render.NewShaper() // a fresh one, whose memory the goroutines fill together
	require.NoError(t, err)
	canvas := s.CanvasList()[0].ID
	sc := render.Build(s, layoutOf(s, canvas), sh, render.Options{Style: render.Light(), Authors: true})
	pictures := make([]*image.RGBA, 8)
	var wg sync.WaitGroup
	for i := range pictures {
		wg.Add(1)
		go func() {
			defer wg.Done()
			pictures[i] = image.NewRGBA(image.Rect(0, 0, 700, 500))
			sc.Paint(pictures[i], sc.Bounds().Min, 0.9)
			sc.NotesIn(sc.Bounds(), true)
			id := workshop.NoteID(workshoptest.ID("n", i))
			d, err := workshop.DeleteNotes{Notes: []workshop.NoteID{id}}.Plan(s)
			if err == nil {
				next := s.With(d)
				after, _ := sc.With(next, layoutOf(next, canvas), d)
				after.Hiding(maps.Clone(map[workshop.NoteID]bool{id: true})).Thumbnail(90, 60)
			}
		}()
	}
	wg.Wait()
	for _, p := range pictures[1:] {
		require.True(t, slices.Equal(pictures[0].Pix, p.Pix))
	}
}

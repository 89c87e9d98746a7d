package render_test

import (
	"image"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

var lit = render.Options{Style: render.Light(), Authors: true}

// One tile full of notes at zoom 1: at most 6 ms.
func BenchmarkTileDense(b *testing.B) {
	sc := build(workshoptest.Big(300), lit)
	tile := image.NewRGBA(image.Rect(0, 0, 512, 512))
	for b.Loop() {
		sc.Paint(tile, workshop.Point{X: 120, Y: 120}, 1)
	}
}

// One tile that shows 5,000 notes: at most 10 ms.
func BenchmarkTileFar(b *testing.B) {
	sc := build(workshoptest.Broad(5_000), lit)
	tile := image.NewRGBA(image.Rect(0, 0, 512, 512))
	scale := 512 / max(sc.Bounds().W(), sc.Bounds().H())
	b.ReportMetric(scale, "px/unit")
	for b.Loop() {
		sc.Paint(tile, sc.Bounds().Min, scale)
	}
}

// 5,000 texts that were never seen: at most 60 ms.
func BenchmarkBuildCold(b *testing.B) {
	s := workshoptest.Big(5_000)
	l := layoutOf(s, s.CanvasList()[0].ID)
	for b.Loop() {
		b.StopTimer()
		sh, err := render.NewShaper()
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		render.Build(s, l, sh, lit)
	}
}

func BenchmarkBuildWarm(b *testing.B) {
	s := workshoptest.Big(5_000)
	l := layoutOf(s, s.CanvasList()[0].ID)
	for b.Loop() {
		render.Build(s, l, shaper(), lit)
	}
}

// One note of 5,000 moved, in a region of 250 of which a quarter are in categories: at most
// 100 µs of the processor, most of it for their containers. The layout is not counted.
func BenchmarkWithOneMove(b *testing.B) {
	for name, category := range map[string]workshop.CategoryID{"plain": "", "categorized": workshop.CategoryID(workshoptest.ID("g", 0))} {
		b.Run(name, func(b *testing.B) { benchmarkMove(b, category) })
	}
}

func benchmarkMove(b *testing.B, category workshop.CategoryID) {
	s := workshoptest.Big(5_000)
	canvas := s.CanvasList()[0].ID
	n := s.Notes.Get(workshop.NoteID(workshoptest.ID("n", 2_500)))
	s = s.With(workshop.Diff{{Ref: workshop.Ref{Kind: workshop.KindNote, ID: string(n.ID)}, Field: workshop.FieldCategory, After: string(category)}})
	to := n.Place
	to.At.X += 3
	d, err := workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: to}}}.Plan(s)
	if err != nil {
		b.Fatal(err)
	}
	next := s.With(d)
	before, after := layoutOf(s, canvas), layoutOf(next, canvas)
	sc := render.Build(s, before, shaper(), lit)
	back := d.Invert()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			sc, _ = sc.With(next, after, d)
		} else {
			sc, _ = sc.With(s, before, back)
		}
	}
}

// Each under 1 ms at 5,000.
func BenchmarkHits(b *testing.B) {
	sc := build(workshoptest.Big(5_000), lit)
	p := sc.Bounds().Center()
	b.Run("NoteAt", func(b *testing.B) {
		for b.Loop() {
			sc.NoteAt(p)
		}
	})
	box := workshop.RectAt(p, workshop.Size{W: 5 * method.ColumnPitch, H: 2_000})
	b.Run("NotesIn", func(b *testing.B) {
		for b.Loop() {
			sc.NotesIn(box, true)
		}
	})
	b.Run("NotesIn/all", func(b *testing.B) {
		for b.Loop() {
			sc.NotesIn(sc.Bounds(), false)
		}
	})
}

func BenchmarkPNG(b *testing.B) {
	sc := build(workshoptest.Big(200), lit)
	for b.Loop() {
		if err := sc.WritePNG(b.Context(), io.Discard, 2, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// A mark in a grid of 200 rows and 15 columns, from the change to the pixels of its row.
func BenchmarkGridMark(b *testing.B) {
	sh, err := render.NewShaper()
	require.NoError(b, err)
	s := workshoptest.BigControl(200, 15)
	l, scene := gridOf(b, s, sh, render.Options{Style: render.Light()})
	row, column := l.GridBox.Rows[100].Key, l.GridBox.Columns[4].Key
	img := image.NewRGBA(image.Rect(0, 0, 1200, 60))
	for b.Loop() {
		d, err := workshop.MarkCell{Grid: workshoptest.ControlGrid, Row: row, Column: column, Add: []string{"C"}}.Plan(s)
		require.NoError(b, err)
		next := s.With(d)
		l2, _ := embedded()
		laid := method.Find(l2, "lifecycle/control").Layout(next, workshoptest.ControlGrid, sh.Measure)
		drawn, dirty := scene.With(next, laid, d)
		drawn.Paint(img, dirty[len(dirty)-1].Min, 1)
	}
}

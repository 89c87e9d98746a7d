package render_test

import (
	"fmt"
	"image"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

func groupID(i int) workshop.CategoryID { return workshop.CategoryID(workshoptest.ID("g", i)) }

func after(t testing.TB, s *workshop.Snapshot, ops ...workshop.Op) (*workshop.Snapshot, workshop.Diff) {
	d, err := workshop.Together(ops).Plan(s)
	require.NoError(t, err)
	return s.With(d), d
}

func containers(sc *render.Scene, s *workshop.Snapshot) map[workshop.CategoryID][]*method.Container {
	all := make(map[workshop.CategoryID][]*method.Container)
	canvas := s.CanvasList()[0].ID
	for _, st := range s.StageList(canvas) {
		for _, l := range s.LaneList(canvas) {
			for _, c := range sc.Containers(workshop.Region{Stage: st.ID, Lane: l.ID}) {
				all[c.Category] = append(all[c.Category], c)
			}
		}
	}
	return all
}

func TestPillsKeepTheirSizeAndCanBeHit(t *testing.T) {
	s, region := grouped(t, 400, "x0", "x1", "x2")
	sc := build(s, lit)
	c := containerOf(t, sc, region)
	full, ok := sc.PillRect(c.Category, c.Region, 1)
	require.True(t, ok)
	for _, zoom := range []float64{2, 1, 0.7, 0.5, 0.3} {
		r, _ := sc.PillRect(c.Category, c.Region, zoom)
		high := r.H() * zoom
		if _, whole, dot := sc.WholePill(c.Category, c.Region, zoom); dot {
			require.Less(t, r.H(), whole.H(), "at %g", zoom)
			high = whole.H() * zoom
		}
		if zoom < 1 {
			require.InDelta(t, full.H(), high, full.H()*0.2, "at %g", zoom)
		}
		hit, ok := sc.PillAt(r.Center(), zoom)
		require.True(t, ok)
		require.Equal(t, c.Category, hit.Category)
		_, ok = sc.PillAt(r.Min.Add(workshop.Vec{DX: -2, DY: -2}), zoom)
		require.False(t, ok)
	}
}

func TestAChangeRepaintsItsContainersOnly(t *testing.T) {
	s := workshoptest.Big(300)
	canvas := s.CanvasList()[0].ID
	var ops []workshop.Op
	for i := range 300 {
		ops = append(ops, workshop.JoinCategory{Notes: []workshop.NoteID{noteID(i)}})
	}
	for i := range 40 {
		op := workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprintf("many%d", i)), Name: fmt.Sprintf("Group %d", i)}}
		for j := range 7 {
			op.Notes = append(op.Notes, noteID(i*7+j))
		}
		ops = append(ops, op)
	}
	s, _ = after(t, s, ops...)
	sc := build(s, lit)
	before := containers(sc, s)
	n := s.Notes.Get(noteID(3))
	next, d := after(t, s, workshop.JoinCategory{Category: "many1", Notes: []workshop.NoteID{n.ID}})
	with, dirty := sc.With(next, layoutOf(next, canvas), d)
	mine := func(r workshop.Rect) bool {
		for _, all := range []map[workshop.CategoryID][]*method.Container{before, containers(with, next)} {
			for _, id := range []workshop.CategoryID{"many0", "many1"} {
				for _, c := range all[id] {
					if c.Bounds.Overlaps(r) {
						return true
					}
				}
			}
		}
		return r.Overlaps(layoutOf(next, canvas).Foot)
	}
	require.NotEmpty(t, dirty)
	for _, r := range dirty {
		require.True(t, mine(r), "%v is no business of this change", r)
	}
}

func TestContainersFollowMergesAndDissolve(t *testing.T) {
	s := small(t)
	s, _ = after(t, s, workshop.MakeCategory{Category: workshop.Category{ID: "b", Name: "B"}, Notes: []workshop.NoteID{noteID(3), noteID(4)}})
	sc := build(s, lit)
	require.NotEmpty(t, containers(sc, s)["b"])
	canvas := s.CanvasList()[0].ID
	merged, d := after(t, s, workshop.MergeCategories{From: []workshop.CategoryID{"b"}, Into: groupID(0)})
	sc, _ = sc.With(merged, layoutOf(merged, canvas), d)
	require.Empty(t, containers(sc, merged)["b"])
	n := 0
	for _, c := range containers(sc, merged)[groupID(0)] {
		n += len(c.Notes)
	}
	require.Equal(t, len(merged.Members(groupID(0), canvas)), n)
	gone, d := after(t, merged, workshop.DissolveCategory{Category: groupID(0)})
	sc, _ = sc.With(gone, layoutOf(gone, canvas), d)
	require.Empty(t, containers(sc, gone)[groupID(0)])
}

// One note of 300 in 40 categories moved, and one of 5,000: see BenchmarkWithOneMove.
func BenchmarkWithManyCategories(b *testing.B) {
	s := workshoptest.Big(300)
	canvas := s.CanvasList()[0].ID
	var ops []workshop.Op
	for i := range 40 {
		op := workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprintf("many%d", i)), Name: fmt.Sprintf("Group %d", i)}}
		for j := range 7 {
			op.Notes = append(op.Notes, noteID(i*7+j))
		}
		ops = append(ops, op)
	}
	s, _ = after(b, s, ops...)
	next, d := after(b, s, workshop.JoinCategory{Category: "many1", Notes: []workshop.NoteID{noteID(3)}})
	l, back := layoutOf(s, canvas), d.Invert()
	sc := build(s, lit)
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			sc, _ = sc.With(next, l, d)
		} else {
			sc, _ = sc.With(s, l, back)
		}
	}
}

// grouped puts four notes two by two so far below the top of a cell, and some of them into
// the category "l".
func grouped(t *testing.T, down float64, in ...workshop.NoteID) (*workshop.Snapshot, workshop.Region) {
	s := small(t)
	canvas := s.CanvasList()[0].ID
	region := workshop.Region{Stage: s.StageList(canvas)[0].ID, Lane: s.LaneList(canvas)[3].ID}
	var add workshop.AddNotes
	for i, at := range []workshop.Point{{}, {X: 112}, {Y: 64}, {X: 112, Y: 64}} {
		add.Notes = append(add.Notes, workshop.Note{ID: workshop.NoteID(fmt.Sprintf("x%d", i)), Text: "x", Color: workshop.Blue,
			Order: fmt.Sprintf("zz%d", i), Place: workshop.Place{Canvas: canvas, Region: region, At: workshop.Point{X: at.X, Y: at.Y + down}}})
	}
	s, _ = after(t, s, add, workshop.MakeCategory{Category: workshop.Category{ID: "l", Name: "Dates that hold", Color: workshop.Rust}, Notes: in})
	return s, region
}

func containerOf(t *testing.T, sc *render.Scene, r workshop.Region) *method.Container {
	for _, c := range sc.Containers(r) {
		if c.Category == "l" {
			return c
		}
	}
	t.Fatal("there is no container")
	return nil
}

func TestANoteAloneHasAnEdgeAndNoPill(t *testing.T) {
	s, region := grouped(t, 400, "x0", "x3") // across the corner: other notes lie between
	sc := build(s, lit)
	require.Len(t, containerOf(t, sc, region).Boxes, 2)
	_, ok := sc.PillRect("l", region, 1)
	require.False(t, ok)
	edge, img := render.Light().Category(workshop.Rust), paint(sc, 1)
	left := func(id workshop.NoteID) [3]uint8 {
		r, _ := sc.NoteRect(id)
		p := img.RGBAAt(int(r.Min.X+1-sc.Bounds().Min.X), int(r.Center().Y-sc.Bounds().Min.Y))
		return [3]uint8{p.R, p.G, p.B}
	}
	want := [3]uint8{edge.R, edge.G, edge.B}
	for _, id := range []workshop.NoteID{"x0", "x3"} {
		require.Equal(t, want, left(id))
		tag, ok := sc.TagRect(id, 1)
		require.True(t, ok)
		r, _ := sc.NoteRect(id)
		require.True(t, r.Contains(tag.Min), "it is at the foot of its own note")
	}
	require.NotEqual(t, want, left("x1"))
	_, ok = sc.TagRect("x1", 1)
	require.False(t, ok)

	next, d := after(t, s, workshop.JoinCategory{Category: "l", Notes: []workshop.NoteID{"x1"}})
	sc, dirty := sc.With(next, layoutOf(next, s.CanvasList()[0].ID), d)
	_, ok = sc.PillRect("l", region, 1)
	require.True(t, ok, "two lie together now")
	_, ok = sc.TagRect("x0", 1)
	require.False(t, ok)
	r, _ := sc.NoteRect("x0")
	require.True(t, slices.ContainsFunc(dirty, func(d workshop.Rect) bool { return d.Encloses(r) }), "its edge goes")
	require.Equal(t, paint(build(next, lit), 1).Pix, paint(sc, 1).Pix)
}

func TestAPillCoversNobodysWords(t *testing.T) {
	s, region := grouped(t, 400, "x2", "x3") // below x0 and x1
	sc := build(s, lit)
	words, whole, ok := sc.WholePill("l", region, 1)
	require.True(t, ok, "a dot counts: its name would lie on the foot of the note above")
	require.Equal(t, "Dates that hold · 2", words)
	dot, ok := sc.PillRect("l", region, 1)
	require.True(t, ok)
	require.Less(t, dot.W(), whole.W()/3)
	above, _ := sc.NoteRect("x0")
	require.Less(t, dot.Max.X, above.Min.X+render.NotePadding, "clear of the author of the note above")

	s, region = grouped(t, 400, "x0", "x1")
	sc = build(s, lit)
	_, _, ok = sc.WholePill("l", region, 1)
	require.False(t, ok, "there is room for its name")
	// A note that comes to lie above it, though it is none of the category's.
	r, _ := sc.NoteRect("x0")
	n := *s.Notes.Get("x3")
	next, d := after(t, s, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: workshop.Place{Canvas: n.Place.Canvas, Region: n.Place.Region,
		At: n.Place.At.Add(workshop.Vec{DX: -112, DY: -2 * 64})}}}})
	sc, _ = sc.With(next, layoutOf(next, n.Place.Canvas), d)
	_, _, ok = sc.WholePill("l", region, 1)
	require.True(t, ok, "%v", r)
	require.Equal(t, paint(build(next, lit), 1).Pix, paint(sc, 1).Pix)
}

func TestHiddenCategoriesLeaveTheNotes(t *testing.T) {
	s, region := grouped(t, 400, "x0", "x1")
	plain := lit
	plain.NoCategories = true
	sc := build(s, plain)
	_, ok := sc.PillRect("l", region, 1)
	require.False(t, ok)
	none, _ := after(t, s, workshop.DissolveCategory{Category: "l"}, workshop.DissolveCategory{Category: groupID(0)})
	r, _ := sc.NoteRect("x0")
	at := func(sc *render.Scene) []uint8 {
		b := sc.Bounds()
		img := paint(sc, 1)
		box := r.Inset(-8)
		return img.SubImage(image.Rect(int(box.Min.X-b.Min.X), int(box.Min.Y-b.Min.Y), int(box.Max.X-b.Min.X), int(box.Max.Y-b.Min.Y))).(*image.RGBA).Pix[:400]
	}
	require.Equal(t, at(build(none, plain)), at(sc))
}

func TestAManyBoxedContainerShowsOneOutline(t *testing.T) {
	s, region := grouped(t, 400, "x0", "x1", "x2")
	sc := build(s, lit)
	c := containerOf(t, sc, region)
	require.Len(t, c.Boxes, 2, "it goes around the note of others")
	require.True(t, c.Holds(c.Boxes[0].Center()))
	other, _ := sc.NoteRect("x3")
	require.False(t, c.Holds(other.Center()))
	img := paint(sc, 1)
	lap := workshop.Rect{Min: workshop.Point{X: max(c.Boxes[0].Min.X, c.Boxes[1].Min.X), Y: max(c.Boxes[0].Min.Y, c.Boxes[1].Min.Y)},
		Max: workshop.Point{X: min(c.Boxes[0].Max.X, c.Boxes[1].Max.X), Y: min(c.Boxes[0].Max.Y, c.Boxes[1].Max.Y)}}
	require.False(t, lap.Empty(), "the boxes overlap where they meet")
	edge := render.Light().Category(workshop.Rust)
	for x := lap.Min.X + 12; x < lap.Max.X-12; x++ {
		p := img.RGBAAt(int(x-sc.Bounds().Min.X), int(lap.Center().Y-sc.Bounds().Min.Y))
		require.NotEqual(t, [3]uint8{edge.R, edge.G, edge.B}, [3]uint8{p.R, p.G, p.B}, "an outline runs through the container")
	}
}

func TestAPillMakesWayForTheWordsOfALine(t *testing.T) {
	s := small(t)
	canvas := s.CanvasList()[0].ID
	stages, lanes := s.StageList(canvas), s.LaneList(canvas)
	region := workshop.Region{Stage: stages[len(stages)-1].ID, Lane: lanes[2].ID} // below the line of visibility, at its words
	add := workshop.AddNotes{}
	for i := range 2 {
		add.Notes = append(add.Notes, workshop.Note{ID: workshop.NoteID(fmt.Sprintf("x%d", i)), Text: "x", Color: workshop.Blue, Order: fmt.Sprintf("zz%d", i),
			Place: workshop.Place{Canvas: canvas, Region: region, At: workshop.Point{X: float64(i) * 112}}})
	}
	s, _ = after(t, s, add, workshop.MakeCategory{Category: workshop.Category{ID: "l", Name: "Dates", Color: workshop.Rust}, Notes: []workshop.NoteID{"x0", "x1"}})
	sc := build(s, lit)
	words := render.Inscribed(sc)
	require.NotEmpty(t, words)
	met := false
	for zoom := 1.0; zoom > 0.25; zoom *= 0.9 {
		r, ok := sc.PillRect("l", region, zoom)
		require.True(t, ok)
		for _, w := range words {
			require.False(t, r.Inset(2).Overlaps(w), "at %g the pill %v covers the words at %v", zoom, r, w)
			row := layoutOf(s, canvas).Lanes[2].Row
			met = met || w.Max.Y > row.Min.Y-20 && w.Min.Y < row.Min.Y && r.Min.Y < w.Max.Y
		}
	}
	require.True(t, met, "no pill came as high as the words")
}

package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func laidOut(t require.TestingT, s *workshop.Snapshot) *method.Layout {
	return lifecycle(t).Layout(s, s.CanvasList()[0].ID, nil)
}

func TestEmptyLifecycleHasTheProportionsOfTheDesign(t *testing.T) {
	n := 0
	ids := func() string { n++; return workshoptest.ID("x", n) }
	op := lifecycle(t).Scaffold(ids, "", "A promise")
	d, err := op.Plan(&workshop.Snapshot{})
	require.NoError(t, err)
	s := (&workshop.Snapshot{}).With(d)
	l := laidOut(t, s)

	require.Equal(t, "Customer lifecycle", s.CanvasList()[0].Title)
	require.Equal(t, workshop.Point{}, l.Sheet.Min)
	require.Equal(t, 1340.0, l.Sheet.W())
	require.InDelta(t, 817, l.Sheet.H(), 12)
	require.Equal(t, 44.0, l.Header.H())
	require.Len(t, l.Stages, 5)
	require.Len(t, l.Lanes, 4)
	require.Equal(t, 34.0, l.Stages[0].Head.H())
	require.Equal(t, l.Lanes[0].Row.Max.Y, l.Lanes[1].Row.Min.Y)
	require.Equal(t, 60.0, l.Foot.H())
	require.True(t, l.Unplaced.Empty())
	require.True(t, l.Bounds.Encloses(l.Sheet))
	for _, st := range l.Stages {
		require.True(t, l.Sheet.Encloses(st.Head))
		require.True(t, l.Sheet.Encloses(st.Column))
	}
}

func TestRowsGrowSoThatNoNoteOverflows(t *testing.T) {
	for _, n := range []int{0, 20, 180, 400, 2_000} {
		s := workshoptest.Big(n)
		l := laidOut(t, s)
		for _, note := range s.Notes.All() {
			cell, ok := l.Cell(note.Place.Region)
			require.True(t, ok)
			box := workshop.RectAt(l.Position(note.Place), workshop.Size{W: method.NoteW, H: method.NoteH})
			require.True(t, cell.Encloses(box), "%d notes: %v in %v", n, box, cell)
		}
	}
}

func TestLongTextMakesItsRowGrow(t *testing.T) {
	s := workshoptest.Big(20)
	k, c := lifecycle(t), s.CanvasList()[0].ID
	before := k.Layout(s, c, nil)
	after := k.Layout(s, c, func(n *workshop.Note) workshop.Size {
		if n.Place.Region.Lane == before.Lanes[1].ID {
			return workshop.Size{W: method.NoteW, H: 400}
		}
		return workshop.Size{W: method.NoteW, H: method.NoteH}
	})
	require.Greater(t, after.Lanes[1].Row.H(), 400.0)
	require.Equal(t, before.Lanes[0].Row, after.Lanes[0].Row)
	require.Equal(t, before.Lanes[2].Row.H(), after.Lanes[2].Row.H())
}

func TestPlaceAtAndPositionAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		l := laidOut(t, s)
		for _, n := range s.Notes.All() {
			if n.Place.Canvas != l.Canvas || n.Deleted() {
				continue
			}
			at := l.Position(n.Place)
			pointer := at.Add(workshop.Vec{DX: method.NoteW / 2, DY: method.NoteH / 2})
			back := l.PlaceAt(at, pointer)
			require.Equal(t, l.Home(n.Place.Region), back.Region, "where it is shown")
			require.InDelta(t, at.X, l.Position(back).X, 1e-9)
			require.InDelta(t, at.Y, l.Position(back).Y, 1e-9)
		}
	})
}

func TestANoteDroppedAnywhereLiesInARegion(t *testing.T) {
	coord := rapid.OneOf(rapid.Float64Range(-3_000, 3_000), rapid.SampledFrom([]float64{0, 1e6, -1e6, 1e300}))
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Scaffold(t)
		l := laidOut(t, s)
		pointer := workshop.Point{X: coord.Draw(t, "px"), Y: coord.Draw(t, "py")}
		topLeft := workshop.Point{X: coord.Draw(t, "x"), Y: coord.Draw(t, "y")}
		p := l.PlaceAt(topLeft, pointer)
		cell, ok := l.Cell(p.Region)
		require.True(t, ok)
		at := l.Position(p)
		const rounding = 1e-6
		require.GreaterOrEqual(t, at.X, cell.Min.X-rounding)
		require.LessOrEqual(t, at.X+method.NoteW, cell.Max.X+rounding)
		require.GreaterOrEqual(t, at.Y, cell.Min.Y-rounding)
		if r, ok := l.RegionAt(pointer); ok {
			require.Equal(t, r, p.Region)
		}
		parsed, ok := workshop.ParsePlace(p.String())
		require.True(t, ok)
		require.Equal(t, p.Region, parsed.Region)
	})
}

func TestANoteDroppedFarBelowEndsAtTheFootOfItsRow(t *testing.T) {
	s := workshoptest.Big(0)
	l := laidOut(t, s)
	below := workshop.Point{X: l.Stages[2].Column.Center().X, Y: l.Sheet.Max.Y + 5_000}
	p := l.PlaceAt(below, below)
	require.Equal(t, workshop.Region{Stage: l.Stages[2].ID, Lane: l.Lanes[3].ID}, p.Region)
	require.LessOrEqual(t, l.Position(p).Y, l.Lanes[3].Row.Max.Y)
}

func TestRegionsDoNotOverlapAndLieUnderTheirCells(t *testing.T) {
	s := workshoptest.Big(300)
	l := laidOut(t, s)
	seen := make(map[workshop.Region]bool)
	for _, st := range l.Stages {
		for _, ln := range l.Lanes {
			r := workshop.Region{Stage: st.ID, Lane: ln.ID}
			cell, ok := l.Cell(r)
			require.True(t, ok)
			got, ok := l.RegionAt(cell.Center())
			require.True(t, ok)
			require.Equal(t, r, got)
			seen[got] = true
		}
	}
	require.Len(t, seen, 20)
	_, ok := l.RegionAt(l.Header.Center())
	require.False(t, ok)
	_, ok = l.RegionAt(l.Lanes[0].Title.Center())
	require.False(t, ok)
	_, ok = l.Cell(workshop.Region{Stage: "lost", Lane: l.Lanes[0].ID})
	require.False(t, ok)
}

func TestNotesOfALostStageLieOnTheShelfApart(t *testing.T) {
	s := workshoptest.Big(200)
	l := laidOut(t, s)
	lost := []workshop.StageID{l.Stages[1].ID, l.Stages[3].ID}
	for _, id := range lost {
		s = s.With(workshop.Diff{{Ref: id.Ref(), Field: workshop.FieldGone, After: "1"}})
	}
	l = laidOut(t, s)
	require.Len(t, l.Stages, 3)
	require.False(t, l.Unplaced.Empty())
	require.False(t, l.Unplaced.Overlaps(l.Sheet))
	require.True(t, l.Bounds.Encloses(l.Unplaced))
	shelf, ok := l.Cell(workshop.Region{})
	require.True(t, ok)
	var boxes []workshop.Rect
	for _, n := range s.Notes.All() {
		if n.Place.Region.Stage == lost[0] || n.Place.Region.Stage == lost[1] {
			box := workshop.RectAt(l.Position(n.Place), workshop.Size{W: method.NoteW, H: method.NoteH})
			require.True(t, shelf.Encloses(box))
			for _, other := range boxes {
				require.False(t, box.Overlaps(other))
			}
			boxes = append(boxes, box)
		}
	}
	require.Len(t, boxes, 80)
	r, ok := l.RegionAt(l.Unplaced.Center())
	require.True(t, ok)
	require.Equal(t, workshop.Region{}, r)
}

func TestACanvasWithoutStagesStillHasAShelf(t *testing.T) {
	s := workshoptest.Big(10)
	for id := range s.Stages.All() {
		s = s.With(workshop.Diff{{Ref: id.Ref(), Field: workshop.FieldGone, After: "1"}})
	}
	l := laidOut(t, s)
	require.False(t, l.Unplaced.Empty())
	require.Equal(t, workshop.Region{}, l.PlaceAt(workshop.Point{}, workshop.Point{}).Region)
}

func TestHostilePlacesStayInTheirCell(t *testing.T) {
	s := workshoptest.Big(1)
	var p workshop.Place
	for _, n := range s.Notes.All() {
		p = n.Place
	}
	for _, at := range []workshop.Point{{X: -1e6, Y: -1e6}, {X: 1e6, Y: 0}} {
		p.At = at
		s := s.With(workshop.Diff{{Ref: workshop.NoteID(workshoptest.ID("n", 0)).Ref(), Field: workshop.FieldPlace, After: p.String()}})
		l := laidOut(t, s)
		cell, _ := l.Cell(p.Region)
		got := l.Position(p)
		require.GreaterOrEqual(t, got.X, cell.Min.X)
		require.LessOrEqual(t, got.X+method.NoteW, cell.Max.X)
		require.GreaterOrEqual(t, got.Y, cell.Min.Y)
	}
}

func BenchmarkLayout5000(b *testing.B) {
	s := workshoptest.Big(5_000)
	k, c := lifecycle(b), s.CanvasList()[0].ID
	size := workshop.Size{W: method.NoteW, H: method.NoteH}
	b.ReportAllocs()
	for b.Loop() {
		k.Layout(s, c, func(*workshop.Note) workshop.Size { return size })
	}
}

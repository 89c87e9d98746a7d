package method_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func did(t require.TestingT, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func rectOf(l *method.Layout, n *workshop.Note) workshop.Rect {
	return workshop.RectAt(l.Position(n.Place), workshop.Size{W: method.NoteW, H: method.NoteH})
}

// depths is what a person's merge says of where the notes begin.
func depths(l *method.Layout, s *workshop.Snapshot, into workshop.StageID) map[string]float64 {
	below := make(map[string]float64)
	for _, ln := range l.Lanes {
		r := workshop.Region{Stage: into, Lane: ln.ID}
		below[string(ln.ID)] = l.Depth(s, r, nil)
	}
	return below
}

func TestAMergedStageLiesBelowWhatIsThereAndStays(t *testing.T) {
	s := workshoptest.Big(200)
	l := laidOut(t, s)
	a, b := l.Stages[1].ID, l.Stages[2].ID
	s = did(t, s, workshop.MergeInto{From: a.Ref(), Into: b.Ref(), Below: depths(l, s, b)})
	l = laidOut(t, s)
	require.Len(t, l.Stages, 4)
	require.True(t, l.Unplaced.Empty())
	was := make(map[workshop.NoteID]workshop.Rect)
	lowest := make(map[workshop.LaneID]float64)
	for _, n := range s.Notes.All() {
		r := rectOf(l, n)
		if n.Place.Region.Stage == b {
			lowest[n.Place.Region.Lane] = max(lowest[n.Place.Region.Lane], r.Max.Y)
		}
	}
	for id, n := range s.Notes.All() {
		if n.Place.Region.Stage != a {
			continue
		}
		was[id] = rectOf(l, n)
		require.Greater(t, was[id].Min.Y, lowest[n.Place.Region.Lane])
		require.Equal(t, workshop.Region{Stage: b, Lane: n.Place.Region.Lane}, l.Home(n.Place.Region))
		cell, ok := l.Cell(n.Place.Region)
		require.True(t, ok)
		require.True(t, cell.Encloses(was[id]))
	}
	require.Len(t, was, 40)

	// a note moved out of the block, and one put below it, move nothing else
	var moved workshop.NoteID
	for id := range was {
		moved = max(moved, id)
	}
	n := s.Notes.Get(moved)
	to := l.PlaceAt(was[moved].Min.Add(workshop.Vec{DX: 9, DY: 300}), was[moved].Center().Add(workshop.Vec{DY: 20}))
	require.Equal(t, b, to.Region.Stage, "its new place is a real one")
	s = did(t, s, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: to}}})
	l = laidOut(t, s)
	for id, r := range was {
		if n := s.Notes.Get(id); id != moved && n.Place.Region.Lane == to.Region.Lane {
			require.Equal(t, r, rectOf(l, n))
		}
	}
}

func TestAMergeAfterPeopleWorkedApartHidesNothing(t *testing.T) {
	s := workshoptest.Big(200)
	l := laidOut(t, s)
	into := l.Stages[0].ID
	for _, from := range []workshop.StageID{l.Stages[1].ID, l.Stages[2].ID, l.Stages[4].ID} { // all say the same depth
		d, err := workshop.MergeInto{From: from.Ref(), Into: into.Ref(), Below: depths(l, workshoptest.Big(200), into)}.Plan(workshoptest.Big(200))
		require.NoError(t, err)
		s = s.With(d)
	}
	l = laidOut(t, s)
	require.Len(t, l.Stages, 2)
	var boxes []workshop.Rect
	for _, n := range s.Notes.All() {
		r := rectOf(l, n)
		for _, o := range boxes {
			require.False(t, o.Overlaps(r))
		}
		boxes = append(boxes, r)
	}
}

func TestNoNoteIsLostFromSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := workshoptest.Snapshot(t)
		c := base.CanvasList()[0].ID
		// several people each do something from the same snapshot, then hear of each other,
		// in another order on each laptop; of one field the later value stands
		people := rapid.IntRange(2, 5).Draw(t, "people")
		diffs := make([]workshop.Diff, people)
		for i := range diffs {
			s := base
			for j := range rapid.IntRange(1, 3).Draw(t, "ops") {
				op := scaffoldOp(t, s, c, fmt.Sprintf("%d.%d", i, j))
				d, err := op.Plan(s)
				require.NoError(t, err)
				s = s.With(d)
				diffs[i] = diffs[i].Squash(d)
			}
		}
		all := workshop.Diff(nil)
		for _, d := range diffs {
			all = all.Squash(d)
		}
		one := base.With(all)
		other := base
		order := rapid.Permutation(indices(len(all))).Draw(t, "hears")
		for _, i := range order {
			other = other.With(workshop.Diff{all[i]})
		}
		k := lifecycle(t)
		for _, canvas := range base.CanvasList() {
			a, b := k.Layout(one, canvas.ID, nil), k.Layout(other, canvas.ID, nil)
			require.True(t, a.Same(b))
			for _, n := range one.NoteList(canvas.ID) {
				p := a.Position(n.Place)
				require.False(t, math.IsNaN(p.X) || math.IsInf(p.X, 0) || math.IsNaN(p.Y) || math.IsInf(p.Y, 0))
				require.Equal(t, p, b.Position(other.Notes.Get(n.ID).Place))
				r := rectOf(a, n)
				require.True(t, a.Bounds.Encloses(r), "%v in %v", r, a.Bounds)
				shown, placed := one.ShownIn(n.Place.Region)
				require.Equal(t, shown, a.Home(n.Place.Region))
				if placed {
					cell, ok := a.Cell(shown)
					require.True(t, ok)
					require.True(t, cell.Encloses(r), "%v in %v", r, cell)
				}
			}
		}
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// scaffoldOp draws an op on the stages or the lanes of a canvas, or on its notes.
func scaffoldOp(t *rapid.T, s *workshop.Snapshot, c workshop.CanvasID, label string) workshop.Op {
	stages, lanes := s.StageList(c), s.LaneList(c)
	var refs []workshop.Ref
	onLanes := rapid.Bool().Draw(t, "lanes")
	for _, st := range stages {
		if !onLanes {
			refs = append(refs, st.ID.Ref())
		}
	}
	for _, l := range lanes {
		if onLanes {
			refs = append(refs, l.ID.Ref())
		}
	}
	if len(refs) == 0 {
		return workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID("x" + label), Canvas: c, Name: "New"}}
	}
	ref, other := rapid.SampledFrom(refs).Draw(t, "one"), rapid.SampledFrom(refs).Draw(t, "other")
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0, 1, 2:
		return workshop.MergeInto{From: ref, Into: other, Below: map[string]float64{string(lanes0(s, c)): 64}}
	case 3:
		return workshop.Remove{Ref: ref}
	case 4:
		return workshop.Reorder{Ref: ref, After: other.ID}
	case 5:
		if onLanes {
			return workshop.AddLane{Lane: workshop.Lane{ID: workshop.LaneID("x" + label), Canvas: c, Name: "New"}, After: workshop.LaneID(ref.ID)}
		}
		return workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID("x" + label), Canvas: c, Name: "New"}, After: workshop.StageID(ref.ID)}
	}
	made := 0
	return workshoptest.OpBy(s, func(letter string) string {
		made++
		return workshoptest.ID(letter+label, made)
	}).Draw(t, "any op")
}

func lanes0(s *workshop.Snapshot, c workshop.CanvasID) workshop.LaneID {
	if l := s.LaneList(c); len(l) > 0 {
		return l[0].ID
	}
	return ""
}

func TestAColumnGrowsInStepsWithWhatItHolds(t *testing.T) {
	s := workshoptest.Big(20)
	l := laidOut(t, s)
	require.Equal(t, 240.0, l.Stages[1].Column.W())
	r := workshop.Region{Stage: l.Stages[1].ID, Lane: l.Lanes[0].ID}
	for _, c := range []struct{ x, width float64 }{{116, 240}, {117, 352}, {224, 352}, {228, 352}, {229, 464}, {336, 464}} {
		s := did(t, s, workshop.MoveNotes{Moves: []workshop.Move{{Note: workshop.NoteID(workshoptest.ID("n", 1)), To: workshop.Place{Canvas: l.Canvas, Region: r, At: workshop.Point{X: c.x}}}}})
		grown := laidOut(t, s)
		require.Equal(t, c.width, grown.Stages[1].Column.W(), "at %v", c.x)
		require.Equal(t, l.Stages[0].Column, grown.Stages[0].Column)
		require.Equal(t, grown.Stages[1].Column.Max.X, grown.Stages[2].Column.Min.X)
		require.Equal(t, l.Sheet.W()+c.width-240, grown.Sheet.W())
	}
	s = did(t, s, workshop.SetWidth{Stage: r.Stage, Width: 500})
	l = laidOut(t, s)
	require.Equal(t, 500.0, l.Stages[1].Column.W())
	require.True(t, l.Stages[1].Pinned)
	s = did(t, s, workshop.SetWidth{Stage: r.Stage, Width: 5e9})
	require.Equal(t, float64(workshop.MaxColumn), laidOut(t, s).Stages[1].Column.W())
}

func TestDeepCellsGetMoreColumnsOfNotes(t *testing.T) {
	s := workshoptest.Big(0)
	l := laidOut(t, s)
	r := workshop.Region{Stage: l.Stages[0].ID, Lane: l.Lanes[0].ID}
	right := func(n int, l *method.Layout) float64 {
		x := 0.0
		for _, p := range l.FreeSpot(s, r, nil, n) {
			x = max(x, p.X)
		}
		return x
	}
	require.Equal(t, 112.0, right(12, l))
	require.Equal(t, 224.0, right(13, l))
	require.Equal(t, 7*112.0, right(400, l), "not for ever")
	pinned := did(t, s, workshop.SetWidth{Stage: r.Stage, Width: 352})
	require.Equal(t, 224.0, right(400, laidOut(t, pinned)), "a person said how wide")
	wide := l.Fill(s, r, nil, []workshop.Size{{W: 224, H: 180}, {W: 136, H: 116}, {W: 108, H: 60}, {W: 108, H: 60}})
	var boxes []workshop.Rect
	for i, size := range []workshop.Size{{W: 224, H: 180}, {W: 136, H: 116}, {W: 108, H: 60}, {W: 108, H: 60}} {
		box := workshop.RectAt(wide[i], size)
		for _, o := range boxes {
			require.False(t, o.Overlaps(box))
		}
		boxes = append(boxes, box)
	}
}

package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestANoteAMillionUnitsAwayIsFoundAgain(t *testing.T) {
	s := workshoptest.Big(20)
	c := s.CanvasList()[0].ID
	notes := s.NoteList(c)
	kind := lifecycle(t)
	was := kind.Layout(s, c, method.Estimate)
	away := func(s *workshop.Snapshot, n *workshop.Note, r workshop.Region) *workshop.Snapshot {
		to := workshop.Place{Canvas: c, Region: r, At: workshop.Point{X: 1e6, Y: 1e6}}
		return s.With(workshop.Diff{{Ref: n.ID.Ref(), Field: workshop.FieldPlace, After: to.String()}})
	}
	for name, r := range map[string]workshop.Region{"a cell": notes[3].Place.Region, "the shelf": {}, "a lost stage": {Stage: "lost", Lane: "lost"}} {
		far := away(s, notes[3], r)
		l := kind.Layout(far, c, method.Estimate)
		require.Less(t, l.Bounds.H(), was.Bounds.H()+5_000, name)
		require.Less(t, l.Bounds.W(), was.Bounds.W()+workshop.MaxColumn+100, name)
		box := workshop.RectAt(l.Position(far.Notes.Get(notes[3].ID).Place), workshop.Size{W: method.NoteW, H: method.NoteH})
		require.True(t, l.Bounds.Encloses(box), "%s: %v in %v", name, box, l.Bounds)
		for _, n := range notes[4:8] {
			if r != n.Place.Region {
				at, cell := l.Position(n.Place), n.Place.At
				box, _ := l.Cell(n.Place.Region)
				require.Equal(t, cell.Y, at.Y-box.Min.Y, "others stay in their cells")
			}
		}
		require.False(t, l.Same(was))
	}
	require.True(t, kind.Layout(s, c, method.Estimate).Same(was))
}

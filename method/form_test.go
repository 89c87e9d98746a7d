package method_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/method"
	"throughline.app/workshop"
)

// own are the kinds of canvas that only a file describes.
func own(t require.TestingT) []*method.CanvasKind {
	methods, err := method.LoadDir("testdata/own")
	require.NoError(t, err)
	require.Len(t, methods, 1)
	return methods[0].Kinds
}

func TestAKindOfCanvasIsAddedByAFileAlone(t *testing.T) {
	kinds := own(t)
	forms := []method.Form{method.Free, method.Bands, method.Quadrants}
	for i, k := range kinds {
		s := begun(t, k)
		l := k.Layout(s, s.CanvasList()[0].ID, nil)
		require.Equal(t, forms[i], l.Form, k.ID)
		require.True(t, l.Sheet.Encloses(l.Header))
		for _, st := range l.Stages {
			require.Equal(t, l.Shows(workshop.KindStage), !st.Head.Empty(), k.ID)
			require.True(t, l.Sheet.Encloses(st.Column))
			for _, ln := range l.Lanes {
				require.Equal(t, l.Shows(workshop.KindLane), !ln.Title.Empty(), k.ID)
				cell, ok := l.Cell(workshop.Region{Stage: st.ID, Lane: ln.ID})
				require.True(t, ok)
				require.GreaterOrEqual(t, cell.W(), 400.0)
				at, ok := l.RegionAt(cell.Center())
				require.True(t, ok)
				require.Equal(t, workshop.Region{Stage: st.ID, Lane: ln.ID}, at)
			}
		}
	}
}

func TestQuadrantsStayEquallyLarge(t *testing.T) {
	k := own(t)[2]
	s := begun(t, k)
	canvas := s.CanvasList()[0].ID
	r := workshop.Region{Stage: s.StageList(canvas)[1].ID, Lane: s.LaneList(canvas)[0].ID}
	s = with(t, s, workshop.AddNotes{Notes: []workshop.Note{{ID: "deep", Color: workshop.Yellow,
		Place: workshop.Place{Canvas: canvas, Region: r, At: workshop.Point{X: 900, Y: 700}}}}})
	l := k.Layout(s, canvas, nil)
	require.Equal(t, l.Stages[0].Column.W(), l.Stages[1].Column.W())
	require.Equal(t, l.Lanes[0].Row.H(), l.Lanes[1].Row.H())
	require.Greater(t, l.Lanes[0].Row.H(), 700.0)

	// With another stage they are columns, and nothing is lost.
	s = with(t, s, workshop.AddStage{Stage: workshop.Stage{ID: "third", Canvas: canvas, Name: "more"}})
	l = k.Layout(s, canvas, nil)
	require.Equal(t, method.Columns, l.Form)
	require.False(t, l.Stages[2].Head.Empty())
	require.Equal(t, r, l.HomeOf(s.Notes.Get("deep")))
}

func TestNotesLieWhereTheyAreDroppedInEveryForm(t *testing.T) {
	kinds := own(t)
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(kinds).Draw(t, "kind")
		s := begun(t, k)
		l := k.Layout(s, s.CanvasList()[0].ID, nil)
		p := workshop.Point{X: rapid.Float64Range(-100, 2000).Draw(t, "x"), Y: rapid.Float64Range(-100, 2000).Draw(t, "y")}
		place := l.PlaceAt(p, p)
		s = with(t, s, workshop.AddNotes{Notes: []workshop.Note{{ID: "n", Color: workshop.Yellow, Place: place}}})
		after := k.Layout(s, l.Canvas, nil)
		cell, ok := after.Cell(place.Region)
		require.True(t, ok)
		require.True(t, cell.Encloses(workshop.RectAt(after.At(s.Notes.Get("n")), workshop.Size{W: method.NoteW, H: method.NoteH})))
		spot := after.FreeSpot(s, place.Region, nil, 1)[0]
		require.False(t, workshop.RectAt(spot, workshop.Size{W: method.NoteW, H: method.NoteH}).Overlaps(workshop.RectAt(place.At, workshop.Size{W: method.NoteW, H: method.NoteH})))
	})
}

func TestFormsThatDoNotFitAreTold(t *testing.T) {
	m, err := method.LoadDir("testdata/own")
	require.NoError(t, err)
	text := readFile(t, "testdata/own/ideas.toml")
	for _, c := range [][3]string{
		{`layout = "free"`, `layout = "cloud"`, `there is no layout "cloud"`},
		{`stages = ["Everything"]`, `stages = ["A", "B"]`, "a free canvas with 2 stages"},
		{`stages = ["The week"]`, `stages = ["A", "B"]`, "bands with 2 stages"},
		{`stages = ["little", "much"]`, `stages = ["one"]`, "quadrants with 1 stages"},
		{`corners = ["Do now", "Plan", "When there is time", "Leave"]`, `corners = ["Do now"]`, "1 titles for four quadrants"},
		{`layout = "quadrants"`, ``, "the canvas has no axes"},
		{`up = "Effect"`, ``, `up is ""`},
	} {
		_, err = method.Parse("ideas.toml", strings.Replace(text, c[0], c[1], 1))
		require.ErrorContains(t, err, c[2])
		require.Regexp(t, `^ideas\.toml:\d+: .*; .+`, err.Error())
	}
	require.Equal(t, "ideas", m[0].Name)
}

func readFile(t *testing.T, name string) string {
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(text)
}

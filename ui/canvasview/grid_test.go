package canvasview_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/workshoptest"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

func TestHeadAndNamesOfAGridStayInSight(t *testing.T) {
	d := newDeskAt(t, workshoptest.BigControl(200, 15), workshoptest.ControlGrid)
	ed := d.view.Editor()
	look := func(x, y float64) {
		ed.SetView(editor.Viewport{Origin: workshop.Point{X: x, Y: y}, Zoom: 1, Size: ed.View().Size})
	}
	look(-80, -16)
	head, names := canvasview.Strips(d.view)
	require.Empty(t, head)
	require.Empty(t, names)
	look(400, 3000)
	head, names = canvasview.Strips(d.view)
	require.NotEmpty(t, head)
	require.NotEmpty(t, names)
	size := ed.View().Size
	covered := 0.0
	for _, r := range head {
		require.Zero(t, r.Min.Y)
		covered += min(r.Max.X, size.W) - max(r.Min.X, 0)
	}
	require.InDelta(t, size.W, covered, 2, "from edge to edge")
	for _, r := range names {
		require.Equal(t, 60.0, r.Min.X, "beside the tools")
	}
	require.Equal(t, editor.ColumnPart, ed.GridAt(editor.ScreenPoint{X: 700, Y: 10}).Part)
	require.Equal(t, editor.RowPart, ed.GridAt(editor.ScreenPoint{X: 100, Y: 400}).Part)
	require.Equal(t, editor.CellPart, ed.GridAt(editor.ScreenPoint{X: 700, Y: 400}).Part)
}

func TestMarksAreOfferedBelowACell(t *testing.T) {
	d := newDeskAt(t, workshoptest.Control(), workshoptest.ControlGrid)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.ParseMode("light")))
	ed := d.view.Editor()
	require.False(t, canvasview.TapMark(d.view, 1))
	at := ed.View().ToScreen(ed.Grid().CellRect(7, 5).Center())
	d.click(fyne.NewPos(float32(at.X), float32(at.Y)))
	require.True(t, canvasview.TapMark(d.view, 1))
	require.True(t, ed.Grid().Cell(7, 5).Has("A"))
	d.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyC})
	d.view.TypedRune('c')
	require.True(t, ed.Grid().Cell(7, 5).Has("C"))
	require.True(t, canvasview.TapMark(d.view, 4))
	require.Nil(t, ed.Grid().Cell(7, 5))
	require.False(t, canvasview.TapMark(d.view, 1), "it is empty, and nothing is offered any more")

	// What a colleague marks is drawn while nobody touches anything.
	before := d.view.Work()
	_, err := d.doc.Remote(workshop.MarkCell{Grid: workshoptest.ControlGrid, Row: ed.Grid().Rows[7].Key, Column: ed.Grid().Columns[0].Key, Add: []string{"I"}, By: "other"})
	require.NoError(t, err)
	require.True(t, ed.Grid().Cell(7, 0).Has("I"))
	require.Greater(t, d.view.Work(), before)
}

func TestTheCellThatAColleagueHasInFocusIsOutlined(t *testing.T) {
	d := newDeskAt(t, workshoptest.BigControl(200, 15), workshoptest.ControlGrid)
	ed := d.view.Editor()
	look := func(x, y float64) {
		ed.SetView(editor.Viewport{Origin: workshop.Point{X: x, Y: y}, Zoom: 1, Size: ed.View().Size})
	}
	look(-80, -16)
	d.view.SetOthers(nil)
	none := above(d)
	g := ed.Grid()
	jo := canvasview.Cursor{ID: "jo", Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{At: workshop.Point{X: -1e5}}}
	for _, c := range []struct {
		row, column string
		more        int
	}{{g.Rows[1].Key, g.Columns[1].Key, 1}, {g.Rows[199].Key, g.Columns[1].Key, 0}, {"note/gone", g.Columns[1].Key, 0}, {"", "", 0}} {
		jo.Cell = editor.GridCell{Row: c.row, Column: c.column}
		d.view.SetOthers([]canvasview.Cursor{jo})
		require.Equal(t, none+c.more, above(d), "%v", c)
	}
	look(-80, g.CellRect(40, 1).Min.Y-8)
	_, seen := ed.CellOf(editor.GridCell{Row: g.Rows[40].Key, Column: g.Columns[1].Key})
	require.False(t, seen, "behind the head, which stays in sight")
	_, seen = ed.CellOf(editor.GridCell{Row: g.Rows[44].Key, Column: g.Columns[1].Key})
	require.True(t, seen)

	ed.FocusGrid(editor.GridSpot{Part: editor.CellPart, Row: 44, Column: 1})
	require.Equal(t, editor.GridCell{Row: g.Rows[44].Key, Column: g.Columns[1].Key}, ed.Presence().Cell)
}

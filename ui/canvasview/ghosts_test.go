package canvasview_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestWhatAColleagueCarriesIsShownAndWhatIsCarriedIsTold(t *testing.T) {
	d := newDesk(t)
	d.write(1, 1, "Welcome e-mail")
	id := d.view.Editor().Selection().IDs()[0]
	r, _ := d.view.Editor().Hits().NoteRect(id)
	plain := d.win.Canvas().Capture()
	d.view.SetOthers([]canvasview.Cursor{{Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{
		At: r.Center(), Lifted: []workshop.NoteID{id, "gone"}, By: workshop.Vec{DX: 240, DY: 0}, Editing: id}}})
	with := d.win.Canvas().Capture()
	p := d.view.Editor().View().ToScreen(r.Add(workshop.Vec{DX: 240}).Min)
	px := func(x, y float64) (int, int) {
		s := d.win.Canvas().Scale()
		return int(x * float64(s)), int(y * float64(s))
	}
	x, y := px(p.X+20, p.Y+20)
	require.NotEqual(t, plain.At(x, y), with.At(x, y), "a ghost where Jo holds the note")
	d.view.SetOthers(nil)
	require.Equal(t, plain.At(x, y), d.win.Canvas().Capture().At(x, y))

	var told editor.Presence
	d.view.OnPointer = func(p editor.Presence) { told = p }
	d.view.MouseDown(mouse(d.at(r.Center())))
	d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: d.at(r.Center().Add(workshop.Vec{DX: 30, DY: 30}))}})
	require.Equal(t, []workshop.NoteID{id}, told.Lifted)
	require.Greater(t, told.By.DX, 0.0)
	require.Equal(t, []workshop.NoteID{id}, told.Selection)
	require.False(t, told.View.Empty())
}

func TestWhatAColleagueSelectedIsOutlined(t *testing.T) {
	d := newDesk(t)
	d.write(1, 1, "Welcome e-mail")
	id := d.view.Editor().Selection().IDs()[0]
	d.view.Run("edit.none")
	d.view.SetOthers(nil)
	none := above(d)
	jo := canvasview.Cursor{ID: "jo", Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{At: workshop.Point{X: -1e5}}}
	d.view.SetOthers([]canvasview.Cursor{jo})
	require.Equal(t, none, above(d), "the pointer is out of sight")
	jo.Selection = []workshop.NoteID{id, "gone"}
	d.view.SetOthers([]canvasview.Cursor{jo})
	require.Equal(t, none+1, above(d))
	jo.Lifted, jo.By = jo.Selection, workshop.Vec{DX: 40}
	d.view.SetOthers([]canvasview.Cursor{jo})
	require.Equal(t, none+1, above(d), "what is carried is shown where it is")
	jo.Lifted = nil
	d.view.SetOthers([]canvasview.Cursor{jo})
	d.view.ShowCursors(canvasview.CursorsNone)
	require.Equal(t, none, above(d))
}

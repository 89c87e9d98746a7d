package canvasview_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// crowd is n people who all move, write and carry.
func crowd(n, turn int, ids ...workshop.NoteID) []canvasview.Cursor {
	var all []canvasview.Cursor
	for i := range n {
		all = append(all, canvasview.Cursor{ID: fmt.Sprintf("laptop%02d", i), Name: fmt.Sprint("Person ", i), Hue: "#1D4ED8", Presence: editor.Presence{
			At: workshop.Point{X: float64(300 + 12*i + turn), Y: float64(200 + 7*i)}, Lifted: ids, By: workshop.Vec{DX: float64(i)},
			View: workshop.RectAt(workshop.Point{}, workshop.Size{W: 1000, H: 600}),
		}})
	}
	return all
}

func above(d *desk) int { return len(canvasview.Objects(d.view)) - len(canvasview.TileRects(d.view)) }

func TestFiftyPeopleAreFewObjects(t *testing.T) {
	d := newDesk(t)
	d.write(1, 1, "Welcome e-mail")
	id := d.view.Editor().Selection().IDs()[0]
	d.view.Run("edit.none")
	d.view.SetOthers(nil)
	alone := above(d)
	for turn := range 5 {
		d.wait(50 * time.Millisecond)
		d.view.SetOthers(crowd(50, turn, id))
		require.LessOrEqual(t, above(d)-alone, 50)
	}
	shown := above(d)
	d.view.ShowCursors(canvasview.CursorsNone)
	require.Less(t, above(d), shown)
	d.view.ShowCursors(canvasview.CursorsAll)

	still := crowd(50, 4)
	d.view.SetOthers(still)
	d.wait(10 * time.Second)
	d.view.SetOthers(still)
	require.Equal(t, alone, above(d), "nobody moves")
}

// Twelve others are shown whatever they do. With one more those fold away who are still.
func TestCursorsFoldAwayAboveTwelve(t *testing.T) {
	d := newDesk(t)
	shows := func(all []canvasview.Cursor) (n int) {
		d.view.SetOthers(all)
		for _, o := range canvasview.Objects(d.view) {
			if _, ok := o.(*canvas.ArbitraryPolygon); ok { // the arrow of a cursor
				n++
			}
		}
		return n
	}
	alone := shows(nil)
	for _, n := range []int{canvasview.Crowd, canvasview.Crowd + 1} {
		shows(nil)
		moving := shows(crowd(n, 0)) - alone
		d.wait(10 * time.Second)
		still := shows(crowd(n, 0)) - alone
		some := crowd(n, 0)
		for i := range 3 {
			some[i].At.X += 40
		}
		some[5].Editing = "a note"
		few := shows(some) - alone
		if n == canvasview.Crowd {
			require.Equal(t, []int{n, n, n}, []int{moving, still, few})
			continue
		}
		require.Equal(t, []int{10, 0, 4}, []int{moving, still, few}, "those who moved last or write")
	}
	lead := crowd(canvasview.Crowd+1, 0)
	shows(lead)
	d.wait(10 * time.Second)
	d.view.Follow(lead[7].ID)
	require.Equal(t, 1, shows(lead)-alone, "who is followed stays")
}

func TestFollowingGoesAlongUntilOneMovesTheViewOrTheyLeave(t *testing.T) {
	d := newDesk(t)
	at := func(x float64) []canvasview.Cursor {
		return []canvasview.Cursor{{ID: "jo", Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{
			View: workshop.RectAt(workshop.Point{X: x, Y: 100}, workshop.Size{W: 600, H: 380})}}}
	}
	arrive := func() {
		for range 60 {
			d.wait(16 * time.Millisecond)
		}
	}
	var told []string
	d.view.OnFollow = func(id string) { told = append(told, id) }
	d.view.SetOthers(at(100))
	d.view.Follow("jo")
	arrive()
	see := d.view.Editor().View()
	require.True(t, see.Visible().Contains(workshop.Point{X: 110, Y: 110}) && see.Visible().Contains(workshop.Point{X: 690, Y: 470}))
	d.view.SetOthers(at(240))
	arrive()
	require.Equal(t, see.Zoom, d.view.Editor().View().Zoom, "the zoom stays where it does")
	require.InDelta(t, 140, d.view.Editor().View().Origin.X-see.Origin.X, 2)
	d.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Equal(t, []string{"jo", ""}, told)

	d.view.Follow("jo")
	arrive()
	d.view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	require.Equal(t, "", d.view.Following(), "the hand goes first")
	d.view.Follow("jo")
	d.view.SetOthers(nil)
	require.Equal(t, "", d.view.Following(), "Jo left")

	both := at(100)
	both[0].Follows = "me, whom nobody lists"
	d.view.SetOthers(both)
	d.view.Follow("jo")
	before := d.view.Editor().View()
	arrive()
	require.Equal(t, before, d.view.Editor().View(), "two who follow each other stand still")
}

func TestALaserFadesAndNothingGoesOn(t *testing.T) {
	d := newDesk(t)
	lines := func() (n int) {
		for _, o := range canvasview.Objects(d.view) {
			if _, ok := o.(*canvas.Line); ok {
				n++
			}
		}
		return n
	}
	jo := canvasview.Cursor{ID: "jo", Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{Last: 4, Trail: []workshop.Point{{X: 100, Y: 100}, {X: 160, Y: 120}, {X: 220, Y: 100}, {X: math.MaxFloat64, Y: -math.MaxFloat64}}}}
	none := lines()
	d.view.SetOthers([]canvasview.Cursor{jo})
	require.Greater(t, lines(), none)
	for range 60 {
		d.wait(25 * time.Millisecond)
		d.view.SetOthers([]canvasview.Cursor{jo}) // told again: nothing new
	}
	require.Equal(t, none, lines())
	d.timers = nil
	d.view.SetOthers([]canvasview.Cursor{jo})
	require.Empty(t, d.timers, "no frame is drawn for what has faded")
}

func TestHoldingTheLaserKeyDrawsAndWritesNothing(t *testing.T) {
	d := newDesk(t)
	press := func() {
		d.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyK})
		d.view.TypedRune('k')
	}
	var told editor.Presence
	d.view.OnPointer = func(p editor.Presence) { told = p }
	d.view.KeyDown(&fyne.KeyEvent{Name: fyne.KeyK})
	press()
	for i := range 20 {
		d.wait(40 * time.Millisecond)
		press()
		d.view.MouseMoved(mouse(fyne.NewPos(float32(400+i*5), 300)))
	}
	require.Len(t, told.Trail, editor.MaxTrail)
	require.Equal(t, editor.LaserTool, d.view.Editor().Tool())
	d.view.KeyUp(&fyne.KeyEvent{Name: fyne.KeyK})
	require.Empty(t, told.Trail)
	require.Equal(t, editor.SelectTool, d.view.Editor().Tool())
	_, writing := d.view.Editor().Editing()
	require.False(t, writing)

	d.view.KeyDown(&fyne.KeyEvent{Name: fyne.KeyK})
	press()
	d.view.KeyUp(&fyne.KeyEvent{Name: fyne.KeyK})
	require.Equal(t, editor.LaserTool, d.view.Editor().Tool(), "a short touch takes it up")
}

package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// wallWindow is the window of the wall, nil if it is not shown.
func wallWindow() (found fyne.Window) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if strings.HasSuffix(w.Title(), ", wall") {
			found = w
		}
	}
	return found
}

func onWall[T fyne.CanvasObject](is func(T) bool) (found T) {
	walk(wallWindow().Canvas().Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(T); ok && is(t) {
			found = t
		}
	})
	return found
}

func (d *desk) untilOnWall(text string) {
	d.t.Helper()
	d.until(text+" on the wall", func() bool { return onWall(func(l *panel.Label) bool { return l.Text == text }) != nil })
}

func TestTheWallTellsWhatTheRoomDoes(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	work := d.view
	s := d.backend.Sessions["a"]
	d.run("view.wall")
	require.NotSame(t, work, d.view, "a view of its own")
	require.True(t, d.view.options.Looks)
	d.untilOnWall("BrightFibre · Winter workshop · Customer lifecycle")
	require.Nil(t, onWall(func(l *panel.Label) bool { return l.Text == "Join with" }), "nobody shares")

	s.SetMoment(ui.Moment{Instruction: "Two ideas each, one per note", Length: time.Hour, Left: 5 * time.Minute})
	d.untilOnWall("05:00")
	d.untilOnWall("paused")
	d.untilOnWall("Two ideas each, one per note")
	s.SetMoment(ui.Moment{Length: time.Hour, Running: true})
	d.untilOnWall("Time is up")

	s.SetStatus(func(st *ui.Status) {
		st.Members = []ui.Member{{ID: "l1", Name: "Jo Brandt", Here: true, Role: ui.RoleFacilitator}, {ID: "l2", Name: "Wall", Here: true, Watching: true}, {ID: "l3", Name: "Lena"}}
	})
	d.untilOnWall("1 in the room")
	door := func(mode string) {
		s.SetDoors(func(d *ui.Door, _ *[]ui.Asker) {
			*d = ui.Door{Mode: mode, Words: []string{"abandoned", "bagpipe", "jobholder", "wristwatch", "yodel"}, Addr: "192.0.2.17:4717"}
		})
	}
	door("open")
	d.untilOnWall("Join with")
	require.NotNil(t, onWall(func(l *panel.Label) bool { return l.Text == "192.0.2.17:4717" }))
	door("ask")
	d.untilOnWall("Ask to join with")
	door("shut")
	d.until("no words", func() bool { return onWall(func(l *panel.Label) bool { return l.Text == "192.0.2.17:4717" }) == nil })

	// A facilitator who calls takes the wall along; anybody else does not.
	cursor := ui.Cursor{ID: "l2", Name: "Ben", Canvas: "canvas1", Presence: editor.Presence{Call: 5}}
	s.SetOthers([]ui.Cursor{cursor})
	d.until("the cursors", func() bool { return len(d.view.others) == 1 })
	require.Equal(t, "", d.view.follows)
	cursor.ID, cursor.Call = "l1", 6
	s.SetOthers([]ui.Cursor{cursor})
	d.until("the wall follows", func() bool { return d.view.follows == "l1" })
	d.view.options.Follows("") // who called has left
	d.until("the whole", func() bool { return d.view.follows == "" })

	changes := len(d.view.updates)
	_, err := s.Receive(workshop.Rename{Ref: workshop.StageID("stage0").Ref(), Name: "Before"})
	require.NoError(t, err)
	d.until("the change", func() bool { return len(d.view.updates) > changes })

	wall := d.view
	d.view = work
	d.run("view.wall") // it is there already
	require.Same(t, work, d.view)
	wallWindow().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.True(t, wall.closed)
	require.False(t, work.closed)
	require.False(t, s.Closed())
}

func TestNothingOnTheWallCanBeTouched(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	d.run("view.wall")
	window := wallWindow()
	require.NotNil(t, window)
	c := window.Canvas()
	for x := float32(10); x < c.Size().Width; x += 150 {
		for y := float32(10); y < c.Size().Height; y += 90 {
			test.TapCanvas(c, fyne.NewPos(x, y))
			test.Drag(c, fyne.NewPos(x, y), 40, 30)
		}
	}
	require.Nil(t, c.Focused())
	require.Nil(t, window.MainMenu())
}

func TestTheWallFitsItsScreen(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	s.SetMoment(ui.Moment{Length: time.Hour, Left: 5 * time.Minute, Instruction: "Write down two things that went wrong last quarter, one per note, and put each where the customer noticed it first"})
	var members []ui.Member
	for i := range 40 {
		members = append(members, ui.Member{ID: fmt.Sprint(i), Name: fmt.Sprint("Person ", i), Here: true})
	}
	s.SetStatus(func(st *ui.Status) { st.Members = members })
	s.SetDoors(func(d *ui.Door, _ *[]ui.Asker) {
		*d = ui.Door{Mode: "open", Words: []string{"abandoned", "bagpipe", "jobholder", "wristwatch", "yodel"}, Addr: "192.0.2.17:4717"}
	})
	d.run("view.wall")
	d.untilOnWall("Join with")
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080), fyne.NewSize(1024, 768), fyne.NewSize(3840, 2160)} {
		window := wallWindow()
		window.Resize(size)
		right := map[float32]float32{} // ends of what stands in the foot, by beginning
		walk(window.Canvas().Content(), func(o fyne.CanvasObject) {
			l, ok := o.(*panel.Label)
			if !ok || l.Text == "" {
				return
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
			require.LessOrEqual(t, at.X+l.Size().Width, size.Width+1, "%v: %s", size, l.Text)
			require.LessOrEqual(t, at.Y+l.Size().Height, size.Height+1, "%v: %s", size, l.Text)
			require.GreaterOrEqual(t, at.X, float32(0), "%v: %s", size, l.Text)
			if at.Y > size.Height*0.85 {
				right[at.X] = at.X + l.Size().Width
			}
		})
		for x, end := range right {
			for other := range right {
				require.False(t, other > x && other < end, "%v: two texts in one place at %g and %g", size, x, other)
			}
		}
	}
}

func TestALaptopThatIsAWallShowsNothingElse(t *testing.T) {
	d := &desk{t: t, backend: uitest.New(), wake: make(chan struct{}, 1)}
	withWorkshop(d.backend)
	d.shell = ui.NewShell(t.Context(), ui.Options{
		Backend: d.backend, App: test.NewTempApp(t), Do: d.do, Wall: true,
		NewView: func(o ui.ViewOptions) (ui.CanvasView, error) {
			d.view = &view{options: o, object: panel.Text("the canvas", 12, "ink")}
			return d.view, nil
		},
	})
	d.shell.RaiseOn("a")
	d.untilText("the canvas")
	s := d.backend.Sessions["a"]
	require.True(t, s.Watches())
	require.Nil(t, find(d, func(b *panel.Button) bool { return b.Text == "Share" }))
	c := d.shell.Window().Canvas()
	for _, k := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyF6, fyne.KeyReturn, fyne.KeyTab, fyne.KeyF11} {
		c.OnTypedKey()(&fyne.KeyEvent{Name: k})
	}
	c.OnTypedRune()('?')
	c.OnTypedRune()('n')
	require.Empty(t, c.Overlays().List())
	require.Nil(t, c.Focused())
	s.SetStatus(func(st *ui.Status) { st.Members = []ui.Member{{Name: "Jo Brandt", Here: true}} })
	d.untilText("1 in the room") // the wall itself is nobody
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.until("closed", s.Closed)
}

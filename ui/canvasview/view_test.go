package canvasview_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// A desk is a window with a canvas, and the hands and the clock of the person before it.
type desk struct {
	t      *testing.T
	doc    *editortest.Document
	view   *canvasview.View
	shaper *render.Shaper
	win    fyne.Window
	now    time.Time
	timers []*timer
	posted chan func() // from other goroutines
	mods   editor.Mods
}

type timer struct {
	at      time.Time
	f       func()
	stopped bool
}

func newDesk(t *testing.T) *desk {
	s, canvas, _ := editortest.Scaffold(t)
	return newDeskAt(t, s, canvas)
}

// newDeskAt is newDesk at a canvas of a workshop.
func newDeskAt(t *testing.T, s *workshop.Snapshot, canvas workshop.CanvasID) *desk {
	test.NewTempApp(t)
	methods, err := method.Embedded()
	require.NoError(t, err)
	shaper, err := render.NewShaper()
	require.NoError(t, err)
	d := &desk{t: t, doc: editortest.NewDocument(s), now: time.Unix(1_000_000, 0), shaper: shaper, posted: make(chan func(), 8)}
	d.view = canvasview.New(canvasview.Options{
		Document: d.doc, Canvas: canvas, Methods: methods, Shaper: shaper, Style: render.Light(), Authors: true,
		OneGoroutine: true,
		Post:         func(f func()) { d.posted <- f },
		Now:          func() time.Time { return d.now },
		Modifiers:    func() editor.Mods { return d.mods },
		After: func(wait time.Duration, f func()) func() {
			tm := &timer{at: d.now.Add(wait), f: f}
			d.timers = append(d.timers, tm)
			return func() { tm.stopped = true }
		},
	})
	d.doc.Told = func(diff workshop.Diff) {
		d.view.Set(workshop.Update{Snapshot: d.doc.Snapshot(), Diff: diff, Origin: workshop.Remote})
	}
	d.win = test.NewTempWindow(t, d.view)
	d.win.SetPadded(false)
	d.win.Resize(fyne.NewSize(1440, 900))
	d.view.Fit()
	return d
}

// wait lets time pass and rings what was set for it.
func (d *desk) wait(span time.Duration) {
	d.now = d.now.Add(span)
	due := d.timers
	d.timers = nil
	for _, tm := range due {
		switch {
		case tm.stopped:
		case tm.at.After(d.now):
			d.timers = append(d.timers, tm)
		default:
			tm.f()
		}
	}
}

func (d *desk) cell(stage, lane int) fyne.Position {
	l := d.view.Editor().Layout()
	r, ok := l.Cell(workshop.Region{Stage: l.Stages[stage].ID, Lane: l.Lanes[lane].ID})
	require.True(d.t, ok)
	return d.at(r.Center())
}

func (d *desk) at(p workshop.Point) fyne.Position {
	s := d.view.Editor().View().ToScreen(p)
	return fyne.NewPos(float32(s.X), float32(s.Y))
}

func mouse(p fyne.Position) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p, AbsolutePosition: p}, Button: desktop.MouseButtonPrimary}
}

func (d *desk) click(p fyne.Position) {
	d.view.MouseDown(mouse(p))
	d.view.MouseUp(mouse(p))
	d.wait(50 * time.Millisecond)
}

func (d *desk) drag(from, to fyne.Position) {
	d.view.MouseDown(mouse(from))
	for i := float32(1); i <= 4; i++ {
		p := fyne.NewPos(from.X+(to.X-from.X)*i/4, from.Y+(to.Y-from.Y)*i/4)
		d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p}})
	}
	d.view.MouseUp(mouse(to))
	d.view.DragEnd()
	d.wait(time.Second)
}

// focused is what the keyboard goes to.
func (d *desk) focused() fyne.Focusable { return d.win.Canvas().Focused() }

func (d *desk) typed(text string) {
	for _, r := range text {
		d.focused().TypedRune(r)
	}
}

func (d *desk) key(k fyne.KeyName) { d.focused().TypedKey(&fyne.KeyEvent{Name: k}) }

func (d *desk) notes() []*workshop.Note {
	return d.doc.Snapshot().NoteList(d.view.Editor().Canvas())
}

func (d *desk) write(stage, lane int, text string) workshop.NoteID {
	d.wait(time.Second)
	d.click(d.cell(stage, lane))
	d.click(d.cell(stage, lane))
	d.typed(text)
	d.key(fyne.KeyEscape)
	return d.view.Editor().Selection().IDs()[0]
}

func TestDoubleClickWritesANote(t *testing.T) {
	d := newDesk(t)
	d.click(d.cell(1, 3))
	require.Equal(t, fyne.Focusable(d.view), d.focused(), "the canvas has the keyboard after a click")
	d.click(d.cell(1, 3))
	require.NotEqual(t, fyne.Focusable(d.view), d.focused(), "the entry has it now")
	d.typed("One page that says what is included")
	require.Empty(t, d.notes())
	d.wait(time.Second)
	require.Len(t, d.notes(), 1, "a pause keeps what was written")
	d.typed("!")
	d.key(fyne.KeyEscape)
	n := d.notes()[0]
	require.Equal(t, "One page that says what is included!", n.Text)
	l := d.view.Editor().Layout()
	require.Equal(t, workshop.Region{Stage: l.Stages[1].ID, Lane: l.Lanes[3].ID}, n.Place.Region)
	require.Equal(t, workshop.Yellow, n.Color)
	require.Equal(t, fyne.Focusable(d.view), d.focused(), "the canvas has the keyboard again")

	require.True(t, d.view.Run("edit.undo"))
	require.Empty(t, d.notes(), "one undo for the whole writing")
	require.Equal(t, "write a note", d.view.Editor().CanRedo())
}

func TestDragMovesANoteToAnotherRegion(t *testing.T) {
	d := newDesk(t)
	id := d.write(0, 0, "Asks peers")
	d.doc.Changes = 0
	d.drag(d.cell(0, 0), d.cell(3, 2))
	l := d.view.Editor().Layout()
	require.Equal(t, workshop.Region{Stage: l.Stages[3].ID, Lane: l.Lanes[2].ID}, d.doc.Snapshot().Notes.Get(id).Place.Region)
	require.Equal(t, 1, d.doc.Changes)
	d.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	require.Equal(t, l.Stages[0].ID, d.doc.Snapshot().Notes.Get(id).Place.Region.Stage)
}

func TestTypingBeginsANoteAndTabChains(t *testing.T) {
	d := newDesk(t)
	d.view.MouseMoved(mouse(d.cell(2, 1)))
	d.view.Focus()
	d.typed("Welcome e-mail")
	d.key(fyne.KeyTab)
	d.typed("Field engineer visit")
	d.key(fyne.KeyReturn)
	var texts []string
	for _, n := range d.notes() {
		texts = append(texts, n.Text)
	}
	require.ElementsMatch(t, []string{"Welcome e-mail", "Field engineer visit"}, texts)

	d.key(fyne.KeyReturn) // the selected note, again
	d.mods = editor.Shift
	d.key(fyne.KeyReturn)
	d.mods = 0
	d.typed("on Monday")
	d.click(d.cell(4, 3))
	require.Equal(t, "Field engineer visit\non Monday", d.notes()[1].Text)
}

func TestTextCannotBeTypedPastTheLimit(t *testing.T) {
	d := newDesk(t)
	d.click(d.cell(0, 0))
	d.click(d.cell(0, 0))
	long := make([]rune, workshop.MaxText+50)
	for i := range long {
		long[i] = 'x'
	}
	d.focused().(interface{ SetText(string) }).SetText(string(long))
	d.typed("y")
	d.key(fyne.KeyEscape)
	require.Equal(t, string(long[:workshop.MaxText]), d.notes()[0].Text)
}

func TestCtrlWheelKeepsThePointUnderThePointer(t *testing.T) {
	d := newDesk(t)
	p := fyne.NewPos(600, 320)
	under := func() workshop.Point {
		return d.view.Editor().View().ToCanvas(editor.ScreenPoint{X: float64(p.X), Y: float64(p.Y)})
	}
	was, zoom := under(), d.view.Editor().View().Zoom
	d.mods = editor.Ctrl
	for range 6 {
		d.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: p}, Scrolled: fyne.NewDelta(0, 25)})
		is := under()
		require.InDelta(t, was.X, is.X, 1e-6)
		require.InDelta(t, was.Y, is.Y, 1e-6)
	}
	d.wait(time.Second)
	require.InDelta(t, float64(zoom)*1.771561, float64(d.view.Editor().View().Zoom), 1e-6)
}

func TestAColleaguesChangesShowAndLeaveTheHandsAlone(t *testing.T) {
	d := newDesk(t)
	id := d.write(0, 0, "Asks peers")
	d.click(d.cell(0, 0))
	d.click(d.cell(0, 0))
	d.typed(" twice")
	_, err := d.doc.Remote(workshop.EditText{Note: id, Base: "Asks peers", Text: "Ana asks peers"})
	require.NoError(t, err)
	d.typed("!")
	d.key(fyne.KeyEscape)
	require.Equal(t, "Ana asks peers twice!", d.doc.Snapshot().Notes.Get(id).Text)

	_, err = d.doc.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{id}})
	require.NoError(t, err)
	require.Zero(t, d.view.Editor().Selection().Len())
}

func TestTheShellHearsWhatItShows(t *testing.T) {
	d := newDesk(t)
	heard := 0
	d.view.OnChanged = func() { heard++ }
	var at workshop.Point
	d.view.OnPointer = func(p editor.Presence) { at = p.At }
	d.view.MouseMoved(mouse(d.cell(1, 1)))
	require.Zero(t, heard, "a pointer that moves changes nothing")
	l := d.view.Editor().Layout()
	c, _ := l.Cell(workshop.Region{Stage: l.Stages[1].ID, Lane: l.Lanes[1].ID})
	require.InDelta(t, c.Center().X, at.X, 0.1)
	require.True(t, d.view.Run("tool.note"))
	require.Equal(t, 1, heard)
	d.write(1, 1, "Welcome e-mail")
	color, some := d.view.Editor().Color()
	require.True(t, some)
	require.Equal(t, workshop.Green, color)
	require.Greater(t, heard, 1)
}

func TestStyleAndCursorsAreDrawn(t *testing.T) {
	d := newDesk(t)
	before := d.win.Canvas().Capture()
	d.view.SetStyle(render.Dark())
	dark := d.win.Canvas().Capture()
	require.NotEqual(t, before.At(5, 5), dark.At(5, 5), "the paper is dark")
	require.Zero(t, canvasview.StalePixels(d.view))

	p := d.cell(2, 1)
	at := d.view.Editor().View().ToCanvas(editor.ScreenPoint{X: float64(p.X), Y: float64(p.Y)})
	d.view.SetOthers([]canvasview.Cursor{
		{Name: "Jo", Hue: "#1D4ED8", Presence: editor.Presence{At: at}},
		{Name: "?", Hue: "no colour", Presence: editor.Presence{At: at}},
	})
	with := d.win.Canvas().Capture()
	require.NotEqual(t, dark.At(int(p.X)+3, int(p.Y)+2), with.At(int(p.X)+3, int(p.Y)+2), "a cursor is there")
	d.view.SetOthers(nil)
	require.Equal(t, dark.At(int(p.X)+3, int(p.Y)+2), d.win.Canvas().Capture().At(int(p.X)+3, int(p.Y)+2))
	d.view.Close()
}

func TestFoundNotesAreLitAndStayLitThroughChanges(t *testing.T) {
	d := newDesk(t)
	d.write(0, 0, "Asks peers")
	d.write(1, 1, "Compares prices")
	ids := slices.Collect(maps.Keys(maps.Collect(d.doc.Snapshot().Notes.All())))
	require.Len(t, ids, 2)
	for _, lit := range []map[workshop.NoteID]bool{{ids[0]: true}, {ids[1]: true}, {}, nil} {
		d.view.SetLit(lit)
		require.Zero(t, canvasview.StalePixels(d.view))
		d.drag(d.cell(1, 1), d.cell(2, 2))
		d.drag(d.cell(2, 2), d.cell(1, 1))
		require.Zero(t, canvasview.StalePixels(d.view))
	}
}

func TestFontsThatAreFoundLateAreDrawn(t *testing.T) {
	d := newDesk(t)
	d.write(0, 0, "Asks peers")
	before := d.view.Work()
	d.shaper.LoadFonts()
	select {
	case show := <-d.posted:
		show()
	default:
		t.Skip("this computer has no fonts")
	}
	require.Greater(t, d.view.Work(), before, "what was drawn without them is drawn again")
	require.Zero(t, canvasview.StalePixels(d.view))
}

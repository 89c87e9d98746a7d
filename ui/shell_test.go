package ui_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// desk is the screens on a window that is nowhere, with the main goroutine in the test.
type desk struct {
	t       testing.TB
	backend *uitest.Backend
	shell   *ui.Shell
	view    *view
	made    func(*view) // hears of every canvas that is made; may be nil

	mu   sync.Mutex
	jobs []func()
	wake chan struct{}
}

func open(t *testing.T, prepare func(*uitest.Backend)) *desk {
	t.Helper()
	d := &desk{t: t, backend: uitest.New(), wake: make(chan struct{}, 1)}
	if prepare != nil {
		prepare(d.backend)
	}
	d.shell = ui.NewShell(t.Context(), ui.Options{
		Backend: d.backend, App: test.NewTempApp(t), Do: d.do,
		Now: func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) },
		NewView: func(o ui.ViewOptions) (ui.CanvasView, error) {
			d.view = &view{options: o, object: panel.Text("the canvas", 12, "ink")}
			if d.made != nil {
				d.made(d.view)
			}
			return d.view, nil
		},
	})
	d.shell.Window().Resize(fyne.NewSize(1440, 900))
	return d
}

func (d *desk) do(f func()) {
	d.mu.Lock()
	d.jobs = append(d.jobs, f)
	d.mu.Unlock()
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// until takes turns of the main goroutine until ok.
func (d *desk) until(what string, ok func() bool) {
	d.t.Helper()
	late := time.After(60 * time.Second)
	for {
		d.mu.Lock()
		jobs := d.jobs
		d.jobs = nil
		d.mu.Unlock()
		for _, f := range jobs {
			f()
		}
		if ok() {
			return
		}
		select {
		case <-d.wake:
		case <-late:
			require.Fail(d.t, "waited too long", what)
		}
	}
}

// turn takes a turn of the main goroutine that begins after all that is posted by now.
func (d *desk) turn() {
	d.t.Helper()
	came := false
	d.shell.Post(func() { came = true })
	d.until("a turn", func() bool { return came })
}

func (d *desk) untilText(text string) {
	d.t.Helper()
	d.until(text, func() bool { return d.label(text) != nil })
}

// roots are what can be seen, the top last.
func (d *desk) roots() []fyne.CanvasObject {
	c := d.shell.Window().Canvas()
	return append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
}

func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

func find[T fyne.CanvasObject](d *desk, is func(T) bool) (found T) {
	for _, root := range d.roots() {
		walk(root, func(o fyne.CanvasObject) {
			if t, ok := o.(T); ok && is(t) {
				found = t
			}
		})
	}
	return found
}

func (d *desk) label(text string) *panel.Label {
	return find(d, func(l *panel.Label) bool { return l.Text == text })
}

func (d *desk) press(text string) {
	d.t.Helper()
	b := find(d, func(b *panel.Button) bool { return b.Text == text })
	require.NotNil(d.t, b, text)
	require.True(d.t, b.Enabled(), text)
	test.Tap(b)
}

func (d *desk) card(name string) *panel.Card {
	return find(d, func(c *panel.Card) bool { return c.Name == name })
}

func (d *desk) type_(text string) {
	c := d.shell.Window().Canvas()
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}

func (d *desk) key(k fyne.KeyName) {
	d.shell.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
}

// view stands for the canvas.
type view struct {
	options ui.ViewOptions
	object  fyne.CanvasObject
	updates []workshop.Update
	others  []ui.Cursor
	closed  bool
	follows string
	cursors string
	added   []editor.Command
	habits  ui.Habits
}

func (v *view) Object() fyne.CanvasObject       { return v.object }
func (v *view) Focus()                          {}
func (v *view) Set(u workshop.Update)           { v.updates = append(v.updates, u) }
func (v *view) SetOthers(c []ui.Cursor)         { v.others = c }
func (v *view) Follow(id string)                { v.follows = id }
func (v *view) ShowCursors(which string)        { v.cursors = which }
func (v *view) SetDark(bool)                    {}
func (v *view) SetHabits(h ui.Habits)           { v.habits = h }
func (v *view) Commands() []editor.Command      { return v.added }
func (v *view) Run(string) bool                 { return true }
func (v *view) AddCommands(c ...editor.Command) { v.added = append(v.added, c...) }
func (v *view) Editor() *editor.Editor          { return nil }
func (v *view) Scene() *render.Scene            { return nil }
func (v *view) SetLit(map[workshop.NoteID]bool) {}
func (v *view) SetLitPlaces([]editor.Place)     {}
func (v *view) PictureCame([32]byte)            {}
func (v *view) Hand() ui.Hand                   { return ui.Hand{Tool: "select", Undo: "move 12 notes"} }
func (v *view) Close()                          { v.closed = true }

func withWorkshop(b *uitest.Backend) {
	b.Cards = []ui.WorkshopCard{{ID: "a", Title: "BrightFibre · Winter workshop", Opened: time.Date(2026, 11, 22, 8, 56, 0, 0, time.UTC), Notes: 142, People: 12}}
	b.Sessions["a"] = uitest.NewSession("a", "BrightFibre · Winter workshop")
}

func TestHomeListsWorkshops(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	require.NotNil(t, d.label("4 minutes ago · 12 people"))
	require.NotNil(t, d.label("142 notes"))
}

func TestEmptyHomeTeaches(t *testing.T) {
	d := open(t, nil)
	d.untilText("Nothing here yet")
}

func TestStartAWorkshop(t *testing.T) {
	d := open(t, nil)
	d.untilText("Nothing here yet")
	test.Tap(d.card("Customer lifecycle"))
	require.NotNil(t, d.label("What is the workshop called?"))
	d.key(fyne.KeyReturn) // Enter accepts what is offered
	d.untilText("the canvas")
	require.Equal(t, "Customer lifecycle · 22 November – Throughline", d.shell.Window().Title())

	test.Tap(d.card("All workshops"))
	d.untilText("Your workshops")
	require.True(t, d.view.closed)
	require.True(t, d.backend.Sessions["lifecycle-new"].Closed())
	d.until("its card", func() bool { return d.card("Customer lifecycle · 22 November") != nil })
}

// ana names the person, so that nobody is asked.
func ana(b *uitest.Backend) {
	_ = b.SetProfile(context.Background(), ui.Profile{Name: "Ana Moreau", Hue: "#C2410C"})
}

func TestJoinByWords(t *testing.T) {
	d := open(t, ana)
	boxes := find(d, func(*panel.WordBoxes) bool { return true })
	c := d.shell.Window().Canvas()
	c.Focus(boxes.First())
	d.type_("aba bag job yod yod")
	d.key(fyne.KeyReturn)
	d.type_("127.0.0.1:4717")
	d.key(fyne.KeyReturn)
	d.untilText("These words do not open this workshop. Ask for the words that are on the wall now.")

	c.Focus(boxes.First())
	boxes.Paste(0, "abandoned bagpipe jobholder wristwatch yodel")
	require.Nil(t, d.label("These words do not open this workshop. Ask for the words that are on the wall now."), "said until something is typed")
	d.press("Join")
	d.untilText("the canvas")
	require.Equal(t, "abandoned bagpipe jobholder wristwatch yodel at 127.0.0.1:4717", d.backend.Joined()[1])
}

func TestTheWholeInvitationCanBePasted(t *testing.T) {
	d := open(t, ana)
	field := find(d, func(f *panel.Field) bool { return f.PlaceHolder == "only if it is not in the list" })
	field.SetText("abandoned bagpipe jobholder wristwatch yodel\n127.0.0.1:4717")
	require.Equal(t, "127.0.0.1:4717", field.Text)
	d.press("Join")
	d.untilText("the canvas")
}

func TestErrorsAreSentences(t *testing.T) {
	full := errors.New("sqlite: database or disk is full (13)")
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		b.Sentence[full] = [2]string{"The disk of this laptop is full.", "Free some space, then open the workshop again."}
	})
	d.untilText("BrightFibre · Winter workshop")
	d.backend.Failure = fmt.Errorf("open: %w", full)
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("The disk of this laptop is full.")
	require.NotNil(t, d.label("Free some space, then open the workshop again."))
	require.Nil(t, find(d, func(l *panel.Label) bool { return l.Text == full.Error() }))
	d.press("OK")
	require.Empty(t, d.shell.Window().Canvas().Overlays().List())
}

func TestShareAsksForANameFirst(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	d.press("Share")
	require.NotNil(t, d.label("Who are you?"))
	d.type_("Ana Moreau")
	d.key(fyne.KeyReturn)
	d.untilText("192.0.2.17:4717")
	require.Equal(t, "Ana Moreau", d.backend.Profile().Name)
	require.NotNil(t, d.label("Nobody else yet. Names appear here as laptops come in."))

	d.backend.Sessions["a"].SetStatus(func(s *ui.Status) {
		s.Members = []ui.Member{{Name: "Jo Brandt", Here: true, Behind: 3}, {Name: "Lena Pauls"}}
	})
	d.untilText("Jo Brandt")
	require.NotNil(t, d.label("3 behind"))
	require.NotNil(t, d.label("away"))
	d.press("Copy invitation")
	require.Equal(t, "abandoned bagpipe jobholder wristwatch yodel\n192.0.2.17:4717", fyne.CurrentApp().Clipboard().Content())
}

func TestColleaguesReachTheCanvas(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	s := d.backend.Sessions["a"]
	for i := range 200 {
		_, err := s.Receive(workshop.Rename{Ref: workshop.StageID("stage0").Ref(), Name: fmt.Sprint("Stage ", i)})
		require.NoError(t, err)
	}
	s.SetOthers([]ui.Cursor{{Name: "Jo"}})
	d.until("the last name", func() bool {
		n := len(d.view.updates)
		return n > 0 && d.view.updates[n-1].Snapshot == s.Snapshot() && len(d.view.others) == 1
	})
	require.Less(t, len(d.view.updates), 20)
	_, err := s.Receive(workshop.Rename{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, Name: "Another title"})
	require.NoError(t, err)
	d.until("the title", func() bool { return d.shell.Window().Title() == "Another title – Throughline" })
}

func TestTheBarIsCalm(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	chip := func(text string) bool {
		return find(d, func(b *panel.Button) bool { return b.Text == text }) != nil
	}
	s := d.backend.Sessions["a"]
	behind := func(n int) {
		s.SetStatus(func(st *ui.Status) { st.Members = []ui.Member{{Name: "Jo Brandt", Here: true, Behind: n}} })
	}
	behind(0)
	d.until("in step", func() bool { return chip("In step · 2 laptops") })
	begun := time.Now()
	behind(3)
	d.until("behind", func() bool { return chip("3 changes behind") })
	require.GreaterOrEqual(t, time.Since(begun), 350*time.Millisecond, "what is only on its way is not told")
	behind(0)
	d.until("in step again", func() bool { return chip("In step · 2 laptops") })
}

func TestThemeIsKept(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	b := find(d, func(b *panel.Button) bool { return b.Icon == panel.IconSun })
	test.Tap(b)
	d.until("the setting", func() bool { return d.backend.Setting("ui.theme") == "dark" })
	require.Equal(t, panel.IconMoon, b.Icon)
}

func TestClosingTheWindowClosesTheWorkshop(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	d.shell.Quit()
	d.until("closed", func() bool { return d.backend.Sessions["a"].Closed() })
	require.True(t, d.view.closed)
}

func TestWordsThatTheDiskRefusesAreNotLeftBehind(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	s := d.backend.Sessions["a"]
	s.SetStatus(func(st *ui.Status) {
		st.Saved, st.Trouble, st.NextStep = false, "The disk of this laptop is full.", "Free some space."
	})
	button := func(text string) func() bool {
		return func() bool { return find(d, func(b *panel.Button) bool { return b.Text == text }) != nil }
	}
	d.shell.Quit()
	d.until("the question", button("Leave anyway"))
	require.False(t, s.Closed(), "nothing is left while it is asked")
	test.Tap(find(d, func(b *panel.Button) bool { return b.Text == "Stay here" }))
	require.False(t, s.Closed())

	d.shell.Quit()
	d.until("the question again", button("Leave anyway"))
	test.Tap(find(d, func(b *panel.Button) bool { return b.Text == "Leave anyway" }))
	d.until("closed", s.Closed)
}

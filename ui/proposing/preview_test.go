package proposing_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/proposing"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

var said = []string{
	"The engineer came without a date", "No date for the engineer visit", "Engineer date changed twice", "Tell me the engineer date early",
	"The bill has four lines nobody reads", "First bill is too high", "Explain the first bill", "Bill lines are a puzzle",
	"Status page says all is well in an outage", "Outage and no status page", "Say it on the status page before the outage is noticed", "Status page is always green",
	"Coffee in the showroom", "Thank the referrer",
}

// A hand is a person at a preview, who says when an answer comes and how late it is.
type hand struct {
	t      *testing.T
	h      *editortest.Hands
	p      *proposing.Preview
	window fyne.Window
	bar    *fyne.Container
	now    time.Time
	work   []func() // that is on its way
	waits  []func()
	listed bool
	canvas workshop.CanvasID
}

func at(t *testing.T) *hand {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	w := &hand{t: t, h: editortest.New(t), now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), window: test.NewTempWindow(t, nil)}
	s := w.h.Doc.Snapshot()
	w.canvas = s.CanvasList()[0].ID
	stages, lanes := s.StageList(w.canvas), s.LaneList(w.canvas)
	add := workshop.AddNotes{}
	for i, text := range said {
		add.Notes = append(add.Notes, workshop.Note{ID: noteID(i), Text: text, Color: "yellow", Author: "me", Order: fmt.Sprintf("a%02d", i), Place: workshop.Place{Canvas: w.canvas,
			Region: workshop.Region{Stage: stages[i%len(stages)].ID, Lane: lanes[0].ID}, At: workshop.Point{X: float64(i / len(stages) * 112)}}})
	}
	w.do(add)
	w.p = proposing.New(proposing.Options{
		Snapshot: w.h.Doc.Snapshot, Canvas: func() workshop.CanvasID { return w.canvas }, Editor: func() *editor.Editor { return w.h.Ed },
		Lane: func() ([]workshop.NoteID, string) { return nil, "" }, Light: func(map[workshop.NoteID]bool) {}, NewID: w.h.Doc.NewID,
		Apply: func(op workshop.Op) { w.do(op) }, Host: dialog.NewHost(w.window), Window: w.window.Canvas(), Dark: func() bool { return false },
		Work: func(do func(context.Context) error, done func(error)) {
			w.work = append(w.work, func() { done(do(t.Context())) })
		},
		Wait: func(_ time.Duration, f func()) (stop func()) {
			stopped := false
			w.waits = append(w.waits, func() {
				if !stopped {
					f()
				}
			})
			return func() { stopped = true }
		},
		Post: func(f func()) { f() }, Now: func() time.Time { return w.now }, Listed: func() bool { return w.listed },
		Open: func() {}, Placed: func() { w.place() }, Trouble: func(doing string, err error) { require.NoError(t, err, doing) }, Back: func() {},
	})
	w.bar = container.NewWithoutLayout(w.p.Bar())
	w.window.SetContent(w.bar)
	w.window.Resize(fyne.NewSize(1280, 800))
	w.h.Ed.AddCommands(w.p.Commands()...)
	return w
}

func noteID(i int) workshop.NoteID { return workshop.NoteID(fmt.Sprintf("n%06d", i)) }

func (w *hand) do(op workshop.Op) workshop.Diff {
	w.t.Helper()
	d, err := w.h.Doc.Apply(op)
	require.NoError(w.t, err)
	return d
}

// place lays the bar out as the screen does: where it stands is kept at its right.
func (w *hand) place() {
	if w.p != nil && w.p.Shown() {
		is := w.p.Fit(800)
		w.p.Bar().Resize(is)
		w.p.Bar().Move(fyne.NewPos(100, 700))
	}
}

// patient lets what waits for a time have it.
func (w *hand) patient() {
	waits := w.waits
	w.waits = nil
	for _, f := range waits {
		f()
	}
}

// answer lets the questions on their way be answered.
func (w *hand) answer() {
	for len(w.work) > 0 {
		next := w.work[0]
		w.work = w.work[1:]
		next()
	}
}

func (w *hand) run(id string) {
	w.t.Helper()
	require.True(w.t, w.h.Ed.Run(id), id)
}

// button is where the button with a text stands, nil if there is none.
func (w *hand) button(text string) (found *panel.Button) {
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *panel.Button:
			if o.Text == text {
				found = o
			}
		case *fyne.Container:
			for _, c := range o.Objects {
				look(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				look(c)
			}
		}
	}
	look(w.p.Bar())
	return found
}

func (w *hand) where(text string) (fyne.Position, fyne.Size) {
	w.t.Helper()
	b := w.button(text)
	require.NotNil(w.t, b, text)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(b), b.Size()
}

func TestALateClickOnCancelHitsNothingElse(t *testing.T) {
	w := at(t)
	before := w.h.Doc.Snapshot()
	w.run("category.suggest")
	require.Nil(t, w.button(say.Cancel), "a quick answer needs no bar")
	w.patient()
	require.True(t, w.p.Waiting())
	at, size := w.where(say.Cancel)
	w.answer()
	require.False(t, w.p.Waiting())
	require.NotNil(t, w.h.Ed.Trial())
	now, is := w.where(say.Discard)
	require.Equal(t, at, now, "the way out stands where it stood")
	require.Equal(t, size, is)
	test.Tap(w.button(say.Discard))
	require.Nil(t, w.h.Ed.Trial())
	require.Same(t, before, w.h.Doc.Snapshot())

	// What was corrected before another question is not given up with its late answer.
	w.run("category.suggest")
	w.answer()
	w.h.Ed.Trial().Put([]workshop.NoteID{noteID(12)}, w.h.Ed.Shown().Notes.Get(noteID(0)).Category)
	put := w.h.Ed.Shown().Notes.Get(noteID(12)).Category
	w.run("category.by.stage")
	w.patient()
	w.answer()
	require.NotEqual(t, put, w.h.Ed.Shown().Notes.Get(noteID(12)).Category)
	test.Tap(w.button(say.Discard))
	require.NotNil(t, w.h.Ed.Trial(), "Cancel was meant")
	require.Equal(t, put, w.h.Ed.Shown().Notes.Get(noteID(12)).Category)
	test.Tap(w.button(say.Discard))
	require.Nil(t, w.h.Ed.Trial())

	w.run("category.suggest")
	w.answer()
	w.run("category.by.stage")
	w.patient()
	w.answer()
	w.now = w.now.Add(time.Second)
	test.Tap(w.button(say.Discard))
	require.Nil(t, w.h.Ed.Trial(), "a second later Discard is meant")
	require.Same(t, before, w.h.Doc.Snapshot())
}

func TestEnterInTheTrayDoesNotApply(t *testing.T) {
	w := at(t)
	w.run("category.suggest")
	w.answer()
	w.h.Ed.Trial().Put([]workshop.NoteID{noteID(0), noteID(4), noteID(8)}, "")
	before := w.h.Doc.Snapshot()
	unsorted := func() (n int) {
		s := w.h.Ed.Shown()
		return len(s.Members(workshop.Unsorted, w.canvas))
	}
	was := unsorted()
	require.Positive(t, was)
	w.run("proposal.tray")
	for range 3 * was { // a key that is held
		w.run("proposal.apply")
		require.NotNil(t, w.h.Ed.Trial(), "Enter went on through the tray")
	}
	require.Less(t, unsorted(), was)
	require.Same(t, before, w.h.Doc.Snapshot())
	w.h.Ed.Select()
	w.now = w.now.Add(time.Second)
	w.run("proposal.apply")
	require.Nil(t, w.h.Ed.Trial())
	require.NotSame(t, before, w.h.Doc.Snapshot())
}

func TestNamingASecondPileOffersToPlaceTheRest(t *testing.T) {
	w := at(t)
	named := func(id workshop.CategoryID, notes ...workshop.NoteID) {
		w.do(workshop.MakeCategory{Category: workshop.Category{ID: id, Name: "Category"}, Notes: notes})
		d := w.do(workshop.Rename{Ref: id.Ref(), Name: string(id)})
		w.p.Set(workshop.Update{Snapshot: w.h.Doc.Snapshot(), Diff: d})
	}
	named("one", noteID(0), noteID(1))
	require.Empty(t, w.h.Heard)
	w.listed = true
	named("two", noteID(4), noteID(5))
	require.Empty(t, w.h.Heard, "the panel says so")
	w.listed = false
	named("three", noteID(8), noteID(9))
	require.Len(t, w.h.Heard, 1)
	require.Equal(t, "You have started 3 piles.", w.h.Heard[0].Sentence)
	w.h.Heard[0].Do()
	w.answer()
	require.NotNil(t, w.h.Ed.Trial())
	require.Equal(t, workshop.CategoryID("one"), w.h.Ed.Shown().Notes.Get(noteID(2)).Category)
	w.run("proposal.discard")
	named("four", noteID(12))
	require.Len(t, w.h.Heard, 1, "once is enough")
}

func TestKeysOfASuggestionBeginNoNote(t *testing.T) {
	w := at(t)
	w.run("category.suggest")
	w.answer()
	press := func(mods editor.Mods, key string, r rune) {
		w.h.Ed.Key(editor.Chord{Mods: mods, Key: key}, w.now)
		w.h.Ed.Rune(r, w.now)
		w.now = w.now.Add(time.Second)
		w.answer()
	}
	groups := func() int { return len(w.h.Ed.Shown().CategoryList()) }
	n := groups()
	press(0, "-", '-')
	require.Equal(t, n-1, groups())
	press(editor.Shift, "=", '+') // as most keyboards have it
	require.Equal(t, n, groups())
	for range 30 {
		press(0, "-", '-')
	}
	for range 60 {
		press(editor.Shift, "=", '+')
	}
	press(0, "D", 'd') // no two notes say the same
	_, writing := w.h.Ed.Editing()
	require.False(t, writing)
	require.Len(t, w.h.Doc.Snapshot().NoteList(w.canvas), len(said))
}

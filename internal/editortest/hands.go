package editortest

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/editor/tool"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Hands is a person at a canvas. Its methods return it, so that gestures read as one line.
type Hands struct {
	t     testing.TB
	Ed    *editor.Editor
	Doc   *Document
	Err   error          // the last that the editor told of
	Heard []editor.Offer // what it said
	Asked editor.Choice  // the last choice it asked for
	Went  editor.Elsewhere
	at    workshop.Point
	mods  editor.Mods
	but   editor.Button
	now   time.Time
	waits []wait
}

// A wait is what the editor asked to be told later.
type wait struct {
	at time.Time
	f  func() // nil once it has been or was stopped
}

// Scaffold is a snapshot with one empty lifecycle canvas, and the canvas and its kind.
func Scaffold(t testing.TB) (*workshop.Snapshot, workshop.CanvasID, *method.CanvasKind) {
	t.Helper()
	methods, err := method.Embedded()
	require.NoError(t, err)
	kind := method.Find(methods, "lifecycle/canvas")
	s, canvas := scaffold(t, kind)
	return s, canvas, kind
}

func scaffold(t testing.TB, kind *method.CanvasKind) (*workshop.Snapshot, workshop.CanvasID) {
	t.Helper()
	ids := NewDocument(nil)
	op := kind.Scaffold(func() string { return "s" + ids.NewID() }, "Customer lifecycle", "")
	s := &workshop.Snapshot{}
	d, err := workshop.Together{workshop.Begin{Title: "Test", Method: "lifecycle"}, op}.Plan(s)
	require.NoError(t, err)
	return s.With(d), op.Canvas.ID
}

// New is a person with the select tool at an empty lifecycle canvas.
func New(t testing.TB) *Hands {
	t.Helper()
	_, _, kind := Scaffold(t)
	return On(t, kind)
}

// On is a person with the select tool at an empty canvas of a kind.
func On(t testing.TB, kind *method.CanvasKind) *Hands {
	t.Helper()
	s, canvas := scaffold(t, kind)
	return at(t, s, canvas, kind)
}

// NewGrid is a person with the select tool at the grid of [workshoptest.Control].
func NewGrid(t testing.TB) *Hands {
	t.Helper()
	methods, err := method.Embedded()
	require.NoError(t, err)
	return at(t, workshoptest.Control(), workshoptest.ControlGrid, method.Find(methods, "lifecycle/control"))
}

// At is a person with the select tool at a canvas of a workshop.
func At(t testing.TB, s *workshop.Snapshot, canvas workshop.CanvasID, kind *method.CanvasKind) *Hands {
	t.Helper()
	return at(t, s, canvas, kind)
}

func at(t testing.TB, s *workshop.Snapshot, canvas workshop.CanvasID, kind *method.CanvasKind) *Hands {
	h := &Hands{t: t, Doc: NewDocument(s), now: time.Unix(1_000_000, 0)}
	var laid *method.Layout
	var of *workshop.Snapshot
	layout := func() *method.Layout { // made once a snapshot, as on the screen
		if now := h.Doc.Snapshot(); now != of {
			laid, of = kind.Layout(now, canvas, method.Estimate), now
		}
		return laid
	}
	h.Ed = editor.New(editor.Options{
		Document: h.Doc, Canvas: canvas, Tools: tool.All(), Measure: method.Estimate,
		Layout:   layout,
		Hits:     func() editor.Hits { return hits{h.Ed.Shown(), layout(), method.Estimate} },
		After:    h.after,
		Trouble:  func(err error) { h.Err = err },
		OnChoose: func(c editor.Choice) { h.Asked = c },
		OnOffer:  func(o editor.Offer) { h.Heard = append(h.Heard, o) },

		OnElsewhere: func(e editor.Elsewhere) { h.Went = e },
	})
	h.Ed.Resize(editor.ScreenSize{W: 1500, H: 900})
	h.Ed.SetView(editor.Viewport{Zoom: 1, Size: editor.ScreenSize{W: 1500, H: 900}})
	return h
}

// Region is the region of a stage and a lane, counted from 0.
func (h *Hands) Region(stage, lane int) workshop.Region {
	l := h.Ed.Layout()
	return workshop.Region{Stage: l.Stages[stage].ID, Lane: l.Lanes[lane].ID}
}

// Note puts a note into the first free place of a region, before the person begins.
func (h *Hands) Note(stage, lane int, text string) workshop.NoteID {
	h.t.Helper()
	r := h.Region(stage, lane)
	spot := h.Ed.Layout().FreeSpot(h.Doc.Snapshot(), r, method.Estimate, 1)[0]
	n := workshop.Note{ID: workshop.NoteID(h.Doc.NewID()), Text: text, Color: workshop.Blue, Author: "other",
		Order: workshop.OrderAfter(h.top(), 1)[0],
		Place: workshop.Place{Canvas: h.Ed.Canvas(), Region: r, At: spot}}
	h.Remote(workshop.AddNotes{Notes: []workshop.Note{n}})
	return n.ID
}

func (h *Hands) top() string {
	top := ""
	for _, n := range h.Doc.Snapshot().Notes.All() {
		top = max(top, n.Order)
	}
	return top
}

// Remote is what a colleague does; the editor hears of it.
func (h *Hands) Remote(op workshop.Op) *Hands {
	h.t.Helper()
	_, err := h.Doc.Remote(op)
	require.NoError(h.t, err)
	h.Ed.Changed()
	return h
}

// Middle is the middle of a note, Cell that of a region.
func (h *Hands) Middle(id workshop.NoteID) workshop.Point {
	h.t.Helper()
	r, ok := h.Ed.Hits().NoteRect(id)
	require.True(h.t, ok, "note %s is not there", id)
	return r.Center()
}

// Cell is the middle of a region.
func (h *Hands) Cell(stage, lane int) workshop.Point {
	r, _ := h.Ed.Layout().Cell(h.Region(stage, lane))
	return r.Center()
}

func (h *Hands) screen() editor.ScreenPoint { return h.Ed.View().ToScreen(h.at) }

// Hold holds modifiers until Hold(0).
func (h *Hands) Hold(m editor.Mods) *Hands { h.mods = m; return h }

// Move moves the pointer with no button.
func (h *Hands) Move(p workshop.Point) *Hands {
	h.at = p
	h.Ed.PointerMove(h.screen(), h.mods)
	return h
}

// Press presses the left button at a point of the canvas.
func (h *Hands) Press(p workshop.Point) *Hands { return h.press(p, editor.Left, 1) }

// PressWith presses another button.
func (h *Hands) PressWith(b editor.Button, p workshop.Point) *Hands { return h.press(p, b, 1) }

func (h *Hands) press(p workshop.Point, b editor.Button, clicks int) *Hands {
	h.at, h.but = p, b
	h.Ed.PointerDown(h.screen(), b, h.mods, clicks)
	return h
}

// Drag moves the pressed pointer there in three moves.
func (h *Hands) Drag(p workshop.Point) *Hands {
	from := h.screen()
	to := h.Ed.View().ToScreen(p)
	for i := 1.0; i <= 3; i++ {
		h.Ed.PointerMove(editor.ScreenPoint{X: from.X + (to.X-from.X)*i/3, Y: from.Y + (to.Y-from.Y)*i/3}, h.mods)
	}
	h.at = p
	return h
}

// Release lets the button go.
func (h *Hands) Release() *Hands {
	h.Ed.PointerUp(h.screen(), h.but, h.mods, 1)
	return h
}

// Click presses and releases.
func (h *Hands) Click(p workshop.Point) *Hands { return h.Press(p).Release() }

// DoubleClick clicks twice.
func (h *Hands) DoubleClick(p workshop.Point) *Hands {
	h.Click(p).press(p, editor.Left, 2)
	h.Ed.PointerUp(h.screen(), editor.Left, h.mods, 2)
	return h
}

// Key presses a key: "Ctrl+Shift+Z". A letter alone also writes itself.
func (h *Hands) Key(chord string) *Hands {
	var c editor.Chord
	for _, m := range []struct {
		name string
		mod  editor.Mods
	}{{"Ctrl+", editor.Ctrl}, {"Alt+", editor.Alt}, {"Shift+", editor.Shift}} {
		if rest, ok := strings.CutPrefix(chord, m.name); ok {
			c.Mods, chord = c.Mods|m.mod, rest
		}
	}
	c.Key = chord
	h.Ed.Key(c, h.now)
	if len(chord) == 1 && c.Mods&(editor.Ctrl|editor.Alt) == 0 {
		h.Ed.Rune(rune(strings.ToLower(chord)[0]), h.now)
	}
	return h
}

// Wait lets time pass.
func (h *Hands) Wait(d time.Duration) *Hands {
	h.now = h.now.Add(d)
	for i := 0; i < len(h.waits); i++ {
		if w := h.waits[i]; w.f != nil && !w.at.After(h.now) {
			h.waits[i].f = nil
			w.f()
		}
	}
	return h
}

func (h *Hands) after(d time.Duration, f func()) (stop func()) {
	i := len(h.waits)
	h.waits = append(h.waits, wait{h.now.Add(d), f})
	return func() { h.waits[i].f = nil }
}

// Type writes: into what is being written, or, key by key, at the canvas.
func (h *Hands) Type(text string) *Hands {
	for _, r := range text {
		if e, ok := h.Ed.Editing(); ok {
			h.Ed.Write(e.Text + string(r))
			continue
		}
		c := editor.Chord{Key: strings.ToUpper(string(r))}
		if strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r) {
			c.Mods = editor.Shift
		}
		h.Ed.Key(c, h.now)
		h.Ed.Rune(r, h.now)
		h.now = h.now.Add(100 * time.Millisecond)
	}
	return h
}

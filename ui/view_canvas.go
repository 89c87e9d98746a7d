package ui

import (
	"context"
	"image"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"throughline.app/check"
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// brought is what every canvas is laid out and written with, read once.
var brought = sync.OnceValues(func() (tools, error) {
	methods, err := method.Embedded()
	if err != nil {
		return tools{}, err
	}
	shaper, err := render.NewShaper()
	return tools{methods, shaper}, err
})

// known is the methods of the library as it was read last, nil before. There is one in the
// program, as there is one folder of a person's own.
var known atomic.Pointer[[]*method.Method]

// drawing is what a canvas is laid out and written with now.
func drawing() (tools, error) {
	t, err := brought()
	if all := known.Load(); err == nil && all != nil {
		t.methods = *all
	}
	return t, err
}

// library reads the methods anew.
func (s *Shell) library() Library {
	lib := s.backend.Library()
	if len(lib.Methods) > 0 {
		known.Store(&lib.Methods)
	}
	return lib
}

type tools struct {
	methods []*method.Method
	shaper  *render.Shaper
}

// newCanvasView is the [ViewMaker] of the program: the canvas of package canvasview.
func newCanvasView(o ViewOptions) (CanvasView, error) {
	with, err := drawing()
	if err != nil {
		return nil, err
	}
	slips := check.Slips(with.methods)
	var insets editor.Insets
	if o.Looks {
		slips = nil // who only looks on is not asked for other words
		insets = editor.Insets{Left: 8, Top: 2, Right: 8, Bottom: 2}
	}
	v := &canvasView{canvas: o.Canvas, View: canvasview.New(canvasview.Options{
		Document: o.Session, History: o.Session.History(), Canvas: o.Canvas, Methods: with.methods, Shaper: with.shaper,
		Looks: o.Looks, Insets: insets, Style: style(o.Dark), Authors: !o.Habits.NoAuthors, Hue: o.Hue, Screen: o.Window.Canvas(), Post: o.Post, Slips: slips,
		Pictures: func(sum [32]byte) ([]byte, error) { return o.Session.Picture(context.Background(), sum) },
	})}
	v.SetHabits(o.Habits)
	v.OnPointer, v.OnChanged, v.OnTrouble, v.OnHelp = o.Pointer, o.Changed, o.Trouble, o.Help
	v.OnView, v.OnFollow = o.Moved, o.Follows
	v.OnOffer, v.OnMenu, v.OnChoose, v.OnWeb = o.Offer, o.Menu, o.Choose, o.Web
	v.OnPaste = o.Pasted
	v.OnJourney, v.OnTake = o.Journey, o.Take
	v.OnComments, v.OnInside, v.OnIssue, v.OnElsewhere = o.Said, o.Inside, o.Issue, o.Go
	return v, nil
}

func style(dark bool) render.Style {
	if dark {
		return render.Dark()
	}
	return render.Light()
}

// canvasView fits [canvasview.View] to what the screen asks for.
type canvasView struct {
	*canvasview.View
	canvas workshop.CanvasID
}

// Object implements [CanvasView].
func (v *canvasView) Object() fyne.CanvasObject { return v.View }

// SetDark implements [CanvasView].
func (v *canvasView) SetDark(dark bool) { v.SetStyle(style(dark)) }

// SetHabits implements [CanvasView].
func (v *canvasView) SetHabits(h Habits) {
	v.SetAuthors(!h.NoAuthors)
	v.SetWheelZooms(h.WheelZooms)
	v.SetStill(h.Still)
}

// SetOthers implements [CanvasView]: only cursors on this canvas are shown.
func (v *canvasView) SetOthers(all []Cursor) {
	var here []canvasview.Cursor
	for _, c := range all {
		if c.Canvas == v.canvas {
			here = append(here, canvasview.Cursor{ID: c.ID, Name: c.Name, Hue: c.Hue, Presence: c.Presence})
		}
	}
	v.View.SetOthers(here)
}

// Hand implements [CanvasView].
func (v *canvasView) Hand() Hand {
	ed := v.Editor()
	h := Hand{Tool: string(ed.Tool()), Undo: ed.CanUndo(), Redo: ed.CanRedo()}
	if e, writing := ed.Editing(); writing {
		h.Writing, h.Colors, h.Color = true, !e.Header, e.Note.Color
		if n := ed.Snapshot().Notes.Get(e.Note.ID); n != nil {
			h.Color = n.Color
		}
		return h
	}
	for i, id := range ed.Selection().IDs() {
		n := ed.Snapshot().Notes.Get(id)
		switch {
		case n == nil:
		case i == 0:
			h.Colors, h.Color = true, n.Color
		case n.Color != h.Color:
			h.Color = ""
		}
	}
	return h
}

var _ editor.Document = Session(nil)

// drawPreview is the [Previewer] of the program. A picture is light whatever the screen.
func drawPreview(s *workshop.Snapshot, canvas workshop.CanvasID, pictures *render.Gallery, w, h int) (image.Image, workshop.Size, error) {
	with, err := drawing()
	if err != nil {
		return nil, workshop.Size{}, err
	}
	c := s.Canvases.Get(canvas)
	if c == nil {
		return nil, workshop.Size{}, errNoCanvas
	}
	kind := method.Find(with.methods, c.Kind)
	if kind == nil {
		return nil, workshop.Size{}, errNoCanvas
	}
	scene := render.Build(s, kind.Layout(s, canvas, with.shaper.Measure), with.shaper, render.Options{Style: render.Light(), Authors: true, Pictures: pictures})
	size := scene.Bounds().Size()
	fit := min(float64(w)/size.W, float64(h)/size.H)
	return scene.Thumbnail(max(1, int(size.W*fit)), max(1, int(size.H*fit))), size, nil
}

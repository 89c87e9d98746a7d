package dialog

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

// A Host opens sheets over a window. Sheets stack; Escape closes the top one.
type Host struct {
	Window fyne.Window
	Top    float32 // height of a bar that stays bright above the sheets
	Back   func()  // the last sheet was closed, and nothing had the keyboard before it opened
	// Wait delays tips, see [panel.NewTipLayer].
	Wait func(time.Duration, func()) (stop func())

	Still bool // sheets come and go without a movement

	open []*Sheet
}

// NewHost makes a host for a window.
func NewHost(w fyne.Window) *Host { return &Host{Window: w} }

// A Sheet is one open dialog.
type Sheet struct {
	host    *Host
	over    *overlay
	tips    *panel.TipLayer
	onClose func()
	stays   bool
	hangs   float32 // stands where a sheet of this height would begin; 0 is its own
	closed  bool
}

// Open lays content over the screen, at most as large as the window allows. Focus gets
// the keyboard, if it is not nil; onClose is called once, however it is closed.
func (h *Host) Open(content fyne.CanvasObject, focus fyne.Focusable, onClose func()) *Sheet {
	if want, room := content.MinSize(), h.room(); want.Width > room.Width || want.Height > room.Height {
		scroller := panel.NewScroller(content, true)
		scroller.SetMinSize(want)
		return h.opened(scroller.Scroll, focus, func() {
			scroller.Close()
			if onClose != nil {
				onClose()
			}
		})
	}
	return h.opened(content, focus, onClose)
}

// room is what a sheet may take of the window.
func (h *Host) room() fyne.Size { return roomFor(h.Window.Canvas().Size(), h.Top) }

// opened is [Host.Open] for content that makes do with less room by itself.
func (h *Host) opened(content fyne.CanvasObject, focus fyne.Focusable, onClose func()) *Sheet {
	s := &Sheet{host: h, onClose: onClose, tips: panel.NewTipLayer(h.Wait)}
	surface := panel.NewSurface(theme.Sheet, "", theme.RadiusSheet, 0, content)
	surface.Shadow = true
	s.over = &overlay{sheet: s, surface: surface}
	s.over.ExtendBaseWidget(s.over)
	h.open = append(h.open, s)
	h.Window.Canvas().Overlays().Add(s.over)
	if !h.Still {
		s.over.come()
	}
	if focus != nil {
		h.Window.Canvas().Focus(focus)
	} else {
		h.Window.Canvas().FocusNext() // the first control there is
	}
	return s
}

// Stay keeps the sheet open until [Sheet.Close]: neither Escape nor a click beside it
// closes it. It returns the sheet.
func (s *Sheet) Stay() *Sheet {
	s.stays = true
	return s
}

// Hang keeps the top of a sheet where it is while its height changes: where a sheet so high
// would begin. It returns the sheet.
func (s *Sheet) Hang(high float32) *Sheet {
	s.hangs = high
	s.Remeasure()
	return s
}

// Remeasure makes the sheet as large as its content is now.
func (s *Sheet) Remeasure() { s.over.Refresh() }

// Free takes [Sheet.Stay] back.
func (s *Sheet) Free() { s.stays = false }

// Close takes the sheet away, and those above it.
func (s *Sheet) Close() {
	if s.closed {
		return
	}
	h := s.host
	for i, o := range h.open {
		if o != s {
			continue
		}
		above := h.open[i:]
		h.open = h.open[:i:i]
		h.Window.Canvas().Overlays().Remove(s.over)
		for _, a := range above {
			a.closed = true
			a.tips.Close()
			if a.onClose != nil {
				a.onClose()
			}
		}
	}
	if len(h.open) == 0 && h.Back != nil && h.Window.Canvas().Focused() == nil {
		h.Back()
	}
}

// Closed reports whether the sheet is gone.
func (s *Sheet) Closed() bool { return s.closed }

// Busy reports whether a sheet is open.
func (h *Host) Busy() bool { return len(h.open) > 0 }

// Escape closes the top sheet, if it may be, and reports whether one is open.
func (h *Host) Escape() bool {
	if len(h.open) == 0 {
		return false
	}
	if top := h.open[len(h.open)-1]; !top.stays {
		top.Close()
	}
	return true
}

// overlay dims the screen and holds one sheet in its middle.
type overlay struct {
	widget.BaseWidget
	sheet   *Sheet
	surface *panel.Surface
	below   float32 // how far it is below its place, while it comes
}

// comes is how long a sheet takes to come up, and comesBy from how far below.
const (
	comes   = 110 * time.Millisecond
	comesBy = 14
)

// come lets the sheet slide to its place. It is there from the start for keys and clicks,
// but for a hand's breadth.
func (o *overlay) come() {
	o.below = comesBy
	a := fyne.NewAnimation(comes, func(part float32) {
		o.below = comesBy * (1 - part)
		o.Refresh()
	})
	a.Curve = fyne.AnimationEaseOut
	a.Start()
}

// Tapped implements [fyne.Tappable]: a click beside the sheet closes it.
func (o *overlay) Tapped(e *fyne.PointEvent) {
	at, size := o.surface.Position(), o.surface.Size()
	inside := e.Position.X >= at.X && e.Position.Y >= at.Y && e.Position.X < at.X+size.Width && e.Position.Y < at.Y+size.Height
	if !inside && !o.sheet.stays {
		o.sheet.Close()
	}
}

// CreateRenderer implements [fyne.Widget].
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	scrim := canvas.NewRectangle(fynetheme.Color(theme.Scrim))
	body := container.New(&overlayLayout{o}, scrim, o.surface, o.sheet.tips)
	return &overlayRenderer{widget.NewSimpleRenderer(body), scrim, body}
}

type overlayRenderer struct {
	fyne.WidgetRenderer
	scrim *canvas.Rectangle
	body  *fyne.Container
}

func (r *overlayRenderer) Refresh() {
	r.scrim.FillColor = fynetheme.Color(theme.Scrim)
	r.scrim.Refresh()
	r.body.Layout.Layout(r.body.Objects, r.body.Size())
	r.WidgetRenderer.Refresh()
}

type overlayLayout struct{ o *overlay }

func (l *overlayLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *overlayLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := l.o.sheet.host.Top
	scrim, surface, tips := objects[0], objects[1], objects[2]
	scrim.Move(fyne.NewPos(0, top))
	scrim.Resize(fyne.NewSize(size.Width, size.Height-top))
	room := roomFor(size, top)
	want := surface.MinSize()
	want = fyne.NewSize(min(want.Width, room.Width), min(want.Height, room.Height))
	surface.Resize(want)
	left := max(0, size.Height-top-max(want.Height, min(l.o.sheet.hangs, room.Height)))
	surface.Move(fyne.NewPos((size.Width-want.Width)/2, top+left*0.42+l.o.below))
	tips.Resize(size)
}

// roomFor is what a sheet may take of a window.
func roomFor(window fyne.Size, top float32) fyne.Size {
	return fyne.NewSize(window.Width-32, window.Height-top-32)
}

// OnClose adds what is done when the sheet is closed.
func (s *Sheet) OnClose(f func()) {
	before := s.onClose
	s.onClose = func() {
		if before != nil {
			before()
		}
		f()
	}
}

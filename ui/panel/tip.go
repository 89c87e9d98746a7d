package panel

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A TipLayer shows one tip at a time over the screen or dialog that it is the top layer
// of. It takes no clicks. Layers stack: the one opened last shows the tips.
type TipLayer struct {
	widget.BaseWidget
	owner fyne.CanvasObject
	tip   string
	below fyne.Position
	wait  func(time.Duration, func()) (stop func())
	stop  func()

	begun    bool              // the pointer was over something already
	withheld fyne.CanvasObject // that came up under a pointer at rest: it waits for a move
}

// tipDelay is how long a pointer rests before a tip is shown.
const tipDelay = 450 * time.Millisecond

var layers []*TipLayer // the last one shows; main goroutine only

// NewTipLayer opens a layer. Wait runs its function on the main goroutine after the delay
// unless stopped; nil shows tips at once.
func NewTipLayer(wait func(time.Duration, func()) (stop func())) *TipLayer {
	t := &TipLayer{wait: wait}
	t.ExtendBaseWidget(t)
	layers = append(layers, t)
	return t
}

// Close takes the layer away again.
func (t *TipLayer) Close() {
	for i, l := range layers {
		if l == t {
			layers = append(layers[:i:i], layers[i+1:]...)
			return
		}
	}
}

// Tip is what is shown now, "" for nothing.
func (t *TipLayer) Tip() string { return t.tip }

func showTip(owner fyne.CanvasObject, text string) {
	if len(layers) == 0 || text == "" {
		return
	}
	t := layers[len(layers)-1]
	t.hide()
	t.owner = owner
	show := func() {
		if t.owner != owner {
			return
		}
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(owner).Subtract(driver.AbsolutePositionForObject(t))
		t.tip, t.below = text, at.AddXY(0, owner.Size().Height+6)
		t.Refresh()
	}
	if t.wait == nil {
		show()
		return
	}
	t.stop = t.wait(tipDelay, show)
}

// comeUnder is showTip for what a pointer came over. Where the layer has just opened it may
// be that the window came up under a pointer at rest, and nobody asked: the tip then waits
// for a move, see movedOver.
func comeUnder(owner fyne.CanvasObject, text string) {
	if len(layers) > 0 {
		if t := layers[len(layers)-1]; !t.begun && t.wait != nil {
			t.begun, t.withheld = true, owner
			return
		}
	}
	showTip(owner, text)
}

// movedOver shows a tip that waited for a move.
func movedOver(owner fyne.CanvasObject, text string) {
	if len(layers) > 0 {
		if t := layers[len(layers)-1]; t.withheld == owner {
			t.withheld = nil
			showTip(owner, text)
		}
	}
}

func hideTip(owner fyne.CanvasObject) {
	for _, t := range layers {
		if t.owner == owner {
			t.hide()
		}
		if t.withheld == owner {
			t.withheld = nil
		}
	}
}

// HideTips takes away what is shown, as when what it is about moves under the pointer.
func HideTips() {
	for _, t := range layers {
		t.hide()
	}
}

func (t *TipLayer) hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.owner = nil
	if t.tip != "" {
		t.tip = ""
		t.Refresh()
	}
}

// CreateRenderer implements [fyne.Widget].
func (t *TipLayer) CreateRenderer() fyne.WidgetRenderer {
	r := &tipRenderer{t: t, box: &canvas.Rectangle{CornerRadius: 6}, text: &canvas.Text{TextSize: theme.TextSmall}}
	r.Refresh()
	return r
}

type tipRenderer struct {
	t    *TipLayer
	box  *canvas.Rectangle
	text *canvas.Text
}

func (r *tipRenderer) Destroy()           {}
func (r *tipRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *tipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.text}
}

func (r *tipRenderer) Layout(size fyne.Size) {
	const padX, padY = 10, 5
	measure := func(s string) float32 { return fyne.MeasureText(s, r.text.TextSize, fyne.TextStyle{}).Width }
	r.text.Text = elide(r.t.tip, max(40, size.Width-40), measure)
	text := r.text.MinSize()
	box := text.AddWidthHeight(2*padX, 2*padY)
	at := r.t.below
	at.X = max(8, min(at.X, size.Width-box.Width-8))
	if at.Y+box.Height > size.Height-8 {
		at.Y = max(8, at.Y-box.Height-52)
	}
	r.box.Move(at)
	r.box.Resize(box)
	r.text.Move(at.AddXY(padX, padY))
	r.text.Resize(text)
}

func (r *tipRenderer) Refresh() {
	r.box.FillColor, r.text.Color = themed(theme.Ink), themed(theme.Sheet)
	r.box.Hidden, r.text.Hidden = r.t.tip == "", r.t.tip == ""
	r.Layout(r.t.Size())
	r.box.Refresh()
	r.text.Refresh()
	canvas.Refresh(r.t)
}

package canvasview

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// tags are names of categories that show while the pointer rests on a note of one, or on a
// pill that only counts, or while the category is selected. Their objects are used again.
type tags struct {
	grounds []*canvas.Rectangle
	words   []*canvas.Text
	used    int
}

func (t *tags) arrange(o *overlay, view editor.Viewport) {
	t.used = 0
	t.arrangePills(o, view)
	for _, tag := range o.v.ed.Tags() {
		if c := o.v.ed.Shown().Category(tag.Category); c != nil {
			t.put(o, view, tag.At, c, c.Name)
		}
	}
	if over := o.v.hover.over; over.Category != "" && !o.v.ed.Preview().Busy() {
		if c := o.v.ed.Shown().Category(over.Category); c != nil {
			t.put(o, view, over.At, c, o.v.hover.words)
		}
	}
}

// arrangePills shows again the pills over which the outline of a selected note would run.
func (t *tags) arrangePills(o *overlay, view editor.Viewport) {
	if o.ringed == 0 || o.ringed > maxPilled {
		return
	}
	var rings []workshop.Rect
	for _, id := range o.v.ed.Selection().IDs() {
		if r, ok := o.v.scene.NoteRect(id); ok {
			rings = append(rings, r.Inset(-3/float64(view.Zoom)))
		}
	}
	for _, p := range o.v.scene.PillsIn(view.Visible(), float64(view.Zoom)) {
		c := o.v.ed.Shown().Category(p.Category)
		if c != nil && slices.ContainsFunc(rings, p.At.Overlaps) {
			t.put(o, view, p.At, c, p.Words)
		}
	}
}

// maxPilled bounds the outlines that are looked at one by one.
const maxPilled = 60

// put shows a pill with words, as high as its place and as wide as they need, in the view.
func (t *tags) put(o *overlay, view editor.Viewport, at workshop.Rect, c *workshop.Category, words string) {
	if t.used == len(t.grounds) {
		t.grounds = append(t.grounds, canvas.NewRectangle(color.Transparent))
		word := canvas.NewText("", color.White)
		word.TextStyle = fyne.TextStyle{Bold: true}
		t.words = append(t.words, word)
	}
	ground, word := t.grounds[t.used], t.words[t.used]
	t.used++
	pos, size := onScreen(view, at)
	word.Text, word.TextSize = words, max(9, size.Height*0.6)
	text := word.MinSize()
	size.Width = max(size.Width, text.Width+size.Height*0.8)
	pos.X = max(4, min(pos.X, float32(view.Size.W)-size.Width-4))
	ground.FillColor, ground.CornerRadius = o.v.opts.Style.Category(c.Color), size.Height/2
	ground.Resize(size)
	ground.Move(pos)
	ground.Refresh()
	word.Resize(text)
	word.Move(pos.AddXY((size.Width-text.Width)/2, (size.Height-text.Height)/2))
	word.Refresh()
	o.shown = append(o.shown, ground, word)
}

package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/ui/say"
)

// receiving lights up what would take in the notes in the hand: the containers of
// categories, or the note with which they would make one.
type receiving struct {
	boxes []*canvas.Rectangle
	used  int
	chip  *canvas.Rectangle
	word  *canvas.Text
}

func newReceiving() *receiving {
	return &receiving{chip: canvas.NewRectangle(color.Transparent), word: canvas.NewText("", color.White)}
}

func (r *receiving) arrange(o *overlay, view editor.Viewport, p editor.Preview) {
	r.used = 0
	snap := o.v.ed.Shown()
	for _, c := range p.Into {
		hue := color.Color(o.colors.accent)
		if is := snap.Category(c.Category); is != nil {
			hue = o.v.opts.Style.Category(is.Color)
		}
		for _, b := range c.Boxes {
			box := r.box(hue)
			box.CornerRadius = float32(10 * view.Zoom)
			o.put(box, view, b.Inset(-2/float64(view.Zoom)))
		}
	}
	rect, ok := o.v.scene.NoteRect(p.Onto)
	if !ok {
		return
	}
	hue, word := color.Color(o.colors.accent), say.MakeCategory
	if c := snap.CategoryOf(snap.Notes.Get(p.Onto)); c != nil {
		hue, word = o.v.opts.Style.Category(c.Color), say.IntoCategory(c.Name)
	}
	box := r.box(hue)
	box.CornerRadius = float32(8 * view.Zoom)
	o.put(box, view, rect.Inset(-5/float64(view.Zoom)))
	r.say(o, box, hue, word)
}

func (r *receiving) box(hue color.Color) *canvas.Rectangle {
	if r.used == len(r.boxes) {
		r.boxes = append(r.boxes, canvas.NewRectangle(color.Transparent))
	}
	b := r.boxes[r.used]
	r.used++
	b.StrokeWidth, b.StrokeColor, b.FillColor = 2.5, hue, faint(hue, 0x2A)
	return b
}

// say puts a chip with a word above a box; it stays in the view.
func (r *receiving) say(o *overlay, box *canvas.Rectangle, hue color.Color, word string) {
	r.word.Text, r.word.TextSize, r.word.TextStyle = word, 12, fyne.TextStyle{Bold: true}
	r.word.Color = color.White
	size := r.word.MinSize()
	const high = 22
	at := fyne.NewPos(box.Position().X, max(4, box.Position().Y-high-4))
	r.chip.FillColor, r.chip.CornerRadius = hue, high/2
	if o.v.opts.Style.Dark && hue == color.Color(o.colors.accent) {
		r.word.Color = o.colors.paper
	}
	r.chip.Move(at)
	r.chip.Resize(fyne.NewSize(size.Width+20, high))
	r.word.Move(at.AddXY(10, (high-size.Height)/2))
	r.word.Resize(size)
}

func (r *receiving) arrangeChip(o *overlay, p editor.Preview) {
	if p.Onto != "" {
		o.shown = append(o.shown, r.chip, r.word)
	}
}

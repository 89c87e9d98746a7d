package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/ui/theme"
)

const menuKeyGap float32 = 28 // least room between a text and its key

// menuWidth is what the widest item needs.
func menuWidth(items []MenuItem) float32 {
	text, key := float32(0), float32(0)
	for _, i := range items {
		text = max(text, fyne.MeasureText(i.Text, theme.TextLabel, fyne.TextStyle{}).Width)
		if len(i.Sub) > 0 {
			key = max(key, 12)
		}
		if i.Key != "" {
			key = max(key, fyne.MeasureText(i.Key, theme.TextSmall, fyne.TextStyle{}).Width)
		}
	}
	w := text + 2*menuInset + 2*menuPad
	if key > 0 {
		w += key + menuKeyGap
	}
	return max(menuLeast, min(420, w))
}

// CreateRenderer implements [fyne.Widget].
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	r := &menuRenderer{m: m}
	r.build()
	return r
}

type menuRenderer struct {
	m       *Menu
	objects []fyne.CanvasObject
}

func (r *menuRenderer) Destroy()                     {}
func (r *menuRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *menuRenderer) Layout(fyne.Size)             {}
func (r *menuRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *menuRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.m)
}

func (r *menuRenderer) build() {
	r.objects = r.objects[:0]
	for _, c := range r.m.columns {
		r.column(c)
	}
	last := r.m.columns[len(r.m.columns)-1]
	if last.chosen >= 0 && last.items[last.chosen].Off && last.items[last.chosen].Why != "" {
		r.why(last)
	}
}

func (r *menuRenderer) add(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
	r.objects = append(r.objects, o)
}

func (r *menuRenderer) column(c *menuColumn) {
	box := &canvas.Rectangle{FillColor: themed(theme.Sheet), StrokeColor: themed(theme.Line), StrokeWidth: 1,
		CornerRadius: 10, Shadow: softShadow()}
	r.add(box, c.pos, c.size)
	y := c.pos.Y + menuPad
	inside := c.size.Width - 2*menuPad
	for i := c.first; i < c.first+c.rows; i++ {
		item, left := c.items[i], c.pos.X+menuPad
		if item.line() {
			rule := &canvas.Rectangle{FillColor: themed(theme.Line)}
			r.add(rule, fyne.NewPos(left+menuInset, y+menuLine/2), fyne.NewSize(inside-2*menuInset, 1))
			y += menuLine
			continue
		}
		ink, quiet := theme.Ink, theme.Quiet
		if item.Off {
			ink, quiet = theme.Faint, theme.Faint
		}
		if i == c.chosen {
			ground := theme.Tint
			if item.Off {
				ground = theme.Soft
			} else {
				ink = theme.TealText
			}
			r.add(&canvas.Rectangle{FillColor: themed(ground), CornerRadius: 6}, fyne.NewPos(left, y), fyne.NewSize(inside, menuRow))
		}
		room := inside - 2*menuInset
		if len(item.Sub) > 0 {
			mark := canvas.NewImageFromResource(IconRight.Resource(themed(quiet)))
			r.add(mark, fyne.NewPos(left+inside-menuInset-12, y+(menuRow-14)/2), fyne.NewSquareSize(14))
			room -= 20
		}
		if item.Key != "" {
			key := canvas.NewText(item.Key, themed(quiet))
			key.TextSize = theme.TextSmall
			size := key.MinSize()
			r.add(key, fyne.NewPos(left+inside-menuInset-size.Width, y+(menuRow-size.Height)/2), size)
			room -= size.Width + 12
		}
		text := canvas.NewText("", themed(ink))
		text.TextSize = theme.TextLabel
		text.Text = elide(item.Text, room, func(s string) float32 { return fyne.MeasureText(s, text.TextSize, text.TextStyle).Width })
		h := text.MinSize().Height
		r.add(text, fyne.NewPos(left+menuInset, y+(menuRow-h)/2), fyne.NewSize(room, h))
		y += menuRow
	}
	if c.first > 0 {
		r.more(c, c.pos.Y+1)
	}
	if c.first+c.rows < len(c.items) {
		r.more(c, c.pos.Y+c.size.Height-5)
	}
}

// more shows that the list goes on.
func (r *menuRenderer) more(c *menuColumn, y float32) {
	const w = 28
	r.add(&canvas.Rectangle{FillColor: themed(theme.Dim), CornerRadius: 2}, fyne.NewPos(c.pos.X+(c.size.Width-w)/2, y), fyne.NewSize(w, 4))
}

// why tells what is missing, beside the item.
func (r *menuRenderer) why(c *menuColumn) {
	text := canvas.NewText(c.items[c.chosen].Why, themed(theme.Sheet))
	text.TextSize = theme.TextSmall
	size := text.MinSize()
	box := size.AddWidthHeight(20, 10)
	at := fyne.NewPos(c.pos.X+c.size.Width+6, c.pos.Y+menuPad+c.height(c.first, c.chosen)+(menuRow-box.Height)/2)
	if at.X+box.Width > r.m.canvas.Size().Width-menuEdge {
		at.X = max(menuEdge, c.pos.X-6-box.Width)
	}
	r.add(&canvas.Rectangle{FillColor: themed(theme.Ink), CornerRadius: 6}, at, box)
	r.add(text, at.AddXY(10, 5), size)
}

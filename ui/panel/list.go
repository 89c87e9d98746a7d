package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A ListLine is one line of [List].
type ListLine struct {
	Text   string
	Detail string // told quietly behind the text
	Key    string // at the right
	Off    bool   // cannot be picked now; Detail says why
}

// List is a list from which one is chosen, with the pointer or by whoever has the
// keyboard. It draws only what is in sight, however long it is.
type List struct {
	widget.BaseWidget
	OnPick func(int)

	items  []ListLine
	chosen int
	first  int
}

const listRow float32 = 34

// NewList makes an empty list.
func NewList(onPick func(int)) *List {
	c := &List{OnPick: onPick}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows other lines; the first is chosen.
func (c *List) Set(items []ListLine) {
	c.items, c.chosen, c.first = items, 0, 0
	c.Refresh()
}

// Items are the lines as they are.
func (c *List) Items() []ListLine { return c.items }

// HeightFor is how high a list of so many lines is.
func HeightFor(lines int) float32 { return float32(lines) * listRow }

// Chosen is the chosen line, -1 if there is none.
func (c *List) Chosen() int {
	if c.chosen >= len(c.items) {
		return -1
	}
	return c.chosen
}

// Step chooses the line that is by further on, and stops at the ends.
func (c *List) Step(by int) {
	c.chosen = max(0, min(len(c.items)-1, c.chosen+by))
	if c.chosen < c.first {
		c.first = c.chosen
	}
	if over := c.chosen - (c.first + c.sight() - 1); over > 0 {
		c.first += over
	}
	c.Refresh()
}

// sight is how many lines there is room for.
func (c *List) sight() int { return max(1, int(c.Size().Height/listRow)) }

func (c *List) at(p fyne.Position) int {
	i := c.first + int(p.Y/listRow)
	if p.Y < 0 || i >= len(c.items) || i >= c.first+c.sight() {
		return -1
	}
	return i
}

// Tapped implements [fyne.Tappable].
func (c *List) Tapped(e *fyne.PointEvent) {
	if i := c.at(e.Position); i >= 0 && c.OnPick != nil {
		c.OnPick(i)
	}
}

// MouseIn implements [desktop.Hoverable]. A list that comes up under the pointer keeps its
// choice until the pointer moves.
func (c *List) MouseIn(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (c *List) MouseOut() {}

// MouseMoved implements [desktop.Hoverable].
func (c *List) MouseMoved(e *desktop.MouseEvent) {
	if i := c.at(e.Position); i >= 0 && i != c.chosen {
		c.chosen = i
		c.Refresh()
	}
}

// Scrolled implements [fyne.Scrollable].
func (c *List) Scrolled(e *fyne.ScrollEvent) {
	by := 2
	if e.Scrolled.DY > 0 {
		by = -2
	}
	c.first = max(0, min(len(c.items)-c.sight(), c.first+by))
	c.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (c *List) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{c: c, pick: &canvas.Rectangle{CornerRadius: 6}}
	r.build()
	return r
}

// listRenderer keeps the texts of each row and uses them again.
type listRenderer struct {
	c       *List
	pick    *canvas.Rectangle
	rows    []listTexts
	objects []fyne.CanvasObject
}

type listTexts struct{ text, detail, key *canvas.Text }

func (r *listRenderer) Destroy()                     {}
func (r *listRenderer) MinSize() fyne.Size           { return fyne.NewSize(120, listRow) }
func (r *listRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *listRenderer) Layout(fyne.Size)             { r.build() }

func (r *listRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.c)
}

func (r *listRenderer) build() {
	c := r.c
	r.objects = r.objects[:0]
	n := min(c.sight(), len(c.items)-c.first)
	if c.Size().Width == 0 {
		n = 0
	}
	if at := c.chosen - c.first; at >= 0 && at < n {
		r.pick.FillColor = themed(theme.Tint)
		r.pick.Move(fyne.NewPos(0, float32(at)*listRow))
		r.pick.Resize(fyne.NewSize(c.Size().Width, listRow))
		r.objects = append(r.objects, r.pick)
	}
	for len(r.rows) < n {
		r.rows = append(r.rows, listTexts{&canvas.Text{TextSize: theme.TextBody}, &canvas.Text{TextSize: theme.TextSmall}, &canvas.Text{TextSize: theme.TextSmall}})
	}
	for i := range max(0, n) {
		r.row(r.rows[i], c.items[c.first+i], c.first+i == c.chosen, float32(i)*listRow)
	}
}

func (r *listRenderer) row(t listTexts, item ListLine, chosen bool, y float32) {
	const edge = 12
	right := r.c.Size().Width - edge
	place := func(o *canvas.Text, text string, x, width float32, color fyne.ThemeColorName) float32 {
		o.Color = themed(color)
		o.Text = elide(text, width, func(s string) float32 { return fyne.MeasureText(s, o.TextSize, o.TextStyle).Width })
		size := o.MinSize()
		o.Resize(size)
		o.Move(fyne.NewPos(x, y+(listRow-size.Height)/2))
		r.objects = append(r.objects, o)
		return size.Width
	}
	if item.Key != "" {
		w := fyne.MeasureText(item.Key, t.key.TextSize, t.key.TextStyle).Width
		place(t.key, item.Key, right-w, w, theme.Quiet)
		right -= w + 16
	}
	ink := theme.Ink
	switch {
	case item.Off:
		ink = theme.Quiet
	case chosen:
		ink = theme.TealText
	}
	w := place(t.text, item.Text, edge, right-edge, ink)
	if item.Detail != "" && right-edge-w > 60 {
		place(t.detail, item.Detail, edge+w+10, right-edge-w-10, theme.Quiet)
	}
}

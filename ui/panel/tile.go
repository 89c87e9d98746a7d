package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Tile is one word of a room code, large enough to be read from across a room. A long
// word is written smaller rather than cut.
type Tile struct {
	widget.BaseWidget
	word string
}

// NewTile shows one word.
func NewTile(word string) *Tile {
	t := &Tile{word: word}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements [fyne.Widget].
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{t: t, box: &canvas.Rectangle{CornerRadius: 10},
		text: &canvas.Text{Text: t.word, Alignment: fyne.TextAlignCenter, TextSize: theme.TextName, TextStyle: fyne.TextStyle{Bold: true}}}
	r.paint()
	return r
}

type tileRenderer struct {
	t    *Tile
	box  *canvas.Rectangle
	text *canvas.Text
}

func (r *tileRenderer) Destroy()                     {}
func (r *tileRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.text} }
func (r *tileRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, 64) }
func (r *tileRenderer) paint() {
	r.box.FillColor, r.text.Color = themed(theme.Tint), themed(theme.TealText)
}

func (r *tileRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.text.TextSize = theme.TextName
	for r.text.TextSize > 12 && r.text.MinSize().Width > size.Width-16 {
		r.text.TextSize--
	}
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.text.Resize(fyne.NewSize(size.Width, h))
}

func (r *tileRenderer) Refresh() {
	r.paint()
	r.box.Refresh()
	r.text.Refresh()
}

// NewKeyCap draws a key, or keys pressed together.
func NewKeyCap(keys string) *Surface {
	text := Text(keys, theme.TextSmall, theme.SoftInk)
	text.Bold = true
	s := NewSurface(theme.Soft, "", 6, 0, Inset(2, 2, 8, 8, text))
	return s
}

// A Mat is the left half of a sheet, rounded where the sheet is.
type Mat struct {
	widget.BaseWidget
	fill    fyne.ThemeColorName
	content fyne.CanvasObject
}

// NewMat puts content on a mat.
func NewMat(fill fyne.ThemeColorName, content fyne.CanvasObject) *Mat {
	m := &Mat{fill: fill, content: content}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements [fyne.Widget].
func (m *Mat) CreateRenderer() fyne.WidgetRenderer {
	r := &matRenderer{m, &canvas.Rectangle{TopLeftCornerRadius: theme.RadiusSheet, BottomLeftCornerRadius: theme.RadiusSheet, FillColor: themed(m.fill)}}
	return r
}

type matRenderer struct {
	m   *Mat
	box *canvas.Rectangle
}

func (r *matRenderer) Destroy()                     {}
func (r *matRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.m.content} }
func (r *matRenderer) MinSize() fyne.Size           { return r.m.content.MinSize() }
func (r *matRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.m.content.Resize(size)
}

func (r *matRenderer) Refresh() {
	r.box.FillColor = themed(r.m.fill)
	r.box.Refresh()
	r.m.content.Refresh()
}

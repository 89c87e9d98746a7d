package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Tile is one word of a room code, large enough to be read from across a room.
type Tile struct {
	widget.BaseWidget
	word   string
	points float32
}

// Tiles shows words side by side in width. Where a word is long all are written smaller,
// rather than one cut.
func Tiles(words []string, width float32) *fyne.Container {
	return TilesOf(words, width, theme.TextName)
}

// TilesOf is Tiles of a text of at most that size.
func TilesOf(words []string, width, points float32) *fyne.Container {
	const gap, pad = 10, 20
	row := Even(gap)
	room := (width-gap*float32(len(words)-1))/float32(max(1, len(words))) - pad
	for _, w := range words {
		for points > 10 && fyne.MeasureText(w, points, fyne.TextStyle{Bold: true}).Width > room {
			points -= 0.5
		}
	}
	for _, w := range words {
		t := &Tile{word: w, points: points}
		t.ExtendBaseWidget(t)
		row.Add(t)
	}
	return row
}

// CreateRenderer implements [fyne.Widget].
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{t: t, box: &canvas.Rectangle{CornerRadius: 10},
		text: &canvas.Text{Text: t.word, Alignment: fyne.TextAlignCenter, TextSize: t.points, TextStyle: fyne.TextStyle{Bold: true}}}
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

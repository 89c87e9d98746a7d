package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Dropdown chooses one of several names. Space, Enter or Down opens it.
type Dropdown struct {
	widget.BaseWidget
	Names    []string
	Chosen   int
	OnChange func(int)

	hovered, focused bool
}

// NewDropdown makes a dropdown with the first name chosen.
func NewDropdown(names []string, onChange func(int)) *Dropdown {
	d := &Dropdown{Names: names, OnChange: onChange}
	d.ExtendBaseWidget(d)
	return d
}

func (d *Dropdown) name() string {
	if d.Chosen < len(d.Names) {
		return d.Names[d.Chosen]
	}
	return ""
}

func (d *Dropdown) choose(i int) {
	if i == d.Chosen {
		return
	}
	d.Chosen = i
	d.Refresh()
	if d.OnChange != nil {
		d.OnChange(i)
	}
}

// Tapped implements [fyne.Tappable].
func (d *Dropdown) Tapped(*fyne.PointEvent) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(d)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for i, name := range d.Names {
		item := fyne.NewMenuItem(name, func() { d.choose(i) })
		item.Checked = i == d.Chosen
		items = append(items, item)
	}
	at := driver.AbsolutePositionForObject(d)
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	menu.ShowAtPosition(at.AddXY(0, d.Size().Height+4))
	menu.Resize(fyne.NewSize(max(d.Size().Width, menu.MinSize().Width), menu.MinSize().Height))
	c.Focus(menu)
}

// FocusGained implements [fyne.Focusable].
func (d *Dropdown) FocusGained() { d.focused = true; d.Refresh(); reveal(d) }

// FocusLost implements [fyne.Focusable].
func (d *Dropdown) FocusLost() { d.focused = false; d.Refresh() }

// TypedRune implements [fyne.Focusable].
func (d *Dropdown) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (d *Dropdown) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		d.Tapped(nil)
	default:
		passKey(d, e)
	}
}

// MouseIn implements [desktop.Hoverable].
func (d *Dropdown) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (d *Dropdown) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (d *Dropdown) MouseOut() { d.hovered = false; d.Refresh() }

// Cursor implements [desktop.Cursorable].
func (d *Dropdown) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (d *Dropdown) CreateRenderer() fyne.WidgetRenderer {
	r := &dropdownRenderer{d: d, box: &canvas.Rectangle{CornerRadius: theme.RadiusControl, StrokeWidth: 1},
		text: &canvas.Text{TextSize: theme.TextLabel, TextStyle: fyne.TextStyle{Bold: true}}, mark: canvas.NewImageFromResource(nil)}
	r.mark.FillMode = canvas.ImageFillContain
	r.paint()
	return r
}

type dropdownRenderer struct {
	d    *Dropdown
	box  *canvas.Rectangle
	text *canvas.Text
	mark *canvas.Image
}

func (r *dropdownRenderer) Destroy() {}
func (r *dropdownRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.text, r.mark}
}
func (r *dropdownRenderer) MinSize() fyne.Size { return fyne.NewSize(96, theme.FieldHeight) }

func (r *dropdownRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	room := size.Width - 12 - 36
	r.text.Text = elide(r.d.name(), room, func(s string) float32 {
		return fyne.MeasureText(s, r.text.TextSize, r.text.TextStyle).Width
	})
	h := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(12, (size.Height-h)/2))
	r.text.Resize(fyne.NewSize(room, h))
	r.mark.Resize(fyne.NewSquareSize(16))
	r.mark.Move(fyne.NewPos(size.Width-28, (size.Height-16)/2))
}

func (r *dropdownRenderer) paint() {
	r.box.FillColor, r.box.StrokeWidth, r.box.StrokeColor = themed(theme.Sheet), 1, themed(theme.FieldLine)
	if r.d.hovered {
		r.box.StrokeColor = themed(theme.TealText)
	}
	if r.d.focused {
		r.box.StrokeWidth, r.box.StrokeColor = 2, themed(theme.TealText)
	}
	r.text.Color = themed(theme.Ink)
	r.mark.Resource = IconDown.Resource(themed(theme.Dim))
}

func (r *dropdownRenderer) Refresh() {
	r.paint()
	r.Layout(r.d.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

package panel

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Field is one line to type in. Escape goes to the window, so that it closes the dialog
// that the field is in.
type Field struct {
	widget.Entry
	OnLeave func(text string)       // the focus went elsewhere
	OnKey   func(fyne.KeyName) bool // takes a key before the field does, if it reports true

	frame *fieldFrame
}

// NewField makes a field; hint stands in it while it is empty.
func NewField(text, hint string) *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	f.Text, f.PlaceHolder = text, hint
	f.frame = &fieldFrame{field: f}
	f.frame.ExtendBaseWidget(f.frame)
	return f
}

// Framed is the field with its edge: what is put on the screen.
func (f *Field) Framed() fyne.CanvasObject { return f.frame }

// FocusGained implements [fyne.Focusable].
func (f *Field) FocusGained() {
	f.frame.focused = true
	f.Entry.FocusGained()
	f.frame.Refresh()
	reveal(f)
}

// Dot puts a disc of a person's colour before the text.
func (f *Field) Dot(hue string) {
	c := Hue(hue)
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="` + hex + `"/></svg>`
	f.SetIcon(fyne.NewStaticResource("dot"+hex+".svg", []byte(svg)))
}

// FocusLost implements [fyne.Focusable].
func (f *Field) FocusLost() {
	f.frame.focused = false
	f.Entry.FocusLost()
	f.frame.Refresh()
	if f.OnLeave != nil {
		f.OnLeave(f.Text)
	}
}

// TypedKey implements [fyne.Focusable].
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e.Name) {
		return
	}
	if e.Name == fyne.KeyEscape {
		passKey(f, e)
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements [fyne.Shortcutable]: those with a letter that mean nothing to a
// field go to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && len(custom.KeyName) == 1 {
		if w, ok := canvasOf(f).(interface{ TypedShortcut(fyne.Shortcut) }); ok {
			w.TypedShortcut(s)
			return
		}
	}
	f.Entry.TypedShortcut(s)
}

// A fieldFrame is the edge of a field; the theme draws none for an entry.
type fieldFrame struct {
	widget.BaseWidget
	field   *Field
	focused bool
}

// CreateRenderer implements [fyne.Widget].
func (f *fieldFrame) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldFrameRenderer{f, &canvas.Rectangle{CornerRadius: theme.RadiusControl}, container.NewThemeOverride(f.field, plain{})}
	r.paint()
	return r
}

type fieldFrameRenderer struct {
	f   *fieldFrame
	box *canvas.Rectangle
	in  *container.ThemeOverride
}

func (r *fieldFrameRenderer) Destroy() {}
func (r *fieldFrameRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.in}
}
func (r *fieldFrameRenderer) MinSize() fyne.Size { return fyne.NewSize(80, theme.FieldHeight) }

func (r *fieldFrameRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	h := r.f.field.MinSize().Height
	r.in.Move(fyne.NewPos(4, (size.Height-h)/2))
	r.in.Resize(fyne.NewSize(size.Width-8, h))
}

func (r *fieldFrameRenderer) paint() {
	r.box.FillColor, r.box.StrokeWidth, r.box.StrokeColor = themed(theme.Sheet), 1, themed(theme.FieldLine)
	if r.f.focused {
		r.box.StrokeWidth, r.box.StrokeColor = 2, themed(theme.TealText)
	}
}

func (r *fieldFrameRenderer) Refresh() {
	r.paint()
	r.Layout(r.f.Size())
	r.box.Refresh()
}

// plain is the program's theme without scroll bars, for a line that is longer than its
// field.
type plain struct{}

func (plain) of() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (p plain) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case fynetheme.ColorNameScrollBar, fynetheme.ColorNameScrollBarBackground, fynetheme.ColorNameShadow:
		n = theme.Clear
	}
	return p.of().Color(n, v)
}

func (p plain) Font(s fyne.TextStyle) fyne.Resource     { return p.of().Font(s) }
func (p plain) Icon(n fyne.ThemeIconName) fyne.Resource { return p.of().Icon(n) }
func (p plain) Size(n fyne.ThemeSizeName) float32       { return p.of().Size(n) }

package canvasview

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// A nameField is where a name is written: a category's on its pill, in its hue, a stage's
// on its chevron, a lane's beside the lane.
type nameField struct {
	widget.Entry
	v      *View
	ground *canvas.Rectangle
	box    fyne.CanvasObject // the entry in its own theme
	open   editor.Naming     // zero while it is closed
}

func newNameField(v *View) *nameField {
	f := &nameField{v: v, ground: canvas.NewRectangle(color.Transparent)}
	f.TextStyle = fyne.TextStyle{Bold: true}
	f.ExtendBaseWidget(f)
	f.OnChanged = func(text string) {
		if utf8.RuneCountInString(text) > workshop.MaxName {
			f.SetText(string([]rune(text)[:workshop.MaxName]))
			return
		}
		if f.isOpen() {
			v.ed.WriteName(text)
			v.refresh()
		}
	}
	f.box = container.NewThemeOverride(f, nameTheme{})
	return f
}

func (f *nameField) isOpen() bool { return f.open.Ref != (workshop.Ref{}) }

// TypedKey takes the keys that end the writing.
func (f *nameField) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		f.v.ed.DropName()
		f.v.Focus()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		f.v.ed.KeepName()
		f.v.Focus()
	default:
		f.Entry.TypedKey(ev)
	}
}

// AcceptsTab: Tab ends the writing.
func (f *nameField) AcceptsTab() bool { return true }

// sync follows the editor: opens on the pill or closes.
func (f *nameField) sync() {
	n, ok := f.v.ed.Naming()
	switch {
	case !ok && f.isOpen():
		f.open = editor.Naming{}
		f.v.refresh()
		f.v.Focus()
	case ok && (n.Ref != f.open.Ref || n.Region != f.open.Region):
		f.open = editor.Naming{} // what is set here is not written by the person
		f.SetText(n.Text)
		f.open = n
		f.TypedShortcut(&fyne.ShortcutSelectAll{})
		f.v.refresh()
		f.v.Focus()
	}
}

// Size of the field, in units of the window.
const (
	nameText  = 13
	nameHigh  = 26
	nameLeast = 132
)

func (f *nameField) arrange(o *overlay, view editor.Viewport) {
	if !f.isOpen() {
		return
	}
	if f.open.Ref.Kind != workshop.KindCategory {
		f.arrangeScaffold(o, view)
		return
	}
	pill, ok := o.v.ed.PillRect(workshop.CategoryID(f.open.Ref.ID), f.open.Region)
	if !ok {
		return
	}
	f.ground.FillColor = o.colors.accent
	if c := o.v.ed.Shown().Category(workshop.CategoryID(f.open.Ref.ID)); c != nil {
		f.ground.FillColor = o.v.opts.Style.Category(c.Color)
	}
	pos, size := onScreen(view, pill)
	want := fyne.MeasureText(f.Text, nameText, fyne.TextStyle{Bold: true}).Width + 56
	w := min(max(nameLeast, size.Width, want), float32(view.Size.W)-16)
	at := fyne.NewPos(max(8, min(pos.X, float32(view.Size.W)-w-8)), pos.Y+size.Height/2-nameHigh/2)
	f.ground.CornerRadius = nameHigh / 2
	f.ground.StrokeColor, f.ground.StrokeWidth = color.White, 2
	f.ground.Move(at)
	f.ground.Resize(fyne.NewSize(w, nameHigh))
	f.box.Move(at.AddXY(6, 0))
	f.box.Resize(fyne.NewSize(w-12, nameHigh))
	o.shown = append(o.shown, f.ground, f.box)
}

// arrangeScaffold lays the field over the name of a stage or a lane.
func (f *nameField) arrangeScaffold(o *overlay, view editor.Viewport) {
	r, ok := o.v.ed.NameRect(f.open.Ref)
	if !ok {
		return
	}
	pos, size := onScreen(view, r)
	high := max(nameHigh+4, min(size.Height, nameHigh+10))
	want := fyne.MeasureText(f.Text, nameText, fyne.TextStyle{Bold: true}).Width + 44
	w := min(max(nameLeast, size.Width, want), float32(view.Size.W)-16)
	at := fyne.NewPos(max(8, min(pos.X, float32(view.Size.W)-w-8)), pos.Y+size.Height/2-high/2)
	f.ground.FillColor = o.v.opts.Style.Chevron
	f.ground.CornerRadius = 8
	f.ground.StrokeColor, f.ground.StrokeWidth = o.colors.accent, 2
	f.ground.Move(at)
	f.ground.Resize(fyne.NewSize(w, high))
	f.box.Move(at.AddXY(8, (high-nameHigh)/2))
	f.box.Resize(fyne.NewSize(w-16, nameHigh))
	o.shown = append(o.shown, f.ground, f.box)
}

// nameTheme is white on the hue below.
type nameTheme struct{}

func (nameTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameForeground, theme.ColorNamePrimary:
		return color.White
	case theme.ColorNameSelection:
		return color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0x50}
	}
	return color.Transparent
}

func (nameTheme) Font(s fyne.TextStyle) fyne.Resource {
	s.Bold = true
	return theme.DefaultTheme().Font(s)
}

func (nameTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

func (nameTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return nameText
	case theme.SizeNameInnerPadding:
		return 4
	case theme.SizeNameInputBorder, theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}
